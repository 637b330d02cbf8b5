"""The log of reviews itself: append-only, whole after a kill, one writer at a time, damage told by its line."""

from __future__ import annotations

import json
import os
import signal
import stat
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from gapboard.catalog import Catalog
from gapboard.kernel.faults import DataFault
from gapboard.ledger.store import open_database
from gapboard.people.review import State, open_log
from gapboard.people.review.log import copy_log
from gapboard.people.reviewer import Reviewer
from gapboard.people.rights import Person, Role
from gapboard.people.writer import Writer
from tests.gapboard.people.conftest import ROOT, row
from tests.gapboard.stores import opened, where

EDITOR = Person("wangfang", Role.EDITOR)
REVIEWER = Person("lihua", Role.REVIEWER)

# Hands in n0, n1, … and says which are safely in; the third is killed at the moment named.
_HAND_IN = """
import sys
from pathlib import Path
from gapboard.catalog import load_catalog
from tests.gapboard.ledger.kill_writer import MOMENTS
from tests.gapboard.people.conftest import ROOT, row
from tests.gapboard.people.test_review_log import EDITOR
from tests.gapboard.stores import opened
from gapboard.people.writer import Writer
folder, place, moment = sys.argv[1:]
writer = Writer(EDITOR, Path(folder), opened(place), load_catalog(ROOT / "data" / "targets.yaml"))
for number in range(3):
    if number == 2:
        MOMENTS[moment]()
    writer.record([row(batch=f"n{number}")])
    print(number, flush=True)
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "people.yaml").write_text("review: true\n", encoding="utf-8")
    return tmp_path


@pytest.mark.crash  # a process that imports the domain before it is killed
@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGKILL")
@pytest.mark.parametrize("moment", ["before the rows are on disk", "before the renaming", "after the renaming"])
def test_killed_while_handing_in(folder: Path, catalog: Catalog, moment: str) -> None:
    (folder / "actuals.csv").write_bytes((ROOT / "data" / "actuals.csv").read_bytes())
    store = opened(str(folder / "actuals.csv"))
    command = [sys.executable, "-c", _HAND_IN, str(folder), where(store), moment]
    done = subprocess.run(
        command, capture_output=True, text=True, cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)}
    )
    assert (done.returncode, done.stdout.split()) == (-signal.SIGKILL, ["0", "1"]), done.stderr
    kept = [entry.batch for entry in open_log(store).read()]
    assert kept == (["n0", "n1", "n2"] if moment == "after the renaming" else ["n0", "n1"])
    Writer(EDITOR, folder, store, catalog).record([row(batch="last")])
    assert [entry.batch for entry in open_log(store).read()] == [*kept, "last"]


def test_a_reviewer_who_accepts_and_one_who_returns_at_once(store, folder: Path, catalog: Catalog) -> None:
    for number in range(4):
        batch = f"b{number}"
        Writer(EDITOR, folder, store, catalog).record([row(("kunming", "panlong")[number % 2], batch=batch)])
        told: list[str] = []

        def deed(what: str, batch: str = batch, told: list[str] = told) -> None:
            try:
                getattr(Reviewer(REVIEWER, folder, opened(where(store)), catalog), what)(batch, "because")
                told.append(what)
            except DataFault as fault:
                told.append(fault.faults[0].code)

        threads = [threading.Thread(target=deed, args=(what,)) for what in ("accept", "send_back", "accept")]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        found = next(item for item in Reviewer(REVIEWER, folder, store, catalog).submissions() if item.batch == batch)
        in_ledger = [item.batch for item in store.read().rows].count(batch)
        if found.state is State.ACCEPTED:
            assert (sorted(told), in_ledger) == (["accept", "already_accepted", "already_accepted"], 1)
        else:
            # Of the same value an earlier batch was accepted; or it was returned first.
            assert in_ledger == 0
            assert told.count("send_back") == 1
            assert "accept" not in told


def test_the_file_is_only_ever_added_to_and_its_owner_s(folder: Path, catalog: Catalog) -> None:
    (folder / "actuals.csv").write_bytes((ROOT / "data" / "actuals.csv").read_bytes())
    store = opened(str(folder / "actuals.csv"))
    writer, path = Writer(EDITOR, folder, store, catalog), folder / "reviews.jsonl"
    before = b""
    for deed in (
        lambda: writer.record([row()]),
        lambda: writer.record([row("panlong", batch="b2")]),
        lambda: Reviewer(REVIEWER, folder, store, catalog).accept("b1"),
        lambda: Reviewer(REVIEWER, folder, store, catalog).send_back("b2", "because"),
    ):
        deed()
        content = path.read_bytes()
        assert content.startswith(before)
        assert content.count(b"\n") == before.count(b"\n") + 1
        before = content
    kinds = [json.loads(line)["kind"] for line in before.decode().splitlines()]
    assert kinds == ["handed_in", "handed_in", "accepting", "returned"]
    if os.name != "nt":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600


@pytest.mark.parametrize(
    "line",
    ["{", "[]", "7", '{"kind": "handed_in"}', '{"kind": "x", "batch": "b", "by": "b", "at": "2026-11-22T09:00:00Z"}'],
)
def test_a_damaged_line_is_told_and_nothing_is_written_after_it(folder: Path, catalog: Catalog, line: str) -> None:
    (folder / "actuals.csv").write_bytes((ROOT / "data" / "actuals.csv").read_bytes())
    store = opened(str(folder / "actuals.csv"))
    Writer(EDITOR, folder, store, catalog).record([row()])
    path = folder / "reviews.jsonl"
    path.write_bytes(path.read_bytes() + line.encode() + b"\n")
    before = path.read_bytes()
    for deed in (
        lambda: Writer(EDITOR, folder, store, catalog).record([row(batch="b2")]),
        lambda: Reviewer(REVIEWER, folder, store, catalog).submissions(),
        lambda: Reviewer(REVIEWER, folder, store, catalog).accept("b1"),
    ):
        with pytest.raises(DataFault) as told:
            deed()
        assert [(fault.file, fault.code, fault.line) for fault in told.value.faults] == [
            ("reviews.jsonl", "bad_entry", 2)
        ]
    assert path.read_bytes() == before


# --- in the database --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "statement", ["UPDATE review_entry SET batch = 'x'", "DELETE FROM review_entry", "TRUNCATE review_entry"]
)
@pytest.mark.parametrize("user", ["gapboard_app", "gapboard_owner"])
def test_no_entry_is_changed_or_removed(database, folder: Path, catalog: Catalog, statement: str, user: str) -> None:
    import psycopg

    Writer(EDITOR, folder, open_database(database.url), catalog).record([row()])
    with pytest.raises(psycopg.Error):
        database.execute(statement, user=user)
    assert database.execute("SELECT batch, kind FROM review_entry") == [("b1", "handed_in")]


def test_what_waits_moves_with_the_ledger(database, folder: Path, catalog: Catalog) -> None:
    (folder / "actuals.csv").write_bytes((ROOT / "data" / "actuals.csv").read_bytes())
    file, base = opened(str(folder / "actuals.csv")), open_database(database.url)
    Writer(EDITOR, folder, file, catalog).record([row()], unchanged_since=file.read())
    Writer(EDITOR, folder, file, catalog).record([row("panlong", batch="b2")])
    Reviewer(REVIEWER, folder, file, catalog).send_back("b2", "because")
    there, back = open_log(base), open_log(file)
    for _ in range(2):
        copy_log(back, there)
        assert there.read() == back.read()
    (folder / "reviews.jsonl").unlink()
    copy_log(there, back)
    assert back.read() == there.read()
    assert len(back.read()) == 3
    (folder / "reviews.jsonl").unlink()
    Writer(EDITOR, folder, file, catalog).record([row(batch="b9")])
    with pytest.raises(DataFault) as told:
        copy_log(there, back)
    assert told.value.faults[0].code == "not_a_copy"


def test_a_database_of_the_version_before(postgres, folder: Path, catalog: Catalog) -> None:
    """Without the table there is nothing that waits; with the migration, who wrote the ledger may hand in."""
    from tests.postgres_support import APPLICATION

    made = postgres.new_database()
    owner, store = open_database(made.owner_url), open_database(made.url)
    owner.upgrade(grant_to=APPLICATION)
    made.execute("DROP TABLE review_entry")
    made.execute("DROP TABLE report_entry")
    made.execute("UPDATE alembic_version SET version_num = '0001'")
    reviewer, writer = Reviewer(REVIEWER, folder, store, catalog), Writer(EDITOR, folder, store, catalog)
    assert (reviewer.submissions(), reviewer.revision()) == ([], "absent")
    assert not store.state().good
    with pytest.raises(DataFault) as told:
        writer.record([row()])
    assert told.value.faults[0].code == "no_table"
    owner.upgrade()
    writer.record([row()])
    assert [item.batch for item in reviewer.submissions()] == ["b1"]
    assert store.state().good
    postgres.drop(made)
