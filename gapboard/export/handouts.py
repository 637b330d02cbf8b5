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
from gapboard.export.notice import notice
from gapboard.export.warning import to_warn, warnings_zip
from gapboard.export.workbook import workbook
from gapboard.kernel.wording import say

_OFFICE = "application/vnd.openxmlformats-officedocument."


@dataclass(frozen=True)
class Handout:
    """One kind of hand-out."""

    make: Callable[[Briefing], bytes]
    ending: str
    mime: str
    called: str  # tells its name from the others', also where all are turned into PDF

    def name(self, briefing: Briefing) -> str:
        """The file's name, with filters and date."""
        return file_name(briefing, self.ending, say(self.called, briefing.language))


HANDOUTS = {
    "briefing": Handout(bulletin, "docx", _OFFICE + "wordprocessingml.document", "handout.file.briefing"),
    "deck": Handout(deck, "pptx", _OFFICE + "presentationml.presentation", "handout.file.deck"),
    "document": Handout(document, "docx", _OFFICE + "wordprocessingml.document", "handout.file.document"),
    "workbook": Handout(workbook, "xlsx", _OFFICE + "spreadsheetml.sheet", "handout.file.workbook"),
    "board": Handout(board_csv, "csv", "text/csv", "handout.file.board"),
}

TASK_HANDOUTS = {
    "notice": Handout(notice, "docx", _OFFICE + "wordprocessingml.document", "notice.file"),
    "warnings": Handout(warnings_zip, "zip", "application/zip", "notice.sheet.name"),
}
"""Those on tasks: see ``of_tasks``."""


def of_tasks(briefing: Briefing) -> list[str]:
    """Which of them there are to be made: sheets where anything is late, near due or past due without a report, the
    notice there too and where anything was reported.
    """
    if to_warn(briefing):
        return list(TASK_HANDOUTS)
    return ["notice"] if briefing.tells_tasks else []
