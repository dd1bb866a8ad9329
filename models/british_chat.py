"""Made-up British chat, seeded: slot grammars in many registers, with near-misses (reference/personal_data.md
4).

A template is a line with {slots} and (choices|parted|so). None of it is used for measuring, and who wrote it
had no measuring text in view.
"""

import re
from collections.abc import Iterator
from random import Random

import british_talk
from slots import SLOTS
from talk_slots import TALK

Row = tuple[str, list[tuple[int, int, str]]]

TEXTING = """
(hey|hi|hiya|yo|alright|oi|heyy|) {p} (u about|you ok|wuu2|where are you|hows it going|u comin out|call me|are you still coming|u there|ring me back)(?||??|x)
{p} (is|was|isnt|wasnt) (coming|there|answering|happy|well|in|at mine|with us|drunk|at the party) (tonight|last night|yet|anymore|rn|today|)
(me n|me and|with|w|just me and) {p} (are|r|is|) (going|off|heading|walking) (to|2) (town|the gym|the shop|{loc}|the cinema|a party) (later|tonight|now|)
(tell|ask|msg|text|ring|call|ignore|block|bring|invite|add|tag|meet|leave|help|remind|warn) {p} (for me|pls|please|tomorrow|before he gets there|when you can|she wont reply to me|im on my way|to come too|not to say owt)
(have you|did you|did u|has anyone) (seen|heard from|spoken to|text|met|told) {p} (today|yet|recently|since friday|or not|about it)?
{p} (said|told me|reckons|thinks|swears|says|knows|heard) (she|he|they|it) (was|is|did|saw|didnt) (lying|at home|there|nothing|asleep|with {p}|scared|fine)
(it was|was it|its|wasnt it|it wasnt) {p} (who did it|all along|that told her|not me|ffs|from work|from school|again)
{f} and {f} (broke up|are back together|had a fight|got engaged|moved in|kicked off|are fuming|are sound|are coming) (lol|apparently|again|last week|)
{p}, {p} (and|n|&) {p} (were|are|r) (all there|in the car|outside|out|coming|waiting|staying over)
(happy birthday|hbd|congrats|thanks|cheers|love you|miss you|night|morning|sorry|good luck|get well soon|welcome home) {f}(!|!!|x|xx|xxx| have a good one| babe|)
im (at|round|outside|in|near|stayin at|leaving) {p}s (house|place|flat|mums|yard|car|gaff|bit|)(til late| come here||now)
{f}s (brother|mum|dad|phone|car|mate|birthday|party|ex|dog) (is|was) (there|dead|broken|mental|late|lovely|on saturday|outside)
(from|love|regards|its|this is|its me|my names|names|im called|new number its) {f}( x| xx|| from {s}| from work| here)
(dont|do not|never) (tell|trust|let|text|go near|believe|speak to) {p} (again|anything|please|ever|about this|hes a snake|shes not well)
(shes|hes|theyre|they are) (with|seeing|dating|cheating with|living with|related to|scared of|talking to|in love with) {p} (now|again|apparently|still|from {loc}|)
who(s|se| is|) {n}(?| and why is she adding me| on here| do you know him| when hes at home|)
my (real |full |)name is {n} (and|,|btw|.) (i live at|im at|im from|address is|come to) {a}
(so|and|but|then|anyway|cos|well) {p} (goes|was like|just|started|turned round and|came in and|rang me and|text me saying) (no way|get out|what are you doing|i know what you did|leave it|calm down|shouting|crying|left)
(anyone|any1|someone) (got|have|know) {p}s (number|snap|insta|address|new number|bank details)?
{f} {sn} (from|at|in) (school|work|year 9|my road|church|{loc}|{w}) (is|was|just|has) (in prison|pregnant|missing|my new boss|asking about you|texted me|a nurse now)
@{f} (you seen this|look|u in|answer me|lol|did you pay)
*{f}|{f}*|sorry i meant {f}|{f} not {f}|not {f} the other one {f}
"""
WHERE = """
(im at|we live at|address is|come to|meet me at|its|pick me up from|staying at|moved to|round at|drop it to|parcel to|living at|send it to|sat outside|he lives at|shes at|taxi to|new place is) {a}(| now| x| ok| please|. use the back door| top buzzer)
{a} (is where she lives|come asap|thats the address|back gate is open|door code is on the wall|the one with the red door)
(meet|wait|im|park|get off|walking|stood|he was|shes|drove|they live|his nan lives) (on|at|down|by|near|up|round|off) {r} (in {num}|at {time}|later|now|by the shops|near the chippy|)
(whats|need) your (address|addy|postcode)? mine is {pc}|postcode (is|:) {pc}|sat nav {pc}|its {pc} cant miss it
(just moved|driving|going|on the train|heading|back|coach) to {loc} (for the weekend|with {f}|tonight|tomorrow|to see my {rel}|)
{loc} (is a dump|is mad tonight|away|services|lot are here|train station at {time}|was class)
(born|grew up|raised|from|based|live) in {loc} (me|originally|all my life|like|mate|)
(up|down) the road from {s}|by {s}|behind {w}|opposite {s} gates
(i|she|he) (goes to|went to|is at|got kicked out of|teaches at|starts|left|got into) {s}(| now| last year| in september| in year {num}|)
(see you|meet|pick her up|fight|sports day|parents evening|detention|prom) (at|outside|from) {s} (at {time}|later|tomorrow|gates|)
{f}s in (year 7|year 8|yr 10|year 11|my form|reception) at {s}
(i|he|she|my {rel}|{p}) (works|work|worked|used to work|starts|started|got a job|got sacked) (at|for|in|from) {w}( now| with {f}| on nights| until {time}||)
(im on shift|on a late|just finished|shift starts {time}|overtime) at {w}(| til {time}| tonight|)
{w} (have sacked me|are hiring|want me in at {time}|called me in|dont pay sick)
"""
ACCOUNTS = """
(add me on|my|add|follow|msg me on|new|whats your|its on my) (snap|sc|insta|ig|tiktok|discord|xbox|psn|telegram|kik|steam) (is|its|:|=|-|) {h}(| x| lol| new one| instead)
(snap|insta|ig|sc|psn|tt|discord|gamertag|username)(: |- | |= ){h}
{at} (is my new account|look at this|she blocked me|is him|keeps liking my stuff|wtf|who is this|🤣|come live)
(is that|who is|thats|block|report|found her its|he uses|hes on there as|look up|search) {h}(| on insta| on snap|?| thats her spam| he made a fake)
(shes|hes|im) {h} on (there|insta|tiktok|snap|onlyfans|xbox|reddit)
(call|ring|text|whatsapp) (me|him|her|{f}) on {ph}( its {f}||| after {time}| new number)
{f}s number is {ph}|{ph} {f}|thats {f} {ph}|this is {f}s new number {ph}
(ref|my ni number is|nhs number|reg is|account|sort code|passport no|crime ref|custody no|hospital no) {no}(| ok| for the form| thats {f}s|)
(pay|send|transfer|owes|bank) {n} {money} (by friday|please|for the dress|acc {no}|)
"""
PRIVATE = """
(ive got|i have|been diagnosed with|im off work with|she has|hes on|theyve put me on|shes been having|he suffers from|got|my {rel} has|im struggling with|came off|still on|{p} has) {hl}(| now| again| since last year| and its getting worse| dont tell anyone|)
(doctor|gp|nurse|hospital|midwife|camhs|crisis team) (said|thinks|told me|says) (its|i have|shes got|its just|could be) {hl}
{hl} (is no joke|runs in the family|nearly killed me|again today|meds not working|)
(my|his|her|our|ur|your|their) {rel} {f} (is|was|said|wants|lives|knows|will|died|moved|text|kicked off)( here| there| fuming| in {loc}| no| about it|)
{f} is (my|his|her|our) {rel}(| btw| so dont|, always has been|)
(my|his|her|your|ur|our) {rel} (is|was|will|wants|found|told|hates|saw|rang) (here|the phone|to meet you|kill me|me|us|everything|out|off)
(dob|d.o.b|date of birth|birthday|born|bday)( is|:|- | on| ) {dob}(| if they ask| thats mine| for the form|)
{n} {dob} {a}|{n}, {dob}|name {n} dob {dob} address {a}|details: {n} {pc} {dob}
im {num} she was born {dob}|my birthday is {dob} same as {f}
(happy|its) {f}s (18th|21st|birthday|bday|christening|funeral|wedding) (on {d}|saturday|tomorrow|today)
"""
DIALECTS = """
(wagwan|yo|eyy|bruv|my g|cuz|fam|say less) {p} (you on road|wya|dis man is moving mad|link me (at|by) {loc}|pattern up|holla at me|u good g|allow it)
{p} (is a wasteman|is moving peak|got nicked by feds|is on a mad one|sold me a dead ting|is lit still|owes man {money}|got shook|dashed it) (innit|fam|still|you know|blud|wallahi)
man (saw|linked|bucked|clocked|rang) {p} (in ends|by the chicken shop|down {r}|at {loc}|outside {s}|yday) (still|innit|no lie)
(la|alright lad|ay lad|eee|sound|come ed) {p} (you comin the match|where ye|giz a bell|is a proper blert|was steamin|got off with {f}|is made up|soft lad)(| la| lid| like|)
(ower kid|our|our kid|are) {f} (is|was|went|got|has) (in town|boss|devoed|arl arse|bladdered|up the duff|in the ozzy|to {s}) (like|la|)
(howay|wey aye|alreet|haway|whey) {p} (man|like|pet|hinny) (whats the crack|ye gannin oot|giz a shoot|divvent be late|where ye at|am propa mortal)
(wor|me) {rel} {f} (is gannin|was propa radge|canny|lives doon {r}|wants ye|has gone yem)
(ta|tara|bab|alright bab|ow bist|bostin) {f} (a bit|see ya dahn {r}|yow coming|am ya|our wench|yampy)
(nah then|ey up|aye up|nowt|si thi) {p} (lad|duck|love|thee) (tha coming|is tha int pub|put t'kettle on|its reyt|were at {w} all day|is mardy|were laiking)
(i were with|she were at|we was at) {p}s (til|while) {time} (and he were reyt drunk|tha knows|so it cant have been me)
(alright butt|shwmae|iawn|tidy|where to are you|lush|mun|by there) {p} (butt|see|mun|now in a minute|coming down {loc}|mind|cwtch) (is it|like|)
{f} (is hanging|was tamping|do live by there|have gone {loc}|is chopsing|wants a cwtch) (mun|see|isnt it|)
(wha|awrite|how ye|haw|aye|naw) {p} (pal|hen|big man|ya tube|man) (whits happenin|gonnae no dae that|ye comin oot|is pure raging|wis steamin|did ye get hame)
(ma|yer|oor) {rel} {f} (disnae|cannae|wisnae|didnae|wullnae) (know|speak tae me|come|believe it|staun him)
(what about ye|bout ye|wee|och|aye) {f} (so it is|hi|is away to {loc}|is raging so she is|was wile drunk|was on the lash|catch yerself on|no craic)
(me and|yer man|yer woman|our) {f} (is|was|fell out|seen ye|went) (at {w} so he was|in {loc} like|about ye|with the wee one)
(czesc|hej|siema|no) {f} (gdzie jestes|co tam|przyjdz do mnie|dzwon do mnie|jestem w pracy|u {f}|kurwa no co ty) (ok|bo {f} czeka|call me pls|po pracy|at {loc})
{f} (mowil|powiedziala|jest|byla|nie wie) ze (you are late|{f} is home|nie przyjdzie|on shift|spoko)
(moja|moj|twoj|jego) {rel} {f} (jest w szpitalu|mieszka na {r}|dzwonila|wie o tym)
(buna|salut|ce faci|frate|bai) {f} (unde esti|vino la mine|suna ma|sunt la {w}|la {loc}|cu {f}) (te rog|acum|ok bro|pls|)
{f} (a zis|nu vine|este acasa|vine maine|stie) (ca e ok|cu {f}|diseara|la {time}|bro)
(salaam|assalamu alaikum|yaar|bhai|acha|kya haal hai) {f} (bhai|baji|yaar|kahan ho|call karo|kya kar rahe ho|ghar aa jao|ammi is asking for you|)
{f} (ne bola|ko bolo|kay saath|ke ghar|aa raha hai|nahi aya|se baat karo) (im at {loc}|abhi|call me|ammi ko mat batana|wallah|aaj)
(sat sri akal|kiddan|paji|yaar|oye) {f} (kithe aa|ki haal|theek aa|gharey aa|call kar|da phone off aa) (bro|yaar|im at {w}|)
(warya|haye|wallahi|walaal|abti|habaryar) {f} (xagee joogtaa|kaalay|i soo wac|maxaa dhacay|is in {loc}|ku dheh) (walaal|please|hadda|call me|)
{f} (ayaa|waa|wuxuu|waxay) (yimid|joogaa {loc}|taleefan|cusbitaal) (wallahi|with {f}|)
(bore da|nos da|diolch|helo|sut mae) {f} (ti'n iawn|wela i di fory|dwi'n {loc}|lle wyt ti|tyrd draw|penblwydd hapus|ffonia fi) (x|cariad|de|)
(mae|ydi|roedd) {f} (yn|wedi|ddim) (gweithio yn {w}|mynd adra|dod heno|flin|sal) (| efo {f}| cofia)
(abeg|my sister|oga|chale|na wa o|how far) {f} (dey house|no come|say make you call am|don travel go {loc}|wahala too much)
(wah gwaan|bredren|mi deh yah|yuh see|cho) {f} (deh a yard|nah answer|tek di phone|soon come|a mek noise|gone a {loc}) (still|yuh zimme|)
"""
TONGUES = """
{say}(|?|!|.| lol| x| bro|, ok)
{say}(,|.| |...) {say}
{f}(,| ) {say}(?||!)
{say}(,| ) {f}(?||!| x)
{say} {f} {say}
(ok|yeah|bro|listen|sorry|please|no|and) {say}(?||!)
{say} (at {time}|later|tomorrow|call me|the money|my phone|the bus|at work|no problem|please|lol) {say}
(the bus|my phone|the money|the boss|dinner|work|the door) (is|was) {say}
{say} {num} {say}
{say}, {p} (said|is coming|rang|knows|told me) {say}
{say} (u|at|with|for|in|to) {p}(| now| later)
{en}(|.|?| lol)
{en} {say}
{en} {f} {en}
"""
WORK = """
Hi {f}, (just checking|can you confirm|please could you send|thanks for sending|I've attached|following up on) (the rota|the form|the invoice|that you got my email|your availability) (for {d}|before {time}|by Friday|). (Thanks|Kind regards|Best wishes|Many thanks|Cheers), {f}
Dear {t}, (thank you for your letter|I am writing about my {rel}|we met at {s}|please find enclosed|I regret to tell you). (Yours sincerely|Regards), {n}
(Reminder|Appointment|Booking|Dear customer): {n} (at|on|with) {t} (on {d}|at {time}|). (Reply STOP to opt out|Call 111|Please be on time|)
(Spoke to|Call from|Message from|Visit by|Seen by|Meeting with) {n} (re|about|regarding|today re) (rent arrears|the lift|{rel}|contact|her benefits|the incident|{n})
{n} ({dob}) (lives|resides|currently stays) (at|in) {a} (with|and) (her|his|their) {rel} {f}.
(Officer|Social worker|Teacher|Manager|Witness|Interpreter|Carer|Nurse): {n}
{n} - {rel} - {ph}|{n} {ph} {a}|Contact: {n}, {rel}
(From|To|Cc|Sender|Name|Patient|Tenant|Pupil): {n}
"""
NOTHING = """
(lol|haha|ok|yeah|nah|same|omg|fr|idk|jokes|safe|calm|sound|bet|sick|standard|anyway)( lol| mate| bro| x| ffs| init| tho|)(|!|?| 😂| 🙄)
(will|may|can|should|might|must) (you|he|it|they|that|she|we) (be|come|go|do|work|rain|pay|stop|help|ring) (later|tonight|tomorrow|there|it|now|for once)(?|)
(i|we|it|you|they) (will|may|hope|mark|chase|bill|rob|drew|miss|sue|jack|pat|rose|grant|harry|dawned|nick|stew|frank|rich) (it|you|up|the work|from the floor|them|in the end|that)
(may|april|june|august|march) (half term|bank holiday|sales|was cold|is booked up|{num}th|the {num}th at {time}|rent)
(the|a|one|that|bare|some|my) (rose|lily|daisy|ivy|hazel|amber light|ruby ring|jade necklace|olive oil|poppy seeds|holly|heather|pearl|penny|bill|jack|miles|summer|autumn|dawn|grace period|faith|hope|joy ride|art class|gene test|mark scheme|frank chat|chase hq|dean|river|storm) (is|was|died|went|in the garden|on the table|cost me {money}|smells lush|again)
(an angel|precious|baby girl|babe|hun|queen|king|princess|sweetheart|bro|mandem|mate|sis|darling|chick|duck|pet|love|pal|boss man) (where are you|come here|dont cry|you ok|love you|stop it|hurry up)(| x| xx|?|)
(5|10|20|{num}) (mins|minutes|miles|quid|people|of us|hours|years|percent|pints|weeks) (close|away|each|max|left|drive|late|ago|to go)
order (no|number|ref) {num}{num}{num}{num} (is out for delivery|dispatched|arrives tomorrow|delayed)
(get|buy|want|need|pick up|order) (milk|bread|fags|a mcdonalds|2 chicken burgers|a kebab|nappies|bog roll|some bud light|a jack daniels and coke|mr kipling|uncle bens|ben and jerrys|dr pepper|jimmy choos|a stanley knife|paul smith jumper|ted baker bag|mr muscle|johnnie walker|captain morgan|a louis vuitton|calvin kleins|jo malone candle) (pls|on your way|later|for tea|x|)
(watch|watching|seen|love|on) (peaky blinders|eastenders|corrie|love island|harry potter|the office|ted lasso|breaking bad|adele|stormzy tune|ed sheeran song|taylor swift|the match|emmerdale|james bond|shameless) (tonight|again|is class|haha|on now|)
(im|was|been|he is|shes|were|they are) (so tired|hungry|on the bus|at home|at work|at school|in bed|outside|late|skint|fuming|in town|at the gym|down the pub|on my break|in the bath|having tea|not well|ready)(| now| lol| again| x| soz| tbh)
(meet|see you|come|wait) (outside|by the shop|at the park|at the bus stop|at the station|in town|by the church|at the pub|near the school) (at {time}|in {num}|in {num} mins|later|tomorrow|)
(whats|hows|wheres|whos|whens) (happening|it going|the money|that|the party|everyone|my charger|the car|for tea|the score|on tonight|the bus)(?| lol?|)
(cant|dont|didnt|wont|wouldnt|never) (sleep|be arsed|find my keys|even|believe it|do it|remember|afford it|hear you|talk now|go in today|trust anyone)(| lol| x| anymore| tbh| 😭)
(happy|merry) (new year|christmas|easter|birthday|friday|eid|diwali|mothers day)(!| x| xx| all| everyone| babe| 🎉|)
(The|This|That|Our|Your) (Police|Court|Judge|Officer|Doctor|Council|School|Hospital|Victim|Witness|Teacher|Manager|Landlord|Bank|Solicitor) (said|will|is|was|has) (call|on holiday|told|closed|be in touch|not available|sent a letter|asked for it)(| today| on Monday| soon|)
(Monday|Tuesday|Friday|Saturday|Easter|Christmas|Ramadan) (is good|works|cant do|off|at {time}|night out|or sunday?)
(Missed voice call|You deleted this message|image omitted|Photo|Video call 0:34|Messages are end-to-end encrypted|Your code is {num}{num}{num}|Delivered|Read|audio omitted|This message was deleted|Waiting for this message)
(please|pls|plz|can you|could you|would you) (stop|leave me alone|pay me back|answer|hurry|listen|send it|delete that|let me know|not|wait)(| x| now| mate|!|?)
(wallah|wallahi|inshallah|mashallah|kurwa|jaka|no|bhai|yaar|acha|haan|tak|nie|da|ok) (im serious|come now|not today|what is this|stop it|jutro|pozniej|maine|nu stiu|kal|abhi nahi|theek hai|iawn|nos da|wela i ti|hadda maya)
(it|this|that) (was|is) (sick|dead|lush|mint|boss|canny|peng|grim|minging|class|pure dead brilliant|wile bad|well good|reyt good|mank|bare long|a joke|so bad|the best)(| lol| like| so it is| innit| mun| la|)
(i love|she loves|got|saw) (my dog|his cat|the cat bella|our dog max|a horse|the kids|that song|pizza|you loads)(| so much| x| haha|)
""".replace("the cat bella|our dog max|", "the cat|our dog|")

Registers = dict[str, tuple[str, int]]
REGISTERS: Registers = {"texting": (TEXTING, 30), "where": (WHERE, 12), "accounts": (ACCOUNTS, 9), "private": (PRIVATE, 12), "dialects": (DIALECTS, 22), "tongues": (TONGUES, 22), "work": (WORK, 8), "nothing": (NOTHING, 45)}  # fmt: skip
_FILLERS = {**SLOTS, **TALK}
_CHOICE = re.compile(r"\(([^()]*)\)")
_SLOT = re.compile(r"\{(\w+)\}")
_MARK = re.compile("\0([A-Z_]+):([^\0\1]*)\1")
_OPEN = (
    "lol ",
    "nah ",
    "yeah ",
    "omg ",
    "but ",
    "and ",
    "ok so ",
    "btw ",
    "tbh ",
    "Just to say ",
    "haha ",
    "so ",
    "listen ",
    "babe ",
    "mate ",
    "look ",
    "wait ",
    "also ",
    "idk ",
    "right ",
)
_CLOSE = (
    " x",
    " xx",
    " lol",
    " tho",
    " innit",
    " ffs",
    " 😂",
    "!",
    "?",
    ".",
    "...",
    " haha",
    " tbh",
    " 🙏",
    " pls",
    " xxx",
    " ok",
    " mate",
    " ❤️",
    " smh",
    " 💀",
)


def expanded(template: str, rng: Random) -> str:
    """A template with its choices made, innermost first, and its slots filled and marked."""
    while found := _CHOICE.search(template):
        template = template[: found.start()] + rng.choice(found[1].split("|")) + template[found.end() :]
    return _SLOT.sub(
        lambda slot: _FILLERS[slot[1]](rng), rng.choice(template.split("|")) if "|" in template else template
    )


def unmarked(text: str) -> Row:
    """The plain text, blanks squeezed, and its spans in code points."""
    text = re.sub(r" {2,}", " ", text).strip()
    out, spans, at = "", [], 0
    for found in _MARK.finditer(text):
        out += text[at : found.start()]
        joins = spans and found[1] == "PERSON" == spans[-1][2] and text[at : found.start()] == " "
        start = spans.pop()[0] if joins else len(out)
        spans.append((start, len(out) + len(found[2]), found[1]))
        out += found[2]
        at = found.end()
    return out + text[at:], spans


def lines_of(block: str) -> list[str]:
    """The templates of a register."""
    return [line for line in block.splitlines() if line.strip()]


def message(rng: Random, register: str, registers: Registers = REGISTERS) -> str:
    """One marked message, with an opener or closer now and then, sometimes two sentences."""
    templates = lines_of(registers[register][0])
    text = expanded(rng.choice(templates), rng)
    if rng.random() < 0.25:
        other = "nothing" if "nothing" in registers else "plain"
        text += rng.choice((". ", " ", ", ", "\n", "... ")) + expanded(
            rng.choice(lines_of(registers[other if rng.random() < 0.6 else register][0])), rng
        )
    if register != "work" and rng.random() < 0.2:
        text = rng.choice(_OPEN) + text
    return text + (rng.choice(_CLOSE) if rng.random() < 0.25 else "")


def messages(count: int, seed: int, registers: Registers = REGISTERS) -> Iterator[Row]:
    """So many messages of these registers, each as often as its weight says; the same seed gives the same."""
    rng = Random(seed)
    names, weights = list(registers), [weight for _, weight in registers.values()]
    for _ in range(count):
        yield unmarked(message(rng, rng.choices(names, weights)[0], registers))


TALKS: Registers = british_talk.REGISTERS
