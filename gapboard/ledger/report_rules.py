"""The rules of the register: what the texts of a row must be, and what may follow on what."""

from __future__ import annotations

import dataclasses
import datetime as dt
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from urllib.parse import urlsplit

from gapboard.kernel.faults import Fault
from gapboard.ledger.observation import Period
from gapboard.ledger.report import PROGRESS_KINDS, RETURN, STATES, Progress, Report, Stage
from gapboard.ledger.report_table import COLUMNS, FIRST_COLUMNS
from gapboard.ledger.row_rules import FIRST_YEAR, LAST_YEAR, UNFIT, as_moment, as_period, short

LONGEST = {
    **dict.fromkeys(("done", "planned", "obstacle"), 500),
    "note": 1000,
    "evidence_title": 200,
    "evidence_url": 2000,
    "file": 120,
}
"""How many characters a text of a report on progress may have."""
_SHA256 = re.compile(r"[0-9a-f]{64}")
_REQUIRED = ("subject", "batch", "recorded_by")
_OF_PROGRESS = COLUMNS[len(FIRST_COLUMNS) :]
_SOURCE = ("evidence_title", "evidence_url", "evidence_date")
# What a later row of the same report may say otherwise.
_OF_THE_ROW = frozenset({"stage", "note", "recorded_at", "recorded_by", "recorded_as"})

FIRST_STAGES = (Stage.HELD, Stage.CLAIMED)
AFTER: Mapping[Stage, tuple[Stage, ...]] = {
    Stage.HELD: (Stage.CLAIMED, Stage.SENT_BACK, Stage.WITHDRAWN),
    Stage.CLAIMED: (Stage.VERIFIED, Stage.SENT_BACK, Stage.WITHDRAWING, Stage.WITHDRAWN),
    Stage.VERIFIED: (Stage.WITHDRAWING, Stage.WITHDRAWN),
    Stage.WITHDRAWING: (Stage.WITHDRAWN, Stage.CLAIMED, Stage.VERIFIED),  # the last as it was before
    Stage.WITHDRAWN: (),
    Stage.SENT_BACK: (),
}
"""What may become of a report on progress, by its stage."""

# Between which stages another person leads than the one whose row it is judged by: the first, or the last before it.
_BY_ANOTHER: Mapping[tuple[str, str], Callable[[Report, Report], Report]] = {
    (Stage.HELD, Stage.CLAIMED): lambda first, last: last,
    (Stage.HELD, Stage.SENT_BACK): lambda first, last: last,
    (Stage.CLAIMED, Stage.VERIFIED): lambda first, last: first,
    (Stage.CLAIMED, Stage.SENT_BACK): lambda first, last: first,
    (Stage.WITHDRAWING, Stage.WITHDRAWN): lambda first, last: last,
}


def row_faults(entry: object, file: str, line: int | None) -> Iterator[Fault]:
    """Everything that is wrong with one row of the register."""
    if not isinstance(entry, Mapping) or not set(FIRST_COLUMNS) <= set(entry) <= set(COLUMNS):
        yield Fault(file, "bad_entry", line)
        return
    texts = whole(entry)
    record = short(" ".join(texts[name] for name in ("subject", "period", "body") if texts[name]))

    def fault(code: str, field: str, **details: object) -> Fault:
        return Fault(file, code, line, record, field, {"found": short(texts[field])} | details)

    for name in (*_REQUIRED, *(("body",) if texts["kind"] == RETURN else ())):
        if not texts[name].strip():
            yield fault("missing_field", name)
    if texts["kind"] not in STATES:
        yield fault("not_allowed", "kind", expected=", ".join(STATES))
    elif texts["state"] not in STATES[texts["kind"]]:
        yield fault("not_allowed", "state", expected=", ".join(STATES[texts["kind"]]))
    if as_period(texts["period"]) is None:
        yield fault("bad_period", "period")
    if as_day(texts["received_on"]) is None:
        yield fault("not_a_date", "received_on")
    if texts["sha256"] and not _SHA256.fullmatch(texts["sha256"]):
        yield fault("bad_hash", "sha256")
    if as_moment(texts["recorded_at"]) is None:
        yield fault("bad_time", "recorded_at")
    for name, text in texts.items():
        if unfit := UNFIT.search(text):
            yield fault("bad_character", name, found=f"U+{ord(unfit[0]):04X}")
    if texts["kind"] in PROGRESS_KINDS:
        for code, name, details in _of_progress(texts):
            yield fault(code, name, **details)
    else:
        for name in _OF_PROGRESS:
            if texts[name]:
                yield fault("of_progress_only", name)


def whole(entry: Mapping[str, object]) -> dict[str, str]:
    """The texts of a row; a row from before a column was there is empty in it."""
    return dict.fromkeys(COLUMNS, "") | {name: str(text) for name, text in entry.items()}


def sequel_faults(before: Iterable[Report], added: Iterable[Report], file: str) -> Iterator[Fault]:
    """What of ``added`` cannot follow on ``before``: what the register holds.

    A report on progress begins with a row of its own. Each later row of its batch tells its next stage and nothing
    else, and who decides about it, or verifies it, is not who is decided about.
    """
    rows: dict[str, list[Report]] = {}
    for report in before:
        rows.setdefault(report.batch, []).append(report)
    for report in added:
        known = rows.setdefault(report.batch, [])
        if any(row.kind in PROGRESS_KINDS for row in (*known, report)):
            for code, field, details in _sequel(known, report):
                yield Fault(file, code, None, short(" ".join(filter(None, report.key))), field, details)
        known.append(report)


def _sequel(known: Sequence[Report], report: Report) -> Iterator[tuple[str, str, dict[str, str]]]:
    if report.stage not in _may_follow(known):
        yield "stage_cannot_follow", "stage", {"found": known[-1].stage if known else "–", "expected": report.stage}
        return
    if not known:
        return
    first, last = known[0], known[-1]
    for field in (item.name for item in dataclasses.fields(Report)):
        if field not in _OF_THE_ROW and getattr(report, field) != getattr(last, field):
            yield "says_otherwise", field, {"found": short(str(getattr(report, field)))}
    if is_own(first, last, report):
        yield "own_report", "recorded_by", {"found": short(report.recorded_by)}


def is_own(first: Report, last: Report, after: Report) -> bool:
    """Whether the row ``after`` would decide about, or verify, what its own recorder did."""
    judged = _BY_ANOTHER.get((last.stage, after.stage))
    return judged is not None and is_same(judged(first, last), after)


def _may_follow(known: Sequence[Report]) -> tuple[str, ...]:
    if not known:
        return FIRST_STAGES
    last = known[-1].stage
    if last == Stage.WITHDRAWING:  # it is withdrawn, or stands again as it did
        return (Stage.WITHDRAWN, known[-2].stage)
    return AFTER[Stage(last)] if last else ()


def is_same(one: Report, other: Report) -> bool:
    """Whether two rows were recorded by the same person: by name, or by what the provider calls them for good."""
    return one.recorded_by == other.recorded_by or (bool(one.recorded_as) and one.recorded_as == other.recorded_as)


def _of_progress(texts: Mapping[str, str]) -> Iterator[tuple[str, str, dict[str, object]]]:
    """Code, field and details of what is wrong with a report on progress beyond what every row needs."""
    if texts["stage"] not in list(Stage):
        yield "not_allowed", "stage", {"expected": ", ".join(Stage)}
    if (texts["state"] == Progress.DELAYED) != bool(texts["delayed_to"]):
        yield ("delayed_to_what" if not texts["delayed_to"] else "not_delayed"), "delayed_to", {}
    elif texts["delayed_to"] and not is_part_of_date(texts["delayed_to"], lengths=(4, 10)):
        yield "not_a_due", "delayed_to", {}
    day, period = as_day(texts["received_on"]), as_period(texts["period"])
    if day and period and is_ahead(period, day):
        yield "period_ahead", "period", {}
    if any(texts[name] for name in _SOURCE):
        for name in _SOURCE:
            if not texts[name].strip():
                yield "missing_field", name, {}
    if texts["evidence_url"] and not _is_address(texts["evidence_url"]):
        yield "bad_web_address", "evidence_url", {}
    if texts["evidence_date"] and not is_part_of_date(texts["evidence_date"], lengths=(4, 7, 10)):
        yield "not_a_date", "evidence_date", {}
    if bool(texts["file"]) != bool(texts["sha256"]):
        yield "missing_field", ("file" if texts["sha256"] else "sha256"), {}
    for name, most in LONGEST.items():
        if len(texts[name]) > most:
            yield "text_too_long", name, {"limit": f"≤ {most}"}


def as_day(text: str) -> dt.date | None:
    """The day that ``text`` writes as 2026-03-20, or ``None``."""
    try:
        found = dt.date.fromisoformat(text)
    except ValueError:
        return None
    return found if found.isoformat() == text else None


def is_part_of_date(text: str, lengths: tuple[int, ...] = (4, 7, 10)) -> bool:
    """Whether ``text`` is a year, a month of one or a day, of one of these lengths."""
    day = as_day(text + "-01-01"[len(text) - 4 :] if len(text) < 10 else text) if text.isascii() else None
    return len(text) in lengths and day is not None and FIRST_YEAR <= day.year <= LAST_YEAR


def is_ahead(period: Period, day: dt.date) -> bool:
    """Whether a period has not begun on a day."""
    first = period.text.partition("/")[0]
    return (day.year, day.month) < (int(first[:4]), int(first[5:] or 1))


def _is_address(text: str) -> bool:
    try:
        found = urlsplit(text)
        return found.scheme in ("http", "https") and bool(found.hostname) and not any(map(str.isspace, text))
    except ValueError:
        return False
