"""The encrypted case file: SQL, migrations and the audit chain. The only room that knows SQL.

To store a new fact: a migration, its type in `domain`, its functions in one module here.
"""

from evidence_review.store.case import Case, Change, Db

__all__ = ["Case", "Change", "Db"]
