"""Each write as each role, from the page; and what a visitor's own page cannot change.

Over a second where the app is started for each role, and draws whole pages before and after a deed.
"""

from __future__ import annotations

import datetime as dt
import subprocess
import time
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from components.staff.upload import Upload, read
from gapboard.kernel.wording import say
from gapboard.people.rights import Accounts, NoRight, Person, Role, operator
from gapboard.people.rights.records import Granted
from gapboard.people.rights.signin import sign_in, sign_out
from tests.pages.conftest import Opener, html_of, visit_from
from tests.pages.test_staff import WPS, button, field, ledger

PASSWORD = "correct horse battery"


def enter(folder: Path, monkeypatch: pytest.MonkeyPatch, role: Role, *regions: str) -> str:
    """Sign in as someone of a role; the cookie."""
    limits = frozenset(regions) or None
    Accounts(folder).add(operator("root"), "wangfang", PASSWORD, Granted(role=role, regions=limits))
    cookie = sign_in(folder, "wangfang", PASSWORD, "10.0.0.9").cookie
    visit_from(monkeypatch, "10.0.0.9", cookie=cookie)
    return cookie


def import_file(open_page: Opener) -> AppTest:
    """Upload a file about Kunming, fill in everything, and press the button, whether it is enabled or not."""
    app = open_page("import")
    app.file_uploader[0].upload("指标.csv", WPS, "text/csv").run()
    field(app, ".source").set_value("统计年鉴2026")
    forced(field(app, ".by")).set_value("李明")
    return forced(button(app, ".good")).click().run()


def forced(item: Any) -> Any:
    """A disabled field or button, used all the same: what a browser sends is up to the browser."""
    item.proto.disabled = False
    return item


WRITERS = {Role.VIEWER: False, Role.EDITOR: True, Role.REVIEWER: False, Role.ADMINISTRATOR: True}


@pytest.fixture
def opened(open_page: Opener, data_folder: Path) -> Opener:
    """Pages on a copy of the data; a test then says from where the visit comes."""
    return open_page


@pytest.mark.parametrize("role", WRITERS)
def test_an_import_as_each_role(opened: Opener, data_folder: Path, monkeypatch: pytest.MonkeyPatch, role: Role) -> None:
    before = ledger(data_folder)
    enter(data_folder, monkeypatch, role)
    if not WRITERS[role]:
        assert_nothing_to_upload(opened, NoRight("role", name="wangfang"))
        return
    app = import_file(opened)
    added = ledger(data_folder)[len(before) :]
    assert not app.exception
    assert added
    assert {item["recorded_by"] for item in added} == {"wangfang"}, "not the name that was typed"


def assert_nothing_to_upload(open_page: Opener, why: NoRight) -> None:
    """The page says why nothing can be saved, and takes no file."""
    app = open_page("import")
    assert not app.exception
    assert app.warning[0].value == why.text("zh")
    assert not app.file_uploader
    assert not app.button


@pytest.mark.parametrize("role", [None, Role.VIEWER, Role.REVIEWER])
def test_no_file_is_read_for_who_may_not_write(monkeypatch: pytest.MonkeyPatch, role: Role | None) -> None:
    started: list[object] = []
    monkeypatch.setattr(subprocess, "Popen", lambda *args, **more: started.append(args))
    monkeypatch.setattr("components.staff.upload.here", lambda: Person("wangfang", role), raising=False)
    with pytest.raises(NoRight):
        read(Upload.of("指标.csv", WPS))
    assert not started


@pytest.mark.parametrize("role", WRITERS)
def test_an_undo_as_each_role(opened: Opener, data_folder: Path, monkeypatch: pytest.MonkeyPatch, role: Role) -> None:
    before = ledger(data_folder)
    enter(data_folder, monkeypatch, role)
    app = opened("history")
    asked = next(item for item in app.button if str(item.key).startswith("undo."))
    assert asked.disabled is not WRITERS[role]
    # Whatever way the question came to be open.
    app.session_state["history:asked"] = str(asked.key).removeprefix("undo.")
    app = app.run()
    confirm = next(item for item in app.button if item.label == "确认撤销")
    assert confirm.disabled is not WRITERS[role]
    app = forced(confirm).click().run()
    assert not app.exception
    assert (len(ledger(data_folder)) > len(before)) is WRITERS[role]


@pytest.mark.parametrize("role", [*WRITERS])
def test_a_meeting_as_each_role(opened: Opener, data_folder: Path, monkeypatch: pytest.MonkeyPatch, role: Role) -> None:
    enter(data_folder, monkeypatch, role)
    app = opened("changes", lang="zh")
    notes = role is not Role.VIEWER
    assert bool(app.button) is notes
    if notes:
        app.date_input(key="meeting:day").set_value(dt.date.today() - dt.timedelta(days=1))
        app.button[0].click().run()
    assert (data_folder / "meetings.txt").exists() is notes


def test_an_editor_of_another_region_is_told_before_saving(
    opened: Opener, data_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = ledger(data_folder)
    enter(data_folder, monkeypatch, Role.EDITOR, "panlong")
    app = import_file(opened)
    assert ledger(data_folder) == before
    assert any("您（wangfang）可录入的地区为盘龙区" in item.value for item in app.caption)


@pytest.mark.parametrize("header", ["x_forwarded_for", "forwarded", "via", "x_real_ip"])
def test_behind_a_proxy_on_this_computer_nothing_is_saved(
    opened: Opener, data_folder: Path, monkeypatch: pytest.MonkeyPatch, header: str
) -> None:
    before = ledger(data_folder)
    visit_from(monkeypatch, **{header: "10.0.0.9"})
    assert_nothing_to_upload(opened, NoRight("elsewhere"))
    assert ledger(data_folder) == before


def test_what_the_page_or_the_address_says_of_oneself_counts_for_nothing(
    opened: Opener, data_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = ledger(data_folder)
    enter(data_folder, monkeypatch, Role.VIEWER)
    app = opened("import", role="administrator", person="root", standing="local")
    for name in ("role", "person", "rights", "user", "staff:by"):
        app.session_state[name] = "administrator"
    app = app.run()
    assert not app.exception
    assert not app.file_uploader
    entry = app.switch_page("pages/staff/enter.py").run()
    next(item for item in entry.selectbox if item.label == "指标").set_value("gdp")
    field(entry, ".year").set_value("2014")
    field(entry, ".value").set_value("3712.99亿元")
    next(item for item in entry.button if item.label == "核对").click().run()
    field(entry, ".source").set_value("统计年鉴2026")
    forced(button(entry, ".all")).click().run()
    assert ledger(data_folder) == before


def test_who_signs_out_elsewhere_is_out_here(
    opened: Opener, data_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = ledger(data_folder)
    cookie = enter(data_folder, monkeypatch, Role.EDITOR)
    app = opened("import")
    app.file_uploader[0].upload("指标.csv", WPS, "text/csv").run()
    field(app, ".source").set_value("统计年鉴2026")
    sign_out(data_folder, cookie)
    app = button(app, ".good").click().run()
    assert app.warning[0].value == NoRight("expired").text("zh")
    assert ledger(data_folder) == before


@pytest.mark.parametrize("page", ["overview", "indicator", "changes"])
def test_where_reading_needs_it_there_is_only_the_form(
    opened: Opener, data_folder: Path, monkeypatch: pytest.MonkeyPatch, page: str
) -> None:
    (data_folder / "people.yaml").write_text("read: signed_in\n", encoding="utf-8")
    cookie = enter(data_folder, monkeypatch, Role.VIEWER)
    visit_from(monkeypatch, "10.0.0.9")
    monkeypatch.setattr("server.account._made", [object()])  # as when asgi.py serves
    app = opened(page)
    html = html_of(app)
    assert not app.exception
    assert 'action="account/signin"' in html
    assert "data-target=" not in html
    assert "地区生产总值" not in html
    visit_from(monkeypatch, "10.0.0.9", cookie=cookie)
    assert 'action="account/signin"' not in html_of(opened(page))


def test_a_faulty_file_of_people_closes_the_board(
    opened: Opener, data_folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (data_folder / "people.yaml").write_text("read: nobody\n", encoding="utf-8")
    app = opened()
    assert not app.exception
    assert say("rights.closed_fault") in html_of(app)
    assert "people.yaml, field read" in caplog.text
    assert "nobody" not in html_of(app), "what the file holds is not for everyone"
    assert "data-target=" not in html_of(app)


def test_a_person_known_by_the_provider_writes_in_their_region(
    open_page: Opener, data_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    people = "people:\n  - email: wang@km.gov.cn\n    role: editor\n    regions: [kunming]\n"
    (data_folder / "people.yaml").write_text(people, encoding="utf-8")
    before = ledger(data_folder)
    monkeypatch.setattr("components.page.who.has_provider", lambda: True)
    claims = {"sub": "1", "name": "王芳", "email": "wang@km.gov.cn", "iat": time.time()}

    def with_user(**given: object) -> Opener:
        def opener(*args: str, **parameters: str) -> AppTest:
            app = open_page(*args, **parameters)
            app.user = {"is_logged_in": True, **given}
            return app.run()

        return opener

    assert_nothing_to_upload(with_user(**{**claims, "email": "li@km.gov.cn"}), NoRight("unknown"))
    assert ledger(data_folder) == before
    import_file(with_user(**claims))
    added = ledger(data_folder)[len(before) :]
    assert {item["recorded_by"] for item in added} == {"王芳 <wang@km.gov.cn>"}
