"""Facts of chats that are kept as pages, by BeautifulSoup and the classes of each program (what each fact
means: facts_said.py)."""

from datetime import datetime
from typing import Any

from facts_said import Facts, Said, chat_facts


def page(text: str) -> Facts:
    """By its classes; {} for any other page."""
    from bs4 import BeautifulSoup

    soup = BeautifulSoup(text, "html.parser")
    for mark, reader in (
        (".message .from_name, .message.service", telegram),
        ("div._a6-g", meta),
        (".chatlog__message-group, .chatlog__messages", discord),
        (".hChatLog .message", voice),
        (".outer-cell .content-cell", activity),
    ):
        if soup.select_one(mark):
            return reader(soup)
    return {}


def telegram(soup: Any) -> Facts:
    """Telegram Desktop: a joined message is of the sender before it; a service message without an hour is the
    line of a day."""
    said: list[Said] = []
    sender = ""
    for one in soup.select("div.message"):
        if "service" in one["class"]:
            if str(one.get("id", "")).startswith("message") and not str(one.get("id", "")).startswith(
                "message-"
            ):
                said.append(Said("one", "", ""))
            continue
        name = next(
            (each for each in one.select(".from_name") if not each.find_parent(class_="forwarded")), None
        )
        sender = name.get_text(" ", strip=True) if name else sender
        date, words = one.select_one(".date.details"), one.select_one(".text")
        seconds, reading = _telegram_time(date["title"] if date and date.has_attr("title") else "")
        said.append(
            Said(
                "one", sender, words.get_text(" ", strip=True) if words else "", seconds, reading, files=None
            )
        )
    return chat_facts(said)


def _telegram_time(words: str) -> tuple[float | None, str]:
    for shape in ("%d.%m.%Y %H:%M:%S UTC%z", "%d.%m.%Y %H:%M:%S"):
        try:
            when = datetime.strptime(words, shape)
        except ValueError:
            continue
        return (when.timestamp(), "") if when.tzinfo else (None, when.isoformat())
    return None, ""


def meta(soup: Any) -> Facts:
    """Facebook and Instagram since 2022: a block with a heading of who, and a stamp at its end; pages of
    other things (posts: pictures without words) give no facts."""
    said = []
    for one in soup.select("div._a6-g"):
        who, when, words = one.select_one("._a6-h"), one.select_one("._a6-o"), one.select_one("._a6-p")
        if (
            who
            and when
            and words
            and when.get_text(strip=True)
            and (words.get_text(strip=True) or not one.find("img"))
        ):
            said.append(
                Said("one", who.get_text(" ", strip=True), words.get_text(" ", strip=True), files=None)
            )
    return chat_facts(said)


def discord(soup: Any) -> Facts:
    """DiscordChatExporter: messages lie in groups of one author."""
    said = []
    for group in soup.select(".chatlog__message-group"):
        author = group.select_one(".chatlog__author, .chatlog__author-name")
        name = (
            (author.get("data-user-id") or author.get("title") or author.get_text(strip=True))
            if author
            else ""
        )
        for one in group.select(".chatlog__message, .chatlog__message-container"):
            if one.select_one(".chatlog__message"):
                continue
            words = one.select_one(".chatlog__content")
            said.append(Said("one", str(name), words.get_text(" ", strip=True) if words else "", files=None))
    return chat_facts(said)


def activity(soup: Any) -> Facts:
    """My Activity of Google: a cell for each thing done."""
    return {"records": len(soup.select(".outer-cell"))}


def voice(soup: Any) -> Facts:
    """Google Voice: a message is a .message with an abbreviation of its instant."""
    said = []
    for one in soup.select(".hChatLog .message"):
        number, when, words = one.select_one("cite a.tel"), one.select_one("abbr.dt"), one.select_one("q")
        seconds = datetime.fromisoformat(when["title"]).timestamp() if when else None
        said.append(
            Said(
                "one",
                number["href"] if number else "",
                words.get_text(" ", strip=True) if words else "",
                seconds,
                files=None,
            )
        )
    return chat_facts(said)
