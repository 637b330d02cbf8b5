"""Names in files: for whom each counts, who confirms and removes them, and what an undo takes along."""

from __future__ import annotations

import csv
import dataclasses
import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest

from gapboard.catalog import Catalog
from gapboard.history import Undo
from gapboard.intake import prepare, read_workbook
from gapboard.intake.aliases import Alias, AliasStore
from gapboard.kernel.faults import DataFault
from gapboard.ledger import Ledger, Store
from gapboard.people.names import Names
from gapboard.people.reviewer import Reviewer
from gapboard.people.rights import Accounts, NoRight, Person, Role, Standing, operator
from gapboard.people.rights.records import Granted
from gapboard.people.writer import Writer
from tests.gapboard.people.conftest import PASSWORD, row
from tests.gapboard.stores import opened, where

PANLONG = frozenset({"panlong"})
EDITOR = Person("wangfang", Role.EDITOR, regions=PANLONG)
NEIGHBOUR = Person("zhaomin", Role.EDITOR, regions=PANLONG)
ADMINISTRATOR = Person("lihua", Role.ADMINISTRATOR)
LOCAL = Person("", Role.ADMINISTRATOR, Standing.LOCAL)
SAID = Alias("indicator", "全区 产值", "gdp", "typed", "2026-11-22T09:00:00+00:00")
KEY = ("indicator", "全区产值")
AT = dt.datetime(2026, 11, 23, 9, tzinfo=dt.UTC)


@dataclasses.dataclass
class Office:
    """A board and the people who write to it."""

    folder: Path
    store: Store
    catalog: Catalog

    def writer(self, person: Person) -> Writer:
        return Writer(person, self.folder, opened(where(self.store)), self.catalog)

    def names(self, person: Person) -> Names:
        return Names(person, self.folder, self.store.read())

    def says(self, person: Person, batch: str = "b1", said: Alias = SAID, region: str = "panlong") -> None:
        """Somebody saves a batch and has a name remembered with it."""
        self.writer(person).record([row(region, batch=batch)], [said])

    def means(self, person: Person) -> str | None:
        """What counts for somebody, without asking."""
        found = self.names(person).known().counting.get(KEY)
        return found.id if found else None

    def offered(self, person: Person) -> tuple[str, str] | None:
        """What somebody is offered, and whose it is."""
        found = self.names(person).known().offered.get(KEY)
        return (found.id, found.confirmed_by) if found else None

    def undo(self, person: Person, batch: str) -> Undo:
        return self.writer(person).take_back(batch, by="typed", at=AT)

    def content(self) -> bytes:
        path = self.folder / "aliases.csv"
        return path.read_bytes() if path.exists() else b""


@pytest.fixture
def both(store: Store, tmp_path: Path, catalog: Catalog) -> Office:
    """On a file and on a real database alike."""
    return Office(tmp_path, store, catalog)


@pytest.fixture
def office(folder: Path, catalog: Catalog) -> Office:
    """With its ledger in a file."""
    return Office(folder, opened(str(folder / "actuals.csv")), catalog)


def refused(action: Callable[[], object]) -> str:
    with pytest.raises(NoRight) as told:
        action()
    return told.value.why


# --- for whom a name counts -------------------------------------------------------------------------------


def test_what_an_editor_with_limits_says_counts_for_that_editor_alone(office: Office) -> None:
    office.says(EDITOR)
    assert office.means(EDITOR) == "gdp"
    for person in (NEIGHBOUR, ADMINISTRATOR, operator("wangfang"), Person("wangfang", Role.ADMINISTRATOR, subject="9")):
        assert office.means(person) is None, "also of who only has the same name"
        assert office.offered(person) == ("gdp", "wangfang")


def test_who_reads_and_may_not_say_is_not_told_what_others_say(office: Office) -> None:
    office.says(EDITOR)
    assert office.offered(Person("", Role.VIEWER, Standing.SIGNED_OUT)) is None
    for role in (Role.VIEWER, Role.REVIEWER):
        assert office.offered(Person("chenxi", role)) is None
        assert refused(office.names(Person("chenxi", role)).listed) == "role"


@pytest.mark.parametrize("person", [ADMINISTRATOR, Person("chenxi", Role.EDITOR), LOCAL, operator("root")])
def test_what_somebody_without_limits_says_counts_for_everybody(office: Office, person: Person) -> None:
    office.says(person)
    assert {office.means(one) for one in (EDITOR, ADMINISTRATOR, LOCAL, operator("root"))} == {"gdp"}


def test_confirmed_by_somebody_without_limits_it_counts_for_everybody(office: Office) -> None:
    office.says(EDITOR)
    before = office.content()
    office.writer(ADMINISTRATOR).settle_name("indicator", "全区产值", by="typed")
    assert office.content().startswith(before)
    assert office.means(NEIGHBOUR) == "gdp"
    (stands,) = office.names(NEIGHBOUR).listed()
    assert (stands.confirmed_by, stands.batch) == ("lihua", "")


def test_of_two_who_disagree_each_has_their_own_and_one_is_confirmed(office: Office) -> None:
    office.says(EDITOR)
    office.says(NEIGHBOUR, "b2", dataclasses.replace(SAID, id="cpi"))
    assert (office.means(EDITOR), office.means(NEIGHBOUR)) == ("gdp", "cpi")
    assert office.offered(ADMINISTRATOR) == ("cpi", "zhaomin"), "who has said it last"
    to = office.writer(ADMINISTRATOR)
    for ident, code in ((None, "name_disputed"), ("forest", "name_not_said")):
        with pytest.raises(DataFault) as told:
            to.settle_name("indicator", "全区产值", ident=ident, by="typed")
        assert [fault.code for fault in told.value.faults] == [code]
    to.settle_name("indicator", "全区产值", ident="gdp", by="typed")
    assert (office.means(EDITOR), office.means(NEIGHBOUR)) == ("gdp", "gdp")
    assert len(office.names(ADMINISTRATOR).listed()) == 1


def test_nobody_with_limits_confirms_or_removes_what_others_say(office: Office) -> None:
    office.says(EDITOR)
    before = office.content()
    assert refused(lambda: office.writer(NEIGHBOUR).settle_name("indicator", "全区产值", by="typed")) == "name_limited"
    assert refused(lambda: office.writer(EDITOR).settle_name("indicator", "全区产值", by="typed")) == "name_limited"
    assert refused(lambda: office.writer(NEIGHBOUR).remove_name(*KEY, by="typed")) == "name_of_others"
    assert refused(lambda: office.writer(Person("chenxi", Role.VIEWER)).remove_name(*KEY, by="typed")) == "role"
    assert office.content() == before
    office.writer(ADMINISTRATOR).settle_name("indicator", "全区产值", by="typed")
    assert refused(lambda: office.writer(EDITOR).remove_name(*KEY, by="typed")) == "name_of_others"


@pytest.mark.parametrize("person", [EDITOR, ADMINISTRATOR, LOCAL])
def test_a_removal_is_a_row_too(office: Office, person: Person) -> None:
    office.says(EDITOR)
    before = office.content()
    office.writer(person).remove_name("indicator", "全区产值", by="typed")
    assert office.content().startswith(before)
    assert (office.means(EDITOR), office.offered(ADMINISTRATOR)) == (None, None)
    with pytest.raises(DataFault) as told:
        office.writer(person).remove_name("indicator", "全区产值", by="typed")
    assert [fault.code for fault in told.value.faults] == ["no_such_name"]
    office.says(EDITOR, "b2")
    assert office.means(EDITOR) == "gdp", "what is said later counts"


def test_at_a_provider_whose_it_is_goes_by_the_subject_and_not_by_a_name_that_anyone_can_take(office: Office) -> None:
    wang = Person("王芳 <wang@km.example>", Role.EDITOR, regions=PANLONG, subject="248289761001")
    office.says(wang)
    assert office.means(dataclasses.replace(wang, name="芳 <fang@km.example>")) == "gdp"
    assert office.means(dataclasses.replace(wang, subject="248289761002")) is None


def test_a_title_or_a_heading_is_never_remembered(office: Office) -> None:
    phrases = ("2024年9月", "1—9月累计", "地区生产总值（9月）", "全市主要经济指标", "同比增长(%)", "上年同期")
    for number, text in enumerate(phrases):
        office.says(ADMINISTRATOR, f"b{number}", dataclasses.replace(SAID, text=text))
    assert office.content() == b""
    # Nor does it count where an older board has remembered it.
    old = [dataclasses.replace(SAID, text=text, counts="all") for text in phrases]
    AliasStore(office.folder / "aliases.csv").append(old)
    assert office.names(ADMINISTRATOR).listed() == []


# --- files of older boards --------------------------------------------------------------------------------

OLD = "kind,text,id,confirmed_by,confirmed_at\nindicator,全区产值,gdp,wangfang,2025-01-01T00:00:00+08:00\n"


def test_an_older_file_counts_for_everybody_where_nobody_signs_in(office: Office) -> None:
    (office.folder / "aliases.csv").write_text(OLD, encoding="utf-8")
    assert (office.means(LOCAL), office.means(operator("root"))) == ("gdp", "gdp")


def test_an_older_file_counts_for_who_said_it_where_people_sign_in(office: Office) -> None:
    """It does not tell whether who said it had limits."""
    (office.folder / "aliases.csv").write_text(OLD, encoding="utf-8")
    Accounts(office.folder).add(operator("root"), "wangfang", PASSWORD, Granted(role=Role.EDITOR, regions=PANLONG))
    assert office.means(EDITOR) == "gdp"
    assert (office.means(ADMINISTRATOR), office.offered(ADMINISTRATOR)) == (None, ("gdp", "wangfang"))
    office.says(NEIGHBOUR, "b2")
    assert office.content().decode().startswith(OLD)
    assert office.means(NEIGHBOUR) == "gdp"


# --- with its batch ---------------------------------------------------------------------------------------


def test_undoing_a_batch_takes_its_names_along_and_redoing_it_brings_them_back(both: Office) -> None:
    both.says(ADMINISTRATOR, region="kunming")
    both.says(EDITOR, "b2", dataclasses.replace(SAID, text="另一个"))
    before = both.content()
    undone = both.undo(ADMINISTRATOR, "b1")
    assert both.means(ADMINISTRATOR) is None
    assert [alias.text for alias in both.names(ADMINISTRATOR).listed()] == ["另一个"]
    again = both.undo(ADMINISTRATOR, undone.batch)
    assert both.means(NEIGHBOUR) == "gdp"
    both.undo(ADMINISTRATOR, again.batch)
    assert both.means(ADMINISTRATOR) is None
    assert both.content() == before, "the ledger says which batches are in force"


def test_a_confirmation_of_its_own_outlives_the_batch(office: Office) -> None:
    office.says(EDITOR)
    office.writer(ADMINISTRATOR).settle_name("indicator", "全区产值", by="typed")
    office.undo(EDITOR, "b1")
    assert office.means(NEIGHBOUR) == "gdp"


def test_a_removed_name_does_not_come_back_with_its_batch(office: Office) -> None:
    office.says(ADMINISTRATOR)
    undone = office.undo(ADMINISTRATOR, "b1")
    office.undo(ADMINISTRATOR, undone.batch)
    office.writer(ADMINISTRATOR).remove_name("indicator", "全区产值", by="typed")
    undone = office.undo(ADMINISTRATOR, "b1")
    office.undo(ADMINISTRATOR, undone.batch)
    assert office.means(ADMINISTRATOR) is None


def test_a_batch_that_later_ones_have_written_over_keeps_its_names(office: Office) -> None:
    office.says(ADMINISTRATOR)
    office.writer(ADMINISTRATOR).record([dataclasses.replace(row("panlong", batch="b2"), value=2.0)])
    assert office.means(EDITOR) == "gdp"


def test_who_has_limits_does_not_bring_names_back_for_everybody(office: Office) -> None:
    """The administrator takes a wrong name back by undoing; undoing that would let it count for all again."""
    office.says(ADMINISTRATOR)
    undone = office.undo(EDITOR, "b1")
    rows = len(office.store.read().rows)
    assert refused(lambda: office.undo(EDITOR, undone.batch)) == "names_for_all"
    (office.folder / "people.yaml").write_text("review: true\n", encoding="utf-8")
    assert refused(lambda: office.undo(EDITOR, undone.batch)) == "names_for_all"
    (office.folder / "people.yaml").unlink()
    assert (len(office.store.read().rows), office.means(NEIGHBOUR)) == (rows, None)
    again = office.undo(ADMINISTRATOR, undone.batch)
    assert office.means(NEIGHBOUR) == "gdp"
    office.undo(EDITOR, again.batch)
    assert office.means(NEIGHBOUR) is None


class Dies(Exception):
    """The process ends here."""


def test_a_name_whose_batch_never_came_to_be_does_not_count(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    to = office.writer(ADMINISTRATOR)

    def dies(*_: object, **__: object) -> None:
        raise Dies

    monkeypatch.setattr(type(to._store), "append", dies)
    with pytest.raises(Dies):
        to.record([row()], [SAID])
    assert b"b1" in office.content()
    assert office.means(ADMINISTRATOR) is None


# --- with a batch that is reviewed ------------------------------------------------------------------------


@pytest.mark.parametrize("limited", [True, False])
def test_names_handed_in_count_once_accepted_and_stay_their_editor_s(both: Office, limited: bool) -> None:
    (both.folder / "people.yaml").write_text("review: true\n", encoding="utf-8")
    editor = EDITOR if limited else Person("wangfang", Role.EDITOR)
    for batch in ("b1", "b2"):
        both.says(editor, batch, dataclasses.replace(SAID, text="全区产值" if batch == "b1" else "退回"))
    assert both.content() == b""
    reviewer = Reviewer(Person("chenxi", Role.REVIEWER), both.folder, opened(where(both.store)), both.catalog)
    reviewer.accept("b1")
    reviewer.send_back("b2", "because")
    assert both.means(editor) == "gdp"
    assert both.means(ADMINISTRATOR) == (None if limited else "gdp")
    (stands,) = both.names(ADMINISTRATOR).listed()
    assert (stands.text, stands.confirmed_by, stands.batch) == ("全区产值", "wangfang", "b1")


def test_an_undo_that_waits_takes_the_names_when_it_is_accepted(both: Office) -> None:
    both.says(ADMINISTRATOR)
    (both.folder / "people.yaml").write_text("review: true\n", encoding="utf-8")
    undone = both.undo(EDITOR, "b1")
    assert both.means(ADMINISTRATOR) == "gdp"
    Reviewer(Person("chenxi", Role.REVIEWER), both.folder, opened(where(both.store)), both.catalog).accept(undone.batch)
    assert both.means(ADMINISTRATOR) is None


# --- the file of somebody else ----------------------------------------------------------------------------

FILE = "指标,地区,年份,数值,单位\n全区产值,昆明市,1990,115.5,亿元\n".encode()


def taken(office: Office, person: Person, catalog: Catalog, data: bytes = FILE):  # type: ignore[no-untyped-def]
    """A file read as somebody's."""
    known = office.names(person).known()
    book = read_workbook(data, "a.csv")
    return prepare(book, book.sheets[0].name, catalog, Ledger(()), confirmed=known.confirmed, offered=known.offered)


def test_another_s_name_is_asked_about_first_with_who_and_when(office: Office, catalog: Catalog) -> None:
    office.says(EDITOR, said=dataclasses.replace(SAID, id="cpi"))
    batch = taken(office, ADMINISTRATOR, catalog)
    (question,) = batch.suggestions
    assert question.said is not None
    assert (question.likely[0], question.said.confirmed_by) == ("cpi", "wangfang")
    assert question.said.confirmed_at == SAID.confirmed_at
    assert [value.indicator for value in batch.candidates] == [""], "nothing is taken unasked"
    own = taken(office, EDITOR, catalog)
    assert (own.suggestions, [value.indicator for value in own.candidates]) == ((), ["cpi"])


@pytest.mark.parametrize("text", ["地区生产总值", "一、地区生产总值", "地区生产总值（亿元）"])
def test_the_catalogue_s_own_name_comes_first(office: Office, catalog: Catalog, text: str) -> None:
    office.says(ADMINISTRATOR, said=dataclasses.replace(SAID, text=text, id="forest-cover"))
    batch = taken(office, ADMINISTRATOR, catalog, FILE.replace("全区产值".encode(), text.encode()))
    assert [value.indicator for value in batch.candidates] == ["gdp"]


def test_what_somebody_else_says_is_only_offered_where_it_can_be(office: Office, catalog: Catalog) -> None:
    office.says(EDITOR, said=dataclasses.replace(SAID, id="no-such-indicator"))
    (question,) = taken(office, ADMINISTRATOR, catalog).suggestions
    assert question.said is None
    assert "no-such-indicator" not in question.likely


def test_the_file_has_a_heading_for_every_column(office: Office) -> None:
    office.says(EDITOR)
    (line,) = csv.DictReader(office.content().decode().splitlines())
    assert (line["confirmed_by"], line["batch"], line["counts"]) == ("wangfang", "b1", "own")
