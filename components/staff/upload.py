"""An uploaded file: how it is read, and what the user decides about it before it is checked."""

from __future__ import annotations

import dataclasses
import hashlib
from typing import Any

import streamlit as st

from components.page.downloads import XLSX, offer
from components.page.session import language, translate
from components.page.spoken import spoken
from components.page.who import here
from components.staff.draft import Choices, Draft
from components.staff.html import show
from components.staff.known import known_names
from components.staff.rights import regions_to_enter
from components.staff.shape import ask_hidden, edits_of
from gapboard.intake import limits
from gapboard.intake.annotate import annotate
from gapboard.intake.model import Workbook
from gapboard.intake.reader import read_workbook
from gapboard.people.rights import Action, may

ENCODINGS = ("utf-8", "gb18030", "utf-16")
TYPES = ["csv", "tsv", "txt", "xlsx", "xls", "ods"]


@dataclasses.dataclass(frozen=True)
class Upload:
    """The bytes of a file, and the name under which its choices are kept in the session."""

    name: str
    data: bytes
    key: str

    @classmethod
    def of(cls, name: str, data: bytes) -> Upload:
        """An upload; the same file again has the same choices."""
        return cls(name, data, f"upload.{hashlib.sha256(data).hexdigest()[:16]}")

    @property
    def sha256(self) -> str:
        """The hash of its bytes."""
        return hashlib.sha256(self.data).hexdigest()

    def chosen(self, what: str) -> Any:
        """What the user has chosen before this run; ``None`` for nothing."""
        return st.session_state.get(f"{self.key}.{what}")

    @property
    def names(self) -> dict[str, str]:
        """The names settled in this file."""
        found: dict[str, str] = st.session_state.setdefault(f"{self.key}.names", {})
        return found

    @property
    def apart(self) -> set[str]:
        """Names asked for together that the user wants to settle one by one."""
        found: set[str] = st.session_state.setdefault(f"{self.key}.apart", set())
        return found

    @property
    def kinds(self) -> dict[str, str]:
        """What those of them that are to be remembered are names of: ``indicator``, ``region`` or ``unit``."""
        found: dict[str, str] = st.session_state.setdefault(f"{self.key}.kinds", {})
        return found

    @property
    def to_remember(self) -> dict[str, dict[str, str]]:
        """The names to be remembered, by kind."""
        found: dict[str, dict[str, str]] = {}
        for text, kind in self.kinds.items():
            if text in self.names:
                found.setdefault(kind, {})[text] = self.names[text]
        return found

    def readings(self, sheet: str) -> dict[tuple[int, int], str]:
        """How cells of a sheet are to be read, by row and column."""
        found: dict[tuple[int, int], str] = st.session_state.setdefault(f"{self.key}.readings.{sheet}", {})
        return found


def read(upload: Upload) -> Workbook:
    """The file's tables, read once for each encoding, with a word while it or others before it are being read.

    Raises ``DataFault``, and ``NoRight`` for who may not write: nothing is read for them.
    """
    may(here(), Action.WRITE)
    key = (upload.key, upload.name, upload.chosen("encoding"))
    kept = st.session_state.get("staff:workbook")
    word = st.empty()  # always: what comes after it would else move up, be drawn anew, and close
    if kept is None or kept[0] != key:

        def waits() -> None:
            word.info(translate("staff.waits"), icon=":material/hourglass_top:")

        word.info(translate("staff.reads"), icon=":material/hourglass_top:")
        try:
            workbook = read_workbook(upload.data, upload.name, encoding=upload.chosen("encoding"), waits=waits)
        finally:
            word.empty()
        kept = (key, workbook)
        st.session_state["staff:workbook"] = kept
    found: Workbook = kept[1]
    return found


def forget_file() -> None:
    """A large file is not kept for a visitor who has taken it away, or may not write any more."""
    st.session_state.pop("staff:workbook", None)


def draw_limits() -> None:
    """What a file may be at most, before one is chosen: the same bounds that it is refused by."""
    bounds = {"text": limits.MAX_TEXT, "line": limits.MAX_LINE, "cells": limits.MAX_CELLS}
    counts = {name: f"{most:,}" for name, most in bounds.items()}
    st.caption(translate("staff.upload_limits", mb=limits.MAX_BYTES >> 20, **counts))


def ask_encoding(upload: Upload) -> None:
    """Another encoding, for a file that cannot be read in the one decided."""
    st.selectbox(
        translate("staff.encoding"),
        [None, *ENCODINGS],
        format_func=lambda item: translate("staff.automatic") if item is None else item.upper(),
        key=spoken(f"{upload.key}.encoding"),
    )


def ask(upload: Upload, workbook: Workbook, region: str = "") -> Choices:
    """How the file is to be read, beginning with what was found; ``region`` stands where nobody names one."""
    sheets = {sheet.name: sheet for sheet in workbook.sheets}
    sheet = workbook.first
    if len(sheets) > 1:
        names = list(sheets)
        name = st.selectbox(
            translate("staff.sheet"),
            names,
            index=names.index(sheet.name),
            format_func=lambda item: translate("reading.sheet_hidden", name=item) if sheets[item].hidden else item,
            key=f"{upload.key}.sheet",
        )
        sheet = sheets[name]
        others = [other for other in names if other != name]
        told = [translate("reading.sheet_hidden", name=other) if sheets[other].hidden else other for other in others]
        st.caption(translate("reading.sheets", name=name, others=translate("reading.and").join(told)))
    ask_hidden(upload.key, sheet)
    correction = edits_of(upload.key, sheet.name).correction()
    readings = dict(upload.readings(sheet.name))
    region = upload.chosen("region") or region
    return Choices(sheet.name, region, correction, dict(upload.names), known_names(), readings)


def ask_region(upload: Upload, draft: Draft) -> None:
    """Which region, where the file does not say."""
    if not draft.remarks.lacks_region and not upload.chosen("region"):
        return
    regions = draft.board.catalog.regions
    st.selectbox(
        translate("staff.region_missing"),
        regions_to_enter(),
        index=None,
        placeholder=translate("staff.choose"),
        format_func=lambda item: regions[item].label(language()),
        key=spoken(f"{upload.key}.region"),
    )


def show_facts(draft: Draft) -> None:
    """What was found out about the file, in words."""
    book = draft.workbook
    facts = [
        (translate("staff.fact.file"), book.name),
        (translate("staff.fact.kind"), translate(f"staff.kind.{book.kind}")),
    ]
    if book.encoding:
        facts.append((translate("staff.encoding"), book.encoding.upper()))
    if len(book.sheets) > 1:
        facts.append((translate("staff.sheet"), draft.batch.sheet))
    if len(draft.batch.blocks) > 1:
        facts.append((translate("staff.fact.blocks"), str(len(draft.batch.blocks))))
    show("facts.html", facts=facts)


def offer_copy(upload: Upload, draft: Draft) -> None:
    """The file with every remark marked where it stands; made when it is asked for."""
    if not draft.remarks:
        return
    code, stem = language(), upload.name.rpartition(".")[0] or upload.name
    offer(
        translate("staff.annotated"),
        lambda: annotate(upload.data, draft.workbook, draft.batch, code)[0],
        translate("annotate.file_name", name=stem) + ".xlsx",
        XLSX,
    )
