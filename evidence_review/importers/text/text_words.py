"""The code of a short text by the commonest words of a language: a few letters beyond ASCII say little, a
known word that they make says much.

To know another language, or to know one better, add to its line: the codes it is written in, its letters
beyond ASCII, its words.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from evidence_review.importers.text.text_languages import BALTIC, CENTRAL, WEST, fits_western, is_strange

_TURKISH, _ROMANIAN = ("cp1254", "cp857"), ("cp1250", "iso8859_16", "iso8859_2", "cp852")
_LANGUAGES: tuple[tuple[tuple[str, ...], str, str], ...] = (
    (WEST, "àâæçéèêëîïôœùûüÿ", "à été déjà où très même après être là ça près père mère frère école né café crème télé numéro répondre appelé arrivé désolé bientôt peut-être ne pas je tu il elle nous vous le la les un une des est suis es sont avec pour dans sur mais demain merci bonjour oui non que qui"),
    (WEST, "äöüß", "für über können müssen möchte würde schön schöne später wäre hätte natürlich während größe straße grüße fürs früh zurück mädchen müde tschüss gehört nächste süß weiß heißt ich du er sie wir ihr der die das und nicht ist bin bist war mit auf aus von zu im am ein eine heute morgen danke ja nein"),
    (WEST, "áéíñóúü", "qué mañana señor señora señores está estás él sí más también así día días aquí allí cuándo cómo dónde teléfono número estación adiós todavía después niño niña año años será había tú mí el la los las un una de que por para con en es soy eres hola gracias bien hoy casa"),
    (WEST, "áâãàçéêíóôõú", "não você está são é até já também só então amanhã mãe irmão irmã alô número às à à está três avó avô coração informação obrigado obrigada bom dia sim com para por um uma de que eu ela ele casa hoje muito bem"),
    (WEST, "àèéìòù", "è perché più già così però può sarà città papà lunedì martedì venerdì sabato università né sì là anch'io cioè il lo la gli le un una di che non per con sono sei ciao grazie domani oggi casa bene molto"),
    (WEST, "æøåäöéü", "på är så år når får går også også være først måske mår både två när där här får även från för över många måste är också hälsningar kväll imorgon før etter gjør må nå å én også jeg du er det ikke og en et til med av fra jag inte och att som han hun vi kan skal tak tack takk hej hei"),
    (("cp1252", "cp850"), "éëïöü", "één café naïve résumé fiancé the and is are was were you i'm at to of in it for on with my me een het de niet ik je van en dat is op"),
    (CENTRAL, "ąćęłńóśźż", "się będę będzie jeszcze też już są był była było żeby że może proszę dziękuję dzięki cześć później dzień dobrze tylko gdzie miał mógł mogę chcę wiem idę jadę jesteś jestem łódź kraków właśnie przyjdę ześle nie tak jest na do jak co to mi mnie ciebie jutro dziś dom ale czy po od"),
    (CENTRAL, "áčďéěíňóřšťúůýž", "že už není dobrý děkuji děkuju díky později přijdu přijde večer ráno škola školy můžu můžeš může také když být byl což něco proč kdy ještě teď dnes zítra přišel přes při před nevím vím jsi jsem jsme jste já máš máme mám tě mě čekej čau ahoj je to na se si ale jak doma kde co dopis žádný tady pro nebo prosím"),
    (CENTRAL, "áäčďéíĺľňóôŕšťúýž", "že už nie je ďakujem prosím dobrý deň večer ráno škola môžem môžeš môže tiež keď byť ešte teraz dnes zajtra prídem príde prišiel čo prečo viem som si sme ste mám máš ťa ma kde ahoj neskôr doma ale alebo tu pre ako čakaj"),
    (CENTRAL, "áéíóöőúüű", "és nem hogy vagyok később köszönöm köszi jó éjt őrült volt már még csak ő én te itt ott szép jön jövök érkezem üdv szia hétfő kedd után előtt között több kérem kérlek tudom várj mikor miért tőle től ből időben holnap este reggel az egy is van meg de mi"),
    (CENTRAL, "čćđšž", "što šta više još već čekaj čim doći dođi dođem kuća kući može možeš možda neće ću ćeš će ćemo noć veče prije poslije danas sutra hvala dobro radiš nije je sam si smo ste da ne na za sa kako gdje gde šla domov oče čakal žal mi kaj kje jutri danes bom sem če tudi lahko pri še več"),
    (_ROMANIAN, "ăâîșțşţ", "și şi că să în mâine dimineață dimineaţă școală şcoală acasă mulțumesc mulţumesc bună ești eşti sunt până după când cât fără noapte seara puțin puţin știu ştiu poți poţi vă ați aţi nu da este un o la cu pe de din vin vine azi casa mai sau dar te iubesc ce"),
    (_TURKISH, "çğıöşüâîû", "için çok şey şimdi değil teşekkürler teşekkür görüşürüz görüşelim akşam akşamlar iyi gün günü yarın bugün okula geliyor gelmeyeceğim çünkü nasıl nasılsın güzel abi ağabey ağabeyim çıkıyorum çıktım kız oğlum olur olmaz ben sen biz siz bir bu şu ne var yok ama evet hayır tamam de da mı mi geceler seni sana bana hastayım dileğiyle"),
    (BALTIC, "āčēģīķļņšūž", "ir un es tu viņš viņa paldies lūdzu rīt šodien no rīta mājās māju būs būšu atbraukšu vakarā labrīt sveiki jā nē vai kad kur kāpēc ļoti tikai man tev uz ar ka bet"),
    (BALTIC, "ąčęėįšųūž", "ir aš tu jis ji ačiū prašau rytoj šiandien labas vakaras namo namuose būsiu kada kur kodėl labai tik man tau jį ją į iš už kaip sekasi gerai iki rytojaus mačiau bet ne taip"),
    (("cp1257", "iso8859_13", "iso8859_4"), "äöõüšž", "ja on ei ma sa ta me te aitäh palun homme täna õhtul hommikul kodus koju tere nüüd öö külm pühapäev väga küll õige või kus miks see tulen"),
    (("cp1258",), "ăâđêôơưáàéèíóúýãõìùò\u0300\u0301\u0303\u0309\u0323", "tôi bạn không là có của và được cảm ơn nhé nhà đến ngày mai anh em chị ở đang đi về rồi gì mấy giờ lúc rất nhiều chào xin hẹn gặp lại với cho một này người trong khi đã sẽ biết nào thế sao làm ơn yêu"),
)  # fmt: skip
_CODES = tuple(dict.fromkeys(code for codes, _, _ in _LANGUAGES for code in codes if code != "cp1252"))
_NEEDED, _OVERWHELMING = 3, 7
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")


@dataclass(frozen=True, slots=True)
class _Seen:
    """A sample read in one code: its letters beyond ASCII, those that Windows-1252 reads otherwise, its
    words, and marks where none stand."""

    letters: frozenset[str]
    other: frozenset[str]
    words: frozenset[str]
    strange: int


def code_by_words(sample: bytes) -> str:
    """The code in which a short text holds words of one language and letters of no other; "" where
    Windows-1252 does as well, or none does."""
    plain = _seen(sample, "cp1252", "")
    western = _strongest(plain, "cp1252")
    needed = max(western + 1, _OVERWHELMING if fits_western(sample) else _NEEDED)
    best, most = "", 0
    for code in _CODES:
        seen = _seen(sample, code, "cp1252")
        told = _strongest(seen, code)
        if told and seen.other and not seen.strange and told + plain.strange > most:
            best, most = code, told + plain.strange
    return best if most >= needed else ""


def _strongest(seen: _Seen, code: str) -> int:
    """What the language tells that tells most, of those written in a code."""
    return max(_told(seen, letters, words) for codes, letters, words in _LANGUAGES if code in codes)


def _seen(sample: bytes, code: str, beside: str) -> _Seen:
    text = unicodedata.normalize("NFC", sample.decode(code, "replace"))
    beyond = {
        each.lower() for each in text if each > "\x7f" and (each.isalpha() or "\u0300" <= each <= "\u036f")
    }
    theirs = {each.lower() for each in sample.decode(beside, "replace")} if beside else set[str]()
    strange = sum(
        is_strange(*each)
        for each in zip(" " + text[:-1], text, text[1:] + " ", strict=True)
        if each[1] > "\x7f"
    )
    return _Seen(
        frozenset(beyond),
        frozenset(beyond - theirs),
        frozenset(each.lower() for each in _WORD.findall(text)),
        strange,
    )


def _told(seen: _Seen, letters: str, words: str) -> int:
    """How much speaks for a language: 3 for a word with a letter of its own, 1 for any other, 1 for each
    further letter; 0 where it has no word, or a letter is none of its own."""
    if not seen.letters <= _own(letters):
        return 0
    known = sum(1 if each.isascii() else 3 for each in seen.words & frozenset(words.split()) if len(each) > 1)
    return known + max(0, len(seen.other) - 1) if known else 0


@lru_cache(maxsize=64)
def _own(letters: str) -> frozenset[str]:
    """The letters of a language, and those that its marks make of others."""
    marks = [each for each in letters if "\u0300" <= each <= "\u036f"]
    made = (unicodedata.normalize("NFC", each + mark) for mark in marks for each in letters + "aeiouy")
    return frozenset(letters) | frozenset(made)
