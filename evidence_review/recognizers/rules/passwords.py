"""Secrets: passwords, passcodes, PINs, recovery phrases, one-time codes (reference/personal_data.md 3.3,
43)."""

import re

from evidence_review.recognizers.reading.reading import Reading
from evidence_review.recognizers.reading.rule import Rule, rule_of
from evidence_review.recognizers.reading.word_lists import common_words, key, listed

_WORDS = (
    r"(?:wi-?fi )?pass ?word|pass ?code|pass ?phrase|pwd|p/w|pw|log ?in code|(?:door|alarm|gate|entry|"
    r"building|garage|locker|buzzer|key ?pad|till|safe) code|key ?safe(?: code)?|security word|"
    r"memorable word"
)
_LINK = r"(?: (?:for|to|on|of|at) [a-z0-9' ]{1,30}?)?(?: ?(?:is now|is still|is|was|=|:|-)|'s| -)+ ?[\"'“]?"


def _token(_: Reading, match: re.Match[str]) -> bool:
    """A secret has a digit or a mark, or is no ordinary word."""
    value = match["v"].rstrip(".,!?")
    return any(not c.isalpha() for c in value) or (len(value) >= 5 and value not in common_words())


def _mixed(reading: Reading, match: re.Match[str]) -> bool:
    """A capital before digits and a mark, as passwords must have; shouting and hashtags have it too seldom to
    matter."""
    written = reading.text[slice(*match.span("v"))]
    return (
        written[0].isupper()
        and not written.isupper()
        and key(written.rstrip("0123456789!?*#$£")) not in _DATED
    )


def _strong(reading: Reading, match: re.Match[str]) -> bool:
    """Capitals, small letters, digits and a mark inside, as a strong password has them."""
    written = reading.text[slice(*match.span("v"))]
    inside = written.rstrip("!?.")
    return (
        any(char.isupper() for char in inside)
        and any(char.islower() for char in inside)
        and any(char.isdigit() for char in inside)
        and any(char in "#$%&*£^+=~!?" for char in inside[1:])
    )


# Words for a password and for the code of a lock in other tongues: Romanian, Turkish, Polish, Portuguese,
# Spanish, Albanian, Lithuanian, Welsh, German, Dutch, Somali.
_WORDS_ELSEWHERE = (
    r"parol[aăi]\w{0,2}|[sş]ifre\w{0,3}|has[lł]o|senha|contrase[nñ]a|fjal[eë]kalimi|slapta[zž]od\w{1,"
    r"3}|cyfrinair|kennwort|passwort|wachtwoord|mot de passe|furaha"
)
_LOCKS_ELSEWHERE = (
    r"(?:cod(?= (?:e|este|yn|yw|ydi|is|=|:|-) |: )|cod(?:ul)?(?: (?:larwm|drws|gi[âa]t|alarm\w*|"
    r"u[sș]\w{1,3}|por[tț]\w{1,3}|interfon\w*|pin|card\w*))|codul|kod(?:em|u|i)?(?: (?:do (?:bramy|"
    r"drzwi|domofonu|klatki|furtki|alarmu)|pin))?|kap[ıi] kodu|c[óo]digo(?: d[aoe]l?\w* \w+)?)"
)
_COUNTS = ("0123456789", "9876543210")
_RUN = re.compile(
    (
        r"(?:sort[ -]?codes?|s/c|end(?:s|ing)?|last (?:four|4)|in|with|score[sd]?|ref|number|lotto)(?: "
        r"in| with| is)? \Z"
    )
)


def _code_said(reading: Reading, match: re.Match[str]) -> bool:
    """Digits one by one that neither count up or down nor are the last of a longer number."""
    said = "".join(char for char in match["v"] if char.isdigit())
    return (
        not any(said in count for count in _COUNTS)
        and len(set(said)) > 1
        and not _RUN.search(reading.lower, 0, match.start("v"))
    )


_DATED = listed(
    (
        "january february march april may june july august september october november december summer "
        "winter spring autumn christmas covid year"
    )
)
_PIN = (
    r"(?<!\w)(?:pin(?: (?:number|code|no))?|pass ?code|(?:2fa|verification|security|one[- ]time|sms|"
    r"login|access|unlock|door|alarm|gate|entry|building|garage|locker|buzzer|key ?pad|till|safe)(?: "
    r"pass)? ?code|otp)"
)
RULES: tuple[Rule, ...] = (
    rule_of("SECRET", rf"(?<!\w)(?:{_WORDS_ELSEWHERE})(?:(?: ?(?:e|este|ye|yw|to|jest|is|=|:|-))? |: ?)(?P<v>(?=[^\s@]*\d)[^\s\"'”@]{{4,40}})", "a token after a word for a password", r"\w+", guard=_token, countered=False),
    rule_of("SECRET", rf"(?<!\w)(?:{_LOCKS_ELSEWHERE})(?:(?: (?:e|este|yn|yw|ydi|to|jest|jes|tak|is|=|:|-))? |: ?)(?P<v>\d{{4,6}}#?)(?![\w:/-]|[.,]\d)", "digits after a word for the code of a lock", r"\w+", countered=False, least=4),
    rule_of("SECRET", rf"(?<!\w)(?:{_WORDS}){_LINK}(?P<v>[^\s\"'”]{{3,40}})", "a token after a word for a password", r"\w+", guard=_token, countered=False),
    rule_of("SECRET", rf"{_PIN}{_LINK}(?P<v>\d[\d -]{{2,8}}\d)(?!\d)", "digits after a word for a PIN or code", r"\w+", countered=False, least=2),
    rule_of("SECRET", r"(?<!error )(?<!discount )(?<!promo )(?<!voucher )(?<!area )(?<!country )(?<!sort )(?<!post )(?<!product )(?<!item )(?<!\w)code(?: (?:for|to|at) [a-z0-9' ]{1,30}?)?(?:'s| is now| is| was|:)+ ?(?P<v>\d{4,8})(?![\d-])", "digits after “the code is”", r"\w+", countered=False, least=4),
    rule_of("SECRET", r"(?<!\w)(?:pin|pass ?code|otp|key ?safe)(?: code| no\.?| number)? (?P<v>\d{4,8})(?!\d)", "digits after a word for a PIN or code", r"\w+", countered=False, least=4),
    rule_of("SECRET", r"(?:door|gate|entry|alarm|key ?safe|key ?pad|lock|garage|buzzer|lift) code (?P<v>(?=[a-z#*]{0,7}\d)[a-z\d#*]{4,8})(?!\w)", "a code after a word for a lock", r"\w+", countered=False),
    rule_of("SECRET", r"(?<![\w.-])(?P<v>\d{4,6}|[a-z]\d{4}[a-z])(?= (?:and |&)?(?:then|press|push|plus|and) (?:the )?(?:hash|star|enter|key|#|\*|pull|push))", "a code before the key to press", r"\w+", countered=False, least=4),
    rule_of("SECRET", r"(?<![\w.,:/#-])(?P<v>(?:\d{4,6}|\d(?:[ -]\d){3,5}) (?:star|hash))(?!\w)", "a code and the key to press", unique=True, countered=False, least=4),
    rule_of("SECRET", r"(?<![\w.,:/#-])(?<!\d )(?P<v>\d(?: \d){3,5}|\d(?:-\d){3,5})(?![\w/:-]|[.,]\d| \d)", "a code said digit by digit", unique=True, guard=_code_said, least=4),
    rule_of("SECRET", r"(?<![\w.@#/-])(?P<v>[a-z]{4,16}\d{2,6}[!?*#$£]{1,3})(?!\w)", "a word, digits and a mark, like a password", unique=True, guard=_mixed, countered=False, least=2),
    rule_of("SECRET", r"(?<!\w)(?:alarm|padlock|combo|combination|key ?pad|key ?safe|locker)(?: is|'s|:) ?(?P<v>\d{4,6}[#*]?)(?![\w:])", "digits after the name of a lock", r"\w+", countered=False, least=4),
    rule_of("SECRET", r"(?<![^\s\"'“(])(?P<v>[^\s@/:<>()\"'“”,]{8,30})(?![^\s.,!?\"'”)])", "capitals, small letters, digits and marks in one, like a password", unique=True, guard=_strong, countered=False),
    rule_of("SECRET", r"(?:recovery|seed|secret) (?:phrase|words?)(?: is|:| =)+ ?(?P<v>[a-z]+(?: [a-z]+){5,23})", "the words of a recovery phrase", r"\w+", countered=False),
)  # fmt: skip
