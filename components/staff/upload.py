"""An uploaded file: how it is read, and what the user decides about it before it is checked."""

from __future__ import annotations

import dataclasses
import hashlib
from typing import Any

import streamlit as st

from components.session import language, tell
from components.staff.draft import Choices, Draft
from components.staff.html import show
from components.staff.saving import known_names
from gapboard.catalog import Catalog
from gapboard.intake.annotate import annotate
from gapboard.intake.layout import find_layout
from gapboard.intake.model import Layout, Sheet, Suggestion, Workbook
from gapboard.intake.reader import read_workbook

ENCODINGS = ("utf-8", "gb18030", "utf-16")
TYPES = ["csv", "tsv", "txt", "xlsx", "xls", "ods"]
_MOST_NAMES = 30
_LEFT_OUT = ""


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

    def chosen(self, what: str) -> Any:
        """What the user has chosen before this run; ``None`` for nothing."""
        return st.session_state.get(f"{self.key}.{what}")

    @property
    def names(self) -> dict[str, str]:
        """The names settled in this file."""
        found: dict[str, str] = st.session_state.setdefault(f"{self.key}.names", {})
        return found

    @property
    def to_remember(self) -> dict[str, str]:
        """Those of them that are to be remembered."""
        kept: set[str] = st.session_state.setdefault(f"{self.key}.remember", set())
        return {text: ident for text, ident in self.names.items() if text in kept}


def read(upload: Upload) -> Workbook:
    """The file's tables, read once for each encoding. Raises ``DataFault``."""
    key = (upload.key, upload.name, upload.chosen("encoding"))
    kept = st.session_state.get("staff:workbook")
    if kept is None or kept[0] != key:
        kept = (key, read_workbook(upload.data, upload.name, encoding=upload.chosen("encoding")))
        st.session_state["staff:workbook"] = kept
    workbook: Workbook = kept[1]
    return workbook


def ask_encoding(upload: Upload) -> None:
    """Another encoding, for a file that cannot be read in the one decided."""
    st.selectbox(
        tell("staff.encoding"),
        [None, *ENCODINGS],
        format_func=lambda item: tell("staff.automatic") if item is None else item.upper(),
        key=f"{upload.key}.encoding",
    )


def ask(upload: Upload, workbook: Workbook) -> Choices:
    """How the file is to be read, beginning with what was found."""
    sheets = {sheet.name: sheet for sheet in workbook.sheets}
    sheet = workbook.sheets[0]
    if len(sheets) > 1:
        sheet = sheets[st.selectbox(tell("staff.sheet"), list(sheets), key=f"{upload.key}.sheet")]
    with st.expander(tell("staff.adjust")):
        left, right = st.columns(2)
        if workbook.encoding:
            with left:
                ask_encoding(upload)
        row = right.number_input(
            tell("staff.header_row"),
            min_value=1,
            max_value=max(len(sheet.rows), 1),
            value=None,
            placeholder=tell("staff.automatic"),
            key=f"{upload.key}.row.{sheet.name}",
        )
    layout = headed_at(sheet, int(row)) if row else None
    if row and layout is None:
        st.warning(tell("staff.no_heading", row=int(row)))
    confirmed = {**known_names(), **upload.names}
    return Choices(sheet.name, upload.chosen("region") or "", layout, confirmed)


def headed_at(sheet: Sheet, row: int) -> Layout | None:
    """The layout of the table whose headings stand in ``row``; what titles above it say is kept."""
    width = len(sheet.rows[0]) if sheet.rows else 0
    blank = tuple(("",) * width for _ in range(row - 1))
    found = find_layout(Sheet(sheet.name, (*blank, *sheet.rows[row - 1 :])))
    first = find_layout(sheet)
    if found is None or first is None:
        return found
    return dataclasses.replace(found, unit=found.unit or first.unit, region=found.region or first.region)


def ask_region(upload: Upload, draft: Draft) -> None:
    """Which region, where the file does not say."""
    missing = any(note.code == "region_missing" for note in draft.notes)
    if not missing and not upload.chosen("region"):
        return
    regions = draft.board.catalog.regions
    st.selectbox(
        tell("staff.region_missing"),
        list(regions),
        index=None,
        placeholder=tell("staff.choose"),
        format_func=lambda item: regions[item].label(language()),
        key=f"{upload.key}.region",
    )


def show_facts(draft: Draft) -> None:
    """What was found out about the file, in words."""
    book, layout = draft.workbook, draft.batch.layout
    facts = [(tell("staff.fact.file"), book.name), (tell("staff.fact.kind"), tell(f"staff.kind.{book.kind}"))]
    if book.encoding:
        facts.append((tell("staff.encoding"), book.encoding.upper()))
    if len(book.sheets) > 1:
        facts.append((tell("staff.sheet"), draft.batch.sheet))
    if layout:
        facts.append((tell("staff.fact.layout"), tell(f"staff.shape.{layout.shape}")))
        facts.append((tell("staff.header_row"), str(layout.header_row)))
        region = draft.board.catalog.regions.get(layout.region)
        if region:
            facts.append((tell("staff.column.region"), region.label(language())))
    show("facts.html", facts=facts)


def ask_names(upload: Upload, draft: Draft) -> None:
    """For each name that is not known: what it stands for, and whether to remember that."""
    catalog, suggestions = draft.board.catalog, draft.batch.suggestions
    if suggestions:
        with st.form(f"{upload.key}.form"):
            st.markdown(f"**{tell('staff.names', count=len(suggestions))}**")
            answers = [_ask_name(upload, item, catalog) for item in suggestions[:_MOST_NAMES]]
            if len(suggestions) > _MOST_NAMES:
                st.caption(tell("staff.more", count=len(suggestions) - _MOST_NAMES))
            if st.form_submit_button(tell("staff.apply")):
                _settle(upload, answers)
                st.rerun()
    if upload.names and st.button(tell("staff.names_again", count=len(upload.names)), type="tertiary"):
        upload.names.clear()
        st.rerun()


def _ask_name(upload: Upload, item: Suggestion, catalog: Catalog) -> tuple[str, str | None, bool]:
    others = [ident for ident in catalog.indicators if ident not in item.indicators]
    left, right = st.columns([4, 1], vertical_alignment="bottom")
    chosen = left.selectbox(
        tell("staff.name", text=item.text, row=item.row),
        [_LEFT_OUT, *item.indicators, *others],
        index=None,
        placeholder=tell("staff.choose"),
        format_func=lambda ident: catalog.indicators[ident].label(language()) if ident else tell("staff.leave_out"),
        key=f"{upload.key}.name.{item.text}",
    )
    return item.text, chosen, right.checkbox(tell("staff.remember"), value=True, key=f"{upload.key}.keep.{item.text}")


def _settle(upload: Upload, answers: list[tuple[str, str | None, bool]]) -> None:
    for text, chosen, remember in answers:
        if chosen is not None:
            upload.names[text] = chosen
            if remember:
                st.session_state.setdefault(f"{upload.key}.remember", set()).add(text)


def offer_copy(upload: Upload, draft: Draft) -> None:
    """The file with every remark marked where it stands; made when it is asked for."""
    if not draft.notes:
        return
    code, stem = language(), upload.name.rpartition(".")[0] or upload.name
    st.download_button(
        tell("staff.annotated"),
        lambda: annotate(upload.data, draft.workbook, draft.batch, code)[0],
        file_name=tell("annotate.file_name", name=stem) + ".xlsx",
        mime="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        on_click="ignore",
        type="tertiary",
        icon=":material/download:",
    )
