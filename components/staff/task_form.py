"""The fields of one report on progress: a state, three short texts, and what proves it; saved, it goes to the next."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

import streamlit as st
from markupsafe import Markup

from components.page import returns
from components.page.session import language, translate
from components.page.spoken import spoken
from components.page.tasks import statements_on, task_board, tasks
from components.page.templates import draw_html, render, script
from components.staff.once import finish, left_to_do, written
from components.staff.rights import NoRight, allowed, sees, writer_to
from components.staff.rounds import begin_round, next_round, round_of
from components.staff.saving import store
from components.staff.task_told import keep_faults, keep_refused, keep_told
from components.staff.unsaved import Form, gone, keep_unsaved
from gapboard.board.task_bodies import Subject
from gapboard.explain.periods import period_text
from gapboard.explain.tasks import open_steps_text, statement_text, subject_text
from gapboard.history import new_batch_id
from gapboard.intake.dates import plain_date, until_date
from gapboard.intake.evidence import MOST_BYTES, Attachment
from gapboard.intake.period import read_period
from gapboard.kernel.faults import DataFault, Fault
from gapboard.ledger import Period
from gapboard.ledger.evidence_files import MEDIA_TYPES
from gapboard.ledger.report import TASK, Progress, Report, Stage
from gapboard.ledger.report_rules import is_ahead
from gapboard.ledger.statements import Statement, statements
from gapboard.people.rights import Action

TEXTS = ("done", "planned", "obstacle")
_SOURCE = ("evidence_title", "evidence_url", "evidence_date")
_PERIOD = "taskform.period"
_FOCUS = "taskform:focus"
_SLOT = "taskform"
_NEXT = "taskform:next"
_LATE = 3.0  # seconds within which nobody goes back to what they have just saved
_READ = 1.0  # seconds within which nobody has read a question: a second click is none of its answer
_SENT = ("pdf", "png", "jpg", "jpeg", "docx", "xlsx")
assert set(MEDIA_TYPES) <= set(_SENT)


@dataclass(frozen=True)
class Fields:
    """What stands in the fields, and by whom."""

    period: str
    state: Progress | None
    delayed_to: str
    texts: dict[str, str]
    source: dict[str, str]
    sent: Any  # Streamlit's file, or nothing
    by: str

    def missing(self) -> list[str]:
        """Everything that must be said before anything is saved, as the keys of texts."""
        given = [bool(text) for text in self.source.values()]
        proved = bool(self.texts["done"] or all(given) or self.sent)
        found = {
            "state": self.state is None,
            "period": read_period(self.period).period is None,
            "delayed_to": self.state is Progress.DELAYED and not self.delayed_to,
            "source": any(given) and not all(given),
            "proof": self.state is Progress.DONE and not proved,
            "by": not self.by,
        }
        return [name for name, is_missing in found.items() if is_missing]


@dataclass(frozen=True)
class For:
    """What holds for every report that is typed now: of which body, for which period, by whom."""

    body: str
    period: str
    by: str


def asked_item() -> str:
    """The item that the address names. Right after a save it is the next one: a late click on the button comes with the
    address from before, and would bring back what is saved already."""
    asked = st.query_params.get("item", "")
    saved, after, at = st.session_state.get(_NEXT, ("", "", 0.0))
    if asked in ("", saved) and time.monotonic() - at < _LATE:
        st.query_params["item"] = after
        return str(after)
    return str(asked)


def ask_period() -> str:
    """The period of the reports, as it is typed: this month unless another one is."""
    typed: str = st.text_input(
        translate("task_form.period"),
        value=dt.date.today().strftime("%Y-%m"),
        help=translate("task_form.period_help"),
        key=_PERIOD,
        persist_state="session",
    )
    read = read_period(typed).period
    if read is None:
        st.error(translate("task_form.missing.period"))
    elif is_ahead(Period(read), dt.date.today()):
        st.error(Fault("", "period_ahead", details={"found": read}).what(language()))
    return typed


def report_on(item: Subject, now: For, after: str, returned: Report | None = None) -> None:
    """The form of one subject for who may report; what is saved leads to ``after``.

    It begins with what was ``returned``, to be mended: nobody types that again.
    """
    if not allowed(Action.WRITE):
        return
    slot = _slot(item.kind, item.id)
    turn = f"{slot}.{round_of(slot)}.{now.body}"
    _go_on(item, turn)
    names = ("state", "delayed_to", *TEXTS, *_SOURCE)
    given = _begin_with(returned, turn, names)
    form = Form(f"{slot}.{now.body}", turn, names, [state.value for state in Progress], {"period": _PERIOD}, given)
    keep_unsaved(form, partial(next_round, slot))
    if returned and given:
        _tell_given(returned, restored=form.was_restored)
    stood = {one.batch for one in statements_on(item.kind, item.id)}
    seen: set[str] = st.session_state.setdefault(f"{turn}.seen", stood)
    fields = _ask(item, now, turn)
    _wait_for_file()
    with st.container(key="task-save"):
        saved = st.button(
            translate("task_form.save"), type="primary", key=f"{turn}.save", shortcut="Ctrl+Enter", width="stretch"
        )
    if saved:
        if missing := fields.missing():
            keep_refused([translate(f"task_form.missing.{name}") for name in missing])
            st.rerun()
        elif steps := _contradicted(item, fields, turn):
            keep_refused([translate("task_form.contradicted", steps=steps)])
            st.rerun()
        else:
            _save(item, now, fields, after, turn, seen)


def _begin_with(returned: Report | None, turn: str, names: Sequence[str]) -> dict[str, str]:
    """What the fields of a ``turn`` began with: put there once, and only where nobody has typed anything yet."""
    key = f"{turn}.given"
    if returned and key not in st.session_state and not any(st.session_state.get(f"{turn}.{name}") for name in names):
        given = {name: str(getattr(returned, name)) for name in names}
        st.session_state[key] = {name: text for name, text in given.items() if text}
        for name, text in st.session_state[key].items():
            st.session_state[f"{turn}.{name}"] = text
    found: dict[str, str] = st.session_state.get(key, {})
    return found


def _tell_given(returned: Report, *, restored: bool) -> None:
    """That the fields hold what was returned, unless a draft does; a file has to be chosen again, for no page can."""
    told = [] if restored else [translate("task_form.given", period=period_text(returned.period, language()))]
    if returned.file:
        told.append(translate("task_form.given_file", file=returned.file))
    if told:
        st.info(" ".join(told) if language() == "en" else "".join(told), icon=":material/edit_note:")


def _contradicted(item: Subject, fields: Fields, turn: str) -> str:
    """What steps say against their task, which is said to be done as a whole; empty once somebody has read that."""
    if item.kind != TASK or fields.state is not Progress.DONE:
        return ""
    steps, now = open_steps_text(task_board().of[item.task.id], language()), time.monotonic()
    told, at = st.session_state.setdefault(f"{turn}.told", (steps, now))
    if told == steps and now - at > _READ:
        return ""
    st.session_state[f"{turn}.told"] = (steps, at if told == steps else now)
    return steps


def _go_on(item: Subject, turn: str) -> None:
    """The list comes to what is chosen; after another one was saved the keyboard goes on in the first field of it."""
    goes_on = st.session_state.get(_FOCUS) == item.id
    draw_html(render("staff/go_on.html", turn=turn, goes_on=goes_on, code=Markup(script("task_form"))), scripts=True)


def _wait_for_file() -> None:
    """Saving waits for a file that is on its way, and is refused while one stands there that did not arrive."""
    words = {name: translate(f"task_form.{name}") for name in ("sending", "refused")}
    draw_html(render("staff/unsent.html", words=words, code=Markup(script("unsent"))), scripts=True)


def _slot(kind: str, subject: str) -> str:
    """What the fields of one subject are called by: what is typed for the others stays when this one is saved."""
    return f"taskform.{kind}.{subject}"


def _ask(item: Subject, now: For, turn: str) -> Fields:
    state = st.radio(
        translate("task_form.state"),
        [one.value for one in Progress],
        index=None,
        format_func={one.value: translate(f"tasks.state.{one}") for one in Progress}.__getitem__,
        horizontal=True,
        key=spoken(f"{turn}.state"),
        persist_state="session",
    )
    delayed_to = ""
    if state == Progress.DELAYED:
        delayed_to = _line(turn, "delayed_to")
    texts = {name: _line(turn, name) for name in TEXTS}
    _offer_last(item, turn)  # behind the fields that it fills: Tab leads from the state to the first of them
    source = {}
    for name, place in zip(_SOURCE, st.columns([3, 4, 2]), strict=True):
        with place:
            source[name] = _line(turn, name)
    megabytes = MOST_BYTES // (1024 * 1024)
    sent = st.file_uploader(
        translate("task_form.file"), type=list(_SENT), max_upload_size=megabytes, key=f"{turn}.file"
    )
    return Fields(now.period, Progress(state) if state else None, delayed_to, texts, source, sent, now.by)


def _line(turn: str, name: str) -> str:
    """A field without a bound of its own: the browser would cut what is pasted without a word; the domain says so."""
    text = st.text_input(
        translate(f"task_form.field.{name}"),
        placeholder=translate(f"task_form.like.{name}"),
        key=f"{turn}.{name}",
        persist_state="session",
    )
    return (text or "").strip()


def _offer_last(item: Subject, turn: str) -> None:
    """A button that puts the texts of the last report into the fields, where there is one and they are empty."""
    last = next((one.said for one in statements_on(item.kind, item.id) if one.counts), None)
    texts = {name: getattr(last, name) for name in TEXTS} if last else {}
    if any(texts.values()):
        st.button(
            translate("task_form.as_last"), type="tertiary", key=f"{turn}.as_last", on_click=_fill, args=(turn, texts)
        )


def _fill(turn: str, texts: dict[str, str]) -> None:
    for name, text in texts.items():
        st.session_state[f"{turn}.{name}"] = text


def _save(item: Subject, now: For, fields: Fields, after: str, turn: str, seen: set[str]) -> None:
    left, before, writer, kept_reports = left_to_do(), written(_SLOT), writer_to(store()), returns.register()
    over = gone()
    others: list[Statement] = []
    number = round_of(_slot(item.kind, item.id)) + 1
    by = writer.signature(fields.by)
    sent = (fields.sent.name, fields.sent.getvalue()) if fields.sent else None
    refused: DataFault | NoRight | None = None
    with before.lock:  # nothing within touches Streamlit, where this run may be ended
        if turn not in before.turns:
            try:
                others = _not_seen(kept_reports, item, seen)
                if not others:
                    kept = writer.keep_evidence(*sent) if sent else None
                    report = _report(item, now, fields, by, kept)
                    held = writer.report([report])
                    before.turns.add(turn)
                    over.append(turn)
                    left.append(partial(_saved, report, held, after, number))
            except (DataFault, NoRight) as no:
                refused = no
    if others:
        seen.update(one.batch for one in others)
        keep_refused([_meanwhile(one) for one in others])
    elif isinstance(refused, DataFault):
        keep_faults(refused)
    elif refused:
        keep_refused([refused.text(language())])
    else:
        finish()
    st.rerun()


def _not_seen(register: returns.Register, item: Subject, seen: set[str]) -> list[Statement]:
    """What came in on the same item since its form was opened: nobody replaces it without having seen it."""
    found = statements(register.read())
    mine = [one for one in found if (one.said.kind, one.said.subject) == (item.kind, item.id)]
    return [one for one in mine if one.batch not in seen and (one.counts or one.waits)]


def _meanwhile(other: Statement) -> str:
    if not sees(other, tasks().bodies):
        return translate("task_form.meanwhile_waits")
    said = statement_text(tasks(), other, language())
    return translate("task_form.meanwhile", said=said, by=other.said.recorded_by)


def _report(item: Subject, now: For, fields: Fields, by: str, kept: Attachment | None) -> Report:
    at = dt.datetime.now().astimezone()
    return Report(
        kind=item.kind,
        subject=item.id,
        period=Period(read_period(fields.period).period or ""),
        body=now.body,
        state=fields.state or "",
        received_on=at.date(),
        file=kept.name if kept else "",
        sha256=kept.sha256 if kept else "",
        batch=new_batch_id(at, by),
        note="",
        recorded_at=at,
        recorded_by=by,
        delayed_to=until_date(fields.delayed_to),
        stage=Stage.CLAIMED,
        **fields.texts,
        **fields.source | {"evidence_date": plain_date(fields.source["evidence_date"])},
    )


def _saved(report: Report, held: bool, after: str, number: int) -> None:
    """Go on with empty fields, which are the round of that ``number``, and with what comes ``after``.

    Done again it does nothing: somebody may be typing the next report by then.
    """
    slot = _slot(report.kind, report.subject)
    if round_of(slot) >= number:
        return
    returns.look_again()
    state = translate(f"tasks.state.{report.state}")
    name = subject_text(tasks(), report.kind, report.subject, language())
    keep_told(translate(f"task_form.{'held' if held else 'saved'}", name=name, id=report.subject, state=state))
    st.session_state[_FOCUS] = after
    st.session_state[_NEXT] = (report.subject, after, time.monotonic())
    st.query_params["item"] = after
    begin_round(slot, number)
