"""What leaves the case on paper: pure functions from frozen values to the bytes of a file, one module a
report.

To add a report, write `NAME.py` with a frozen dataclass and a function from it to bytes: a `Paper` for a PDF,
a `workbook` for XLSX. Same input, same bytes; no author, no clock. The text that comes in is already
redacted.
"""

from evidence_review.reports.audit_extract import Extract, audit_pdf
from evidence_review.reports.chain import OWN_WORDS, Chain, ChainMessage, chain_pdf
from evidence_review.reports.import_report import ImportedSource, ImportReportFacts, import_report_pdf
from evidence_review.reports.ledger import LedgerAccount, WideningAccount
from evidence_review.reports.log_list import LogList, log_list_csv, log_list_pdf
from evidence_review.reports.management import (
    DeviceAccount,
    LineAccount,
    Management,
    ProposedTerm,
    TermAccount,
    management_pdf,
)
from evidence_review.reports.redaction_index import RedactionRow, redaction_csv, redaction_pdf
from evidence_review.reports.schedule import Schedule, ScheduleItem, schedule_pdf, schedule_xlsx
from evidence_review.reports.sdc import Certificate, SdcItem, sdc_pdf, sdc_xlsx

__all__ = [
    "OWN_WORDS",
    "Certificate",
    "Chain",
    "ChainMessage",
    "DeviceAccount",
    "Extract",
    "ImportReportFacts",
    "ImportedSource",
    "LedgerAccount",
    "LineAccount",
    "LogList",
    "Management",
    "ProposedTerm",
    "RedactionRow",
    "Schedule",
    "ScheduleItem",
    "SdcItem",
    "TermAccount",
    "WideningAccount",
    "audit_pdf",
    "chain_pdf",
    "import_report_pdf",
    "log_list_csv",
    "log_list_pdf",
    "management_pdf",
    "redaction_csv",
    "redaction_pdf",
    "schedule_pdf",
    "schedule_xlsx",
    "sdc_pdf",
    "sdc_xlsx",
]
