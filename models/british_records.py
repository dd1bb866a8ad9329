"""Made-up British records, seeded: notes, reports, logs, letters, tenancies, statements
(reference/personal_data.md 4).

A record is a heading, some of its kind's sentences in order, and a close. {P} is the person it is about, the
same throughout; {p1} and {p2} two others.
"""

from collections.abc import Iterator
from random import Random

from british_chat import Row, expanded, lines_of, unmarked
from slots import SLOTS, first_name, surname

KINDS: dict[str, tuple[str, str, str]] = {
    "clinical note": (
        (
            "(Patient|Name|Pt): {P}\nDOB: {dob}\nNHS (No|number): {no}\n(Address: {a}\n|)|(Re|RE): "
            "{P}, DOB {dob}, {a}\nDear {t},\n"
        ),
        """{PF} (attended|was seen|presented) (today|in clinic|in A&E) (with|accompanied by) (her|his|their) {rel} {p1}.
Known to have {hl} (since childhood|, managed by the GP|, stable).
(He|She|They) (reports|describes|denies) {hl} and poor sleep.
Lives at {a} with (her|his) {rel}.
Plan: (start|continue|stop) {hl}; review in {num} weeks by {t}.
(Obs stable|BP 120/80|Temp 37.2|Weight {num}kg|No red flags|Chest clear), advised to return if worse.
Works (at|for) {w}; off sick {num} days.
Attends {s}, (attendance falling|doing well|bullied there).
Discussed with {t}, agrees with plan.
No concerns about capacity. Consent given.
Referred to the (crisis team|physio|community midwife|pain clinic) on {d}.""",
        "(Signed|Seen by|Dictated by|Author): {n}, (GP|Staff Nurse|Consultant|Registrar|Paramedic)",
    ),
    "school report": (
        "(Pupil|Student|Name): {P}    (Form|Class|Tutor group): (7B|8K|9H|10R|11S)\n(School: {s}\n|)",
        """{PF} has worked (hard|well|with little effort) this (term|year) and (is|is not) meeting targets.
(English|Maths|Science|Art|PE|History): {PF} (enjoys|avoids) (discussion|group work|reading aloud). {t}
{PF} was (sent out|upset|involved in an argument) on {d} after a disagreement with {p1}.
(Mum|Dad|Parent|Carer), {n}, was telephoned on {ph}.
{t} spoke with {PF} and {p1} separately.
Attendance is {num}% and punctuality is a concern.
(He|She) told {t} that (his|her) {rel} {p2} had been staying at the house.
(A place|A transfer|Transport) from {s} was agreed at the meeting.
SEN support: {hl}.
Homework is often late. Mark scheme attached.""",
        "(Head of Year|Form tutor|Safeguarding lead|Headteacher): {n}",
    ),
    "social care log": (
        (
            "(Case note|Contact record|Visit record) - {d}\n(Child|Service user|Young person): {P} "
            "({dob})\n(Worker: {n}\n|)"
        ),
        """(Unannounced|Planned) visit to {a}. {p1} opened the door.
{PF} was (in school|asleep|playing|not seen) when I arrived.
{p1} said that (her|his) {rel} {p2} (no longer lives there|visits at weekends|drinks every day).
TC (to|from) {n} at {s}: (no concerns|late three times|unexplained bruise).
{PF} told me (she|he) misses (her|his) {rel} and wants to see {p2}.
{p1} has {hl} and (takes|has stopped taking) medication.
Strategy discussion with {t} and the health visitor agreed no further action.
The flat was (clean|cold|cluttered), food in the fridge.
{p2} works at {w} and (can|cannot) attend the meeting.
Next visit in {num} days. Manager informed.
(Email|Voicemail) from {n}, {ph}.""",
        "(Completed by|Author|Signed): {n}",
    ),
    "police log": (
        "(INCIDENT|CAD|Log) {num}{num} of {d}\n(Informant|Caller): {P}, {ph}\n(Location: {a}\n|)",
        """{time} (Caller|Inft) states (her|his) {rel} {p1} is outside {r} (shouting|banging on the door|with a dog).
{p1} described as (male|female), (slim|stocky), dark hoodie, grey bottoms.
Units to attend. {t} at scene {time}.
{P} spoken to at {a}, (declined to make a statement|account obtained|visibly upset).
Vehicle {no} seen leaving towards {loc}, registered keeper {n}.
{p2} (arrested|detained|spoken to) at {r} at {time}, taken to custody.
PNC check on {n}, {dob}: (no trace|two results|warning markers).
(Update|Result): no offences disclosed, advice given.
CCTV from {w} requested. Exhibit seized by {t}.
The victim and the suspect were both in drink.
(Neighbour|Witness) {n} of {a} heard a bang at {time}.""",
        "(Closed by|Supervisor|OIC): {t}|Log ends.",
    ),
    "letter": (
        "{P}\n{a}\n\n{d}\n\nDear {t}\n|(Our ref|Account|Ref): {no}\nDear {P},\n",
        """(Thank you for calling us|We are writing) about your account ending {num}{num}.
A payment of {money} to {n} was (declined|returned|made) on {d}.
We have changed your address to {a}.
If you did not ask for this, call {ph} (at once|by the end of the month).
Your joint account with {n} will close in {num} days.
Please bring (proof of address|photo ID|your card) to any branch.
The direct debit to {org} has been cancelled.
This letter is not a demand for payment.
Our records show your date of birth as {dob}.
You may complain to the Ombudsman.""",
        (
            "Yours (sincerely|faithfully),\n\n{n}\n(Customer Services|Lettings "
            "Manager|Complaints|Income Officer)"
        ),
    ),
    "tenancy": (
        (
            "(TENANCY AGREEMENT|ASSURED SHORTHOLD TENANCY|Inventory|Tenancy file note)\nLandlord: "
            "{n}\nTenant: {P}\nProperty: {a}\n"
        ),
        """The tenant {P} shall pay {money} on the first of each month.
Guarantor: {n}, {rel}, of {a}, telephone {ph}.
The property shall be occupied by {P} and {p1} only.
Keys returned by {p2} on {d}.
Complaint from {n} at {a} about noise from {p1}.
Arrears stand at {money}. Notice served by {t}.
The tenant's employer is {w}.
Permitted pets: none. The garden must be kept tidy.
Emergency contact {n} ({rel}), {ph}.
Rent may be reviewed every {num} months.""",
        "Signed: {P}   Date: {d}|Witnessed by {n}",
    ),
    "statement": (
        (
            "(WITNESS STATEMENT|STATEMENT OF WITNESS)\n(Statement of|Name): {P}\n(Age if under 18: "
            "Over 18|Occupation: as given)\n"
        ),
        """I am {P} and I live at {a} with my {rel} {p1}.
I have known {p2} for about {num} years; we met at {s}.
On {d} at about {time} I was at {w} when {p1} rang me.
I saw {p2} walking along {r} towards {loc} with {n}.
{p1} was crying and said "{p2} has taken my phone".
I was born on {dob}.
I did not see who threw the bottle. It was dark and raining.
I know {p2} by sight because (he|she) used to go out with my {rel} {p1}.
{t} took this statement from me at home.
I would describe {n} as about {num}, tall, with short hair.
I suffer from {hl} and take tablets for it.
I will go to court if I have to. May I be told of the date?
My Instagram is {h} and {p2} messaged me from {at}.
After that I went to bed and heard no more.""",
        "(Signed|Signature): {P}|{P}  {d}",
    ),
}


def record(rng: Random, kind: str) -> str:
    """One marked record."""
    head, body, close = KINDS[kind]
    given, family = first_name(rng), surname(rng)
    people = {
        "P": f"{given} {family}",
        "PF": rng.choice((given, given, f"{given} {family}")),
        "p1": SLOTS["f"](rng),
        "p2": rng.choice((SLOTS["f"], SLOTS["n"]))(rng),
    }
    sentences = lines_of(body)
    count = rng.randint(3, min(8, len(sentences)))
    chosen = [sentences[at] for at in sorted(rng.sample(range(len(sentences)), count))]
    joint = rng.choice((" ", "\n", " "))
    parts = [
        _named(head, people, rng),
        joint.join(_named(line, people, rng) for line in chosen),
        "\n",
        _named(close, people, rng),
    ]
    return "".join(parts)


def _named(template: str, people: dict[str, str], rng: Random) -> str:

    chosen = template
    for slot in ("P", "PF", "p1", "p2"):
        value = people[slot]
        chosen = chosen.replace("{" + slot + "}", value if value.startswith("\0") else f"\0PERSON:{value}\1")
    return expanded(chosen, rng)


def records(count: int, seed: int) -> Iterator[Row]:
    """So many records, each kind alike often; the same seed gives the same."""
    rng = Random(seed)
    names = list(KINDS)
    for at in range(count):
        text, spans = unmarked(record(rng, names[at % len(names)]))
        yield text, spans
