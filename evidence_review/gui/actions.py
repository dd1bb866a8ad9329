"""Every call from the window into the steps, by the step's own name; a test holds the list against the workflow
room. A new one is imported here; `step_tables.CHANGES` says which tables it writes."""

# pyright: reportUnusedImport=false

from evidence_review.workflow.auditing.account_of_looking import (
    decision_figures,
    proportionality,
    term_report,
)
from evidence_review.workflow.auditing.audit_sample import (
    audit_estimate,
    audit_samples,
    audited_acts,
    draw_audit_sample,
    judge_audited,
    read_audited,
)
from evidence_review.workflow.auditing.auditing import events, not_examined, verify_case, verify_path
from evidence_review.workflow.auditing.counted_items import counted_items
from evidence_review.workflow.auditing.finding_entries import entries_unfound, find_entries
from evidence_review.workflow.auditing.life_of_item import life_of, read_life
from evidence_review.workflow.auditing.listing_log import write_log_list
from evidence_review.workflow.auditing.log_export import export_log
from evidence_review.workflow.auditing.reading_log import log_choices, log_page, log_size, read_log
from evidence_review.workflow.auditing.working_figures import audit_figures_of
from evidence_review.workflow.case.entering_people import (
    add_identifiers,
    enter_person,
    people_of_case,
    take_off,
)
from evidence_review.workflow.case.opening import (
    Session,
    add_user,
    break_off,
    change_passphrase,
    close,
    create_case,
    leave_pages,
    list_users,
    move_pages,
    open_case,
    peek,
    reopen,
    summary,
    writes_elsewhere,
)
from evidence_review.workflow.deciding.asking_police import answer_request, ask_police, requests_to_police
from evidence_review.workflow.deciding.assessing import (
    assess,
    assessment_history,
    assessments_of,
    differences,
    settle_difference,
)
from evidence_review.workflow.deciding.claiming_sensitivity import (
    claim_sensitive,
    end_sensitivity,
    sensitive_claims,
    view_sensitivity,
)
from evidence_review.workflow.deciding.defence_papers import answer_defence, defence_documents, serve_defence
from evidence_review.workflow.deciding.entering_record import end_entry, enter_in_record, record_of_case
from evidence_review.workflow.deciding.proposed_terms import answer_term, propose_term, proposed_terms
from evidence_review.workflow.deciding.reviews_due import keep_decisions, reviews_due
from evidence_review.workflow.deciding.standing_items import standing_items
from evidence_review.workflow.demonstrating import demo_people, prepare_demo, run_demo
from evidence_review.workflow.enquiring.enquiring import (
    agree_privilege_names,
    approve_line,
    compare_scope,
    is_counted,
    lines_and_outside,
    lines_from_toml,
    list_lines,
    outside,
    propose_line,
    refuse_line,
    scope_effect,
)
from evidence_review.workflow.enquiring.forming import term_forms
from evidence_review.workflow.enquiring.known_limits import known_limits
from evidence_review.workflow.finding.explaining import explain
from evidence_review.workflow.finding.flagging import flag
from evidence_review.workflow.finding.known_items import known_ranks
from evidence_review.workflow.finding.learn_order import learn
from evidence_review.workflow.finding.weighing import heaviest_weights
from evidence_review.workflow.home import home
from evidence_review.workflow.importing.attaching import plan_attached, read_attached
from evidence_review.workflow.importing.date_order import correct_dates, plan_dates
from evidence_review.workflow.importing.importing import import_path, import_reports, recognise
from evidence_review.workflow.importing.previewing import columns_of, look_through
from evidence_review.workflow.importing.reporting import import_report
from evidence_review.workflow.one_file.inspecting import file_page, inspect_file
from evidence_review.workflow.one_file.single_file import check_file, detect, redact_file, redacting_file
from evidence_review.workflow.personal.allowing import allow, allowed, disallow
from evidence_review.workflow.personal.gathering import subjects
from evidence_review.workflow.personal.jigsaw_clues import clues, sign_clues
from evidence_review.workflow.personal.reconciling import answer_conflicts, conflicts
from evidence_review.workflow.personal.ruling import carry_out, rule, rule_here, rulings_on
from evidence_review.workflow.personal.seeking import mark_sought, search_to_mark
from evidence_review.workflow.producing.blocking import block_listings, end_block, list_in_block
from evidence_review.workflow.producing.checking import accept_found, check_export
from evidence_review.workflow.producing.describing import describe_entry, entry_descriptions
from evidence_review.workflow.producing.inventory import inventory
from evidence_review.workflow.producing.office_papers import write_office_papers
from evidence_review.workflow.producing.plain_statement import write_statement
from evidence_review.workflow.producing.producing import produce
from evidence_review.workflow.producing.refusing import write_refusal
from evidence_review.workflow.producing.returning import import_returns, returns
from evidence_review.workflow.producing.sheeting import write_sheet
from evidence_review.workflow.producing.wording_lines import word_line, worded_lines
from evidence_review.workflow.redacting.approval_head import approval_list
from evidence_review.workflow.redacting.approving import approve, endorse, send_back, waiting
from evidence_review.workflow.redacting.comparing import page_preview, preview
from evidence_review.workflow.redacting.copied_marks import mark_copies, withdraw_copies
from evidence_review.workflow.redacting.covering import cover_areas
from evidence_review.workflow.redacting.extracting import give_whole
from evidence_review.workflow.redacting.narrowing import keep_only, narrow
from evidence_review.workflow.redacting.overlapping import decide_overlap, overlap_sentence, overlaps
from evidence_review.workflow.redacting.redacting import cover_page, keep, mark, mark_suggested, withdraw
from evidence_review.workflow.reviewing.deciding_several import (
    MOST_AT_ONCE,
    decide_several,
    open_several,
    undo_several,
)
from evidence_review.workflow.reviewing.holding import (
    close_find,
    finds,
    held,
    hold,
    read_held,
    release,
    report_find,
)
from evidence_review.workflow.reviewing.line_search import (
    conversations,
    days_of_line,
    facets,
    first_at,
    found_in_line,
    record_search,
    search_line,
)
from evidence_review.workflow.reviewing.linking import link_people, people, unlink_people
from evidence_review.workflow.reviewing.list_words import list_words
from evidence_review.workflow.reviewing.masked_pages import document_pages, show_page
from evidence_review.workflow.reviewing.outside_looks import (
    grant_look,
    list_looks,
    open_look,
    refuse_look,
    request_look,
)
from evidence_review.workflow.reviewing.overview import (
    overview_calls,
    overview_days,
    overview_people,
    record_calls,
    record_places,
)
from evidence_review.workflow.reviewing.overview_pictures import overview_pictures, thumbnails
from evidence_review.workflow.reviewing.overview_places import overview_places
from evidence_review.workflow.reviewing.queue_order import is_long, lines_with, queue_order
from evidence_review.workflow.reviewing.reviewing import (
    decide,
    decide_copies,
    history,
    open_item,
    page_picture,
    queue,
    reveal,
    reveal_media,
    undo,
    unfold,
)
from evidence_review.workflow.reviewing.tagging import balance, tag, tag_history
from evidence_review.workflow.sampling.batching import next_batch
from evidence_review.workflow.sampling.pricing import sample_prices, second_queue, try_sample, verify_sample
from evidence_review.workflow.sampling.sample_reading import around_sampled, next_sampled, read_sampled
from evidence_review.workflow.sampling.sampling import (
    authorise_sample,
    draw_sample,
    list_samples,
    propose_sample,
    refuse_sample,
    state_sample,
)
