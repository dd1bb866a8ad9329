"""What makes a word a name: whom people tell, ask and greet, and what names do next
(reference/personal_data.md 3.5).
"""

import re

from evidence_review.recognizers.reading.tokens import Token, Words
from evidence_review.recognizers.reading.word_lists import listed

GREETING = listed(
    (
        "hi hey hiya hello dear yo oi heya alright thanks thx ta cheers sorry thank morning evening "
        "goodnight night bye love xx x lol omg ffs oh pls please ok okay yes no nah yeah yep bro mate "
        "bruv babe hun"
    )
)
# Verbs and words that a person follows as their object.
BEFORE = listed(
    "tell told telling ask asked asking text texted texting msg msgd message messaged messaging "
    "ring rang ringing phone phoned call called calling dm dmd dming "
    "snap snapped saw seen met meet meeting love loves hate hates kissed kissing hit punched named "
    "invite invited marry married dating shagging fancy fancies "
    "miss blame blamed thank trust mate friend boyfriend girlfriend brother sister cousin bro "
    "auntie aunty aunt uncle mum dad mam son daughter husband wife "
    "partner ex nan gran little big young old our wor lad lass bloke girl guy wee poor did does "
    "didnt doesnt didn't doesn't hasnt has hasn't wheres where's whos who's hows "
    "how's whens when's is isnt was wasnt isn't wasn't if is for"
)
_SURE_BEFORE = BEFORE - listed(
    "is was for if has does did old little big young poor love loves miss call snap hit our mate"
)
AFTER = listed(
    "said says sez told tells asked asks rang rings texted texts messaged messages called calls "
    "thinks thought reckons wants wanted knows knew came comes goes went "
    "got gets gave gives took takes left lives lived looks looked saw sees tried keeps kept "
    "started stopped hit punched kissed sent sends was is has had isnt isn't wasnt "
    "wasn't doesnt doesn't didnt didn't aint ain't hasnt hasn't did does needs stayed stole cried lied and n"
)
STRONG_AFTER = listed(
    "said says sez told tells asked asks rang texted texts messaged thinks reckons wants wanted "
    "knows knew tried lied cried gave keeps sent doesnt doesn't didnt didn't hasnt hasn't rings "
    "lives lived stayed stole punched kissed"
)
PLACE_BEFORE = listed(
    (
        "in at near from to around outside via through visit visiting across towards into leaving live "
        "lives living of"
    )
)
PLACE_AFTER = listed(
    "road rd street st avenue ave lane close drive court crescent grove gardens terrace park "
    "square station hospital school academy college university infirmary "
    "council house hall church centre center club fc united city town county council ltd plc "
    "limited llp inc corp company bank hotel airport bridge island river "
    "lake hill valley beach bay university's press times post news daily week month day"
)
MONTHS = listed(
    "thu jan mar dec oct april may june august sunday tuesday summer autumn winter easter"
)  # names that are of the calendar too
_MONTH_NEIGHBOUR = re.compile(
    r"\d{1,4}|mon|tue|wed|thu|fri|sat|sun|last|next|this|early|late|mid|in|of|since|until|till|by|bank"
)


def has_cue(words: Words, at: int, text: str) -> bool:
    """Whether the word at this place stands where a name stands, although it may be an ordinary word."""
    tokens = words.tokens
    token = tokens[at]
    before = tokens[at - 1] if at else None
    after = tokens[at + 1] if at + 1 < len(tokens) else None
    if _vocative(tokens, at, text) or (at == 0 and _asked(tokens, text)):
        return True
    if before is not None and _adjacent(text, before, token):
        if before.key in _SURE_BEFORE:
            return not _sentence_goes_on(token, after)
        if before.opens and after is not None and before.key in {"did", "does", "has", "is", "was"}:
            return True
    return after is not None and _adjacent(text, token, after) and _acts(token, after)


def _acts(token: Token, after: Token) -> bool:
    """Whether the next word says what somebody does."""
    return after.key in STRONG_AFTER or (
        token.cap == "cap" and after.cap == "low" and after.key.endswith("ed")
    )


def _asked(tokens: tuple[Token, ...], text: str) -> bool:
    """Whether the first word is asked something, as in “faith can u send it”."""
    return (
        len(tokens) > 3
        and tokens[0].key not in {"will", "may", "can", "so"}
        and tokens[1].key in {"can", "could", "did", "do", "have", "are", "r", "will", "would"}
        and tokens[2].key in {"u", "you", "ya", "ye", "yous"}
        and _adjacent(text, tokens[0], tokens[1])
    )


def _sentence_goes_on(token: Token, after: Token | None) -> bool:
    """Whether the next word shows that it is a verb after all, as in “ask may be”."""
    return (
        after is not None
        and token.key in {"will", "may", "can"}
        and after.key in {"be", "have", "not", "you", "i", "we", "they", "do"}
    )


def _vocative(tokens: tuple[Token, ...], at: int, text: str) -> bool:
    token = tokens[at]
    follows = text[token.end : token.end + 1]
    if at == 0:
        return follows == "," and len(tokens) > 2
    before = tokens[at - 1]
    if (
        before.key in GREETING
        and _adjacent(text, before, token)
        and follows in {",", "!", "", "\n", ".", "?"}
    ):
        return True
    is_last = at == len(tokens) - 1 and len(tokens) > 3
    return is_last and token.cap == "cap" and text[before.end : token.start] == ", "


def _adjacent(text: str, left: Token, right: Token) -> bool:
    return text[left.end : right.start] in {" ", ", "}


def is_place(words: Words, at: int, end: int, text: str) -> bool:
    """Whether what follows or precedes makes it a road, a firm or a town."""
    tokens = words.tokens
    after = tokens[end] if end < len(tokens) else None
    return (
        after is not None
        and after.key in PLACE_AFTER
        and text[tokens[end - 1].end : after.start] == " "
        and (after.cap == "cap" or tokens[at].cap == "low")
    )


def in_place(words: Words, at: int) -> bool:
    """Whether a preposition of place stands before it."""
    return at > 0 and words.tokens[at - 1].key in PLACE_BEFORE


def is_date(words: Words, at: int) -> bool:
    """Whether a number or a word of time stands beside it ("12 May", "last June")."""
    tokens = words.tokens
    sides = [tokens[i].key for i in (at - 1, at + 1) if 0 <= i < len(tokens)]
    return any(_MONTH_NEIGHBOUR.fullmatch(side) for side in sides)
