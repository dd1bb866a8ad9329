"""The review of items: decisions, tags, holds, copies."""
