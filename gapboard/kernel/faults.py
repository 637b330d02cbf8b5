"""What is wrong with a data file: where, what was found, and how to mend it."""

from __future__ import annotations

import dataclasses
import difflib
from collections.abc import Collection, Iterable
from typing import Any

from gapboard.kernel.wording import DEFAULT_LANGUAGE, catalogue, say


@dataclasses.dataclass(frozen=True, slots=True)
class Fault:
    """One fault in one file.

    ``code`` names a pair of texts in the language catalogue, ``fault.<code>`` (what is wrong) and
    ``remedy.<code>`` (how to mend it); ``details`` fills their placeholders. ``nearest`` among them (see there) is
    said behind what is wrong.
    """

    file: str
    code: str
    line: int | None = None
    record: str = ""
    field: str = ""
    details: dict[str, Any] = dataclasses.field(default_factory=dict, hash=False)

    def place(self, language: str = DEFAULT_LANGUAGE) -> str:
        """The position in words: file, line, record and field, as far as known."""
        parts = [self.file]
        if self.line is not None:
            parts.append(say("fault.place.line", language, line=self.line))
        if self.record:
            parts.append(self.record)
        if self.field:
            parts.append(say("fault.place.field", language, field=self._field(language)))
        return say("fault.place.join", language).join(parts)

    def _field(self, language: str) -> str:
        """The field by the word that officials use for it, where there is one, and as the file calls it."""
        key = f"fault.field_name.{self.field}"
        if key not in catalogue(language):
            return self.field
        return say("fault.place.named", language, name=say(key, language), field=self.field)

    def what(self, language: str = DEFAULT_LANGUAGE) -> str:
        """What is wrong, in words."""
        told = say(f"fault.{self.code}", language, **self.details)
        near = self.details.get("nearest")
        return told + say("fault.nearest", language, ids=say("fault.place.join", language).join(near)) if near else told

    def remedy(self, language: str = DEFAULT_LANGUAGE) -> str:
        """How to mend it, in words."""
        return say(f"remedy.{self.code}", language, **self.details)

    def said(self, language: str = DEFAULT_LANGUAGE) -> str:
        """Fault and remedy in two sentences, where the place is plain."""
        return say("fault.place.none", language, what=self.what(language), remedy=self.remedy(language))

    def text(self, language: str = DEFAULT_LANGUAGE) -> str:
        """Place, fault and remedy in one line."""
        return say(
            "fault.line",
            language,
            place=self.place(language),
            what=self.what(language),
            remedy=self.remedy(language),
        )


def nearest(text: str, known: Collection[str]) -> dict[str, tuple[str, ...]]:
    """Details that name those of ``known`` that ``text`` may have been meant for, best first; empty without any."""
    found = difflib.get_close_matches(text.lower(), known)
    return {"nearest": tuple(found)} if found else {}


class DataFault(Exception):
    """A data file that cannot be used; carries every fault found in it, never only the first."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(fault.text("en") for fault in self.faults))
