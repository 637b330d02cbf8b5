"""Batches that wait: handed in, accepted, returned and seen, as each role, on a file and on a real database alike."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest

from gapboard.catalog import Catalog
from gapboard.history import batches, new_batch_id
from gapboard.intake.aliases import Alias, AliasStore
from gapboard.kernel.faults import DataFault
from gapboard.ledger import Observation, Store, WriteConflict
from gapboard.people.review import State, open_log
from gapboard.people.reviewer import Reviewer
from gapboard.people.rights import NoRight, Person, Role, Standing, operator
from gapboard.people.writer import Writer
from tests.gapboard.people.conftest import row, signed_in
from tests.gapboard.stores import opened, where

NAMES = [Alias("indicator", "产值", "gdp", "typed", "2026-11-22T09:00:00+00:00")]
EDITOR = Person("wangfang", Role.EDITOR)
REVIEWING = {Role.REVIEWER, Role.ADMINISTRATOR}
STRANGERS = (Standing.ELSEWHERE, Standing.SIGNED_OUT, Standing.EXPIRED, Standing.UNKNOWN)


@dataclasses.dataclass
class Office:
    """A board where batches are reviewed."""

    folder: Path
    store: Store
    catalog: Catalog

    def writer(self, person: Person = EDITOR) -> Writer:
        return Writer(person, self.folder, opened(where(self.store)), self.catalog)

    def reviewer(self, person: Person | None = None) -> Reviewer:
        return Reviewer(person or other(Role.REVIEWER), self.folder, opened(where(self.store)), self.catalog)

    def states(self) -> dict[str, State]:
        return {item.batch: item.state for item in self.reviewer().submissions()}

    def values(self) -> list[float | None]:
        return [found.value for found in self.store.read().rows]


@pytest.fixture
def office(store: Store, tmp_path: Path, catalog: Catalog) -> Office:
    (tmp_path / "people.yaml").write_text("review: true\n", encoding="utf-8")
    return Office(tmp_path, store, catalog)


def other(role: Role | None, **limits: frozenset[str]) -> Person:
    """Somebody other than the editor."""
    return Person("lihua", role, Standing.SIGNED_IN, **limits)


def codes(action: Callable[[], object]) -> list[str]:
    with pytest.raises(DataFault) as told:
        action()
    return [fault.code for fault in told.value.faults]


def value(number: float | None, batch: str, **cells: object) -> Observation:
    return dataclasses.replace(row(batch=batch), value=number, **cells)  # type: ignore[arg-type]


# --- each deed as each role -------------------------------------------------------------------------------


@pytest.mark.parametrize("role", [*Role, None])
def test_handing_in_as_each_role(office: Office, role: Role | None) -> None:
    if role in (Role.EDITOR, Role.ADMINISTRATOR):
        assert office.writer(signed_in(role)).record([row()], NAMES) is True
        assert office.states() == {"b1": State.HELD}
    else:
        with pytest.raises(NoRight):
            office.writer(signed_in(role)).record([row()], NAMES)
        assert office.states() == {}
    assert office.values() == []
    assert AliasStore(office.folder / "aliases.csv").read() == ()


@pytest.mark.parametrize("deed", ["accept", "send_back"])
@pytest.mark.parametrize("role", [*Role, None])
def test_deciding_as_each_role(office: Office, role: Role | None, deed: str) -> None:
    office.writer().record([row()])
    decide = getattr(office.reviewer(other(role)), deed)
    if role in REVIEWING:
        decide("b1", "because")
        assert office.states() == {"b1": State.ACCEPTED if deed == "accept" else State.RETURNED}
        assert office.values() == ([1.0] if deed == "accept" else [])
    else:
        with pytest.raises(NoRight) as told:
            decide("b1", "because")
        assert told.value.why == "role"
        assert office.states() == {"b1": State.HELD}
        assert office.values() == []


@pytest.mark.parametrize("standing", STRANGERS)
def test_nobody_without_a_role_of_their_own(office: Office, standing: Standing) -> None:
    office.writer().record([row()])
    stranger = Person("", Role.VIEWER, standing)
    deeds = (
        lambda: office.writer(stranger).record([row(batch="b2")]),
        lambda: office.reviewer(stranger).submissions(),
        lambda: office.reviewer(stranger).accept("b1", "because"),
        lambda: office.reviewer(stranger).send_back("b1", "because"),
    )
    for deed in deeds:
        with pytest.raises(NoRight) as told:
            deed()
        assert told.value.why == standing.value
    assert office.states() == {"b1": State.HELD}


@pytest.mark.parametrize("role", [*Role, None])
def test_seeing_as_each_role(office: Office, role: Role | None) -> None:
    office.writer().record([row()])
    office.writer(Person("zhaomin", Role.EDITOR)).record([row(batch="b2")])
    seen = {Role.EDITOR: (["b1"], []), Role.REVIEWER: (["b2", "b1"],) * 2, Role.ADMINISTRATOR: (["b2", "b1"],) * 2}
    for person, expected in zip((signed_in(role), other(role)), seen.get(role, (None, None)), strict=True):  # type: ignore[arg-type]
        if expected is None:
            with pytest.raises(NoRight):
                office.reviewer(person).submissions()
        else:
            assert [item.batch for item in office.reviewer(person).submissions()] == expected


@pytest.mark.parametrize("deed", ["accept", "send_back"])
def test_nobody_decides_their_own_batch(office: Office, deed: str) -> None:
    office.writer(signed_in(Role.ADMINISTRATOR)).record([row()])
    for person in (signed_in(Role.ADMINISTRATOR), signed_in(Role.REVIEWER), operator("wangfang")):
        with pytest.raises(NoRight) as told:
            getattr(office.reviewer(person), deed)("b1", "because")
        assert told.value.why == "own"
    assert office.states() == {"b1": State.HELD}
    getattr(office.reviewer(other(Role.ADMINISTRATOR)), deed)("b1", "because")
    assert office.states() != {"b1": State.HELD}


def test_another_name_at_the_provider_is_no_other_person(office: Office) -> None:
    before = Person("王芳 <wang@km.example>", Role.ADMINISTRATOR, subject="248289761001")
    office.writer(before).record([row()])
    renamed = dataclasses.replace(before, name="芳 <fang@km.example>")
    with pytest.raises(NoRight) as told:
        office.reviewer(renamed).accept("b1")
    assert told.value.why == "own"


def test_a_reviewer_of_one_region_decides_no_other(office: Office) -> None:
    office.writer().record([row("panlong"), row("kunming")])
    limited = office.reviewer(other(Role.REVIEWER, regions=frozenset({"panlong"})))
    with pytest.raises(NoRight) as told:
        limited.accept("b1")
    assert told.value.why == "region"
    office.writer().record([row("panlong", batch="b2")])
    limited.accept("b2")
    assert office.states() == {"b2": State.ACCEPTED, "b1": State.HELD}


@pytest.mark.parametrize("deed", ["accept", "send_back"])
def test_a_reviewer_with_limits_decides_nothing_beyond_them(office: Office, deed: str) -> None:
    """One row outside is enough; withdrawals and undoings are rows too; a body's figures are those it answers for."""
    office.store.append([row("kunming", batch="old")])
    at = dt.datetime.now(dt.UTC)
    office.writer().record([row("panlong"), value(None, "b1", source="")])
    undone = office.writer().take_back("old", by="typed", at=at).batch
    body = next(iter(office.catalog.bodies))
    office.writer().record([value(2.0, "b3", region="panlong")])
    for batch, why, limits in (
        ("b1", "region", {"regions": frozenset({"panlong"})}),
        (undone, "region", {"regions": frozenset({"panlong"})}),
        ("b3", "body", {"bodies": frozenset({body})}),
        ("b3", "body", {"regions": frozenset({"panlong"}), "bodies": frozenset({body})}),
        ("b3", "region", {"regions": frozenset()}),
    ):
        with pytest.raises(NoRight) as told:
            getattr(office.reviewer(other(Role.REVIEWER, **limits)), deed)(batch, "because")
        assert told.value.why == why
    assert set(office.states().values()) == {State.HELD}
    assert office.values() == [1.0]


def test_an_editor_hands_in_within_their_limits_only(office: Office) -> None:
    with pytest.raises(NoRight):
        office.writer(signed_in(Role.EDITOR, regions=frozenset({"panlong"}))).record([row("panlong"), row("kunming")])
    assert office.states() == {}


@pytest.mark.parametrize("person", [operator("root"), Person("", Role.ADMINISTRATOR, Standing.LOCAL)])
def test_who_has_the_files_writes_at_once(office: Office, person: Person) -> None:
    assert office.writer(person).record([row()]) is False
    assert office.values() == [1.0]
    assert office.states() == {}


def test_switched_off_nothing_waits(office: Office) -> None:
    office.writer().record([row()])
    (office.folder / "people.yaml").unlink()
    assert office.writer().record([row("panlong", batch="b2")]) is False
    assert [found.batch for found in office.store.read().rows] == ["b2"]
    office.reviewer().accept("b1")  # what waits can still be decided
    assert [found.batch for found in office.store.read().rows] == ["b2", "b1"]


# --- what is accepted -------------------------------------------------------------------------------------


def test_an_accepted_batch_is_the_editor_s_and_recorded_at_the_acceptance(office: Office) -> None:
    at = dt.datetime.now(dt.UTC) - dt.timedelta(days=3)
    office.writer().record([dataclasses.replace(row(by="typed"), recorded_at=at, note="一行, '备注'；“全角”")], NAMES)
    start = dt.datetime.now(dt.UTC)
    office.reviewer().accept("b1", " 已核对\n无误 ")
    found = office.store.read().rows
    assert [(item.recorded_by, item.batch, item.note) for item in found] == [("wangfang", "b1", "一行, '备注'；“全角”")]
    assert start <= found[0].recorded_at <= dt.datetime.now(dt.UTC)
    assert [item.confirmed_by for item in AliasStore(office.folder / "aliases.csv").read()] == ["wangfang"]
    (submission,) = office.reviewer().submissions()
    assert submission.verdict is not None
    assert (submission.verdict.by, submission.verdict.reason) == ("lihua", "已核对 无误")
    assert office.reviewer(signed_in(Role.VIEWER)).accepted_by() == {"b1": "lihua"}


def test_a_vintage_that_another_wrote_by_a_fast_clock_stays_the_earlier_one(office: Office) -> None:
    ahead = dt.datetime.now(dt.UTC) + dt.timedelta(hours=2)
    office.store.append([value(5.0, "fast", recorded_at=ahead)])
    office.writer().record([value(6.0, "b1")], unchanged_since=office.store.read())
    office.reviewer().accept("b1")
    rows = office.store.read().vintages("kunming", "gdp", "2031")
    assert [(item.value, item.recorded_at - ahead) for item in rows] == [
        (5.0, dt.timedelta(0)),
        (6.0, dt.timedelta(microseconds=1)),
    ]


def test_a_value_that_changed_meanwhile_is_not_accepted_and_told(office: Office) -> None:
    office.store.append([value(5.0, "old")])
    office.writer().record([value(6.0, "b1")], NAMES, unchanged_since=office.store.read())
    office.store.append([value(7.0, "between")])
    with pytest.raises(WriteConflict) as told:
        office.reviewer().accept("b1")
    ((_, old, new),) = told.value.conflicts
    assert old is not None
    assert new is not None
    assert (old.value, new.value) == (5.0, 7.0)
    assert office.values() == [5.0, 7.0]
    assert office.states() == {"b1": State.HELD}
    assert AliasStore(office.folder / "aliases.csv").read() == ()
    assert office.reviewer().accepted_by() == {}
    office.reviewer().send_back("b1", "又有新数")
    assert office.states() == {"b1": State.RETURNED}


def test_what_has_changed_is_not_even_handed_in(office: Office) -> None:
    seen = office.store.read()
    office.store.append([value(7.0, "between")])
    with pytest.raises(WriteConflict):
        office.writer().record([value(6.0, "b1")], unchanged_since=seen)
    assert office.states() == {}


def test_of_two_batches_with_the_same_value_one_is_accepted(office: Office) -> None:
    office.writer().record([value(6.0, "b1")], unchanged_since=office.store.read())
    office.writer().record([value(8.0, "b2")], unchanged_since=office.store.read())
    office.reviewer().accept("b2")
    with pytest.raises(WriteConflict):
        office.reviewer().accept("b1")
    assert office.values() == [8.0]


@pytest.mark.parametrize(("first", "code"), [("accept", "already_accepted"), ("send_back", "already_returned")])
def test_what_is_decided_is_decided(office: Office, first: str, code: str) -> None:
    office.writer().record([row()])
    getattr(office.reviewer(), first)("b1", "because")
    for deed in ("accept", "send_back"):
        assert codes(lambda deed=deed: getattr(office.reviewer(), deed)("b1", "again")) == [code]  # type: ignore[misc]
    assert office.values() == ([1.0] if first == "accept" else [])
    assert codes(lambda: office.writer().record([row()])) == ["batch_known"]


def test_a_return_needs_a_reason_and_a_batch(office: Office) -> None:
    office.writer().record([row()])
    assert codes(lambda: office.reviewer().send_back("b1", " \n\0")) == ["no_reason"]
    assert codes(lambda: office.reviewer().send_back("b9", "because")) == ["not_handed_in"]
    assert codes(lambda: office.reviewer().accept("b9")) == ["not_handed_in"]
    office.reviewer().send_back("b1", "单位应为亿元")
    (submission,) = office.reviewer(EDITOR).submissions()
    assert submission.verdict is not None
    assert (submission.state, submission.verdict.reason) == (State.RETURNED, "单位应为亿元")


@pytest.mark.parametrize("cells", [{"value": float("nan")}, {"unit": "a\ud800"}, {"obs_status": "Z"}])
def test_rows_obey_the_rules_of_the_ledger_when_handed_in(office: Office, cells: dict[str, object]) -> None:
    bad = dataclasses.replace(row(), **cells)  # type: ignore[arg-type]
    assert len(codes(lambda: office.writer().record([row(), bad]))) == 1
    assert office.states() == {}


# --- undoing ----------------------------------------------------------------------------------------------


def test_an_undo_waits_as_well(office: Office) -> None:
    office.store.append([value(5.0, "old")])
    batch = new_batch_id(dt.datetime.now(dt.UTC), "li")
    office.store.append([value(6.0, batch)])
    undone = office.writer().take_back(batch, by="typed", at=dt.datetime.now(dt.UTC))
    assert (undone.held, [item.value for item in undone.rows]) == (True, [5.0])
    assert office.values() == [5.0, 6.0]
    office.reviewer().accept(undone.batch)
    assert office.values() == [5.0, 6.0, 5.0]
    assert {info.id: info.undone for info in batches(office.store.read())}[batch]


# --- nothing is lost, nothing doubled ---------------------------------------------------------------------


class Dies(Exception):
    """The process ends here."""


@pytest.mark.parametrize("moment", ["before the ledger", "after the ledger"])
def test_ended_while_accepting(office: Office, monkeypatch: pytest.MonkeyPatch, moment: str) -> None:
    office.writer().record([row()])
    kind = type(office.store)
    append = kind.append

    def dying(store: Store, *rows: object, **how: object) -> None:
        if moment == "after the ledger":
            append(store, *rows, **how)  # type: ignore[arg-type]
        raise Dies

    with monkeypatch.context() as patch:
        patch.setattr(kind, "append", dying)
        with pytest.raises(Dies):
            office.reviewer(other(Role.ADMINISTRATOR)).accept("b1")
    if moment == "after the ledger":
        assert office.states() == {"b1": State.ACCEPTED}
        assert codes(lambda: office.reviewer().accept("b1")) == ["already_accepted"]
        assert office.reviewer().accepted_by() == {"b1": "lihua"}, "who accepted is kept"
    else:
        assert office.states() == {"b1": State.HELD}
        office.reviewer(Person("zhaomin", Role.REVIEWER)).accept("b1")
        assert office.reviewer().accepted_by() == {"b1": "zhaomin"}, "who wrote it, not who tried"
    assert office.values() == [1.0]


def test_two_processes_see_the_same(office: Office) -> None:
    office.writer().record([row()])
    one, two = (open_log(opened(where(office.store))) for _ in range(2))
    before = two.revision()
    assert one.read() == two.read()
    office.reviewer().send_back("b1", "because")
    assert two.revision() != before
    assert len(two.read()) == 2
