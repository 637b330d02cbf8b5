"""Names in files on the pages: whose they are is shown, others are asked, and a list confirms and removes them.

Over a second where the app is started for each person, and a file is read in a process of its own.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from gapboard.intake.aliases import AliasStore
from gapboard.people.rights import Accounts, Role, operator
from gapboard.people.rights.records import Granted
from gapboard.people.rights.signin import sign_in
from tests.pages.conftest import Opener, html_of, visit_from
from tests.pages.test_rights import PASSWORD, forced
from tests.pages.test_staff import button, field, ledger

NAME = "全区<b>产值"
QUESTION = f"指标“{NAME}”（第 2 行）"


class Office:
    """A board, and people who sign in at it."""

    def __init__(self, open_page: Opener, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.open_page, self.folder, self.monkeypatch = open_page, folder, monkeypatch
        for name, role, regions in (
            ("wangfang", Role.EDITOR, frozenset({"panlong"})),
            ("zhaomin", Role.EDITOR, frozenset({"panlong"})),
            ("lihua", Role.ADMINISTRATOR, None),
        ):
            Accounts(folder).add(operator("root"), name, PASSWORD, Granted(role=role, regions=regions))

    def sign_in(self, name: str) -> None:
        visit_from(self.monkeypatch, "10.0.0.9", cookie=sign_in(self.folder, name, PASSWORD, "10.0.0.9").cookie)

    def page(self, name: str = "history") -> AppTest:
        return self.open_page(name, lang="zh")

    def upload(self, region: str, year: int) -> AppTest:
        app = self.page("import")
        text = f"指标,地区,年份,数值,单位\n{NAME},{region},{year},115.5,亿元\n"
        return app.file_uploader[0].upload("新.csv", text.encode(), "text/csv").run()

    def answer(self, app: AppTest, ident: str) -> AppTest:
        """Say what the name is and have it remembered."""
        next(item for item in app.selectbox if item.label == QUESTION).set_value(ident)
        app.checkbox[0].check()
        return next(item for item in app.button if item.label == "按所选重新核对").click().run()

    def save(self, app: AppTest) -> AppTest:
        field(app, ".source").set_value("统计年鉴2026")
        return button(app, ".all").click().run()


@pytest.fixture
def office(open_page: Opener, data_folder: Path, monkeypatch: pytest.MonkeyPatch) -> Office:
    """Where an editor of one region has said what a name means."""
    office = Office(open_page, data_folder, monkeypatch)
    office.sign_in("wangfang")
    app = office.save(office.answer(office.upload("盘龙区", 1990), "gdp"))
    assert not app.exception
    assert ledger(data_folder)[-1]["region"] == "panlong"
    return office


def test_an_editor_of_one_region_settles_nothing_for_the_administrator(office: Office) -> None:
    before = ledger(office.folder)
    assert 'new"><b>1<' in html_of(office.upload("盘龙区", 1991)), "its own editor is not asked again"
    office.sign_in("lihua")
    app = office.upload("昆明市", 1990)
    assert 'refused"><b>1<' in html_of(app)
    assert "已确认" not in html_of(app)
    question = next(item for item in app.selectbox if item.label == QUESTION)
    assert question.value is None
    assert question.options[0].startswith("地区生产总值（wangfang 于 北京时间 20")
    assert question.options[0].endswith("这样说明，尚未确认）")
    assert not [item for item in app.button if str(item.key).endswith((".all", ".good"))]
    assert ledger(office.folder) == before

    app = office.save(office.answer(app, "gdp"))
    assert ledger(office.folder)[-1]["region"] == "kunming"
    office.sign_in("zhaomin")
    html = html_of(office.upload("盘龙区", 1992))
    assert 'new"><b>1<' in html
    assert "按已确认的名称" in html
    assert "（lihua，北京时间 20" in html, "whose it is and since when"


def test_a_list_shows_whose_a_name_is_and_confirms_and_removes_it(office: Office) -> None:
    for name in ("zhaomin", "wangfang"):
        office.sign_in(name)
        app = office.page()
        html = html_of(app)
        assert "全区&lt;b&gt;产值”→ 地区生产总值" in html
        assert "只对wangfang有效，待确认" in html
        confirm, remove = (
            next(i for i in app.button if str(i.key).startswith(f"name.{k}.")) for k in ("confirm", "remove")
        )
        assert (confirm.disabled, remove.disabled) == (True, name == "zhaomin")
        why = "只能删除自己说的名称" if name == "zhaomin" else "确认须由不受限定的录入员或管理员进行"
        assert any(why in item.value for item in app.caption), "why a button is grey"
        forced(confirm).click().run()
        assert len(AliasStore(office.folder / "aliases.csv").read()) == 1

    office.sign_in("lihua")
    app = office.page()
    app = next(item for item in app.button if str(item.key).startswith("name.confirm.")).click().run()
    assert not app.exception
    assert "对所有人有效" in app.success[0].value
    assert [alias.confirmed_by for alias in AliasStore(office.folder / "aliases.csv").read()] == ["wangfang", "lihua"]
    app = next(item for item in app.button if str(item.key).startswith("name.remove.")).click().run()
    assert "已删除" in app.success[0].value
    assert "还没有记住的名称" in "".join(item.value for item in app.info)
    office.sign_in("wangfang")
    assert 'refused"><b>1<' in html_of(office.upload("盘龙区", 1993)), "asked about again"


def test_the_question_before_an_undo_says_which_names_go(office: Office) -> None:
    batch = ledger(office.folder)[-1]["batch"]
    app = office.page()
    app = next(item for item in app.button if item.key == f"undo.{batch}").click().run()
    assert any("随该批记住的 1 个名称也不再有效" in item.value for item in app.caption)
    next(item for item in app.button if item.label == "确认撤销").click().run()
    assert not app.exception
    assert 'refused"><b>1<' in html_of(office.upload("盘龙区", 1991)), "asked about again"


def test_who_only_reads_sees_no_names(office: Office) -> None:
    visit_from(office.monkeypatch, "10.0.0.9")
    html = html_of(office.page())
    assert "记住的名称" not in html
    app = office.page("import")
    assert not app.file_uploader, "nothing is asked of who may not save"
    assert "wangfang" not in html_of(app)


def test_a_title_is_asked_about_and_never_remembered(office: Office) -> None:
    app = office.page("import")
    text = "指标,地区,年份,数值,单位\n1—9月累计,盘龙区,1991,115.5,亿元\n"
    app = app.file_uploader[0].upload("题.csv", text.encode(), "text/csv").run()
    assert not app.checkbox
    assert any("不作为名称记住" in item.value for item in app.caption)
