"""Words that decide whether a term is a person's name, and which of a name's words are also ordinary
English."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


PARTICLES = _words(
    """mr mrs ms miss mx dr prof professor sir dame lord lady rev reverend sgt sergeant pc dc di ds dci det detective constable
    inspector officer van von der den ten ter de da do du la le les del della di dos das bin ibn bint abu umm al el st saint
    the and of y e i jr sr junior senior mum mom mother dad father aunt auntie uncle nan nana gran grandma grandad brother
    sister cousin"""
)
"""Titles, kinship words and particles: never looked for alone."""

PLACES = _words(
    """street road avenue lane close drive court house school college academy hospital clinic surgery centre center church
    chapel mosque temple synagogue station park place way hill hills gardens garden terrace crescent square grove mews row
    walk estate flat unit apartment floor block tower heights view green common bridge river lake bay beach island village
    town city county shire borough district north south east west upper lower great greater new old ltd limited plc llp inc
    group company bank club council police university service services team trust nursery primary secondary high junior
    infant sixth form hotel inn arms pub bar cafe shop store stores market supermarket library gym practice health medical
    dental care home foundation association society charity department office agency ministry magistrates crown royal
    kingdom united states"""
) - {
    "green",
    "hill",
    "park",
    "bridge",
    "lake",
    "house",
    "walk",
    "old",
    "common",
    "high",
    "west",
    "north",
    "east",
    "lane",
    "church",
    "trust",
}
"""A term with one of these names a place or a body: it is removed as a whole, its words are not looked for
alone."""

COMMON = _words(
    """will may can the and for you her his him she they them this that with from have was were are not but all any out see say
    said who how why what when where there here then than over into your our their its one two three four five six seven
    eight nine ten first second last more most less good new old great little long short small big early late day night week
    time year january february march april june july august september october november december monday tuesday wednesday
    thursday friday saturday sunday north south east west son man men male art mark sue pat hope way home house court street
    road school church"""
) - {"mark", "sue", "pat", "hope", "church", "street", "house", "court"}
"""Words that begin sentences or name days and months: not looked for alone, and a warning says so."""

ORDINARY = _words(
    """mark sue pat hope church street house court grace faith joy rose lily daisy ivy holly heather hazel ruby pearl amber
    jade crystal dawn summer autumn winter spring robin frank bill jack art max chase hunter grant ward cliff reed rusty
    sandy sunny penny patience prudence honor honour charity harmony melody destiny angel star sky storm rain river rivers
    brook brooks guy gene rod rob nick major king prince duke earl baron bishop pope abbot knight page cook baker butcher
    fisher potter porter weaver walker archer shepherd farmer brewer barber butler law justice judge wise young large strong
    hardy swift sharp bright light dark black white brown green gray grey blue red gold silver stone wood woods field fields
    hill hills banks lake lakes pond marsh heath forest ford bridge temple cross bell bells book books case cash pound
    nickel price cost rich poor power powers love lovely darling dear sweet bliss days nights weeks summers winters snow
    frost gale fox wolf bear bull lamb hart buck swan crane finch wren drake partridge peacock hawk eagle bird fish pike
    salmon herring cod bass rice bean beans pepper salt sage basil rosemary olive cherry berry apple plum peach french
    english welsh irish german holland head hand foot bond bolt nail hammer steel iron key keys lock gates gate hall room
    close park parks lane walk yard barn mill mills well wells pool water waters wall walls fear care moody grave graves
    coffin self noble royal constant trust pride fair sun strange savage wild rush read reading speed holiday child childs
    bride groom friend friends real perfect goodness merry gentle common high"""
)
"""English words that are also names: of a name of several words they are removed where they are written with
a capital."""
