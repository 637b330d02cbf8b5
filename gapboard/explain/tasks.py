"""How far the tasks are, in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping

from gapboard.assess import Assessment
from gapboard.board.tasks import WORST_FIRST, Grade, ItemState, TaskCounts, TaskState, count
from gapboard.catalog.tasks import Step, Task, Tasks
from gapboard.explain.periods import period_text
from gapboard.kernel.wording import say
from gapboard.ledger.report import TARGET, Progress
from gapboard.ledger.statements import Statement

Days = Callable[[str], str]
"""What writes a day, month or year of the register for its readers; as it stands there unless another is given."""

ORDER = (Progress.DELAYED, Progress.STOPPED, Progress.NOT_STARTED, Progress.UNDER_WAY, None)
"""The states that are not done as a reader wants them: first what asks for a deed, what is not known last."""


def state_text(state: Progress | None, language: str) -> str:
    """A state; that there is no report, where there is none."""
    return say(f"tasks.state.{state.value if state else 'none'}", language)


def grade_text(grade: Grade, language: str) -> str:
    """A grade of the warning sheet."""
    return say(f"tasks.grade.{grade.value}", language)


def task_counts_text(state: TaskState, language: str) -> str:
    """How the steps of one task stand: 3 of 5 steps done, 1 delayed, 1 no report."""
    if not state.steps:
        return state_text(state.whole.state, language)
    told = states_text(count([state]), language)
    if state.whole.state:
        told += say("tasks.counts.as_a_whole", language, state=state_text(state.whole.state, language))
    return told


def counts_text(counts: TaskCounts, language: str) -> str:
    """How many tasks some have, how many are done, how their steps stand, which adds up; then what asks for a deed.

    The latter is of the same steps seen from another side, so that it stands behind a stop of its own.
    """
    parts = [tasks_text(counts, language)]
    if counts.steps:
        parts.append(states_text(counts, language))
    besides = grade_counts(counts.grades, WORST_FIRST, language)
    if counts.unreported:
        key = "all_due" if counts.unreported == counts.steps else "unreported"
        besides.append(say(f"tasks.counts.{key}", language, count=counts.unreported))
    if counts.verified:
        besides.append(say("tasks.counts.verified", language, count=counts.verified))
    join = say("tasks.join", language).join
    return say("tasks.besides", language).join(filter(None, (join(parts), join(besides))))


def tasks_text(counts: TaskCounts, language: str) -> str:
    """How many tasks, how many of them are done, and how many are said to be while a step of theirs is not."""
    told = say("tasks.counts.tasks", language, tasks=counts.tasks, done=counts.done_tasks)
    if counts.contradicted:
        told += say("tasks.counts.contradicted", language, count=counts.contradicted)
    return told


def grade_counts(grades: Mapping[Grade, int], wanted: Iterable[Grade], language: str) -> list[str]:
    """How many of each grade, where there are any."""
    return [
        say("tasks.counts.grade", language, count=grades[grade], grade=grade_text(grade, language))
        for grade in wanted
        if grades[grade]
    ]


def whole_text(counts: TaskCounts, language: str) -> str:
    """How many tasks were reported on as a whole beside their steps, and how; empty where none was."""
    if not counts.whole:
        return ""
    parts = [
        say("tasks.counts.whole_state", language, count=counts.whole[state], state=state_text(state, language))
        for state in (Progress.DONE, *ORDER)
        if state and counts.whole[state]
    ]
    if counts.contradicted:
        parts[0] += say("tasks.counts.whole_contradicted", language, count=counts.contradicted)
    parts += [
        say("tasks.counts.whole_state", language, count=counts.whole_grades[grade], state=grade_text(grade, language))
        for grade in WORST_FIRST
        if counts.whole_grades[grade]
    ]
    told = say("tasks.join", language).join(parts)
    return say("tasks.counts.whole", language, count=counts.whole.total(), told=told)


def states_text(counts: TaskCounts, language: str) -> str:
    """How many of some steps are in each state; together they are all of them."""
    states, total = counts.states, counts.steps
    if states[None] == total:
        return say("tasks.counts.none_said", language, total=total)
    done = say("tasks.counts.of_steps", language, total=total, done=states[Progress.DONE])
    parts = [done + _published_text(counts, Progress.DONE, language)]
    parts += [state_count_text(counts, state, language) for state in ORDER if states[state]]
    return say("tasks.join", language).join(parts)


def state_count_text(counts: TaskCounts, state: Progress | None, language: str) -> str:
    """How many steps are in a state, and how many of them by what was published alone."""
    told = say("tasks.counts.state", language, count=counts.states[state], state=state_text(state, language))
    return told + _published_text(counts, state, language)


def _published_text(counts: TaskCounts, state: Progress | None, language: str) -> str:
    published = counts.published[state]
    if not published:
        return ""
    key = "all_published" if published == counts.states[state] else "published"
    return say(f"tasks.counts.{key}", language, count=published)


def due_text(item: ItemState, language: str, day: Days = str) -> str:
    """Until when, as the document states it, and to when it was delayed; ``day`` writes a day."""
    stated = stated_due(item.task, item.step, language, day)
    if item.agreed is None:
        return stated
    year_end = (item.agreed.month, item.agreed.day) == (12, 31)
    agreed = say("tasks.due.agreed_year", language, year=item.agreed.year) if year_end else day(item.agreed.isoformat())
    return say("tasks.due.agreed", language, due=stated, agreed=agreed)


def stated_due(task: Task, step: Step | None, language: str, day: Days = str) -> str:
    """Until when, as the document states it; that it states nothing, where it does not."""
    due = (step.due if step else None) or task.due
    if due is None:
        return say("tasks.due.none", language)
    if isinstance(due, int):
        return say("tasks.due.year", language, year=due)
    return say("tasks.due.day", language, day=day(due.isoformat()))


def graded_text(item: ItemState, language: str) -> str:
    """How far its date is away, or past; empty where nothing asks for a deed."""
    if item.unreported:
        key = "by_no_body" if item.said else "unreported"
        return say(f"tasks.graded.{key}", language, days=item.days)
    if item.grade is None:
        return ""
    key = item.grade.value if item.days else f"{item.grade.value}_today"
    return say(f"tasks.graded.{key}", language, days=item.days)


def bodies_text(tasks: Tasks, statement: Statement, language: str) -> str:
    """Who reported it: a body, or nobody but who entered it."""
    body = tasks.bodies.get(statement.said.body)
    if body is None:
        return say("tasks.said.by_office", language)
    return say("tasks.said.by_body", language, body=body.label(language))


def statement_text(tasks: Tasks, statement: Statement, language: str) -> str:
    """What was said, of which period, by whom, when it came in."""
    said = statement.said
    return say(
        "tasks.said.line",
        language,
        period=period_text(said.period, language),
        state=state_text(statement.state, language),
        by=bodies_text(tasks, statement, language),
        day=said.received_on.isoformat(),
    )


def standing_text(statement: Statement, language: str, day: Days = str, *, waiting: bool = False) -> str:
    """Whether it was verified, and by whom; else its stage.

    ``waiting`` tells what it waits for instead, for those who see that.
    """
    if waiting and statement.waits:
        return say(f"tasks.said.{statement.stage.value}", language)
    if statement.is_verified and statement.verified:
        row = statement.verified
        on = day(row.recorded_at.date().isoformat())
        return say("tasks.said.verified", language, by=row.recorded_by, day=on)
    if statement.counts:
        return say("tasks.said.claimed", language)
    return say(f"tasks.stage.{statement.stage.value}", language)


def details_of(statement: Statement, language: str) -> list[str]:
    """What was done, what comes next, what stands in the way, as far as they were told, and a remark."""
    said = statement.said
    texts = {name: getattr(said, name) for name in ("done", "planned", "obstacle", "note")}
    return [say(f"tasks.said.{name}", language, text=text) for name, text in texts.items() if text]


def evidence_texts(statement: Statement, language: str, day: Days = str) -> list[str]:
    """What proves it: something published with its date, a file; that nothing does, where nothing does."""
    said, found = statement.said, []
    if said.evidence_url:
        found.append(say("tasks.said.published", language, title=said.evidence_title, day=day(said.evidence_date)))
    if said.sha256:
        found.append(say("tasks.said.file", language, file=said.file))
    return found or [say("tasks.said.no_evidence", language)]


def both_text(missed: Iterable[Assessment], tasks: Tasks, language: str) -> str:
    """That a task was reported as done, and which figures of its item were missed."""
    names = [tasks.catalog.label(item.target, language) for item in missed]
    return say("tasks.both", language, targets=say("fault.place.join", language).join(names))


def at_odds_text(state: TaskState, language: str) -> str:
    """That steps were reported as not finished though their task is said to be done; empty where none was."""
    odds = len(state.at_odds)
    return say("tasks.at_odds", language, count=odds) if odds else ""


def open_steps_text(state: TaskState, language: str) -> str:
    """How the steps stand that are neither done nor stopped, as far as anybody said; empty where there are none."""
    found = Counter(item.state for item in state.steps)
    parts = [
        say("tasks.counts.state", language, count=found[kind], state=state_text(kind, language))
        for kind in ORDER
        if found[kind] and kind is not Progress.STOPPED
    ]
    return say("tasks.join", language).join(parts)


def subject_text(tasks: Tasks, kind: str, subject: str, language: str) -> str:
    """What a report is about, by name; its id where there is nothing of that id any more."""
    if kind == TARGET:
        target = tasks.catalog.targets.get(subject)
        return tasks.catalog.label(target, language) if target else subject
    found = tasks.steps.get(subject) or tasks.tasks.get(subject)
    return found.label(language) if found else subject
