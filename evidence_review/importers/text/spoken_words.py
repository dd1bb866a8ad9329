"""Words that people say to each other, by which talk is told from what programs write."""

import re

TO_EACH_OTHER = re.compile(
    r"[?!](?=\s|$)|[?!。？！~…]|\b(?:i|i'm|im|me|my|you|your|u|we|us|hi|hey|hello|ok|okay|yes|yeah|no|"
    r"nope|thanks|thx|lol|haha\w*|bye|please|sorry|good|love"
    r"|ich|mir|mich|du|dir|dich|wir|ja|nein|hallo|danke|je|j'|moi|tu|toi|vous|oui|non|salut|merci|"
    r"yo|tú|te|mi|sí|hola|gracias|io|ciao|sì|grazie|eu|você|oi|sim|obrigad[oa]"
    r"|ik|jij|je|hoi|nee|ja|tak|nie|cześć|mnie|ty|я|ты|мне|меня|мы|вы|да|нет|привет|ben|sen|evet|"
    r"hayır|merhaba|jag|hej|jeg|minä|sinä|أنا|أنت|نعم|لا|אני|אתה|כן|לא|मैं|तुम|हाँ)\b"
    r"|[ㅋㅎㅠㅜ]|[가-힣](?:요|야|어|지|해|네|다|응|까|게|자)(?=\W|$)|^(?:네|응|어|예)\b|안녕|나는|내가|너|저는|우리|[我你您吗吧啊呢哦嗯]|"
    r"です|ます|[ねよか](?=\W|$)|はい|うん|[\U0001F300-\U0001FAFF]",
    re.IGNORECASE,
)
"""Words that people say to each other: I and you, yes and no, greetings, questions."""
