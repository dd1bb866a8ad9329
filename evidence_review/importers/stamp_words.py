"""The words that phones put into the date and time of a message, folded and without full stops.

To teach another language, add its words here: before noon, after noon, or the small words between.
"""

FORENOON = frozenset({
    "am", "ص", "上午", "早上", "凌晨", "清晨", "午前", "오전", "sa", "πμ", "قظ", "قبلازظهر", "öö", "de", "dop", "fm", "पूर्वाह्न",
    "pg", "ก่อนเที่ยง", "pd", "vorm", "முற்பகல்", "ጥዋት", "לפנהצ", "לפנה״צ", "дп", "проб", "manhã",
})  # fmt: skip
LATE = frozenset({
    "pm", "م", "下午", "晚上", "中午", "傍晚", "午後", "오후", "ch", "μμ", "بظ", "بعدازظهر", "ös", "du", "odp", "em", "अपराह्न",
    "ptg", "หลังเที่ยง", "md", "nachm", "பிற்பகல்", "ከሰዓት", "ip", "אחהצ", "אחה״צ", "пп", "слоб", "tarde", "noite",
})  # fmt: skip
CONNECTIVES = frozenset({
    "klo", "kl", "um", "at", "à", "às", "a", "as", "las", "la", "alle", "u", "о", "в", "у", "ve", "da", "og", "ja", "г",
    "ч", "р", "o", "năm",
})  # fmt: skip
CALENDARS = {
    "be": "buddhist", "พศ": "buddhist", "هش": "persian", "هجریشمسی": "persian", "ah": "islamic", "ه": "islamic", "هق": "islamic",
    "r": "r", "令和": "令和", "平成": "平成", "民國": "民國", "minguo": "minguo",
    "ap": "gregorian", "ad": "gregorian", "ce": "gregorian", "คศ": "gregorian", "西元": "gregorian", "西暦": "gregorian",
}  # fmt: skip
"""Marks of a calendar beside a date. "ap" is both Persian and a Finnish forenoon: the size of the year tells."""
YEAR_FIRST = frozenset({
    "上午", "早上", "凌晨", "清晨", "下午", "晚上", "中午", "傍晚", "오전", "오후", "午前", "午後", "de", "du",
})  # fmt: skip
"""Words of languages that write even a short year first."""
