"""Each write as each role, through the domain; and that there is no other way to write."""

from __future__ import annotations

import ast
import dataclasses
import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from gapboard.board.meetings import Meeting
from gapboard.catalog import Catalog
from gapboard.history import Undo
from gapboard.intake.aliases import Alias
from gapboard.kernel.faults import DataFault
from gapboard.ledger import CsvStore
from gapboard.people.rights import Action, NoRight, Person, Role, Standing, allows
from gapboard.people.writer import Writer
from tests.gapboard.people.conftest import ROOT, row, signed_in, writer

AT = dt.datetime(2026, 11, 22, 10, tzinfo=dt.UTC)
DEEDS: dict[str, Callable[[Writer], object]] = {
    "write": lambda to: to.record([row()]),
    "undo": lambda to: to.take_back("before", by="typed", at=AT),
    "confirm_name": lambda to: to.confirm([Alias("indicator", "产值", "gdp", "typed", AT.isoformat())]),
    "note_meeting": lambda to: to.note(Meeting(dt.date(2026, 11, 20))),
}
# Written down a second time, on purpose: what each role is for.
MAY = {
    Role.VIEWER: {"read"},
    Role.EDITOR: {"read", "write", "undo", "confirm_name", "note_meeting"},
    Role.REVIEWER: {"read", "review", "note_meeting"},
    Role.ADMINISTRATOR: {"read", "write", "undo", "confirm_name", "note_meeting", "review", "manage_users"},
    None: set(),
}


def files(folder: Path) -> dict[str, bytes]:
    """Everything in the folder but locks."""
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.suffix != ".lock"}


@pytest.mark.parametrize("role", MAY)
@pytest.mark.parametrize("action", Action)
def test_what_each_role_may(role: Role | None, action: Action) -> None:
    assert allows(signed_in(role), action) is (action.value in MAY[role])


@pytest.mark.parametrize("role", MAY)
@pytest.mark.parametrize("deed", DEEDS)
def test_each_write_as_each_role(role: Role | None, deed: str, folder: Path, catalog: Catalog) -> None:
    CsvStore(folder / "actuals.csv").append([row(batch="before")])
    before = files(folder)
    if deed in MAY[role]:
        DEEDS[deed](writer(signed_in(role), folder, catalog))
        assert files(folder) != before
    else:
        with pytest.raises(NoRight) as told:
            DEEDS[deed](writer(signed_in(role), folder, catalog))
        assert told.value.why == "role"
        assert files(folder) == before


@pytest.mark.parametrize("standing", [Standing.ELSEWHERE, Standing.SIGNED_OUT, Standing.EXPIRED, Standing.UNKNOWN])
@pytest.mark.parametrize("deed", DEEDS)
def test_nobody_writes_without_a_role_of_their_own(
    standing: Standing, deed: str, folder: Path, catalog: Catalog
) -> None:
    CsvStore(folder / "actuals.csv").append([row(batch="before")])
    before = files(folder)
    with pytest.raises(NoRight) as told:
        DEEDS[deed](writer(Person("", Role.VIEWER, standing), folder, catalog))
    assert told.value.why == standing.value
    assert files(folder) == before


def test_one_row_outside_the_region_refuses_the_batch_and_its_names(folder: Path, catalog: Catalog) -> None:
    before = files(folder)
    names = [Alias("indicator", "产值", "gdp", "typed", AT.isoformat())]
    editor = signed_in(Role.EDITOR, regions=frozenset({"panlong"}))
    with pytest.raises(NoRight) as told:
        writer(editor, folder, catalog).record([row("panlong"), row("kunming")], names)
    assert told.value.why == "region"
    assert "昆明市" in told.value.text("zh")
    assert "盘龙区" in told.value.text("zh")
    assert files(folder) == before
    writer(editor, folder, catalog).record([row("panlong")], names)
    assert CsvStore(folder / "actuals.csv").read().rows[-1].region == "panlong"


def test_undo_is_refused_where_a_row_of_the_batch_is_outside(folder: Path, catalog: Catalog) -> None:
    CsvStore(folder / "actuals.csv").append([row("panlong", batch="two"), row("kunming", batch="two")])
    before = files(folder)
    with pytest.raises(NoRight):
        undo_two(writer(signed_in(Role.EDITOR, regions=frozenset({"panlong"})), folder, catalog))
    assert files(folder) == before
    assert len(undo_two(writer(signed_in(Role.EDITOR), folder, catalog)).rows) == 2


def test_an_undo_that_waits_is_refused_where_a_row_of_the_batch_is_outside(folder: Path, catalog: Catalog) -> None:
    """Also where the undoing itself would write rows of one's own region only."""
    (folder / "people.yaml").write_text("review: true\n", encoding="utf-8")
    store = CsvStore(folder / "actuals.csv")
    store.append([row("panlong", batch="two"), row("kunming", batch="two")])
    store.append([dataclasses.replace(row("kunming", batch="later"), value=2.0)])
    before = files(folder)
    with pytest.raises(NoRight) as told:
        undo_two(writer(signed_in(Role.EDITOR, regions=frozenset({"panlong"})), folder, catalog))
    assert told.value.why == "region"
    assert files(folder) == before


def test_nobody_withdraws_or_redoes_another_region_s_figures(folder: Path, catalog: Catalog) -> None:
    """A withdrawal is an empty row; an undo of an undo writes what the first batch wrote."""
    CsvStore(folder / "actuals.csv").append([row("kunming", batch="two")])
    undone = undo_two(writer(signed_in(Role.EDITOR), folder, catalog))
    withdrawal = dataclasses.replace(row("kunming", batch="b2"), value=None, source="")
    before = files(folder)
    for review in (False, True):
        if review:
            (folder / "people.yaml").write_text("review: true\n", encoding="utf-8")
            before = files(folder)
        to = writer(signed_in(Role.EDITOR, regions=frozenset({"panlong"})), folder, catalog)
        deeds: list[Callable[[], object]] = [
            lambda to=to: to.record([row("panlong", batch="b2"), withdrawal]),  # type: ignore[misc]
            lambda to=to: to.take_back(undone.batch, by="typed", at=AT),  # type: ignore[misc]
            lambda to=to: to.take_back("two", by="typed", at=AT),  # type: ignore[misc]
        ]
        for deed in deeds:
            with pytest.raises(NoRight) as told:
                deed()
            assert told.value.why == "region"
        assert files(folder) == before


def undo_two(to: Writer) -> Undo:
    """Undo the batch of two regions."""
    return to.take_back("two", by="typed", at=AT)


def test_a_body_writes_the_figures_it_answers_for(folder: Path, catalog: Catalog) -> None:
    """The body is taken from the file's text: one that names exactly one body in a target."""
    content = yaml.safe_load((ROOT / "data" / "targets.yaml").read_text(encoding="utf-8"))
    target = next(item for item in content["targets"] if len(item.get("responsible", ())) == 1)
    printed = target["responsible"][0]
    body = next(
        item["id"]
        for item in content["bodies"]
        if printed in (item["name"], *item.get("aliases", ())) and item["region"] == target["region"]
    )
    editor = signed_in(Role.EDITOR, bodies=frozenset({body}))
    other = next(
        item["indicator"]
        for item in content["targets"]
        if not any(
            printed in twin.get("responsible", ())
            for twin in content["targets"]
            if twin["indicator"] == item["indicator"]
        )
    )
    to = writer(editor, folder, catalog)
    to.record([row(target["region"], target["indicator"])])
    with pytest.raises(NoRight) as told:
        to.record([row(target["region"], other)])
    assert told.value.why == "body"
    CsvStore(folder / "actuals.csv").append([row(target["region"], other, batch="of others")])
    with pytest.raises(NoRight) as told:
        to.take_back("of others", by="typed", at=AT)
    assert told.value.why == "body"


def test_rows_carry_the_name_signed_in_with(folder: Path, catalog: Catalog) -> None:
    writer(signed_in(Role.EDITOR), folder, catalog).record([row(by="somebody else")])
    assert CsvStore(folder / "actuals.csv").read().rows[-1].recorded_by == "wangfang"
    local = Person("", Role.ADMINISTRATOR, Standing.LOCAL)
    writer(local, folder, catalog).record([row(by="李明")])
    assert CsvStore(folder / "actuals.csv").read().rows[-1].recorded_by == "李明"


def _writes(path: Path) -> list[str]:
    """Calls that write past ``Writer`` and ``Reviewer``: on a store, names, meetings or what waits, and ``undo``."""
    found = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not isinstance(node, ast.Call):
            continue
        if isinstance(node.func, ast.Name) and node.func.id in ("undo", "Desk"):
            found.append(node.func.id)
        if isinstance(node.func, ast.Attribute) and node.func.attr == "turn":
            found.append(ast.unparse(node.func))
        if isinstance(node.func, ast.Attribute) and node.func.attr in ("append", "add"):
            on = ast.unparse(node.func.value)
            if any(word in on.lower() for word in ("store", "alias", "meetings", "reports")):
                found.append(ast.unparse(node.func))
    return found


def test_pages_and_commands_write_through_the_writer_only() -> None:
    places = [ROOT / "app.py", *(ROOT / "gapboard" / "cli").rglob("*.py")]
    for part in ("components", "pages", "server"):
        places += (ROOT / part).rglob("*.py")
    assert {str(path): _writes(path) for path in places if _writes(path)} == {}
    assert _writes(ROOT / "gapboard" / "people" / "writer.py"), "the search finds what it looks for"


@pytest.mark.parametrize(
    ("field", "text"),
    [
        ("source", "a\rb"),
        ("source", "\ta"),
        ("source_url", "https://a\n=1"),
        ("source_url", "https://a\x7f"),
        ("note", "a\x1b[2J"),
        ("note", "\u202egnp"),
        ("recorded_by", "a\u2028b"),
    ],
)
def test_control_characters_are_refused_at_the_door(field: str, text: str, folder: Path, catalog: Catalog) -> None:
    before = files(folder)
    to = writer(Person("typed", Role.ADMINISTRATOR, Standing.LOCAL), folder, catalog)
    with pytest.raises(DataFault) as told:
        to.record([dataclasses.replace(row(), **{field: text})])
    (fault,) = told.value.faults
    assert (fault.code, fault.field) == ("control_character", field)
    assert all(fault.text(language) for language in ("zh", "en"))
    assert files(folder) == before


def test_so_are_those_in_confirmed_names_and_in_the_name_of_who_undoes(folder: Path, catalog: Catalog) -> None:
    before = files(folder)
    to = writer(Person("typed", Role.ADMINISTRATOR, Standing.LOCAL), folder, catalog)
    for deed in (
        lambda: to.confirm([Alias("indicator", "产\r值", "gdp", "typed", AT.isoformat())]),
        lambda: to.record([row()], [Alias("indicator", "产值", "gdp", "ty\nped", AT.isoformat())]),
        lambda: to.take_back("before", by="a\rb", at=AT),
    ):
        with pytest.raises(DataFault, match="control character"):
            deed()
    assert files(folder) == before


def test_a_batch_from_before_that_has_some_can_be_undone(folder: Path, catalog: Catalog) -> None:
    CsvStore(folder / "actuals.csv").append([dataclasses.replace(row(batch="before"), note="a\rb")])
    to = writer(Person("typed", Role.ADMINISTRATOR, Standing.LOCAL), folder, catalog)
    assert to.take_back("before", by="typed", at=AT).rows
