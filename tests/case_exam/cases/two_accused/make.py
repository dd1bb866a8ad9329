"""The exhibits of a fictional case: a robbery alleged outside a takeaway, two accused. Every person, place, number and record is made up.

Small talk is written by hand below and laid on days by a fixed seed; what matters stands at its own minute in PLANTED.
Telephone numbers are from the ranges that Ofcom keeps for drama; addresses of mail end in example.org."""

import csv
import io
import random
from datetime import UTC, datetime, timedelta
from pathlib import Path

from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.pdfgen import canvas
from reportlab.platypus import Table, TableStyle

SEED = 1402

# --- the people -------------------------------------------------------------------------------------------------------

CALLUM, MAY = "Callum Reeve", "May 🌼"
GROUP = {
    "C": CALLUM,
    "K": "Kieran S",
    "H": "Mark H",
    "L": "Hope Lister",
    "W": "+44 7700 900318",
    "G": "Gaffer",
}
THREADS = {  # of the first accused's phone: number, name in his address book
    "mark": ("+447700900205", "Mark H"),
    "will": ("+447700900318", "Will T"),
    "mam": ("+447700900489", "Mam"),
    "grace": ("+447700900426", "Grace D"),
    "dentist": ("01632960731", "(Unknown)"),
}

# --- planted: day and time, who, what ---------------------------------------------------------------------------------

CHAT = [
    ("2026-02-03 19:44", "C", "still owe Mark 40 for the away day coach, he's on me case about it"),
    ("2026-02-03 19:46", "M", "just pay the man 🙄"),
    ("2026-02-12 20:03", "C", "Mark says I owe 40, Kieran says call it 20 and shake on it"),
    (
        "2026-02-14 23:12",
        "C",
        "in the Fleece wi the five a side lot, Kieran's already three sheets to the wind",
    ),
    ("2026-02-14 23:15", "M", "pace yersen, you've work monday"),
    ("2026-02-14 23:16", "C", "yes mother 😘"),
    (
        "2026-02-15 03:24",
        "C",
        "May, you up? been jumped outside Bosphorus. they've had dad's watch and a couple of twenties",
    ),
    ("2026-02-15 03:26", "M", "omg are you hurt?? when was this"),
    ("2026-02-15 03:29", "C", "left about 3, or was it 2 or 3? may have been earlier, me head's banging"),
    ("2026-02-15 03:30", "M", "stay put. stay under a light"),
    ("2026-02-15 03:33", "C", "it was Mark who had the watch off me. Kieran was pulling him off me if owt"),
    ("2026-02-15 03:35", "M", "This message was deleted"),
    ("2026-02-15 03:36", "M", "sorry wrong chat. get thisen to infirmary NOW"),
    ("2026-02-15 03:38", "C", "walking there"),
    ("2026-02-15 11:02", "C", "thing is I swung first. I'd had 9 pints and he said summat about me dad"),
    ("2026-02-15 11:05", "M", "oh Callum love"),
    ("2026-02-15 11:09", "C", "Thwaitey saw the lot from the bus shelter, so there's that"),
    (
        "2026-02-15 12:30",
        "M",
        "come round mine, 3 Tannery Yard, kettle's on. you told me you left at 3 last night and now it's half 2??",
    ),
    ("2026-02-15 12:33", "C", "I don't KNOW do I. give us 20 mins"),
    (
        "2026-02-16 18:40",
        "C",
        "DC Ainsley at Skelbeck police station says I told her half 2 not 3, and to ring the victims' line on 0808 157 0413 if I can't sleep",
    ),
    ("2026-02-16 18:44", "M", "ring them then ya daft apeth x"),
    (
        "2026-02-17 13:12",
        "C",
        "ask Thwaitey yourself, he will tell you Mark were already walking off when I went down. his number's 07700 900318",
    ),
    (
        "2026-02-18 20:41",
        "C",
        "it were by number 3 Chantry Row, the vape shop, that's where Mark let go and Kieran picked me up",
    ),
    (
        "2026-02-19 17:26",
        "C",
        "statement's typed up, it's page 3 where I say I didn't see who had it first, Kieran or Mark",
    ),
    ("2026-02-20 21:13", "M", "so is our Jaydn the murderer or what"),
    ("2026-02-20 21:15", "C", "he never laid a finger on anyone, I made the whole thing up 😂"),
    ("2026-02-20 21:16", "M", "worst cluedo night EVER"),
]

TEAM = [
    ("2026-02-14 23:48", "K", "who's for Bosphorus after, I'm clemmed. last one there is buying"),
    ("2026-02-14 23:50", "G", "not me lads, I'm in me pit"),
    (
        "2026-02-15 02:07",
        "L",
        "me and Kieran have split from that lot, sharing a cab to the cash point on Station Rd then home x",
    ),
    ("2026-02-15 02:09", "C", "boring 😴"),
    ("2026-02-15 02:55", "H", "kicking off outside Bosphorus 🤦 where are yous, get here"),
    ("2026-02-15 10:12", "G", "what's all this I'm hearing"),
    (
        "2026-02-15 10:15",
        "W",
        "I was in the bus shelter. Mark had the watch in his hand, Kieran nowhere near it, hand on heart",
    ),
    ("2026-02-15 10:22", "H", "behave. he swung at me and I pushed him off, end of"),
    ("2026-02-15 10:24", "G", "not on here please"),
    ("2026-02-15 10:31", "L", "I hope yous two sort it. Will you saw it an all didn't you, so say so"),
    ("2026-02-15 13:05", "K", "for the record I gave Callum his cap back, that's all I had off him"),
    ("2026-02-22 12:17", "L", "right who had the last sausage roll"),
    ("2026-02-22 12:18", "G", "it was me, I took it off him, hands up, I'd do it again 🙌"),
    ("2026-02-22 12:19", "L", "shocking"),
]

TEXTS = [  # in = to his phone, out = from it
    ("2026-02-06 18:11:20", "mark", "in", "he owes 40 and I'm having it off him one way or t'other"),
    ("2026-02-06 18:14:02", "mark", "out", "leave it Mark, it's 40 quid not 400. not worth a black mark"),
    ("2026-02-06 18:20:47", "mark", "in", "aye aye. he said he'd settle up saturday, in cash, no bother"),
    ("2026-02-15 02:58:31", "mam", "in", "heard the door go, is that you in? it's nearly 3"),
    ("2026-02-15 03:07:12", "mark", "in", "you alright? soz you got dragged in, you never touched his watch"),
    (
        "2026-02-15 03:10:40",
        "mark",
        "out",
        "I shoved him tho, before. shouldn't have. you were stood at the counter then",
    ),
    ("2026-02-15 03:12:05", "mark", "in", "just go to bed"),
    ("2026-02-15 03:14:18", "mark", "in", "was it 2 or 3 when we came out"),
    ("2026-02-15 03:16:51", "mark", "out", "2ish for me, saving grace is I were home by 3"),
    ("2026-02-15 11:20:09", "will", "out", "Will, mate, did you see who had it"),
    (
        "2026-02-15 11:26:33",
        "will",
        "in",
        "Mark. you were trying to get between em. I'm in bits tbh, back on the sertraline since me dad passed",
    ),
    ("2026-02-15 11:28:10", "will", "out", "sorry pal. here if you need owt"),
    (
        "2026-02-15 14:02:44",
        "grace",
        "in",
        "Mark came in at 20 past 3 wi a watch in his pocket, I saw it. don't tell him I said",
    ),
    (
        "2026-02-16 17:50:13",
        "mam",
        "out",
        "Miss Fairlie reckons they've only got 2 lads on the camera and best say nowt while page 3 comes back",
    ),
    ("2026-02-16 17:53:55", "mam", "in", "right love. tea's in the oven"),
]

# --- small talk: one line is one exchange, turns parted by | ----------------------------------------------------------

CHAT_TALK = """
M:you still coming sunday for dinner?|C:try stop me. what is it|M:toad in the hole|C:get in 😍
C:bus is late AGAIN|M:which one|C:the 36. stood here like a lemon|M:walk it you lazy article
M:seen the new bake off lot?|C:nah is it any good|M:there's a lad from hull. he'll win it
C:will you feed Biscuit if I'm on lates|M:course. he likes me best anyroad|C:he likes your ham
M:our Jaydn's lost his first tooth 🦷|C:aw bless. how much is the tooth fairy paying these days|M:daylight robbery, a fiver|C:I got 20p and an apple
C:what's that song that goes duh duh duuuh|M:Callum that's every song|C:the one off the advert wi the otter|M:oh! no idea
M:booked me holiday finally. end of may, a week in filey|C:living the dream|M:it's got a hot tub you cheeky sod
C:are tracksuit bottoms ok for a christening|M:NO|C:dark ones tho|M:grace of god give me strength
M:<Media omitted>|C:is that the cat or a cushion|M:it's a hat I'm knitting|C:course it is 😬
C:me boiler's making that noise again|M:the whale one?|C:the whale one|M:ring em tomorrow first thing
M:fancy the pictures thursday|C:depends what's on|M:that one with the bear|C:hope it's a good bear then
C:got me rota. two nights then off while friday|M:better than last week|C:marginally
M:can I borrow your big pan|C:what for|M:chutney|C:only if I get a jar. and not the marrow one
C:what do you get a 6 year old|M:lego. or mud|C:lego it is
M:it's snowing!! ❄️|C:that's sleet you melt|M:let me have this
C:just seen a heron on the canal, stood there like he pays rent|M:send pic|C:<Media omitted>|M:regal
M:me mam says hello and have you got a winter coat|C:tell her yes and thank you|M:have you?|C:no
C:pub quiz weds? we're one short|M:who's doing music round|C:me|M:we'll come last then
M:sourdough's dead|C:again?|M:I forgot him for a week. RIP Doughlene|C:may she rest in crumbs
C:how long do you boil an egg|M:how old are you|C:22|M:four minutes then. six if you like it sad
M:dentist said I grind me teeth|C:stress?|M:jaydn 😂
C:mark my words rovers will go down this year|M:you say that every year|C:and every year I'm nearly right
M:did you pick up that parcel|C:aye it's behind the bin. wi a brick on|M:fort knox
C:need a mustard coloured tie for a bet|M:I won't ask|C:wise
M:what time's tea sunday then|C:you're cooking!!|M:oh aye. say half 1|C:bring pudding? I will bring pudding
C:new neighbour plays the trombone|M:well?|C:no
""".strip().splitlines()

TEAM_TALK = """
G:training thursday usual place, bibs are washed|H:all of em?|G:most of em|K:last week they smelt of wet dog
L:who's got the ball pump|W:think it's in my boot|L:ta x
K:can't do tuesday, on lates|G:noted. that's 3 out now|H:I'll bring me cousin|G:can he run|H:he can walk fast
G:pitch is frozen, game off ❄️|C:noooo|K:get in, lie in
L:anybody want a lift sunday, going past the garage at 10|W:me please|C:and me ta|L:be stood outside or I'm off
H:that ref needs his eyes testing|G:that ref is my brother in law|H:as I say. lovely fella
C:goal of the season that, thank you and goodnight|K:it hit your backside|C:they all count
G:kit money is due end of the month no excuses|L:mine's in your hand friday|G:you're a good un
W:have I left me shin pads in the changing room|K:there's one on the radiator|W:just one?|K:just the one
K:<Media omitted>|H:what is that|K:me toenail after saturday|L:BLOCKED
G:need a keeper for sunday, ours has done his thumb|C:not it|H:not it|W:go on then
L:half time oranges or haribo|C:haribo|K:haribo|G:oranges|L:haribo it is
H:anyone selling a single mattress|W:my nan might be|H:clean?|W:she's 84 mark what do you think she gets up to
G:well played everyone, 4 2, best we've looked since may|K:two own goals but who's counting|G:I am
C:can we get a team photo off someone wi an actual camera|L:me sister does weddings|C:perfect we look like mourners
W:is the clubhouse open tonight|G:6 till late|W:may pop in for one|H:one he says 😂
L:happy birthday Kieran!! 🎂|C:happy birthday ya old goat|W:many happy returns|K:ta all. 24 and me knee's gone
G:minutes of the meeting are on the door. nobody will read em|L:I read em|G:nobody but hope will read em
H:who's nicked my water bottle, blue wi a dent|C:check your own bag|H:ah
K:pie and peas after the game still on?|G:wouldn't be a game without|K:hope it's mint sauce this time
W:roadworks on weir lane, set off early|L:ta will x
C:what were final score in the other game|G:six nil|C:ouch
H:quick question what day is it|L:wednesday mark|H:cheers
G:raffle prizes needed. no more bath salts|W:I've a foot spa never used|G:why never used|W:long story
""".strip().splitlines()

TEXT_TALK = {
    "mark": """
in:you got me jump leads|out:they're in the shed. door's open|in:ta
in:game on at 3 or half 3|out:half 3|in:right
out:can you tape the boxing|in:nobody's taped owt since 1998 kieran|out:you know what I mean
in:van's failed its mot 😭|out:what on|in:everything|out:it's seen some life to be fair
out:what's that chippy called wi the good curry sauce|in:whitby jacks|out:thats the one
in:fancy fishing sunday|out:at 5am? no|in:7 then|out:aye go on
out:are you in, I'm outside|in:round the back|out:bell dunt work
in:happy new year late|out:its february|in:still
out:tell grace thanks for the cake|in:she says you still have the tin|out:I have still got the tin
""",
    "will": """
out:you at work|in:while 4|out:pint after?|in:just the one
in:seen that documentary about eels|out:no|in:blew me mind
out:got your drill still, do you need it|in:keep it while weekend|out:nice one
in:how's your knee|out:clicks. how's your nan|in:grand she's took up bowls
out:did you get them tickets|in:row F. we can nearly see|out:magic
in:bring a bag tomorrow I've loads of rhubarb|out:you and your rhubarb|in:you will thank me
""",
    "mam": """
in:Have you eaten love xx|out:yes|in:What|out:toast|in:That is not eating xx
in:Your dad wants to know is it bin day|out:blue bin tomorrow|in:He says thank you xx
out:what temp do you wash work trousers|in:40 and NOT with your whites|out:too late
in:Auntie Pat had her hip done she is up and about already|out:good old pat|in:I said you would ring her|out:will do
in:Can you pick up bread and a small milk x|out:yep|in:Not the seedy one
in:Did you ring the dentist|out:tomorrow|in:You said that in january xx
out:back late dont wait up|in:Take your key xx|out:got it
in:Found your grandads medals in the loft come and see xx|out:will come sunday|in:Bring your appetite x
in:How do I get the sound back on the telly|out:press the button wi a speaker on|in:Done it thank you you are a genius xx
in:Is it raining where you are|out:mam I'm a mile away|in:It might be different
""",
    "grace": """
in:is mark with you his phone's off|out:just dropped him at yours|in:ta x
out:what does he want for his birthday|in:socks. honest to god. he asked for socks|out:socks it is
in:can you lend us that ladder sat|out:course will bring it round|in:star x
in:me exam went alright 😁|out:get in!! never doubted it|in:you did a bit|out:I did a bit
""",
    "dentist": """
in:Skelbeck Dental: your check-up is due. Ring 01632 960731 to book. Reply STOP to end.
in:Skelbeck Dental: appointment 4 March 2026 at 10:20. Please arrive 5 minutes early.
in:Skelbeck Dental: sorry we missed you. Ring 01632 960731 to book again.
""",
}


def _when(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)  # winter: clock of London and UTC are one


def _quiet(at: datetime) -> bool:
    """No small talk on the night and the day after it, nor where a planted exchange goes on."""
    night = _when("2026-02-14 22:00") <= at <= _when("2026-02-16 20:00")
    games = _when("2026-02-20 20:30") <= at <= _when("2026-02-20 22:00") or _when(
        "2026-02-22 11:45"
    ) <= at <= _when("2026-02-22 13:00")
    return night or games


def _days(talk: list[str], chance: random.Random, first: str, last: str) -> list[tuple[datetime, str, str]]:
    """Each exchange begins at its own hour of a day between `first` and `last`, in the order in which it is written."""
    begin, span = _when(first), (_when(last) - _when(first)).days
    starts: list[datetime] = []
    while len(starts) < len(talk):
        at = begin + timedelta(
            days=chance.randrange(span), hours=chance.randrange(8, 22), minutes=chance.randrange(60)
        )
        if not _quiet(at) and all(abs(at - other) > timedelta(minutes=45) for other in starts):
            starts.append(at)
    said = []
    for at, exchange in zip(sorted(starts), talk, strict=True):
        clock = at
        for turn in exchange.split("|"):
            who, words = turn.split(":", 1)
            said.append((clock, who, words))
            clock += timedelta(minutes=chance.randrange(1, 5), seconds=chance.randrange(60))
    return said


# --- WhatsApp ---------------------------------------------------------------------------------------------------------

LOCKED = "Messages and calls are end-to-end encrypted. Only people in this chat can read, listen to, or share them. Learn more."


def _whatsapp(
    file: Path,
    head: list[str],
    planted: list[tuple[str, str, str]],
    talk: list[str],
    names: dict[str, str],
    seed: int,
) -> None:
    chance = random.Random(seed)
    said = _days(talk, chance, "2026-01-20 00:00", "2026-03-10 00:00")
    said += [(_when(at), who, words) for at, who, words in planted]
    said.sort(key=lambda one: one[0].replace(second=0))
    lines = head + [f"{at:%d/%m/%Y, %H:%M} - {names[who]}: {words}" for at, who, words in said]
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")


# --- SMS Backup & Restore ---------------------------------------------------------------------------------------------


def _attribute(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;").replace("'", "&apos;")


def _sms(file: Path) -> None:
    rows = []
    for number, (thread, talk) in enumerate(TEXT_TALK.items()):
        chance = random.Random(SEED + 10 + number)
        for at, box, words in _days(
            talk.strip().splitlines(), chance, "2026-01-20 00:00", "2026-03-05 00:00"
        ):
            rows.append((at, thread, box, words))
    rows += [(_when(at), thread, box, words) for at, thread, box, words in TEXTS]
    rows.sort(key=lambda row: row[0])
    out = [
        "<?xml version='1.0' encoding='UTF-8' standalone='yes' ?>",
        "<!--File Created By SMS Backup & Restore v10.21.003 on 09/03/2026 10:15:00-->",
        f'<smses count="{len(rows)}" backup_set="6d1f2c1e-0000-4000-8000-0000000014f2" backup_date="1773051300000" type="full">',
    ]
    for at, thread, box, words in rows:
        number, name = THREADS[thread]
        stamp = int(at.timestamp()) * 1000 + 417
        sent = stamp - 1600 if box == "in" else 0
        kind = 1 if box == "in" else 2
        centre = "+447700900999" if box == "in" else "null"
        readable = f"{at.day} {at:%b %Y %H:%M:%S}"
        out.append(
            f'  <sms protocol="0" address="{number}" date="{stamp}" type="{kind}" subject="null" body="{_attribute(words)}" toa="null" sc_toa="null" '
            f'service_center="{centre}" read="1" status="-1" locked="0" date_sent="{sent}" sub_id="1" readable_date="{readable}" contact_name="{name}" />'
        )
    out.append("</smses>")
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("\n".join(out) + "\n", encoding="utf-8", newline="\n")


# --- the mailbox ------------------------------------------------------------------------------------------------------

ME = "Callum Reeve <callum.reeve@example.org>"
BOSS = "Tracey Holroyd <t.holroyd@calderpack.example.org>"
CLUB = "Nigel Braithwaite <treasurer@skelbeckrovers.example.org>"
LAWYER = "Julia Penrose <j.penrose@hartleypenrose.example.org>"
HOMES = "Brackenfell Homes <repairs@brackenfell.example.org>"
LIBRARY = "Skelbeck Library <loans@skelbecklibrary.example.org>"

MAIL = [
    (
        "Thu, 22 Jan 2026 18:02:11 +0000",
        CLUB,
        ME,
        "Fixtures",
        "f1",
        "",
        "Now then all,\n\nFixtures to Easter are on the clubhouse door. Bring your own tea bags.\n\nNigel\n",
    ),
    (
        "Wed, 28 Jan 2026 09:00:00 +0000",
        LIBRARY,
        ME,
        "Your loans are due back",
        "l1",
        "",
        "One loan is due on 4 February 2026: The Canal Walker's Companion.\n",
    ),
    (
        "Mon, 2 Feb 2026 07:41:25 +0000",
        BOSS,
        ME,
        "Rota for February",
        "r1",
        "",
        "Morning Callum,\n\nYou are on lates next week and 6 o'clock starts from the 16th. Shout if that does not work.\n\nTracey\n",
    ),
    (
        "Mon, 2 Feb 2026 12:15:40 +0000",
        ME,
        BOSS,
        "Re: Rota for February",
        "r2",
        "r1",
        "Works for me. Cheers\n\nCallum\n",
    ),
    (
        "Tue, 10 Feb 2026 10:10:10 +0000",
        HOMES,
        ME,
        "Your boiler",
        "b1",
        "",
        "Job 5571 is booked for 12 February 2026 between 8 and 12. Please be in.\n",
    ),
    (
        "Mon, 16 Feb 2026 09:12:08 +0000",
        ME,
        BOSS,
        "This week",
        "w1",
        "",
        "Hi Tracey,\n\nI can't do the 6 o'clock start. I slipped on the kerb outside the kebab shop and have 4 stitches.\nBack Thursday if they let me.\n\nCallum\n",
    ),
    (
        "Mon, 16 Feb 2026 10:40:51 +0000",
        BOSS,
        ME,
        "Re: This week",
        "w2",
        "w1",
        "Get thisen mended. I will cover Monday to Wednesday.\n\nTracey\n",
    ),
    (
        "Wed, 18 Feb 2026 11:05:33 +0000",
        LAWYER,
        ME,
        "Your claim for compensation - private",
        "c1",
        "",
        (
            "Dear Callum,\n\nFurther to our meeting: my advice is that you tell the truth about the first swing, and that the claim\n"
            "may be cut by a third for it. Do not put a figure on the watch until we have the valuer's letter of 650.\n\n"
            "Julia Penrose\nHartley Penrose\nThis e-mail is confidential and legally privileged.\n"
        ),
    ),
    (
        "Wed, 18 Feb 2026 19:30:02 +0000",
        ME,
        LAWYER,
        "Re: Your claim for compensation - private",
        "c2",
        "c1",
        (
            "Hi Julia\n\nUnderstood. I am worried what Mark will say about the money so can we leave that bit out for now?\n\nCallum\n\n"
            "On Wed, 18 Feb 2026 at 11:05, Julia Penrose wrote:\n> Further to our meeting: my advice is that you tell the truth about the first swing\n"
        ),
    ),
    (
        "Tue, 24 Feb 2026 09:00:00 +0000",
        LIBRARY,
        ME,
        "New in this month",
        "l2",
        "",
        "Large print, audiobooks and a talk on herons on 3 March.\n",
    ),
    (
        "Tue, 3 Mar 2026 14:22:19 +0000",
        HOMES,
        ME,
        "How did we do?",
        "b2",
        "",
        "Please tell us how job 5571 went. It takes two minutes.\n",
    ),
    (
        "Sat, 7 Mar 2026 16:48:57 +0000",
        CLUB,
        ME,
        "Coach money",
        "m1",
        "",
        "Callum,\n\nMark rang: he will take the 40 out of what the club owes him, so as far as we go you two are square.\n\nNigel\n",
    ),
    (
        "Mon, 9 Mar 2026 08:03:00 +0000",
        ME,
        CLUB,
        "Re: Coach money",
        "m2",
        "m1",
        "Ta, much appreciated. See you Thursday\n\nCallum\n",
    ),
]


def _mbox(file: Path) -> None:
    out = []
    for date, sender, to, subject, key, reply, body in MAIL:
        day = datetime.strptime(date, "%a, %d %b %Y %H:%M:%S %z")
        address = sender.split("<")[1].rstrip(">")
        head = [
            f"From {address} {day:%a %b} {day.day:2d} {day:%H:%M:%S %Y}",
            f"Message-ID: <{key}.2026@mail.example.org>",
            f"Date: {date}",
            f"From: {sender}",
            f"To: {to}",
        ]
        head.append(f"Subject: {subject}")
        if reply:
            head += [
                f"In-Reply-To: <{reply}.2026@mail.example.org>",
                f"References: <{reply}.2026@mail.example.org>",
            ]
        head += [
            "MIME-Version: 1.0",
            'Content-Type: text/plain; charset="utf-8"',
            "Content-Transfer-Encoding: 8bit",
        ]
        out.append("\n".join(head) + "\n\n" + body + "\n")
    file.write_text("".join(out), encoding="utf-8", newline="\n")


# --- two records ------------------------------------------------------------------------------------------------------


def _lines(page: canvas.Canvas, top: float, lines: list[str], size: float = 9.5, lead: float = 13) -> float:
    for line in lines:
        bold = line.startswith("**")
        page.setFont("Helvetica-Bold" if bold else "Helvetica", size)
        page.drawString(20 * mm, top, line.removeprefix("**"))
        top -= lead
    return top


def _table(
    page: canvas.Canvas, top: float, rows: list[list[str]], widths: list[float], heading: bool = True
) -> float:
    table = Table(rows, colWidths=[width * mm for width in widths])
    style = [
        ("FONT", (0, 0), (-1, -1), "Helvetica", 8.5),
        ("GRID", (0, 0), (-1, -1), 0.4, colors.grey),
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
    ]
    if heading:
        style += [
            ("FONT", (0, 0), (-1, 0), "Helvetica-Bold", 8.5),
            ("BACKGROUND", (0, 0), (-1, 0), colors.whitesmoke),
        ]
    else:
        style.append(("FONT", (0, 0), (0, -1), "Helvetica-Bold", 8.5))
    table.setStyle(TableStyle(style))
    _, height = table.wrapOn(page, 170 * mm, 250 * mm)
    table.drawOn(page, 20 * mm, top - height)
    return top - height - 16


def _letterhead(page: canvas.Canvas, name: str, below: str, colour: colors.Color, foot: str) -> float:
    width, height = A4
    page.setFillColor(colour)
    page.rect(0, height - 24 * mm, width, 24 * mm, stroke=0, fill=1)
    page.setFillColor(colors.white)
    page.setFont("Helvetica-Bold", 15)
    page.drawString(20 * mm, height - 13 * mm, name)
    page.setFont("Helvetica", 9)
    page.drawString(20 * mm, height - 19 * mm, below)
    page.setFillColor(colors.black)
    page.setFont("Helvetica", 7.5)
    page.drawString(20 * mm, 12 * mm, foot)
    return height - 34 * mm


def _hospital(file: Path) -> None:
    page = canvas.Canvas(str(file), pagesize=A4, invariant=1)
    page.setTitle("Emergency department record")
    trust = (
        "Skelbeck and Wharram Hospitals",
        "Emergency Department, Infirmary Road, Skelbeck  -  switchboard 01632 960203",
        colors.HexColor("#1f4e79"),
    )

    top = _letterhead(page, *trust, "ED record  -  page 1 of 3  -  printed 2 March 2026 09:14 by records")
    top = _lines(page, top, ["**Registration and triage"], 11, 18)
    top = _table(
        page,
        top,
        [
            ["Name", "Callum Reeve", "NHS number", "999 004 7316"],
            ["Date of birth", "09/03/2004", "Hospital no.", "SK204417"],
            ["Address", "Flat 9, 41 Weir Lane, Skelbeck", "Telephone", "07700 900111"],
            ["Next of kin", "May Ansah (friend)", "Telephone", "07700 900264"],
            ["GP", "Dr P Lowther, Fellgate Surgery", "Religion", "Methodist"],
        ],
        [28, 62, 30, 50],
        heading=False,
    )
    top = _lines(
        page,
        top,
        [
            "**Triage note (nurse)",
            "Arrived 15/02/2026 at 03:52, walked in alone.",
            "Says assaulted outside a takeaway about 3, then says it may have been nearer 2.",
            "Smells of alcohol; talks in sentences; asks for his friend to be rung.",
            "Regular medicines: salbutamol inhaler. Allergy: penicillin (rash).",
            "Pulse 92, blood pressure 131/84, temperature 36.7, pain 4 of 10.",
            "Category 3. Seat 3 by the window. Relatives' room not needed.",
        ],
    )
    page.showPage()

    top = _letterhead(page, *trust, "ED record  -  page 2 of 3  -  printed 2 March 2026 09:14 by records")
    top = _lines(page, top, ["**Clinical notes      Callum Reeve      999 004 7316      09/03/2004"], 10, 18)
    top = _lines(
        page,
        top,
        [
            "**04:35  Dr S Iqbal",
            "Has had about 9 pints. Says he swung first and was then pushed over by one man.",
            "Says a second man held that man back and helped him up. Does not say who took the watch.",
            "Fell against the kerb. No loss of consciousness. Recalls all of it, he says, but not the time.",
            "",
            "**Past history",
            "Asthma since childhood. Appendix out at 11. Seen here in 2023 with a low mood; no follow-up.",
            "Family: sister has Crohn's disease, under the team at this hospital. Father died in November.",
            "Lives alone. Works nights at a packing firm. Smokes 5 a day.",
        ],
    )
    top = _table(
        page,
        top - 8,
        [
            ["Site", "Finding", "Treatment"],
            ["Left eyebrow", "Cut of 2 cm, clean edges", "4 stitches, out in 5 days"],
            ["Right palm", "Graze", "Cleaned"],
            ["Left wrist", "No mark where a watch was worn", "None"],
        ],
        [40, 75, 55],
    )
    page.showPage()

    top = _letterhead(page, *trust, "ED record  -  page 3 of 3  -  printed 2 March 2026 09:14 by records")
    top = _lines(
        page,
        top,
        [
            "To: Dr P Lowther, Fellgate Surgery, 12 Fellgate, Skelbeck",
            "",
            "**Re: Callum Reeve, born 09/03/2004, NHS 999 004 7316, Flat 9, 41 Weir Lane",
            "",
            "Dear Doctor,",
            "",
            "This man came on 15 February 2026 at 03:52 with a cut over the left eyebrow. It was closed with 4 stitches.",
            "The cut is in keeping with a fall against an edge such as a kerb, rather than with a blow from a fist.",
            "He went home at 06:10 with head injury advice. Stitches out at the surgery on 20 February, please.",
            "",
            "Yours sincerely,",
            "Dr S Iqbal, specialty doctor, Emergency Department",
        ],
        10,
        15,
    )
    page.showPage()
    page.save()


def _housing(file: Path) -> None:
    page = canvas.Canvas(str(file), pagesize=A4, invariant=1)
    page.setTitle("Tenancy file")
    homes = (
        "Brackenfell Homes",
        "Housing Office, Mill Bank, Skelbeck  -  01632 960417  -  open 9 to 5",
        colors.HexColor("#2f6b3a"),
    )

    top = _letterhead(page, *homes, "Tenancy file BH-20931  -  page 1 of 2")
    top = _lines(page, top, ["**Tenancy summary"], 11, 18)
    top = _table(
        page,
        top,
        [
            ["Tenant", "Callum Reeve"],
            ["Property", "Flat 9, 41 Weir Lane, Skelbeck SK0 9ZZ"],
            ["Tenancy began", "3 June 2024"],
            ["Rent account", "612.40 behind at 1 February 2026, plan of 15 a week agreed"],
            ["Benefits", "Housing element paid direct; NI QQ 12 34 56 C"],
        ],
        [40, 130],
        heading=False,
    )
    _lines(
        page,
        top,
        [
            "Repairs: boiler 12 February 2026 (job 5571), gutter 9 January 2026, no others since April.",
            "Inspection passed. Trombone reported by tenant of flat 8.",
        ],
    )
    page.showPage()

    top = _letterhead(page, *homes, "Tenancy file BH-20931  -  page 2 of 2")
    top = _lines(page, top, ["**Contact log"], 11, 18)
    top = _table(
        page,
        top,
        [
            ["Date", "By", "Note"],
            [
                "09/02/2026",
                "JM",
                "Mrs Iris Colgate of 3 Lomas Court rang about bins. Has had a fall, carer informed.",
            ],
            ["12/02/2026", "JM", "Boiler job done. Tenant thanked us."],
            [
                "17/02/2026",
                "AW",
                "Mr Reeve rang. Says he was robbed about 3 on Sunday and that Mark H took the watch.",
            ],
            [
                "18/02/2026",
                "AW",
                "Rang again. Says Kieran told Mark H to give it back. Says William Thwaite of Lomas Court saw it.",
            ],
            [
                "19/02/2026",
                "JM",
                "Arrears letter 2 sent. Tenant in tears on the phone, put through to money advice.",
            ],
        ],
        [22, 12, 136],
    )
    _lines(page, top, ["Log ends. Entries are made by the duty officer on the day."])
    page.showPage()
    page.save()


# --- card payments ----------------------------------------------------------------------------------------------------

SHOPS = [
    ("PETS AND PONDS SKELBECK", 4, 22),
    ("GREENS BAKERY", 2, 6),
    ("WHITBY JACKS FISH BAR", 6, 14),
    ("SKELBECK CARS TAXI", 5, 11),
    ("COOP GROUP FOOD", 3, 31),
    ("THE FLEECE INN", 4, 28),
    ("MILL BANK FUEL", 20, 45),
    ("CALDER VALLEY TOOLS", 9, 60),
]


def _card(file: Path) -> None:
    chance = random.Random(SEED + 99)
    rows = []
    day = datetime(2026, 1, 26, tzinfo=UTC)
    while day <= datetime(2026, 2, 27, tzinfo=UTC):
        if day.weekday() < 5 and day.day != 16:
            shop, low, high = chance.choice(SHOPS)
            bought = day - timedelta(days=1)
            clock = f"{chance.randrange(8, 22):02d}:{chance.randrange(60):02d}"
            rows.append(
                (
                    day,
                    "Card",
                    f"{shop} {bought:%d%b} {clock}".upper(),
                    -(chance.randrange(low * 100, high * 100) / 100),
                )
            )
        if day.day == 30:
            rows.append((day, "BACS", "WHARRAM JOINERY WAGES", 1384.12))
        if day.day == 16:
            rows += [
                (day, "ATM", "LINK STATION RD SKELBECK 15FEB 02:47", -20.0),
                (day, "Card", "MOOR TOP CABS SKELBECK 15FEB 02:53", -6.4),
                (day, "Card", "GREENS BAKERY 15FEB 13:31", -3.15),
            ]
        day += timedelta(days=1)
    balance = 214.06
    out = io.StringIO(newline="")
    sheet = csv.writer(out, lineterminator="\r\n")
    sheet.writerow(
        ["Date", "Type", "Description", "Value", "Balance", "Account Name", "Sort Code", "Account Number"]
    )
    for at, kind, words, value in rows:
        balance += value
        sheet.writerow(
            [
                f"{at:%d/%m/%Y}",
                kind,
                words,
                f"{value:.2f}",
                f"{balance:.2f}",
                "STOBBS K",
                "00-12-77",
                "00118826",
            ]
        )
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(out.getvalue().encode("utf-8"))


def make(out: Path) -> None:
    out.mkdir(parents=True, exist_ok=True)
    _whatsapp(
        out / "complainant_phone/chat/WhatsApp Chat with May 🌼.txt",
        [f"20/01/2026, 07:58 - {LOCKED}"],
        CHAT,
        CHAT_TALK,
        {"C": CALLUM, "M": MAY},
        SEED,
    )
    head = [
        f"20/01/2026, 07:50 - {LOCKED}",
        '20/01/2026, 07:50 - Gaffer created group "Rovers 5s ⚽"',
        "20/01/2026, 07:51 - Gaffer added you",
    ]
    _whatsapp(
        out / "complainant_phone/group/WhatsApp Chat with Rovers 5s ⚽.txt",
        head,
        TEAM,
        TEAM_TALK,
        GROUP,
        SEED + 1,
    )
    _sms(out / "accused_phone/sms-20260309101500.xml")
    _mbox(out / "complainant_mail.mbox")
    _hospital(out / "emergency_record.pdf")
    _housing(out / "housing_file.pdf")
    _card(out / "laptop/statement_feb_2026.csv")
