"""The words that phones put into the date and time of a message, folded and without full stops.

To teach another language, add its words here: before noon, after noon, or the small words between.
"""

FORENOON = frozenset({
    "am", "ص", "上午", "早上", "凌晨", "清晨", "午前", "오전", "sa", "πμ", "قظ", "قبلازظهر", "öö", "de", "dop", "fm", "पूर्वाह्न",
    "pg", "ก่อนเที่ยง", "pd", "vorm", "முற்பகல்", "ጥዋት", "לפנהצ", "לפנה״צ", "дп", "проб", "manhã",
    "vm", "priešpiet", "priekšp", "претпл", "fh", "rn", "пре", "prije", "prijepodne", "dopoledne", "matin", "mat", "mañana",
    "morning", "mattina", "vormittags", "vormittag", "morgens", "апоўначы", "ам", "үө", "to", "то", "тң", "таңкы", "ਪੂਦੁ", "ਸਵੇਰ",
    "పూర్వాహ్నం", "ఉ", "ಪೂರ್ವಾಹ್ನ", "രാവിലെ", "मपू", "सकाळी", "सुबह", "सवेरे", "पहाटे", "पूर्वाह्ण", "পূর্বাহ্ণ", "সকাল", "ভোর", "પૂર્વાહ્ન", "સવારે",
    "காலை", "പുലർച്ചെ", "පෙව", "နံနက်", "ព្រឹក", "ກ່ອນທ່ຽງ", "asubuhi", "pagi", "sáng", "قبلدوپہر", "صبح", "صباحا", "صباحًا", "غم", "بن", "sf", "gh",
    "сутра", "утра", "ранку", "rano", "ráno", "delelőtt", "dimineața", "πρωί", "sabah", "בבוקר", "새벽", "아침", "เช้า",
})  # fmt: skip
LATE = frozenset({
    "pm", "م", "下午", "晚上", "中午", "傍晚", "午後", "오후", "ch", "μμ", "بظ", "بعدازظهر", "ös", "du", "odp", "em", "अपराह्न",
    "ptg", "หลังเที่ยง", "md", "nachm", "பிற்பகல்", "ከሰዓት", "ip", "אחהצ", "אחה״צ", "пп", "слоб", "tarde",
    "nm", "popiet", "pēcp", "попл", "eh", "in", "po", "по", "pop", "поподне", "popodne", "odpoledne", "soir", "après-midi", "afternoon", "evening", "noon",
    "pomeriggio", "sera", "nachmittags", "abends", "mittags", "апоўдні", "пм", "үх", "tk", "тк", "ਬਾਦੁ", "ਸ਼ਾਮ", "అపరాహ్నం", "సా", "ಅಪರಾಹ್ನ", "വൈകുന്നേരം",
    "ഉച്ചയ്ക്ക്", "मउ", "दुपारी", "संध्याकाळी", "दोपहर", "शाम", "अपराह्ण", "অপরাহ্ণ", "দুপুর", "বিকাল", "সন্ধ্যা", "અપરાહ્ન", "બપોરે", "સાંજે", "மாலை",
    "மதியம்", "පව", "ညနေ", "ល្ងាច", "ຫຼັງທ່ຽງ", "mchana", "jioni", "siang", "sore", "chiều", "tối", "بعددوپہر", "شام", "مساء", "مساءً", "غو", "دن", "ym", "gd",
    "дня", "вечера", "вечора", "délután", "este", "după-amiaza", "seara", "μεσημέρι", "απόγευμα", "βράδυ", "öğleden", "akşam", "בצהריים", "בערב",
    "낮", "저녁", "เย็น",
})  # fmt: skip
CONNECTIVES = frozenset({
    "klo", "kl", "um", "at", "à", "às", "a", "as", "las", "la", "alle", "u", "о", "в", "у", "ve", "da", "og", "ja", "г",
    "ч", "р", "o", "năm", "น", "klock", "zeg", "hodź", "ê", "подне", "podne", "the", "del", "of", "uhr", "ga",
})  # fmt: skip
CALENDARS = {
    "be": "buddhist", "พศ": "buddhist", "هش": "persian", "هجریشمسی": "persian", "ah": "islamic", "ه": "islamic", "هق": "islamic",
    "r": "r", "令和": "令和", "平成": "平成", "民國": "民國", "minguo": "minguo",
    "ap": "gregorian", "ad": "gregorian", "ce": "gregorian", "คศ": "gregorian", "西元": "gregorian", "西暦": "gregorian",
}  # fmt: skip
"""Marks of a calendar beside a date. "ap" is both Persian and a Finnish forenoon: the size of the year
tells."""
YEAR_FIRST = frozenset({
    "上午", "早上", "凌晨", "清晨", "下午", "晚上", "中午", "傍晚", "오전", "오후", "午前", "午後", "de", "du",
})  # fmt: skip
"""Words of languages that write even a short year first."""
NIGHT = frozenset({
    "night", "nachts", "nuit", "noche", "noite", "notte", "madrugada", "半夜", "深夜", "밤", "रात", "रात्री", "রাত", "રાત્રે", "இரவு", "രാത്രി", "రాత్రి",
    "ರಾತ್ರಿ", "malam", "ночи", "ночі", "ליל", "בלילה", "usiku", "đêm", "gece", "éjjel",
})  # fmt: skip
"""Words that stand for the hours before midnight and for those after it."""
