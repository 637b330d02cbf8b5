"""``gapboard owed``: the duty of the shipped document that states a day, as it stood in September 2022."""

import io
import json
from pathlib import Path
from zipfile import ZipFile

import openpyxl
import pytest
from docx import Document

from gapboard.cli.main import main
from gapboard.export.template import return_in
from tests.shipped_data import copy_shipped

REPORTING = """\
kept_from: 2022-07-01
duties:
  - id: summary
    name: 季度工作小结
    name_en: Quarterly summary
    form: return
    rhythm: quarterly
    document: panlong-2022-tasks
    item: 保障措施（三）
    quote: 各单位需于每季度末月20日前将工作小结报送区发展改革局
    last_day: {day: 20}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    copy_shipped(tmp_path)
    (tmp_path / "reporting.yaml").write_text(REPORTING, encoding="utf-8")
    return tmp_path


@pytest.fixture
def owed(folder: Path, capsys):
    def call(*arguments: str, on: str = "2022-09-22") -> tuple[int, str, str]:
        code = main(["owed", "--data", str(folder), "--lang", "en", "--on", on, *arguments])
        found = capsys.readouterr()
        return code, found.out, found.err

    return call


def test_one_body_with_its_files(owed, folder: Path) -> None:
    files = {"--template": "t.xlsx", "--reminders": "r.zip", "--calendar": "c.ics"}
    options = [text for name, file in files.items() for text in (name, str(folder / file))]
    code, out, _ = owed("--body", "区水务局")
    assert (code, "Jul–Sep 2022" in out, "2 days overdue" in out) == (0, True, True)
    code, out, _ = owed("--body", "区水务局", *options, "--office", "市政府办公室")
    assert code == 0 and out.startswith("2022-09-22: 1 return of 1 body; run it without files")
    assert "overdue" not in out, "the list is in the files"
    rows = list(openpyxl.load_workbook(folder / "t.xlsx").worksheets[0].iter_rows(min_row=3, values_only=True))
    assert {row[1] for row in rows} == {"Panlong District"}
    assert {row[2] for row in rows} <= {"Jan–Sep 2022", "Sep 2022"}
    with ZipFile(io.BytesIO((folder / "r.zip").read_bytes())) as archive:
        assert archive.namelist() == ["01-Reminder-Panlong-District-Bureau-of-Water-Affairs.docx"]
        sheet = Document(io.BytesIO(archive.read(archive.namelist()[0])))
        assert "市政府办公室" in [paragraph.text for paragraph in sheet.paragraphs][-3:]
    assert b"DTSTART;VALUE=DATE:20221220" in (folder / "c.ics").read_bytes()


def test_each_return_that_is_owed_has_a_template_of_its_own_that_says_which_it_is(owed, folder: Path) -> None:
    """As on the page: what comes back is recognised by its mark."""
    code, out, _ = owed("--body", "区水务局", "--template", str(folder / "t.xlsx"), on="2022-12-22")
    names = [
        f"t-Panlong-District-Bureau-of-Water-Affairs-Quarterly-summary-{part}.xlsx"
        for part in ("Jul–Sep-2022", "Oct–Dec-2022")
    ]
    assert (code, sorted(path.name for path in folder.glob("t*.xlsx"))) == (0, names)
    for name, period in zip(names, ("2022-07/2022-09", "2022-10/2022-12"), strict=True):
        assert name in out
        sheets = openpyxl.load_workbook(folder / name).worksheets
        found = return_in(str(cell) for row in sheets[1].values for cell in row)
        assert found is not None and found[:2] == ("summary", period)


@pytest.mark.parametrize("period", ["2022-10/2022-12", "2022年10—12月", "Oct–Dec 2022"])
def test_a_period_has_its_template_before_it_is_due(owed, folder: Path, period: str) -> None:
    """The template says whose it is, and for which period."""
    code, out, _ = owed("--body", "区水务局", "--period", period, "--template", str(folder / "t.xlsx"))
    assert (code, out.count("t.xlsx")) == (0, 1)
    sheets = openpyxl.load_workbook(folder / "t.xlsx").worksheets
    found = return_in(str(cell) for row in sheets[1].values for cell in row)
    assert found is not None and found[:2] == ("summary", "2022-10/2022-12")
    assert "Jul–Sep" not in str(list(sheets[0].values))


def test_a_period_of_no_return_is_refused_with_those_there_are(owed, folder: Path) -> None:
    code, out, err = owed("--body", "区水务局", "--period", "2022-99", "--template", str(folder / "t.xlsx"))
    assert (code, out, (folder / "t.xlsx").exists()) == (2, "", False)
    assert "“2022-99”; the last periods are: 2022-07/2022-09" in err


@pytest.mark.parametrize(("language", "told"), [("zh", "“2026-02-30”不是日期"), ("en", "“2026-02-30” is not a day")])
def test_a_day_that_is_none_is_told_in_the_language_asked_for(folder: Path, capsys, language: str, told: str) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["owed", "--data", str(folder), "--on", "2026-02-30", "--lang", language])
    assert ended.value.code == 2
    out, err = capsys.readouterr()
    assert out == "" and told in err and "2026-11-22" in err


def test_all_bodies_for_machines(owed) -> None:
    found = json.loads(owed("--json")[1])
    assert found["on"] == "2022-09-22"
    first = found["bodies"][0]
    assert (first["on_time"], first["counted"]) == (0, 1)
    assert {key: first["owed"][0][key] for key in ("duty", "period", "last_day", "standing", "days")} == {
        "duty": "summary",
        "period": "2022-07/2022-09",
        "last_day": "2022-09-20",
        "standing": "overdue",
        "days": 2,
    }
    assert first["owed"][0]["figures"]


def test_nothing_is_owed_before_the_document_and_nobody_is_called_so(owed) -> None:
    code, out, _ = owed(on="2022-07-10")
    assert (code, out.strip()) == (0, "Nothing to be sent in, 2022-07-10.")
    code, _, err = owed("--body", "nobody")
    assert (code, "nobody" in err) == (2, True)


def test_a_faulty_file_is_told_by_the_check(folder: Path, capsys) -> None:
    path = folder / "reporting.yaml"
    path.write_text(REPORTING.replace("quarterly", "weekly"), encoding="utf-8")
    (folder / "reports.csv").write_text("a\n", encoding="utf-8")
    assert main(["check", "--data", str(folder), "--lang", "en"]) == 1
    err = capsys.readouterr().err
    assert "reporting.yaml, line 7" in err and "reports.csv, line 1" in err
