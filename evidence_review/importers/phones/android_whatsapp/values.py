"""The numbers in a WhatsApp database of Android in words: kinds of message, events, results of calls.

No specification is public. Kinds are those that other readers agree on and that side tables bear out; any
other is counted and kept.
"""

SYSTEM_TYPES = frozenset({7, 36, 112, 116})
CALL_TYPES = frozenset({8, 10, 90})
DELETED = {15: "deleted for everyone", 64: "deleted by an administrator of the group"}

TYPES = {
    0: "text", 1: "picture", 2: "audio", 3: "video", 4: "contact card", 5: "location", 7: "event", 8: "call", 9: "document",
    10: "missed call", 11: "waiting for this message", 13: "GIF", 14: "contact cards", 15: "deleted for everyone", 16: "live location",
    20: "sticker", 23: "product", 24: "invitation to a group", 25: "business message", 26: "business message", 27: "business message",
    28: "announcement by WhatsApp", 30: "business message", 31: "business message", 32: "answer to a business message",
    36: "timer for disappearing messages", 37: "business message", 42: "picture to be seen once", 43: "video to be seen once",
    44: "order", 45: "business message", 46: "answer to a business message", 49: "answer to a business message", 52: "invitation to call",
    55: "business message", 57: "picture to be seen once", 64: "deleted by an administrator of the group", 66: "poll", 81: "video note",
    82: "audio to be heard once", 90: "call", 92: "event invitation", 99: "album", 106: "poll", 112: "privacy of the chat changed",
    116: "not shown by the app",
}  # fmt: skip

EVENTS = {
    1: "subject changed", 4: "added to the group", 5: "left the group", 6: "picture of the group changed", 7: "removed from the group",
    10: "number changed", 11: "group created", 12: "added to the group", 13: "left the group", 14: "removed from the group",
    15: "made administrator", 18: "security code changed", 19: "messages are end-to-end encrypted", 20: "joined by link",
    21: "link reset", 27: "description changed", 46: "business account", 56: "timer for disappearing messages changed",
    58: "blocked or unblocked", 67: "messages are end-to-end encrypted", 69: "business account",
}  # fmt: skip
"""`message_system.action_type`."""

CALL_RESULTS = {2: "missed or refused", 3: "not answered", 4: "missed or refused", 5: "answered"}
"""`call_log.call_result`; the numbers moved between releases, so that a length above 0 counts for more."""

ADD_ONS = {
    56: "reaction",
    67: "poll vote",
    68: "kept in chat",
    74: "edit",
    79: "pinned",
    93: "answer to an event",
}
