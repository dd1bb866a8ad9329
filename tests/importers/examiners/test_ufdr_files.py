"""Files of a Cellebrite report: found by id, path or hash, missing ones said, and none outside the report
ever opened (reference/formats.md 3.1)."""

import ufdr_reports as build

from evidence_review.domain.kinds import ItemKind, ProblemKind
from tests.importers.examiners.test_ufdr import OTHER, extra, read


def test_names_with_backslashes_in_the_archive_are_found(tmp_path):
    picture = (
        '<model type="Attachment" id="a1">'
        + build.field("attachment_extracted_path", "files\\Image\\x.jpg")
        + "</model>"
    )
    xml = build.report(
        build.of_type("InstantMessage", build.message(1, "look", OTHER, build.many("Attachments", picture)))
    )
    items, _, _ = read(build.ufdr(tmp_path / "a.ufdr", xml, [("files\\Image\\x.jpg", build.PICTURE)]))
    assert items[0].attachments[0].data == build.PICTURE


def test_missing_and_changed_attachments_are_said(tmp_path):
    both = "".join(f'<model type="Attachment" id="a{n}" file_id="f{n}"></model>' for n in (1, 2))
    xml = build.report(
        build.of_type("InstantMessage", build.message(1, "look", OTHER, build.many("Attachments", both))),
        build.tagged("f1", "files\\Image\\gone.jpg", b"gone")
        + build.tagged("f2", "files\\Image\\changed.jpg", b"as it was"),
    )
    items, problems, _ = read(
        build.ufdr(tmp_path / "a.ufdr", xml, [("files/Image/changed.jpg", b"as it is")])
    )
    assert [attachment.data for attachment in items[0].attachments] == [None, b"as it is"]
    assert [problem.kind for problem in problems] == [
        ProblemKind.MISSING_ATTACHMENT,
        ProblemKind.PARTLY_READ,
        ProblemKind.SKIPPED,
    ]


def test_a_repeated_file_left_out_of_the_export_is_found_by_its_hash(tmp_path):
    picture = '<model type="Attachment" id="a1" file_id="f2"></model>'
    xml = build.report(
        build.of_type("InstantMessage", build.message(1, "look", OTHER, build.many("Attachments", picture))),
        build.tagged("f1", "files\\Image\\x.jpg", build.PICTURE)
        + build.tagged("f2", "files\\Image\\again.jpg", build.PICTURE),
    )
    items, _, _ = read(build.ufdr(tmp_path / "a.ufdr", xml, [("files/Image/x.jpg", build.PICTURE)]))
    assert items[0].attachments[0].data == build.PICTURE


def test_files_without_a_record_are_items_of_their_own(tmp_path):
    xml = build.report(
        files=build.tagged("f1", "files\\Image\\x.jpg", build.PICTURE, "/sdcard/DCIM/holiday.jpg")
        + build.tagged("f2", "files\\Text\\gone.bin", b"x", "/y")
    )
    items, problems, _ = read(build.ufdr(tmp_path / "a.ufdr", xml, [("files/Image/x.jpg", build.PICTURE)]))
    assert [(item.kind, item.attachments[0].name, item.attachments[0].data) for item in items] == [
        (ItemKind.IMAGE, "holiday.jpg", build.PICTURE),
        (ItemKind.FILE, "y", None),
    ]
    assert extra(items[0], "CreationTime") == ["2024-01-01T00:00:00+00:00"]
    assert [problem.kind for problem in problems] == [ProblemKind.MISSING_ATTACHMENT]


def test_nested_archives_and_the_case_database_are_listed(tmp_path):
    path = build.ufdr(
        tmp_path / "a.ufdr",
        build.report(),
        [("files/Archives/Media.tar", b"x"), ("DbData/database.db", b"PGDMP")],
    )
    _, problems, _ = read(path)
    assert {problem.locator for problem in problems} == {"files/Archives/Media.tar", "DbData/database.db"}


def test_names_that_leave_the_folder_are_never_opened(tmp_path):
    (tmp_path / "secret.txt").write_bytes(b"outside")
    folder = tmp_path / "report"
    folder.mkdir()
    outside = "".join(
        f'<model type="Attachment" id="a{n}">{build.field("attachment_extracted_path", path)}</model>'
        for n, path in enumerate(["..\\secret.txt", "/etc/passwd", "C:\\secret.txt", "files\\link.txt"])
    )
    xml = build.report(
        build.of_type("InstantMessage", build.message(1, "look", OTHER, build.many("Attachments", outside)))
    )
    (folder / "report.xml").write_bytes(xml)
    (folder / "files").mkdir()
    (folder / "files" / "link.txt").symlink_to(tmp_path / "secret.txt")
    (item,), problems, _ = read(folder)
    assert [attachment.data for attachment in item.attachments] == [None] * 4
    assert {problem.kind for problem in problems} == {ProblemKind.MISSING_ATTACHMENT}
    zipped = build.ufdr(
        tmp_path / "a.ufdr", xml, [("../secret.txt", b"outside"), ("C:/secret.txt", b"outside")]
    )
    assert [attachment.data for attachment in read(zipped)[0][0].attachments] == [None] * 4
