"""The hand-outs by name: how each is made and what kind of file it is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from gapboard.export.board_table import board_csv
from gapboard.export.briefing import Briefing
from gapboard.export.bulletin import bulletin
from gapboard.export.deck import deck
from gapboard.export.document import document
from gapboard.export.house import file_name
from gapboard.export.workbook import workbook
from gapboard.kernel.wording import say

_OFFICE = "application/vnd.openxmlformats-officedocument."


@dataclass(frozen=True)
class Handout:
    """One kind of hand-out."""

    make: Callable[[Briefing], bytes]
    ending: str
    mime: str
    called: str = ""  # what tells its name from that of another of the same ending

    def name(self, briefing: Briefing) -> str:
        """The file's name, with filters and date."""
        return file_name(briefing, self.ending, self.called and say(self.called, briefing.language))


HANDOUTS = {
    "briefing": Handout(bulletin, "docx", _OFFICE + "wordprocessingml.document", "bulletin.file"),
    "deck": Handout(deck, "pptx", _OFFICE + "presentationml.presentation"),
    "document": Handout(document, "docx", _OFFICE + "wordprocessingml.document"),
    "workbook": Handout(workbook, "xlsx", _OFFICE + "spreadsheetml.sheet"),
    "board": Handout(board_csv, "csv", "text/csv"),
}
