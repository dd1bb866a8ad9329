"""How each type of record in a Cellebrite report is shown. To give a type a view of its own, add its line to
VIEWS."""

from dataclasses import dataclass

from evidence_review.domain.kinds import ItemKind


@dataclass(frozen=True, slots=True)
class View:
    """How a type is shown: its kind, the fields that are its text (all of them, in order), the fields that
    may hold its time.

    `threaded` records stand together by application and people, `grouped` ones by application.
    """

    kind: ItemKind
    words: tuple[str, ...] = ()
    times: tuple[str, ...] = ("TimeStamp",)
    threaded: bool = False
    grouped: bool = False


GENERIC = View(ItemKind.RECORD)
MESSAGES = frozenset(("InstantMessage", "SMS", "MMS"))
_MESSAGE = View(ItemKind.MESSAGE, ("Body",), ("TimeStamp", "SentTime", "DateDelivered"), threaded=True)
_PLACE = View(ItemKind.LOCATION, grouped=True)
_PAGE = View(ItemKind.VISIT, ("Title", "Url", "URL"), ("LastVisited", "TimeStamp"), grouped=True)
_ACCOUNT = View(ItemKind.ACCOUNT, times=())
_SOUND = View(ItemKind.AUDIO, ("Title", "Name", "Transcript"), ("TimeStamp", "Timestamp", "CreationTime"))
VIEWS = {
    **dict.fromkeys(MESSAGES, _MESSAGE),
    "Call": View(ItemKind.CALL, threaded=True),
    "Email": View(ItemKind.EMAIL, ("Subject", "Body"), threaded=True),
    "Contact": View(ItemKind.CONTACT, times=()),
    "UserAccount": _ACCOUNT,
    "User": _ACCOUNT,
    "Location": _PLACE,
    "Journey": View(ItemKind.LOCATION, times=("StartTime", "TimeStamp"), grouped=True),
    "CellTower": _PLACE,
    "WirelessNetwork": _PLACE,
    "VisitedPage": _PAGE,
    "WebBookmark": _PAGE,
    "SearchedItem": View(ItemKind.SEARCH, ("Value",), grouped=True),
    "Note": View(ItemKind.NOTE, ("Title", "Summary", "Body"), ("Creation", "TimeStamp", "Modification")),
    "CalendarEntry": View(ItemKind.CALENDAR, ("Subject", "Location", "Details"), ("StartDate", "TimeStamp")),
    "Notification": View(ItemKind.RECORD, ("Subject", "Body")),
    "SocialMediaActivity": View(ItemKind.RECORD, ("Title", "Body")),
    "ChatActivity": View(ItemKind.SYSTEM, ("SystemMessageBody",), ("TimeStamp", "SystemMessageTimeStamp")),
    "Voicemail": _SOUND,
    "Recording": _SOUND,
}
"""Types without a line are imported as general records, with all their fields (reference/formats.md 3.1)."""

KNOWN_RECORDS = frozenset(
    (
        "ActivitySensorData", "ActivitySensorDataMeasurement", "ApplicationUsage", "AppsUsageLog", "Attachment", "Autofill",
        "BluetoothDevice", "CarvedString", "Chat", "Cookie", "CreditCard", "DeviceConnectivity", "DeviceEvent", "DeviceInfoEntry",
        "DictionaryWord", "FileDownload", "FileUpload", "FinancialAccount", "FinancialAsset", "InstalledApplication", "LogEntry",
        "MobileCard", "NetworkUsage", "Party", "Password", "PoweringEvent", "PublicTransportationTicket", "RecognizedDevice",
        "SIMData", "SharedFile", "TransferOfFunds",
    )
)  # fmt: skip
"""Types that are general records and are known to be (SEilers/UFEDLib lists them); others are counted as
unknown."""
