"""What the program does not settle by itself: names that it does not know, cells that can be read in two ways."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping, MutableMapping

import streamlit as st

from components.page.session import language, translate
from components.page.spoken import spoken
from components.staff.draft import Draft
from components.staff.known import offered_as
from components.staff.section import bound_words
from components.staff.typed import Entry
from components.staff.upload import Upload
from gapboard.catalog import Catalog
from gapboard.export.xlsx import column_letter
from gapboard.intake import units
from gapboard.intake.bounds import read_bounded
from gapboard.intake.model import Suggestion
from gapboard.ledger import Key

_MOST_ASKED = 30
_LEFT_OUT = ""
_ONE_BY_ONE = "one by one"
_PER_CENT = "maybe_fraction"


def ask_names(upload: Upload, draft: Draft) -> None:
    """For each name that is not known: what it stands for, and whether to remember that."""
    catalog = draft.board.catalog
    suggestions = [one for item in draft.batch.suggestions for one in _apart(upload, item)]
    if suggestions:
        with st.form(f"{upload.key}.form"):
            st.markdown(f"**{translate('reading.names', count=len(suggestions))}**")
            answers = [(item, *_ask_name(upload, item, catalog)) for item in suggestions[:_MOST_ASKED]]
            if len(suggestions) > _MOST_ASKED:
                st.caption(translate("staff.more", count=len(suggestions) - _MOST_ASKED))
            if st.form_submit_button(translate("staff.apply")):
                for item, chosen, remember in answers:
                    _settle(upload, item, chosen, remember)
                st.rerun()
    if upload.names and st.button(translate("reading.names_again", count=len(upload.names)), type="tertiary"):
        upload.names.clear()
        upload.kinds.clear()
        upload.apart.clear()
        st.rerun()


def _apart(upload: Upload, item: Suggestion) -> list[Suggestion]:
    """A question, or one for each of its names where the user wants to settle them one by one."""
    if len(item.texts) < 2 or not upload.apart.issuperset(item.texts):
        return [item]
    return [dataclasses.replace(item, text=text, texts=(text,), row=0) for text in item.texts]


def _ask_name(upload: Upload, item: Suggestion, catalog: Catalog) -> tuple[str | None, bool]:
    left, right = st.columns([4, 1], vertical_alignment="bottom")
    # What somebody else has said comes first, with who and when, and is chosen by hand as everything is.
    choices = dict.fromkeys((*([item.said.id] if item.said else ()), _LEFT_OUT, *item.likely, *_others(item, catalog)))
    chosen = left.selectbox(
        _asked(item),
        # Several names are never one: each is settled by itself, or all are left out.
        [_LEFT_OUT, _ONE_BY_ONE] if len(item.texts) > 1 and item.kind != "elsewhere" else list(choices),
        index=None,
        placeholder=translate("staff.choose"),
        format_func=lambda ident: _choice(item, ident, catalog),
        key=spoken(f"{upload.key}.name.{item.kind}.{item.text}"),
    )
    if not item.lasting:
        right.caption(translate("names.not_kept"))
        return chosen, False
    # Not ticked: what is chosen here is a guess about this file, and remembered it would name the next one.
    return chosen, right.checkbox(translate("staff.remember"), key=f"{upload.key}.keep.{item.kind}.{item.text}")


def _choice(item: Suggestion, ident: str, catalog: Catalog) -> str:
    if ident == _ONE_BY_ONE:
        return translate("reading.one_by_one")
    if not ident and len(item.texts) > 1:
        return translate("reading.leave_all", names=len(item.texts))
    name = _label(item, ident, catalog) if ident else translate("staff.leave_out")
    return offered_as(item.said, name) if item.said and item.said.id == ident else name


def _asked(item: Suggestion) -> str:
    if len(item.texts) > 1:
        return translate(f"reading.names_of.{item.kind}", text=item.text, names=len(item.texts), count=item.count)
    if not item.row:
        return translate(f"reading.name_alone.{item.kind}", text=item.text)
    return translate(f"reading.name.{item.kind}", text=item.text, row=item.row)


def _others(item: Suggestion, catalog: Catalog) -> list[str]:
    """What it may mean besides the suggestions: nothing else of a unit, for others are of another base."""
    if item.kind in ("unit", "elsewhere"):
        return []
    if item.kind in ("region", "scope"):
        return [ident for ident in catalog.regions if ident not in item.likely]
    fitting = [ident for ident, found in catalog.indicators.items() if not item.wanted or found.unit == item.wanted]
    return [ident for ident in fitting if ident not in item.likely]


def _label(item: Suggestion, ident: str, catalog: Catalog) -> str:
    if item.kind in ("region", "scope"):
        return catalog.regions[ident].label(language())
    if item.kind in ("indicator", "title"):
        return catalog.indicators[ident].label(language())
    name, wanted = (
        catalog.units[unit].label(language()) if unit in catalog.units else unit for unit in (ident, item.wanted)
    )
    factor = units.factor(ident, item.wanted)
    return name if factor == "1" else translate("reading.factor", unit=name, factor=factor, wanted=wanted)


def _settle(upload: Upload, item: Suggestion, chosen: str | None, remember: bool) -> None:
    if chosen is None:
        return
    if chosen == _ONE_BY_ONE:
        upload.apart.update(item.texts)
        return
    for text in item.texts or (item.text,):
        upload.names[text] = chosen
        upload.kinds.pop(text, None)
        if remember:
            upload.kinds[text] = item.kind


def ask_readings(upload: Upload, draft: Draft) -> None:
    """For each cell that can be read in two ways: which is meant."""
    chosen = upload.readings(draft.batch.sheet)
    shares = [item for item in draft.remarks.questions if item.code == _PER_CENT]
    if shares:
        first = shares[0]
        with st.container(horizontal=True, vertical_alignment="center"):
            pressed = st.button(translate("reading.per_cent", count=len(shares)), key=f"{upload.key}.per-cent")
            st.caption(translate("reading.per_cent_like", found=first.found, result=first.readings[0][0]))
        if pressed:
            chosen.update({(item.row, item.column): item.readings[0][0] for item in shares})
            st.rerun()
    others = [item for item in draft.remarks.questions if item.code != _PER_CENT]
    if others:
        with st.form(f"{upload.key}.readings"):
            st.markdown(f"**{translate('reading.two', count=len(others))}**")
            answers = {}
            for item in others[:_MOST_ASKED]:
                worth = dict(item.readings)
                place = translate("staff.place", row=item.row, column=column_letter(item.column))
                answers[item.row, item.column] = st.radio(
                    translate("reading.two_of", place=place, found=item.found),
                    list(worth),
                    index=None,
                    format_func=_equation(worth),
                    horizontal=True,
                    key=f"{upload.key}.reading.{draft.batch.sheet}.{item.row}.{item.column}",
                )
            if len(others) > _MOST_ASKED:
                st.caption(translate("staff.more", count=len(others) - _MOST_ASKED))
            if st.form_submit_button(translate("staff.apply")):
                chosen.update({cell: answer for cell, answer in answers.items() if answer})
                st.rerun()
    if chosen and st.button(translate("reading.again", count=len(chosen)), type="tertiary"):
        chosen.clear()
        st.rerun()


def ask_typed_readings(
    slot: str, draft: Draft, entries: Mapping[int, Entry], chosen: MutableMapping[tuple[Key, str], str]
) -> None:
    """The same of figures that were typed in: what is answered holds as long as the figure is written so."""
    for item in draft.remarks.questions:
        entry = entries[item.row]
        worth = dict(item.readings)
        answer = st.radio(
            translate("reading.two_of", place=draft.labels[item.row], found=item.found),
            list(worth),
            index=None,
            format_func=_equation(worth),
            horizontal=True,
            key=f"{slot}.reading.{'.'.join(entry.key)}.{entry.value}",
        )
        if answer:
            chosen[entry.key, entry.value] = answer
            st.rerun()
    settled = [key for entry in entries.values() if (key := (entry.key, entry.value)) in chosen]
    if settled and st.button(
        translate("reading.again", count=len(settled)), type="tertiary", key=f"{slot}.reading-again"
    ):
        for key in settled:
            chosen.pop(key)
        st.rerun()


def _equation(worth: Mapping[str, str]) -> Callable[[str], str]:
    """A reading in words, and what it comes to where that is another thing."""
    return lambda text: _in_words(text) if worth[text] == text else f"{_in_words(text)} = {worth[text]}"


def _in_words(reading: str) -> str:
    """A reading that is a bound as people say it: 至少 2400 for >=2400."""
    found = read_bounded(reading)
    if not found.sign or found.cell.value is None:
        return reading
    amount = f"{found.cell.value:f}{found.cell.unit}"
    if found.upper is not None:
        return bound_words("..", amount, f"{found.upper:f}{found.cell.unit}")
    return bound_words(found.sign, amount)
