"""Columns of `message` in sms.db and the events they stand for (seen in iOS 6 to 26 and macOS 10.8 to 26)."""

from collections.abc import Mapping
from typing import Any

from evidence_review.importers.text.row_values import number, words

NOT_SHOWN = frozenset({
    "ROWID", "rowid", "text", "attributedBody", "date", "is_from_me", "handle_id", "message_summary_info", "payload_data", "date_read",
    "date_delivered", "date_edited", "date_retracted", "date_played", "date_recovered", "version",
})  # fmt: skip
"""Columns that are told in a field of their own or in words."""

KNOWN = NOT_SHOWN | frozenset({
    "guid", "replace", "service_center", "subject", "country", "type", "service", "account", "account_guid", "error", "is_delivered",
    "is_finished", "is_emote", "is_empty", "is_delayed", "is_auto_reply", "is_prepared", "is_read", "is_system_message", "is_sent",
    "has_dd_results", "is_service_message", "is_forward", "was_downgraded", "is_archive", "cache_has_attachments", "cache_roomnames",
    "was_data_detected", "was_deduplicated", "is_audio_message", "is_played", "item_type", "other_handle", "group_title",
    "group_action_type", "share_status", "share_direction", "is_expirable", "expire_state", "message_action_type", "message_source",
    "associated_message_guid", "balloon_bundle_id", "associated_message_type", "expressive_send_style_id",
    "associated_message_range_location", "associated_message_range_length", "time_expressive_send_played", "ck_sync_state",
    "ck_record_id", "ck_record_change_tag", "destination_caller_id", "sr_ck_sync_state", "sr_ck_record_id",
    "sr_ck_record_change_tag", "is_corrupt", "reply_to_guid", "sort_id", "is_spam", "has_unseen_mention", "thread_originator_guid",
    "thread_originator_part", "syndication_ranges", "was_delivered_quietly", "did_notify_recipient", "synced_syndication_ranges",
    "was_detonated", "part_count", "is_stewie", "is_sos", "is_critical", "bia_reference_id", "is_kt_verified", "fallback_hash",
    "associated_message_emoji", "is_pending_satellite_send", "needs_relay", "schedule_type", "schedule_state",
    "sent_or_received_off_grid", "is_time_sensitive", "ck_chat_id", "ck_record_name", "service_name", "has_attachments",
    "cache_original_index", "is_spam_filtered", "spam_type", "satellite_service", "date_scheduled", "is_pre_read", "has_dd",
})  # fmt: skip

_GROUP = {0: "someone was added to the conversation", 1: "someone was removed from the conversation"}
_PICTURE = {
    0: "left the conversation", 1: "changed the picture of the group", 2: "removed the picture of the group",
    4: "changed the background of the conversation", 6: "removed the background of the conversation",
}  # fmt: skip
_OTHERS = {0: None, 5: "kept an audio message", 6: "SharePlay or FaceTime"}
_SHARE = {0: "started to share a location", 1: "stopped sharing a location"}


def event(row: Mapping[str, Any]) -> str | None:
    """What happened in a conversation, in words; None for a message (`item_type` 0)."""
    kind, action = number(row.get("item_type")) or 0, number(row.get("group_action_type")) or 0
    if kind == 1:
        return _members(row, action)
    if kind == 2:
        name = row.get("group_title")
        return (
            f"renamed the conversation to {words(name)}" if name else "removed the name of the conversation"
        )
    if kind == 3:
        return _PICTURE.get(action, f"group event {action}")
    if kind == 4:
        return _SHARE.get(number(row.get("share_status")) or 0, "shared a location")
    return _OTHERS.get(kind, f"event {kind}, not known")


def _members(row: Mapping[str, Any], action: int) -> str:
    other = row.get("other_handle") if number(row.get("other_handle")) else None
    if action == 0 and other is not None and other == row.get("handle_id"):
        return "changed their own number in the conversation"
    return _GROUP.get(action, f"members changed (action {action})")
