"""The pages where batches are reviewed: an import waits, is seen, accepted or returned; by each role.

Over a second where the app is started for each person who hands in, looks and decides.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from gapboard.kernel.wording import say
from gapboard.people.rights import Accounts, NoRight, Role, operator
from gapboard.people.rights.records import Granted
from gapboard.people.rights.signin import sign_in
from tests.pages.conftest import Opener, html_of, visit_from
from tests.pages.test_rights import PASSWORD, forced, import_file
from tests.pages.test_staff import ledger


class Office:
    """A board where batches are reviewed, and people who sign in."""

    def __init__(self, open_page: Opener, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.open_page, self.folder, self.monkeypatch = open_page, folder, monkeypatch
        (folder / "people.yaml").write_text("review: true\n", encoding="utf-8")

    def sign_in(self, name: str, role: Role) -> None:
        if name not in Accounts(self.folder).read():
            Accounts(self.folder).add(operator("root"), name, PASSWORD, Granted(role=role))
        visit_from(self.monkeypatch, "10.0.0.9", cookie=sign_in(self.folder, name, PASSWORD, "10.0.0.9").cookie)

    def page(self, name: str = "review", **parameters: str) -> AppTest:
        return self.open_page(name, **parameters)

    def opened(self) -> AppTest:
        """The page with its first batch opened, whatever way the question came to be open."""
        app = self.page()
        app.session_state["review:open"] = waiting(self)
        return app.run()


@pytest.fixture
def office(open_page: Opener, data_folder: Path, monkeypatch: pytest.MonkeyPatch) -> Office:
    return Office(open_page, data_folder, monkeypatch)


def handed_in(office: Office) -> AppTest:
    """An import by an editor; the page it leaves."""
    office.sign_in("wangfang", Role.EDITOR)
    return import_file(office.open_page)


def decide(app: AppTest, deed: str, reason: str = "") -> AppTest:
    """Fill in the reason and press the button, whether it is enabled or not."""
    field = next(item for item in app.text_input if str(item.key).startswith("reason."))
    app = field.set_value(reason).run()
    return forced(app.button(key=f"review:{deed}")).click().run()


def test_an_import_waits_is_seen_and_accepted(office: Office) -> None:
    before = ledger(office.folder)
    app = handed_in(office)
    assert not app.exception
    assert ledger(office.folder) == before
    assert "已提交审核 2 个数" in html_of(app)
    assert any(item.label.startswith("只提交没有问题的") for item in import_buttons(office))
    assert 'class="state">待审核' in html_of(office.page())

    office.sign_in("lihua", Role.REVIEWER)
    app = office.page()
    app = next(item for item in app.button if str(item.key).startswith("open.")).click().run()
    html = html_of(app)
    # By hand from the file and the ledger: 2009 is new, 2023 was 7864.76.
    assert "新增 1 个，改动 1 个，撤回 0 个" in html
    for figure in ("1,837.46 亿元", "7,864.76 亿元", "7,900.5 亿元", "统计年鉴2026"):
        assert figure in html
    app = decide(app, "accept")
    assert not app.exception
    assert "已接受 2 个数" in html_of(app)
    added = ledger(office.folder)[len(before) :]
    assert [(item["recorded_by"], item["period"], item["value"]) for item in added] == [
        ("wangfang", "2009", "1837.46"),
        ("wangfang", "2023", "7900.5"),
    ]
    assert "lihua 审核" in html_of(office.page("history"))


def import_buttons(office: Office) -> list:
    """The buttons under a file that is read again."""
    from tests.pages.test_staff import WPS

    app = office.page("import")
    return list(app.file_uploader[0].upload("指标.csv", WPS, "text/csv").run().button)


def test_a_batch_is_returned_with_a_reason_that_the_editor_reads(office: Office) -> None:
    before = ledger(office.folder)
    handed_in(office)
    office.sign_in("lihua", Role.REVIEWER)
    app = office.opened()
    app.button(key="review:return").click().run()
    assert app.warning[0].value == "写明原因后即可退回。"
    assert waiting(office), "without a reason nothing is decided"
    decide(app, "return", "2023 年的数请附公报")
    office.sign_in("wangfang", Role.EDITOR)
    html = html_of(office.page())
    assert 'class="state">已退回' in html
    assert "意见：2023 年的数请附公报" in html
    assert ledger(office.folder) == before


# Every role and deed stands in tests/gapboard/people/test_reviewer.py; here those that see another page.
@pytest.mark.parametrize(
    ("role", "deed"),
    [(Role.VIEWER, ""), (Role.EDITOR, ""), (Role.REVIEWER, "accept"), (Role.REVIEWER, "return")],
)
def test_deciding_as_each_role(office: Office, role: Role, deed: str) -> None:
    before = ledger(office.folder)
    handed_in(office)
    office.sign_in("lihua", role)
    if role in (Role.VIEWER, Role.EDITOR):
        # Neither sees another's batch; what a browser sends besides changes nothing.
        app = office.page()
        app.session_state["review:open"] = waiting(office)
        app = app.run()
        assert waiting(office) not in html_of(app)
        assert not [item for item in app.button if str(item.key).startswith(("open.", "review:"))]
        refused = [item.value for item in app.warning]
        assert refused == ([NoRight("role", name="lihua").text("zh")] if role is Role.VIEWER else [])
        return
    decide(office.opened(), deed, "看过了")
    assert (len(ledger(office.folder)) > len(before)) is (deed == "accept")
    assert 'class="state">待审核' not in html_of(office.page())


def waiting(office: Office) -> str:
    """The name of the first batch, from the file."""
    import json

    return json.loads((office.folder / "reviews.jsonl").read_text(encoding="utf-8").splitlines()[0])["batch"]


@pytest.mark.parametrize("deed", ["accept", "return"])
def test_one_s_own_batch_is_another_s_to_decide(office: Office, deed: str) -> None:
    before = ledger(office.folder)
    office.sign_in("wangfang", Role.ADMINISTRATOR)
    import_file(office.open_page)
    app = decide(office.opened(), deed, "看过了")
    assert [item.value for item in app.warning] == [NoRight("own", name="wangfang").text("zh")]
    assert ledger(office.folder) == before
    assert 'class="state">待审核' in html_of(office.page())


def test_signed_out_there_is_nothing_to_see_or_decide(office: Office) -> None:
    handed_in(office)
    visit_from(office.monkeypatch, "10.0.0.9")
    app = office.page()
    assert [item.value for item in app.warning] == [NoRight("signed_out").text("zh")]
    assert waiting(office) not in html_of(app)


@pytest.mark.parametrize("opened_first", [False, True])
def test_a_value_that_changed_meanwhile_is_shown_and_not_accepted(office: Office, opened_first: bool) -> None:
    handed_in(office)
    path = office.folder / "actuals.csv"
    # By somebody at the server's command line, after the batch was handed in; once before it is opened, once after.
    later = "kunming,gdp,2023,7888,亿元,A,公报,,,2026-11-22T10:00:00+08:00,张三,b-direct\n"
    office.sign_in("lihua", Role.REVIEWER)
    app = office.opened() if opened_first else None
    path.write_text(path.read_text(encoding="utf-8") + later, encoding="utf-8")
    before = ledger(office.folder)
    app = decide(app or office.opened(), "accept", "照收")
    assert not app.exception
    html = html_of(app)
    for part in ("提交之后已被他人改动", "7,864.76 亿元", "7,888 亿元", "7,900.5 亿元"):
        assert part in html
    assert say("review.conflict") in [item.value for item in app.warning]
    assert app.button(key="review:accept").disabled
    assert ledger(office.folder) == before
    assert not decide(app, "return", "请重新核对").exception
    assert 'class="state">已退回' in html_of(office.page())


def test_an_undo_waits_as_well(office: Office) -> None:
    before = ledger(office.folder)
    office.sign_in("wangfang", Role.EDITOR)
    app = office.page("history")
    asked = next(item for item in app.button if str(item.key).startswith("undo.") and not item.disabled)
    app = asked.click().run()
    app = next(item for item in app.button if item.label == "提交撤销").click().run()
    assert not app.exception
    assert "撤销已提交审核" in html_of(app)
    assert ledger(office.folder) == before
    office.sign_in("lihua", Role.REVIEWER)
    assert "撤销批次" in html_of(office.page())
    decide(office.opened(), "accept")
    assert len(ledger(office.folder)) > len(before)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_switched_off_the_page_says_so(office: Office, language: str) -> None:
    (office.folder / "people.yaml").unlink()
    visit_from(office.monkeypatch)
    app = office.page(lang=language)
    assert not app.exception
    assert [item.value for item in app.info] == [say("review.switched_off", language)]
    before = ledger(office.folder)
    import_file(office.open_page)
    assert len(ledger(office.folder)) > len(before)
