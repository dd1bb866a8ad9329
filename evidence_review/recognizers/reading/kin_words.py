"""Where a name begins and ends: the kin word that is said as part of it, and the words of the sentence that
are not.

To add a kin word: _KIN where it is said before any name, _SAID where it is only part of the name of somebody
that the text does not call hers.
"""

import re

from evidence_review.recognizers.reading.hits import Hit
from evidence_review.recognizers.reading.reading import read
from evidence_review.recognizers.reading.word_lists import everyday, first_names, key, listed, surnames

_KIN = re.compile(
    r"(?<![\w'’])(?<!our )(?<!Our )(?:big|lil|likkle|little|middle|hairy|ginger|scouse|welsh|irish|"
    r"scottish|posh|fat|tall|skinny|mad|yung|pastor|deacon|"
    r"khala|khalto|chacha|chachi|masi|bua|bhua|umm|um|abu|tita|tito|tante|tanti|eedo|abti|adeer|"
    r"habaryar|ciocia|wujek|babcia|kuya|teta|"
    r"tonton|maman|mamie|nonna|nonno|nain|taid|mamgu|tadcu|yncl|anti|tia|tio|vov[oóô]|abuel[ao]|"
    r"nani|dadi|bibi|baba|papa|mama|mummy|daddy|nanna|grandpa|granda|sis|bro|akh|akhi|ukhti|"
    r"ustad|ustadh|ustaadah?|ustaz|shaykh|sheikh|maulana|qari|haji|hajji|hajja|alhaji|imam|pani|"
    r"panem|panią|doamna|domnul|ate|dj|chef|coach|captain|canon|elder|madam|mister|matron|"
    r"hooyo|nea|nenea|iya|dona|doña|kaka|apa|bredda|teyze|amca|dayi|dayı|signora|signor|frau|herr|"
    r"khalo|xalo|chú|chị|ông|bà|sensei|deaconess|cap'n|doc|wncwl|macalin|ammi|pana?|senhor|sayyid|"
    r"mallam|oga|ajji|thatha|lola|lolo|ninang|ninong|tatay|nanay|opa|oma|yiayia|pappou|zia|zio|"
    r"thia|theio|mam-?gu|tad-?cu)[ \n]\Z",
    re.IGNORECASE,
)
# Said as part of a name too, but not of someone whom the text calls so: “is this brother Mahad”, “my brother
# Rui”, “spud's uncle Fergal”.
_SAID = re.compile(
    r"(?:(?P<whose>(?:(?<![\w'’])(?:my|me|mi|his|her|ur|your|yer|our|wor|their|a|an|the)|"
    r"(?<![\w'’])(?!(?:it|he|she|that|there|here|where|what|who|how|let)['’]s)[^\W\d_]{2,"
    r"16}['’]s)[ \n])|(?<![\w'’]))"
    r"(?:brother|sister|baby|old|young|auntie|aunty|aunt|uncle|nana|nanny|nan|gran|granny|grandma|"
    r"grandad|cousin)[ \n]\Z",
    re.IGNORECASE,
)
# Words of the sentence behind a name in small letters too: “linda wi the bob cut”, “stay safe corey lad”.
_BEHIND = listed(
    "wi with said sez says love darling lad lads mate pal babe hun bro please pls thanks cheers innit"
)
_GREETING = listed(
    "hi hiya hey hello dear morning thanks cheers sorry merci salut bonjour tesekkurler selam "
    "merhaba gracias hola obrigado obrigada ola ciao grazie dziekuje dzieki czesc hej "
    "multumesc salutare diolch shukran salam salaam namaste aciu labas paldies danke hallo guten "
    "ahoj faleminderit pershendetje jambo asante"
)
_OF_NAMES = listed("junior senior jr sr jnr snr the fach bach")


def start_with_kin(text: str, start: int) -> int:
    """Where the kin word before a name begins, however it is spelt; the name's own place where there is
    none."""
    lead = max(start - 20, 0)
    before = read(text[lead:start])
    kin = _KIN.search(before.text) or _SAID.search(before.text)
    if kin and kin.re is _SAID and kin["whose"]:
        return start
    return lead + before.original(kin.start(), kin.start() + 1)[0] if kin else start


def without_sentence(text: str, hit: Hit) -> Hit:
    """The hit, a person without the greeting before her name and the small-letter words behind it: “Merci
    Norman”, “Selim olmaz”, “Ant sez”."""
    if hit.kind != "PERSON" or hit.person or " " not in text[hit.start : hit.end]:
        return hit
    start = hit.start
    first, _, rest = text[hit.start : hit.end].partition(" ")
    if key(first) in _GREETING - first_names() and rest[:1].isalpha():
        start += len(first) + 1
    written = text[start : hit.end]
    while " " in written:
        front, _, last = written.rpartition(" ")
        if not _is_behind(front.rstrip(" —–-"), last):
            break
        written = front.rstrip(" —–-")
    return hit.moved(start, start + len(written))


def _is_behind(front: str, last: str) -> bool:
    """Whether a word goes on with the sentence and not with the name before it."""
    name = front.rpartition(" ")[2]
    if not name or not last.islower() or not last.isalpha() or last in _OF_NAMES:
        return False
    word = key(last)
    return word in _BEHIND or (
        name[0].isupper() and not name.isupper() and word in everyday() - first_names() - surnames()
    )
