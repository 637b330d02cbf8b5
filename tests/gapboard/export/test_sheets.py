"""The ledger for spreadsheets."""

from gapboard.export import Vintages, ledger_csv
from gapboard.export.xlsx import shown_width
from tests.gapboard.export.small import catalog, ledger


def test_csv_has_the_mark_that_excel_needs_and_neutral_texts() -> None:
    content = ledger_csv(catalog(), ledger(), "zh", Vintages.ALL)
    assert content.startswith(b"\xef\xbb\xbf")
    lines = content.decode("utf-8-sig").split("\r\n")
    assert lines[1].startswith('"本区","指标x","2023",-100,"亿元",')
    assert ',"\'-公报",' in lines[1]
    assert ',"\'=1+1",1,' in lines[2]


def test_identifiers_that_the_catalogue_lacks_are_shown_as_they_are(shipped) -> None:
    lines = ledger_csv(shipped, ledger(), "en").decode("utf-8-sig").split("\r\n")
    assert lines[1].startswith('"here","x","2023",')


def test_chinese_is_twice_as_wide() -> None:
    assert shown_width("昆明ab，") == 8
