"""What the strings of a Facebook or Instagram download mean: UTF-8 written as Latin-1 is put right
(reference/formats.md 3.11)."""

from typing import Any


def repaired(value: Any) -> Any:
    """A value with every string and key put right, each on its own: encrypted Messenger downloads hold right
    ones already."""
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, dict):
        return {_text(key): repaired(each) for key, each in value.items()}
    return [repaired(each) for each in value] if isinstance(value, list) else value


def _text(text: str) -> str:
    if text.isascii():
        return text
    try:
        return text.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return text


def app_of(name: str, value: Any = None) -> str:
    """Whose download it is, by the names of its folders or by what the object holds; both apps write the same
    shapes."""
    said = name.lower()
    if isinstance(value, dict):
        said += " " + str(value.get("thread_path", ""))[:200] + " ".join(_uris(value))
        if "thread_type" in value or "threadName" in value:
            return "Facebook Messenger"
    if "instagram" in said or "string_list_data" in said:
        return "Instagram"
    return "Facebook Messenger" if "facebook" in said else "Facebook or Instagram"


def _uris(value: dict[str, Any]) -> list[str]:
    """Where the first media lie: their paths begin with the folder of the app."""
    found = list[str]()
    messages = value.get("messages")
    for each in messages[:300] if isinstance(messages, list) else ():
        for held in each.values() if isinstance(each, dict) else ():
            first = held[0] if isinstance(held, list) and held else held
            uri = first.get("uri", first.get("link")) if isinstance(first, dict) else None
            if isinstance(uri, str):
                found.append(uri[:80].lower())
    return found[:20]
