"""All hiding channels (reference/safety.md 1.1): one generated PDF each, which hides one name and shows the
same words that must stay.

`CHANNELS` maps the channel's name to its builder; the secret is always SECRET. To add a channel, add a
function with the `channel` mark to one of the modules named here.
"""

import channels_fonts as fonts
import channels_further as further
import channels_inside as inside
import channels_kept as kept
import channels_later as later
import channels_painted as painted
from channels_kept import c29_earlier_revision
from channels_painted import c01_visible, jpeg
from drafting import CHANNELS, FIRST, KEPT, LAST, SECRET, Draft, shown

MODULES = (painted, kept, inside, further, fonts, later)

__all__ = [
    "CHANNELS",
    "FIRST",
    "KEPT",
    "LAST",
    "MODULES",
    "SECRET",
    "Draft",
    "c01_visible",
    "c29_earlier_revision",
    "jpeg",
    "shown",
]
