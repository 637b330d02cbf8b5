"""Who may note what a body sent: whoever may write, and who is limited only of their own."""

import dataclasses
import datetime as dt
from pathlib import Path

import pytest

from gapboard.catalog import Catalog
from gapboard.kernel.faults import DataFault
from gapboard.ledger import CsvStore, Period
from gapboard.ledger.reports import Report, open_reports
from gapboard.people.rights import NoRight, Person, Role
from tests.gapboard.people.conftest import signed_in, writer

REPORT = Report(
    "return",
    "summary",
    Period("2026-01/2026-03"),
    "pl-water",
    "received",
    dt.date(2026, 3, 20),
    "小结.docx",
    "0a" * 32,
    "b1",
    "",
    dt.datetime(2026, 3, 20, 9, tzinfo=dt.UTC),
    "somebody else",
)


def noted(folder: Path) -> list[str]:
    return [report.recorded_by for report in open_reports(CsvStore(folder / "actuals.csv")).read()]


@pytest.mark.parametrize("role", [Role.EDITOR, Role.ADMINISTRATOR])
def test_it_carries_the_name_signed_in_with(role: Role, folder: Path, catalog: Catalog) -> None:
    person = signed_in(role)
    writer(person, folder, catalog).note_returns([REPORT])
    assert noted(folder) == [person.name]


@pytest.mark.parametrize("role", [Role.VIEWER, Role.REVIEWER, None])
def test_others_may_not(role: Role | None, folder: Path, catalog: Catalog) -> None:
    with pytest.raises(NoRight):
        writer(signed_in(role), folder, catalog).note_returns([REPORT])
    assert noted(folder) == []


@pytest.mark.parametrize(
    ("regions", "bodies", "allowed"),
    [
        (None, {"pl-water"}, True),
        (None, {"km-commerce"}, False),
        ({"panlong"}, None, True),
        ({"kunming"}, None, False),
        ({"kunming"}, {"pl-water"}, False),
    ],
)
def test_who_is_limited_notes_their_own(regions, bodies, allowed: bool, folder: Path, catalog: Catalog) -> None:
    limits = [None if item is None else frozenset(item) for item in (regions, bodies)]
    person = Person("王芳", Role.EDITOR, regions=limits[0], bodies=limits[1])
    if allowed:
        writer(person, folder, catalog).note_returns([REPORT])
    else:
        with pytest.raises(NoRight) as told:
            writer(person, folder, catalog).note_returns([REPORT])
        assert catalog.bodies["pl-water"].name in told.value.text("zh")
    assert noted(folder) == (["王芳"] if allowed else [])


@pytest.mark.parametrize(
    ("other", "added"),
    [
        ({}, False),
        ({"note": "补充"}, True),
        ({"sha256": "0b" * 32}, True),
        ({"received_on": dt.date(2026, 3, 21)}, True),
        ({"body": "pl-housing"}, True),
    ],
)
def test_what_somebody_has_noted_just_so_is_not_noted_again(other, added: bool, folder: Path, catalog: Catalog) -> None:
    """As from two windows: the second is told who noted it, and when; anything said otherwise is another return."""
    writer(signed_in(Role.EDITOR), folder, catalog).note_returns([REPORT], once=True)
    second = writer(Person("王芳", Role.EDITOR), folder, catalog)
    again = dataclasses.replace(REPORT, batch="b2", **other)
    if added:
        second.note_returns([again], once=True)
    else:
        with pytest.raises(
            DataFault, match=r"noted the same return, received 2026-03-20, on 2026-03-20 17:00 \(Beijing time\)"
        ):
            second.note_returns([again], once=True)
    assert len(noted(folder)) == 1 + added


@pytest.mark.parametrize(
    ("there", "seen", "noted_before"),
    [
        ({}, 0, True),
        ({"state": "asked", "body": "pl-housing"}, 0, True),
        ({}, 1, False),  # known when the file was looked at, as one whose figures were taken back
        ({"sha256": "0b" * 32}, 0, False),
        ({"state": "refused"}, 0, False),
        ({"state": "withdrawn"}, 0, False),
    ],
)
def test_a_file_that_somebody_has_noted_meanwhile_is_not_taken_again(
    there, seen: int, noted_before: bool, folder: Path, catalog: Catalog
) -> None:
    """Nor are its figures written, which would be in doubt for what the other has written."""
    mine, first, written = writer(signed_in(Role.EDITOR), folder, catalog), dataclasses.replace(REPORT, **there), []
    mine.note_returns([first])

    def take() -> Report:
        written.append("figures")
        return dataclasses.replace(REPORT, batch="b2", state="taken")

    found = mine.note_file(dataclasses.replace(REPORT, batch="b2", state="taken"), seen, take)
    assert (found is not None, written == []) == (noted_before, noted_before)
    assert len(noted(folder)) == 2 - noted_before
    with pytest.raises(NoRight):
        writer(signed_in(Role.VIEWER), folder, catalog).note_file(REPORT, seen, take)


def test_what_was_withdrawn_may_be_noted_again(folder: Path, catalog: Catalog) -> None:
    mine, at = writer(signed_in(Role.EDITOR), folder, catalog), dt.datetime(2026, 3, 21, 9, tzinfo=dt.UTC)
    mine.note_returns([REPORT], once=True)
    mine.withdraw_return("b1", by="", at=at, note="wrong day")
    mine.note_returns([dataclasses.replace(REPORT, batch="b2")], once=True)
    assert len(noted(folder)) == 3


def test_what_was_noted_by_mistake_is_withdrawn_once_by_who_noted_it(folder: Path, catalog: Catalog) -> None:
    at = dt.datetime(2026, 3, 21, 9, tzinfo=dt.UTC)
    mine = writer(signed_in(Role.EDITOR), folder, catalog)
    mine.note_returns([REPORT])
    with pytest.raises(NoRight):
        writer(Person("王芳", Role.EDITOR), folder, catalog).withdraw_return("b1", by="", at=at, note="not mine")
    with pytest.raises(DataFault) as why:
        mine.withdraw_return("b1", by="", at=at, note=" ")
    assert [(fault.code, fault.field) for fault in why.value.faults] == [("withdraw_why", "note")]
    mine.withdraw_return("b1", by="", at=at, note="wrong\nbody")
    with pytest.raises(DataFault, match="withdrawn already"):
        mine.withdraw_return("b1", by="", at=at, note="again")
    rows = open_reports(CsvStore(folder / "actuals.csv")).read()
    assert [(row.state, row.note, row.received_on) for row in rows] == [
        ("received", "", REPORT.received_on),
        ("withdrawn", "wrong body", REPORT.received_on),
    ]
