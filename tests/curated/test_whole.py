"""The data as a whole: sound, nothing of an earlier edition lost, and counted from the files alone."""

from __future__ import annotations

import pytest

from gapboard.catalog import load_catalog
from gapboard.cli.main import main
from gapboard.ledger import CsvStore
from tests.curated.conftest import DATA
from tests.shipped_data import DATA as FIRST


@pytest.mark.parametrize(("language", "word"), [("zh", "没有问题"), ("en", "sound")])
def test_they_are_sound(capsys, curated, curated_ledger, language, word) -> None:
    assert main(["check", "--data", str(DATA), "--lang", language]) == 0
    out, err = capsys.readouterr()
    assert err == "" and word in out
    assert str(len(curated.targets)) in out and str(len(curated_ledger.rows)) in out


def test_no_target_and_no_indicator_of_the_first_edition_is_lost(curated) -> None:
    first = load_catalog(FIRST / "targets.yaml")
    for section in ("documents", "regions", "bodies", "themes", "units", "indicators", "targets"):
        ours, theirs = ({item.id for item in getattr(catalog.content, section)} for catalog in (curated, first))
        assert theirs - ours == set(), section


def test_the_ledger_begins_with_the_first_edition(curated_ledger) -> None:
    """Rows are added and never edited; the file keeps them in the order of their entry."""
    first = CsvStore(FIRST / "actuals.csv").read().rows
    assert curated_ledger.rows[: len(first)] == first
