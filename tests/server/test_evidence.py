"""Files of evidence are given to be taken away, to who may see what they prove, and never drawn."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from urllib.parse import unquote

import pytest
from starlette.applications import Starlette

from gapboard.ledger import CsvStore, Period
from gapboard.ledger.evidence_files import EvidenceFiles
from gapboard.ledger.report import Report
from gapboard.ledger.reports import open_reports
from gapboard.people.rights import Accounts, Role, operator
from gapboard.people.rights.records import Granted
from gapboard.people.rights.signin import sign_in, sign_out
from gapboard.people.rights.tickets import COOKIE
from server.security import HEADERS
from tests.pages.task_data import INVESTMENT, with_tasks
from tests.server.asking import ask

CONTENT = b"%PDF-1.7 <script>alert(1)</script> %%EOF"
AT = dt.datetime(2026, 11, 28, 9, tzinfo=dt.UTC)
NAME = "通车 照片.pdf"


def named(folder: Path, stage: str = "claimed", content: bytes = CONTENT, body: str = "") -> str:
    """Keep a file that a report of a stage names; its address."""
    sha256 = EvidenceFiles(folder).keep(content, "pdf")
    said = ("step", "p-1.1", Period("2026"), body, "done", AT.date(), NAME, sha256, f"b-{stage}", "", AT, "李")
    open_reports(CsvStore(folder / "actuals.csv")).add([Report(*said, stage=stage)])
    return f"/evidence/{sha256}"


def cookie_of(folder: Path, role: Role, **limits: list[str]) -> str:
    Accounts(folder).add(operator("root"), "wangfang", "correct horse battery", Granted(role=role, **limits))
    return f"{COOKIE}={sign_in(folder, 'wangfang', 'correct horse battery', '192.0.2.7').cookie}"


def test_a_file_is_an_attachment_of_no_kind_under_its_own_name(app: Starlette, data_folder: Path) -> None:
    address = named(data_folder)
    answer = ask(app, address)
    assert (answer.status, answer.body) == (200, CONTENT)
    assert answer.headers["content-type"] == "application/octet-stream"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["cache-control"] == "private, no-store"
    disposition = answer.headers["content-disposition"]
    assert disposition.startswith('attachment; filename="')
    assert unquote(disposition.partition("filename*=UTF-8''")[2]) == NAME
    assert {name: answer.headers.get(name.lower()) for name in HEADERS} == HEADERS
    head = ask(app, address, "HEAD")
    assert (head.status, head.body) == (200, b"")
    assert ask(app, address, "POST").status == 405


@pytest.mark.parametrize("what", ["0a" * 32, "..%2F..%2Factuals.csv", "../actuals.csv", "x"])
def test_what_no_report_names_is_not_there(app: Starlette, data_folder: Path, what: str) -> None:
    EvidenceFiles(data_folder).keep(b"%PDF-1.7 kept, and named by nobody", "pdf")
    answer = ask(app, f"/evidence/{what}")
    assert b"region,indicator" not in answer.body
    assert answer.status in (400, 404) or b"<html" in answer.body  # below it Streamlit answers with its page


def test_a_kept_file_that_no_report_names_is_not_given(app: Starlette, data_folder: Path) -> None:
    sha256 = EvidenceFiles(data_folder).keep(b"%PDF-1.7 named by nobody", "pdf")
    assert ask(app, f"/evidence/{sha256}").status == 404


def test_who_may_not_read_gets_none(app: Starlette, data_folder: Path) -> None:
    address = named(data_folder)
    (data_folder / "people.yaml").write_text("read: signed_in\n", encoding="utf-8")
    assert (ask(app, address).status, ask(app, address).body) == (403, b"")
    assert ask(app, address, cookie=cookie_of(data_folder, Role.VIEWER)).status == 200


@pytest.mark.parametrize("role", [Role.VIEWER, Role.EDITOR, Role.REVIEWER])
def test_what_waits_is_for_those_who_write_or_review(app: Starlette, data_folder: Path, role: Role) -> None:
    address = named(data_folder, "held")
    assert ask(app, address).status == 404
    assert ask(app, address, cookie=cookie_of(data_folder, role)).status == (404 if role is Role.VIEWER else 200)


@pytest.mark.parametrize(
    ("limits", "status"),
    [
        ({"bodies": [INVESTMENT]}, 200),
        ({"regions": ["kunming"]}, 200),
        ({"bodies": ["km-press"]}, 404),
        ({"regions": ["panlong"]}, 404),
    ],
)
@pytest.mark.parametrize("stage", ["held", "claimed"])
def test_what_waits_is_not_for_another_body(
    app: Starlette, data_folder: Path, stage: str, limits: dict[str, list[str]], status: int
) -> None:
    """What counts may be read by whoever may read, of whatever body they are."""
    address = named(with_tasks(data_folder), stage, body=INVESTMENT)
    cookie = cookie_of(data_folder, Role.EDITOR, **limits)
    assert ask(app, address, cookie=cookie).status == (status if stage == "held" else 200)


@pytest.mark.parametrize("what", ["sign_out", "session_key"])
def test_after_signing_out_none_is_given(app: Starlette, data_folder: Path, what: str) -> None:
    """Nor with a cookie whose key the server has no more, as after a restore."""
    address = named(data_folder)
    (data_folder / "people.yaml").write_text("read: signed_in\n", encoding="utf-8")
    cookie = cookie_of(data_folder, Role.REVIEWER)
    assert ask(app, address, cookie=cookie).status == 200
    if what == "sign_out":
        sign_out(data_folder, cookie.partition("=")[2])
    else:
        (data_folder / "session.key").unlink()
    answer = ask(app, address, cookie=cookie)
    assert (answer.status, answer.body, answer.headers["cache-control"]) == (403, b"", "private, no-store")
    assert {name: answer.headers.get(name.lower()) for name in HEADERS} == HEADERS


def test_a_file_that_is_not_what_it_was_is_not_given(app: Starlette, data_folder: Path) -> None:
    address = named(data_folder)
    path = EvidenceFiles(data_folder).path(address.rpartition("/")[2])
    assert path is not None
    path.write_bytes(b"<script>alert(1)</script>")
    assert (ask(app, address).status, ask(app, address).body) == (404, b"")
