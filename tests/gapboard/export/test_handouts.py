"""All hand-outs: LibreOffice opens each; names of files; cutting of texts; the command line."""

import io
import zipfile
from collections.abc import Iterator

import pytest
from pptx import Presentation

from gapboard.board import Filters
from gapboard.cli.export import KINDS
from gapboard.cli.main import main
from gapboard.export.handouts import HANDOUTS, TASK_HANDOUTS
from gapboard.export.house import file_name, fit, plain
from gapboard.export.task_template import task_template
from gapboard.export.warning import to_warn, warning
from gapboard.export.xlsx import shown_width
from gapboard.kernel.wording import say
from tests.gapboard.export import test_task_handouts
from tests.gapboard.export.handout_worlds import ECONOMY, LONG, hostile_briefing, shipped_briefing
from tests.gapboard.export.office import convert
from tests.shipped_data import DATA


@pytest.mark.office  # LibreOffice takes seconds for each file
def test_libreoffice_opens_each_without_a_word(shipped, shipped_ledger, tmp_path) -> None:
    briefings = {
        "zh": shipped_briefing(shipped, shipped_ledger, "zh", ECONOMY),
        "hostile": hostile_briefing("en"),
        "empty": shipped_briefing(shipped, shipped_ledger, "en", Filters(theme="none")),
    }
    files = []
    for name, briefing in briefings.items():
        for kind in ("deck", "document", "workbook"):
            files.append(tmp_path / f"{name}-{kind}.{HANDOUTS[kind].ending}")
            files[-1].write_bytes(HANDOUTS[kind].make(briefing))
    of_tasks = test_task_handouts.briefing(*test_task_handouts.REPORTS)
    made = {
        "notice.docx": TASK_HANDOUTS["notice"].make(of_tasks),
        "sheet.docx": warning(of_tasks, to_warn(of_tasks)[0]),
        "slides.pptx": HANDOUTS["deck"].make(of_tasks),
        "form.xlsx": task_template(of_tasks.tasks, "a", "en"),
    }
    for name, content in made.items():
        files.append(tmp_path / name)
        files[-1].write_bytes(content)
    for pdf in convert(files, "pdf", tmp_path):
        assert pdf.read_bytes().startswith(b"%PDF")


@pytest.mark.parametrize(
    ("language", "filters", "name"),
    [
        ("zh", Filters(), "昆明目标差距看板_2026-11-22.pptx"),
        ("zh", Filters(theme="economy"), "昆明目标差距看板_领域-综合经济_2026-11-22.pptx"),
        ("en", Filters(theme="economy"), "Kunming-Gap-Board_Theme-Economy_2026-11-22.pptx"),
        ("en", Filters(theme="../a:b?"), "Kunming-Gap-Board_Theme-a-b_2026-11-22.pptx"),
    ],
)
def test_a_files_name(shipped, shipped_ledger, language, filters, name) -> None:
    assert file_name(shipped_briefing(shipped, shipped_ledger, language, filters), "pptx") == name


@pytest.mark.parametrize("language", ["zh", "en"])
def test_no_two_hand_outs_have_one_name_when_they_are_turned_into_pdf(shipped, shipped_ledger, language) -> None:
    briefing = shipped_briefing(shipped, shipped_ledger, language)
    assert len({handout.name(briefing).rpartition(".")[0] for handout in HANDOUTS.values()}) == len(HANDOUTS) == 5


def test_a_long_filter_makes_no_long_name(shipped, shipped_ledger) -> None:
    name = file_name(shipped_briefing(shipped, shipped_ledger, "zh", Filters(theme=LONG)), "docx")
    assert len(name.encode()) < 255 and name.endswith("_2026-11-22.docx")


def test_cutting() -> None:
    assert fit("短", 3, 12) == "短"
    cut = fit(LONG, 2, 12, 2)
    assert cut.endswith("…") and shown_width(cut) / 2 * 12 <= 2 * 2 * 72
    assert plain(" a\n\tb\u202e c\x07 ") == "a b c\ufffd"


def test_the_command_knows_the_kinds() -> None:
    assert set(KINDS) == set(HANDOUTS) | set(TASK_HANDOUTS)


def test_the_command_writes_a_file(tmp_path, capsys) -> None:
    file = tmp_path / "a.pptx"
    arguments = ["export", "deck", str(file), "--data", str(DATA), "--lang", "en", "--theme", "economy"]
    assert main([*arguments, "--known-on", "2024-08-01"]) == 0
    assert str(file) in capsys.readouterr().out
    slides = Presentation(io.BytesIO(file.read_bytes())).slides
    assert "As known on 2024-08-01" in "\n".join(
        shape.text_frame.text for shape in slides[0].shapes if shape.has_text_frame
    )


def test_the_command_takes_what_a_presenter_chose_and_the_issuing_office(tmp_path, capsys) -> None:
    deck, briefing = tmp_path / "a.pptx", tmp_path / "a.docx"
    common = ["--data", str(DATA), "--known-on", "2026-11-22"]
    # Also where the indicator alone is named: that of the city, before those of its districts.
    assert main(["export", "deck", str(deck), *common, "--pick", "gdp, trade_kunming"]) == 0
    titles = [slide.shapes.title.text for slide in Presentation(io.BytesIO(deck.read_bytes())).slides]
    assert sorted(titles[2:4]) == [
        "地区生产总值未达到2025年目标，差 1,362.55 亿元（13.6%）",
        "进出口总额未达到2025年目标，差 1,352.19 亿元（45.1%）",
    ]
    assert main(["export", "briefing", str(briefing), *common, "--theme", "economy", "--office", " 市政府办公室 "]) == 0
    assert [part for name, part in parts_of(briefing.read_bytes()) if "编发单位：市政府办公室".encode() in part]
    assert main(["export", "deck", str(deck), *common, "--pick", "gpd"]) == 1
    told = capsys.readouterr().err
    assert "gpd" in told and "gdp_kunming" in told


def test_the_command_says_what_it_cannot_write(tmp_path, capsys) -> None:
    assert main(["export", "board", str(tmp_path / "no" / "a.csv"), "--data", str(DATA)]) == 1
    told = capsys.readouterr().err
    assert "a.csv" in told and say("cli.import.not_written", path="", reason="")[:4] in told


def test_a_name_that_says_another_kind_of_file_is_refused(tmp_path, capsys) -> None:
    for kind, name, ending in (
        ("deck", "a.docx", ".pptx"),
        ("warnings", "督办单.docx", ".zip"),
        ("board", "a.xlsx", ".csv"),
    ):
        path = tmp_path / name
        for language in ("zh", "en"):
            assert main(["export", kind, str(path), "--data", str(DATA), "--lang", language]) == 1
            told = capsys.readouterr().err
            assert ending in told and str(path) in told and not path.exists()


def parts_of(content: bytes) -> Iterator[tuple[str, bytes]]:
    """Every part of a hand-out, those of the workbooks behind its charts too."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for name in archive.namelist():
            part = archive.read(name)
            yield name, part
            if part.startswith(b"PK"):
                yield from parts_of(part)


@pytest.mark.parametrize("kind", ["deck", "document", "workbook"])
def test_nothing_in_a_hand_out_leads_outside(kind: str) -> None:
    """An address of a source is a text: a link may be ``javascript:``, or send the reader's password to a share."""
    found = dict(parts_of(HANDOUTS[kind].make(hostile_briefing("en"))))
    assert len(found) > 5
    for name, part in found.items():
        for sign in (
            b'TargetMode="External"',
            b"hlinkClick",
            b"<hyperlink",
            b"<w:hyperlink",
            b"HYPERLINK",
            b"instrText",
        ):
            assert sign not in part, name
