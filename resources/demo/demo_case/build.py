"""Put the whole case together: share out the small talk, weave in what is planted, write every file and the
key."""

import heapq
import shutil
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

from demo_case import story
from demo_case.mail import write_mbox
from demo_case.planted import Planted, of_thread, planted, row, woven
from demo_case.records import write_record
from demo_case.sms import write_sms
from demo_case.story import GROUP, LUKE, MARTA, PER_EXTRA, PHONE, SMS, UFDR, Person, Thread
from demo_case.talk import Said, chatter
from demo_case.ufdr import models_beside_chats, write_ufdr
from demo_case.whatsapp import write_android, write_ios

CASE = Path(__file__).resolve().parents[1] / "case"
UFDR_FILE, SMS_FILE, GROUP_FILE = (
    "suspect_phone/LH-1.ufdr",
    "complainant_phone/sms-20250602091244.xml",
    "complainant_phone/WhatsApp Chat - Thursday quiz crew.zip",
)


class Cast:
    """The threads of a case of this size, the people in them, and how much small talk each has."""

    def __init__(self, messages: int, seed: int) -> None:
        self.seed = seed
        extra = story.extra_threads(messages)
        self.people: dict[str, Person] = story.PEOPLE | {person.key: person for _, person in extra}
        spread = max(
            0,
            messages
            - PER_EXTRA * len(extra)
            - sum(not one.thread.startswith("extra") for one in planted(seed)),
        )
        whole = sum(thread.weight for thread in story.THREADS)
        self.threads: dict[str, tuple[Thread, int]] = {
            thread.name: (thread, round(spread * thread.weight / whole)) for thread in story.THREADS
        }
        self.threads |= {thread.name: (thread, PER_EXTRA) for thread, _ in extra}

    def stream(self, name: str) -> Iterator[Said]:
        """A conversation from its start; the same each time it is asked for."""
        thread, count = self.threads[name]
        return woven(chatter(thread, count, self.seed, self.people), of_thread(self.seed, name))

    def within(self, where: str) -> list[Thread]:
        """The conversations of one file kind."""
        return [thread for thread, _ in self.threads.values() if thread.where == where]

    def size(self, name: str) -> int:
        """How many messages a conversation has."""
        return self.threads[name][1] + len(of_thread(self.seed, name))


def make_demo(out: Path, messages: int = 3600, seed: int = 7) -> None:
    """Write the demo case of about that many messages to a folder; the same seed gives the same bytes."""
    cast = Cast(messages, seed)
    for folder in ("complainant_phone", "suspect_phone"):
        (out / folder).mkdir(parents=True, exist_ok=True)
    for thread in cast.within(PHONE):
        write_android(out / _file(thread), cast.stream(thread.name), cast.people)
    for thread in cast.within(GROUP):
        write_ios(out / GROUP_FILE, thread, cast.stream(thread.name), cast.people)
    texts = cast.within(SMS)
    merged = heapq.merge(*(_with_other(cast, thread) for thread in texts), key=lambda pair: pair[1].at)
    write_sms(out / SMS_FILE, sum(cast.size(thread.name) for thread in texts), merged, cast.people)
    chats = [_on_luke(cast.threads["luke"][0]), *cast.within(UFDR)]
    write_ufdr(
        out / UFDR_FILE,
        ((thread, cast.stream(thread.name)) for thread in chats),
        len(chats) + models_beside_chats(cast.people),
        cast.people,
        seed,
    )
    _write_key(out, cast, _documents(out, seed))
    for settings in sorted(CASE.glob("*.toml")):
        shutil.copyfile(settings, out / settings.name)


def _file(thread: Thread) -> str:
    return {
        PHONE: f"complainant_phone/WhatsApp Chat with {thread.title}.txt",
        GROUP: GROUP_FILE,
        SMS: SMS_FILE,
        UFDR: UFDR_FILE,
    }[thread.where]


def _on_luke(thread: Thread) -> Thread:
    """The same conversation as it lies on the suspect's phone, whose owner stands first."""
    return Thread(thread.name, UFDR, (LUKE, MARTA), (), 0, "M 🌻")


def _with_other(cast: Cast, thread: Thread) -> Iterator[tuple[str, Said]]:
    return ((thread.people[1], said) for said in cast.stream(thread.name))


def _documents(out: Path, seed: int) -> list[tuple[str, str, Planted]]:
    """The records and the e-mails; what is planted in them as (file, thread, item)."""
    gp = write_record(out / "gp_record.pdf", "gp_record", "Pentre Surgery (fictional)", seed)
    social = write_record(
        out / "social_services_record.pdf",
        "social_services_record",
        "Children and Family Team (fictional)",
        seed,
    )
    mails = write_mbox(out / "email_thread.mbox", seed)
    return list(
        chain(
            (("gp_record.pdf", f"page {page}", one) for page, one in gp),
            (("social_services_record.pdf", f"page {page}", one) for page, one in social),
            (("email_thread.mbox", "e-mail", one) for one in mails),
        )
    )


def _write_key(out: Path, cast: Cast, documents: list[tuple[str, str, Planted]]) -> None:
    with (out / "key.jsonl").open("w", encoding="utf-8", newline="\n") as key:
        for one in planted(cast.seed):
            thread, _ = cast.threads[one.thread]
            person = cast.people[one.said.by]
            saved = person.on_luke if thread.where == UFDR else person.on_marta
            also = (UFDR_FILE,) if thread.name == "luke" else ()
            key.write(row(one, _file(thread), thread.title or person.on_marta, saved, also) + "\n")
        for file, thread, one in documents:
            key.write(row(one, file, thread, one.said.by) + "\n")
