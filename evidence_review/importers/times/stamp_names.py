"""Dates in words in the languages of some seventy countries: the names of months, and how a time is read that
stands among such words.

The names are those of the Unicode Common Locale Data Repository, folded and without full stops. A name that
means two months (lip, srp, listopad) is left out, and a clock of twelve hours beside a word that is not known
gives no time: better none than one that is half a day wrong.
"""

import re
from datetime import datetime

from evidence_review.importers.times.stamp_words import CONNECTIVES
from evidence_review.importers.times.stamps import half_by_word, plain

_NAMES = """
ean eanáir ene enero gen gener gennaio ian ianuarie ion ionawr jaan jaanuar jan janaayo janar janeiro jannaayo jannar januar januari januarie january
januwari január januára janv janvier janvāris janúar led leden ledna oca ocak rbn rêbendan saus sausio sausis sij siječanj siječnja sty styczeń
stycznia tammi tammikuu tammikuuta urt urtarrila xan xaneiro yan yanvar ιαν ιανουάριοσ ιανουαρίου січ січень січня янв январь января яну януари јан
јануар јануари қаң қаңтар հնվ հունվար հունվարի ינואר ינו׳ جنوری يناير ژانویه जनवरी जन॰ जाने जानेवारी জানু জানুয়ারি ਜਨ ਜਨਵਰੀ જાન્યુ જાન્યુઆરી ஜன ஜனவரி
జన జనవరి ಜನ ಜನವರಿ ജനു ജനുവരി දුරුතු มกราคม มค ဇန် ဇန်နဝါရီ იან იანვარი ጃን ጃንዋሪ មករា

chw chwef chwefror feabh feabhra feb febbraio febr febraayo febreiro febrer febrero februar februari februarie february februwari február februára
februāris febrúar fev fevereiro fevral fra frar févr février helmi helmikuu helmikuuta lut lutego luty ots otsaila peb pebrero sbt shk shkurt sibat
vas vasario vasaris veebr veebruar velj veljača veljače úno únor února şub şubat φεβ φεβρουάριοσ φεβρουαρίου ақп ақпан лют лютий лютого феб фебруар
фев февр февраль февраля февруари փետրվար փետրվարի փտվ פברואר פבר׳ شباط فبراير فروری فوریه फ़रवरी फ़र॰ फेब्रु फेब्रुअरी फेब्रुवारी ফেব ফেব্রুয়ারি ਫ਼ਰ
ਫ਼ਰਵਰੀ ફેબ્રુ ફેબ્રુઆરી பிப் பிப்ரவரி ఫిబ్ర ఫిబ్రవరి ಫೆಬ್ರ ಫೆಬ್ರವರಿ ഫെബ്രു ഫെബ്രുവരി නවම් กพ กุมภาพันธ์ ဖေ ဖေဖော်ဝါရီ თებ თებერვალი ፌብ ፌብሩዋሪ កុម្ភៈ

adar adr bře březen března kov kovas kovo maalis maaliskuu maaliskuuta maarso maart mac machi mar marca march marec maret mars marso mart martie marts
martxoa marzec marzo marzu març março mas mashi maw mawrth mrt márc március márta mär märts märz ožu ožujak ožujka μάρ μάρτιοσ μαρ μαρτίου бер
березень березня мар март марта нау наурыз մարտ մարտի մրտ מרץ آذار مارس مارچ मार्च মার্চ ਮਾਰਚ માર્ચ மார் மார்ச் మార్చి ಮಾರ್ಚ್ മാർ മാർച്ച് මැදින් มีค
มีนาคม မတ် მარ მარტი ማርች មីនា

abr abriil abril aib aibreán api apirila apr aprel april aprile aprili aprilie aprill apríl apríla aprīlis avr avril bal balandis balandžio dub duben
dubna d’abr d’abril ebr ebrill eph ephreli huhti huhtikuu huhtikuuta kwi kwiecień kwietnia nis nisan nsn nîsan pri prill tra travanj travnja ápr
április απρ απρίλιοσ απριλίου апр апрель апреля април квіт квітень квітня сәу сәуір ապր ապրիլ ապրիլի אפריל אפר׳ آوریل أبريل اپریل نيسان अप्रिल अप्रैल
एप्रि एप्रिल এপ্রি এপ্রিল ਅਪ੍ਰੈ ਅਪ੍ਰੈਲ એપ્રિલ ஏப் ஏப்ரல் ఏప్రి ఏప్రిల్ ಏಪ್ರಿ ಏಪ್ರಿಲ್ ഏപ്രി ഏപ്രിൽ බක් เมย เมษายน ဧပြီ აპრ აპრილი ኤፕሪ ኤፕሪል មេសា

beal bealtaine geg gegužė gegužės gln gulan kvě květen května maayo mag maggio mai maiatza maig maijs maio maj maja may mayo mayıs maí mei mej mejju
mey meyi máj mája május svi svibanj svibnja touko toukokuu toukokuuta μάι μάιοσ μαΐ μαΐου май мам мамыр мая мај трав травень травня մայիս մայիսի
մյս מאי أيار مئی مايو مه मई मे মে ਮਈ મે மே మే ಮೇ മേയ് වෙසක් พค พฤษภาคม မေ მაი მაისი ሜይ ឧសភា

birž birželio birželis cze czerwca czerwiec eka ekaina giu giugno haz haziran hezîran hun hunyo hzr iun iunie iyn iyun juin jun june junho juni junie
junij junio juny juun juuni jún júna június júní jūn jūnijs kesä kesäkuu kesäkuuta lip lipanj lipnja meh mehefin meith meitheamh qer qershor xuño
červen června čvn ġun ġunju ιουν ιουνίου ιούν ιούνιοσ июн июнь июня мау маусым черв червень червня юни јун јуни հնս հունիս հունիսի יוני جون حزيران
يونيو ژوئن जुन जून জুন ਜੂਨ જૂન ஜூன் జూన్ ಜೂನ್ ജൂൺ පොසොන් มิถุนายน มิย ဇွန် ივნ ივნისი ጁን មិថុនា

gor gorff gorffennaf heinä heinäkuu heinäkuuta hul hulyo iul iulie iyl iyul iúil juil juillet jul julai julayi julho juli julie julij julio juliol
july juuli júl júla július júlí jūl jūlijs korr korrik liep liepa liepos lip lipca lipiec lug luglio lul lulju luulyo srp srpanj srpnja tem temmuz trm
tîrmeh uzt uztaila xul xullo července červenec čvc ιουλ ιουλίου ιούλ ιούλιοσ июл июль июля лип липень липня шіл шілде юли јул јули հլս հուլիս հուլիսի
יולי تموز جولائی يوليو ژوئیه जुलाई जुलै जुल॰ জুল জুলাই ਜੁਲਾ ਜੁਲਾਈ જુલાઈ ஜூலை జులై ಜುಲೈ ജൂലൈ ඇසළ กค กรกฎาคม ဇူ ဇူလိုင် ივლ ივლისი ጁላይ កក្កដា

abu abuztua ag aga agasti ago agost agosti agosto agu agustus août aug august augusta augusti augusts augustus augusztus avg avgust avq avqust awst
aww awwissu ağu ağustos d’ag d’agost elo elokuu elokuuta gush gusht kol kolovoz kolovoza lún lúnasa ogo ogos ogosto ogs rugp rugpjūtis rugpjūčio sie
sierpień sierpnia srp srpen srpna tbx tebax ágú ágúst αυγ αυγούστου αύγ αύγουστοσ авг август августа серп серпень серпня там тамыз օգոստոս օգոստոսի
օգս אוגוסט אוג׳ آب أغسطس اوت اگست अगस्ट अगस्त अग॰ ऑग ऑगस्ट আগ আগস্ট ਅਗ ਅਗਸਤ ઑગસ્ટ ஆக ஆகஸ்ட் ఆగ ఆగస్టు ಆಗ ಆಗಸ್ಟ್ ഓഗ ഓഗസ്റ്റ് නිකිණි สค สิงหาคม ဩဂုတ်
აგვ აგვისტო ኦገስ ኦገስት សីហា

eyl eylül ira iraila medi mfómh rugs rugsėjis rugsėjo ruj rujan rujna seb sebteembar sebtembar sen sentabr sentyabr sep sept septemba septembar
september septembra septembre septembrie septembris septhemba septiembre set setembre setembro settembre settembru setyembre sht shtator syys syyskuu
syyskuuta szept szeptember wrz wrzesień września zář září îln îlon σεπ σεπτέμβριοσ σεπτεμβρίου вер вересень вересня сент сентябрь сентября сеп
септембар септември қыр қыркүйек սեպ սեպտեմբեր սեպտեմբերի ספטמבר ספט׳ أيلول سبتمبر ستمبر سپتامبر सप्टें सप्टेंबर सितंबर सित॰ सेप्टेम्बर সেপ সেপ্ট
সেপ্টেম্বর ਸਤੰ ਸਤੰਬਰ સપ્ટે સપ્ટેમ્બર செப் செப்டம்பர் సెప్టెం సెప్టెంబర్ ಸೆಪ್ಟೆಂ ಸೆಪ್ಟೆಂಬರ್ സെപ്റ്റം സെപ്റ്റംബർ බිනර กย กันยายน စက် စက်တင်ဘာ სექ
სექტემბერი ሴፕቴ ሴፕቴምበር កញ្ញា

cot cotmeh dfómh d’oct d’octubre eki ekim hyd hydref lis listopad listopada loka lokakuu lokakuuta oct october octobre octombrie octubre okt oktabr
okthoba oktoba oktobar oktober oktobris oktoobar oktoober oktubre oktyabr október októbra ott ottobre ottubru out outubro paź październik października
spal spalio spalis tet tetor urr urria říj říjen října οκτ οκτωβρίου οκτώβριοσ жовт жовтень жовтня окт октобар октомври октябрь октября қаз қазан հոկ
հոկտեմբեր հոկտեմբերի אוקטובר אוק׳ أكتوبر اکتبر اکتوبر अक्टूबर अक्टू॰ अक्टोबर ऑक्टो ऑक्टोबर অক্টো অক্টোবর ਅਕਤੂ ਅਕਤੂਬਰ ઑક્ટો ઑક્ટોબર அக் அக்டோபர் అక్టో
అక్టోబర్ ಅಕ್ಟೋ ಅಕ್ಟೋಬರ್ ഒക്ടോ ഒക്‌ടോബർ වප් ตค ตุลาคม အောက် အောက်တိုဘာ ოქტ ოქტომბერი ኦክቶ ኦክቶበር តុលា

aza azaroa kas kasım lapkr lapkritis lapkričio lis listopad listopada listopadu marras marraskuu marraskuuta mijdar mjd nob nobyembre nof noiembrie
noofeembar nov novemba novembar november novembra novembre novembris novembro novembru noviembre noy noyabr nën nëntor nóv nóvember samh samhain stu
studeni studenoga tach tachwedd νοέ νοέμβριοσ νοε νοεμβρίου лист листопад листопада нов новембар ное ноември нояб ноябрь ноября қар қараша նոյ
նոյեմբեր նոյեմբերի נובמבר נוב׳ نوامبر نوفمبر نومبر नवंबर नव॰ नोभेम्बर नोव्हें नोव्हेंबर নভে নভেম্বর ਨਵੰ ਨਵੰਬਰ નવે નવેમ્બર நவ நவம்பர் నవం నవంబర్ ನವೆಂ
ನವೆಂಬರ್ നവം നവംബർ ඉල් พย พฤศจิกายน နို နိုဝင်ဘာ ნოე ნოემბერი ኖቬም ኖቬምበር វិច្ឆិកា

abe abendua ara aralık berfanbar brf dec decembar december decembra decembrie decembris decembro dek dekabr des desemba desember desembre dets
detsember dez dezember dezembro dhj dhjetor dic dicembre diciembre dis diseembar disemba disember disyembre diċ diċembru déc décembre gru grudnia
grudzień gruod gruodis gruodžio joulu joulukuu joulukuuta noll nollaig pro prosinac prosinca prosince prosinec rhag rhagfyr δεκ δεκέμβριοσ δεκεμβρίου
груд грудень грудня дек декабрь декабря декември дец децембар жел желтоқсан դեկ դեկտեմբեր դեկտեմբերի דצמבר דצמ׳ دسامبر دسمبر ديسمبر डिसें डिसेंबर
डिसेम्बर दिसंबर दिस॰ ডিসে ডিসেম্বর ਦਸੰ ਦਸੰਬਰ ડિસે ડિસેમ્બર டிச டிசம்பர் డిసెం డిసెంబర్ ಡಿಸೆಂ ಡಿಸೆಂಬರ್ ഡിസം ഡിസംബർ උඳුවප් ธค ธันวาคม ဒီ ဒီဇင်ဘာ დეკ
დეკემბერი ዲሴም ዲሴምበር ធ្នូ
"""
_TWICE = frozenset({"listopada", "lip", "lis", "listopad", "srp"})
MONTHS = {
    name: number
    for number, names in enumerate(_NAMES.split("\n\n"), 1)
    for name in names.split()
    if name not in _TWICE
}
"""Month by its folded name in any of these languages."""
_CLOCK = re.compile(r"(?<![\d.:])(\d{1,2})([:.])(\d\d)(?:\2(\d\d))?(?!\d|[.:]\d)")
_SPELT = re.compile(
    r"(\d{1,2})\s?(?:시|นาฬิกา|時|时|点|點)\s?(\d{1,2})\s?(?:분|นาที|分)(?:\s?(\d{1,2})\s?(?:초|วินาที|秒))?()"
)
_OFFSET = re.compile(r"(?:UTC|GMT)?\s?[+\u2212-]\d\d?(?::?\d\d)?(?=[\s)\]]|$)|[\[(](?:UTC|GMT)[\])]")
_NUMBERED = (
    (re.compile(r"(?<!\d)(\d{4})\s?[年년.]\s?(\d{1,2})\s?[月월.]\s?(\d{1,2})(?!\d)"), "ymd"),
    (re.compile(r"(?<![\d.])(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})(?!\d)"), "dmy"),
    (re.compile(r"(?<!\d)(\d{1,2}) (?:thg|tháng) (\d{1,2}),? (?:năm )?(\d{4})(?!\d)"), "dmy"),
)
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")
_ZONES = frozenset({
    "utc", "gmt", "z", "bst", "cet", "cest", "mez", "mesz", "eet", "eest", "wet", "west", "msk", "ist", "jst",
    "kst", "sgt", "hkt",
})  # fmt: skip
_SMALL = CONNECTIVES | {
    "ora", "oras", "godz", "godzina", "год", "година", "baje", "बजे", "को", "વાગ્યે", "بجے", "ساعت", "בשעה", "الساعة", "saat", "в", "во", "lúc", "jam", "pukul", "e",
    "pazartesi", "salı", "çarşamba", "perşembe", "cuma", "cumartesi", "pazar", "hétfő", "kedd", "szerda", "csütörtök", "péntek", "szombat", "vasárnap",
    "日", "일", "号", "號", "月曜日", "火曜日", "水曜日", "木曜日", "金曜日", "土曜日", "日曜日", "星期一", "星期二", "星期三", "星期四", "星期五", "星期六", "星期日", "thứ",
    "d", "m", "р", "г", "года", "թ", "ж", "ค.ศ", "คศ", "gada", "ne", "en", "am:", "นาฬิกา", "นาที", "วินาที", "ч", "sati", "ob", "kl", "hora", "hrs", "uur",
}  # fmt: skip


def month_of(word: str) -> int:
    """The month that a word names in any language, with what Hebrew and Catalan put before it; 0 where none
    does."""
    said = word.casefold().replace(".", "").strip("’'")
    return (
        MONTHS.get(said) or MONTHS.get(said.removeprefix("ב")) or MONTHS.get(re.sub(r"^d['’]", "", said)) or 0
    )


def half_of(raw: str) -> str | None:
    """The half of the day, "am" or "pm", by the words beside the clock of a text, "" where there is none or
    it has 24 hours, None where they are not known."""
    text, clock = _clock(raw)
    return _half(text[: clock.start()], text[clock.end() :], int(clock[1])) if clock else ""


def _clock(raw: str) -> tuple[str, re.Match[str] | None]:
    text = _OFFSET.sub(" ", plain(raw))
    return text, next(iter(reversed(list(_CLOCK.finditer(text)))), None) or _SPELT.search(text)


def _numbers(clock: re.Match[str]) -> tuple[int, int, int]:
    hour, minute, second = clock.group(1, 3, 4) if clock.re is _CLOCK else clock.group(1, 2, 3)
    return int(hour), int(minute), int(second or 0)


def reading(raw: str) -> datetime | None:
    """The wall clock of a text that holds one date with its time; None where it holds none, or more than one
    way of reading."""
    text, clock = _clock(raw)
    if clock is None or len(text) > 120:
        return None
    before, after = text[: clock.start()], text[clock.end() :]
    on = _date(f"{before} ; {after}")
    hour, minute, second = _numbers(clock)
    half = _half(before, after, hour)
    if on is None or half is None or (half and hour > 12):
        return None
    hour = hour % 12 + 12 * (half == "pm") if half else hour
    try:
        return datetime(*on, hour, minute, second)  # noqa: DTZ001  a wall clock has no zone
    except ValueError:
        return None


def _date(text: str) -> tuple[int, int, int] | None:
    for pattern, order in _NUMBERED:
        found = pattern.search(text)
        if found:
            part = dict(zip(order, map(int, found.groups()), strict=True))
            return part["y"], part["m"], part["d"]
    years = set(_YEAR.findall(text))
    rest = _YEAR.sub(" ", text)
    days = set(map(int, re.findall(r"(?<!\d)(\d{1,2})(?!\d)", rest)))
    words = re.findall(r"[^\W\d_][^\s\d,;()\[\]/-]*", rest)
    months = set(filter(None, map(month_of, words)))
    month = _beside(rest) or (months.pop() if len(months) == 1 else 0)
    return (int(years.pop()), month, days.pop()) if len(years) == len(days) == 1 and month else None


def _beside(text: str) -> int:
    """The month whose name stands beside the day: "martes 5 mar" names one only once."""
    found = {
        month
        for pair in re.findall(
            r"(\S+?)[.,]?\s\d{1,2}(?!\d)|(?<!\d)\d{1,2}[.\s]+(?:de |of |d['’])?([^\W\d]\S*)", text
        )
        for word in pair
        if word and (month := month_of(word.strip(",;")))
    }
    return found.pop() if len(found) == 1 else 0


def _half(before: str, after: str, hour: int) -> str | None:
    """Before or after noon by the words beside the clock: "" where it has 24 hours, None where a word there
    is not known."""
    last = re.split(r"[\d,;]", before)[-1]
    first = re.split(r"[\d,;(\[]", after.lstrip(" ,"))[0]
    beside = f"{last} {first}".casefold()
    for word in re.findall(r"\S+", re.sub(r"\b([^\W\d])\. ?([^\W\d])\b\.?", r"\1\2", beside)):
        if half := half_by_word(_bare(word), hour):
            return half
    words = filter(None, map(_bare, beside.split()))
    return None if 0 < hour < 13 and any(map(_is_unknown, words)) else ""


def _is_unknown(word: str) -> bool:
    is_small = word in _SMALL or word in _ZONES or not word[0].isalpha()
    return not is_small and not month_of(word)


def _bare(word: str) -> str:
    return word.replace(".", "").strip("-'״\"()")
