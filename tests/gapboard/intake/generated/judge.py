"""A file through the command line, and what came of it beside what is right.

WRONG: a row is taken that is no right of any cell, or with another status.
LOST: a right row is missing and nothing stops, or no remark stands where it could be about that figure.
REFUSED: it is missing, and a fault or question was told. SILENT: figures are left out and not one remark says so.
A row is taken if it would be written at once; of those that wait for a confirmation only parts of a year count, since
these always wait. A whole year that waits and is wrong is DOUBTED: the clerk is asked about that very value.
"""

from __future__ import annotations

import argparse
import contextlib
import functools
import io
import json
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any
from unittest import mock

from gapboard.catalog import Catalog, load_catalog
from gapboard.cli import main as cli
from gapboard.cli.importing import plan, take
from tests.gapboard.intake.generated.facts import Right, Table, Wish
from tests.gapboard.intake.generated.files import as_bytes
from tests.shipped_data import DATA

HEADINGS = "region,indicator,period,value,unit,obs_status,source,source_url,note,recorded_at,recorded_by,batch\n"
STOPS = ("fault", "error", "question")


@dataclass(frozen=True, slots=True)
class Taken:
    """A row that the import would write."""

    region: str
    indicator: str
    period: str
    value: Decimal
    status: str
    bound: str = ""

    @property
    def key(self) -> tuple[str, str, str]:
        return self.region, self.indicator, self.period

    def __str__(self) -> str:
        figure = f"{self.value.normalize():f}{self.bound and f' ({self.bound})'}"
        return f"{self.region} {self.indicator} {self.period} = {figure} [{self.status}]"


@dataclass(slots=True)
class Answer:
    """What the import says of a file."""

    taken: list[Taken]
    held: list[Taken]
    stopped: bool
    said: list[str]  # every remark but repairs, in words
    places: frozenset[tuple[int, int]] = frozenset()  # row and column, from 1, of all that is told


@dataclass(slots=True)
class Verdict:
    """What is wrong with an answer, in lines; all empty if nothing is."""

    wrong: list[str] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    silent: list[str] = field(default_factory=list)
    doubted: list[str] = field(default_factory=list)
    right: int = 0

    @property
    def outcome(self) -> str:
        for name in ("wrong", "lost", "silent", "refused"):
            if getattr(self, name):
                return name
        return "right"

    def lines(self) -> list[str]:
        names = ("wrong", "lost", "silent", "refused", "doubted")
        return [f"  {name.upper():<8}{line}" for name in names for line in getattr(self, name)]


@functools.cache
def _catalog() -> Catalog:
    return load_catalog(DATA / "targets.yaml")


@contextlib.contextmanager
def board() -> Iterator[Path]:
    """A folder with the shipped targets and an empty ledger; the targets are read once."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "actuals.csv").write_text(HEADINGS, encoding="utf-8")
        (folder / "targets.yaml").write_bytes((DATA / "targets.yaml").read_bytes())
        yield folder


def ask(folder: Path, data: bytes, name: str, region: str | None = None, *more: str) -> Answer:
    """What the import would make of a file; which statuses of the board would change is not asked."""
    path = folder / name
    path.write_bytes(data)
    once = _once(plan.read_workbook), _once(plan.prepare)
    arguments = ["import", str(path), "--data", str(folder), "--source", "x", "--by", "y", "--dry-run", "--json", *more]
    if region:
        arguments += ["--region", region]
    try:
        with (
            mock.patch.object(take, "load_catalog", lambda *_: _catalog()),
            mock.patch.object(plan, "statuses_changed_by", lambda *_: []),
            mock.patch.object(plan, "read_workbook", once[0]),
            mock.patch.object(plan, "prepare", once[1]),
        ):
            code, plain = _call(arguments)
            _, every = _call([*arguments, "--accept-warnings"])
    finally:
        path.unlink()
    taken = _rows(plain)
    held = [row for row in _rows(every) if row not in taken]
    said = [str(note.get("what", note)) for note in plain.get("findings", ()) if note.get("kind") != "repair"]
    said += [f"? {item}" for key in ("suggestions", "questions", "faults", "error") for item in _listed(plain.get(key))]
    stops = [note for note in plain.get("findings", ()) if note.get("kind") in STOPS]
    questions = any(plain.get(key) for key in ("suggestions", "questions", "faults", "error"))
    return Answer(taken, held, code != 0 and bool(stops or questions), said, _places(plain))


def _places(answer: dict[str, Any]) -> frozenset[tuple[int, int]]:
    """Where the remarks and questions of an answer stand."""
    remarks = [note for note in answer.get("findings", ()) if note.get("kind") != "repair"]
    remarks += answer.get("suggestions", ())
    places = [(remark["row"], remark["column"]) for remark in remarks]
    places += [(row, column) for remark in remarks for row, column in remark.get("places", ())]
    return frozenset(places)


def _once(work: Callable[..., Any]) -> Callable[..., Any]:
    """A function that works only when it is first called: both calls for a file read and check the same."""
    done: list[Any] = []

    def run(*arguments: Any, **more: Any) -> Any:
        if not done:
            done.append(work(*arguments, **more))
        return done[0]

    return run


def _call(arguments: list[str]) -> tuple[int, dict[str, Any]]:
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        try:
            code = _run(arguments)
        except SystemExit as end:
            code = end.code if isinstance(end.code, int) else 1
    answer: dict[str, Any] = json.loads(out.getvalue())
    return code, answer


def _run(arguments: list[str]) -> int:
    options = _parser().parse_args(arguments)
    return int(options.run(options))


@functools.cache
def _parser() -> argparse.ArgumentParser:
    return cli._parser()  # to build it takes longer than to read a table


def _listed(thing: Any) -> list[Any]:
    return thing if isinstance(thing, list) else [thing] if thing else []


def _rows(answer: dict[str, Any]) -> list[Taken]:
    rows = answer.get("rows", ())
    return [
        Taken(
            row["region"], row["indicator"], row["period"], Decimal(str(row["value"])), row["obs_status"], row["bound"]
        )
        for row in rows
        if row["value"] is not None
    ]


def judge(table: Table, answer: Answer) -> Verdict:
    """Every cell of the table beside the answer."""
    verdict = Verdict()
    cells = table.figures()
    told = _told_about(table, answer)
    allowed = {right.key: [] for cell in cells for right in cell.rights}  # type: dict[tuple[str, str, str], list[Any]]
    for cell in cells:
        for right in cell.rights:
            allowed[right.key].append(right)
    for row in [*answer.taken, *answer.held]:
        fault = _fault(row, allowed.get(row.key, []))
        counts = row in answer.taken or len(row.period) != 4
        if fault:
            (verdict.wrong if counts else verdict.doubted).append(fault)
    there = [*answer.taken, *answer.held]
    for cell in cells:
        if not cell.rights or cell.wish in (Wish.MAY, Wish.NOT):
            continue
        if any(row.key == right.key and _means(row, right) for right in cell.rights for row in there):
            verdict.right += 1
        elif not answer.stopped or id(cell) not in told:
            verdict.lost.append(f"{cell.text} is {cell.rights[0]}")
        elif cell.wish is Wish.TAKE:
            verdict.refused.append(f"{cell.text} is {cell.rights[0]}")
    verdict.wrong += [f"told with a mark that nobody wrote: {line}" for line in answer.said if "\ufffd" in line]
    if not answer.said:
        left = [cell.text for cell in cells if cell.wish is Wish.NOT and not cell.quiet]
        if left:
            verdict.silent.append(f"left out without a word: {', '.join(left[:6])}")
    if verdict.refused:
        verdict.refused += [f"said: {line}" for line in answer.said[:4]]
    return verdict


def _told_about(table: Table, answer: Answer) -> set[int]:
    """The cells of the first visible page that a remark can be about: it is in their row, their column, or above."""
    page = next(page for page in table.pages if not page.hidden)
    without_figures = {n for n, row in enumerate(page.rows, 1) if not any(cell.figure for cell in row)}
    above = min((row for row, _ in answer.places if row in without_figures or row < 1), default=len(page.rows) + 1)
    rows, columns = {row for row, _ in answer.places}, {column for _, column in answer.places}
    return {
        id(cell)
        for number, row in enumerate(page.rows, 1)
        for column, cell in enumerate(row, 1)
        if number in rows or column in columns or above <= number
    }


def _fault(row: Taken, rights: list[Any]) -> str:
    same = [right for right in rights if _means(row, right)]
    if not same:
        return f"{row}" + (f"   (right: {rights[0]})" if rights else "")
    if row.status and all(row.status not in right.statuses for right in same):
        return f"{row}   (right status: {'|'.join(sorted(same[0].statuses))})"
    return ""


def _means(row: Taken, right: Right) -> bool:
    """Whether a row says the figure that is right, and says of it how it is meant."""
    ends = [bound.partition("..")[2] for bound in (row.bound, right.bound)]
    bounds = _same(*map(Decimal, ends)) if all(ends) else row.bound == right.bound
    return bounds and _same(row.value, right.value)


def _same(one: Decimal, other: Decimal) -> bool:
    return abs(one - other) <= Decimal("1e-9") * max(abs(one), abs(other)) + Decimal("1e-9")


def check(folder: Path, table: Table) -> tuple[Verdict, Answer]:
    """A table through the import."""
    answer = ask(folder, as_bytes(table), table.file_name, table.region_option)
    return judge(table, answer), answer
