"""``tasks.yaml``: every fault is told with its code, line, record and field; who does what; what belongs together."""

import datetime as dt
from pathlib import Path

import pytest

from gapboard.board import Board, Filters
from gapboard.catalog import Catalog, compiled
from gapboard.catalog.tasks import FILE, Tasks, load_tasks
from gapboard.export.briefing import filters_in_words
from gapboard.kernel.faults import DataFault
from tests.gapboard import builder

_ONE = builder.catalog(
    [builder.target("t"), builder.target("u", indicator="y"), builder.target("other", document="plan")],
    [builder.indicator("x"), builder.indicator("y")],
    bodies=[builder.body("a", "甲局", aliases=("甲",)), builder.body("all", "各县", collective=True)],
)
# A second document, with a target of its own.
_SECOND = _ONE.content.documents[0].model_copy(update={"id": "older", "region": "city"})
CATALOG = Catalog(
    _ONE.content.model_copy(
        update={
            "documents": (*_ONE.content.documents, _SECOND),
            "targets": (*_ONE.content.targets[:2], _ONE.content.targets[2].model_copy(update={"document": "older"})),
        }
    )
)
GOOD = """\
bodies:
  - id: b
    name: 乙局
    name_en: Bureau B
    region: here
  - id: city-a
    name: 甲局
    name_en: Bureau A of the city
    region: city
tasks:
  - id: p-1
    document: plan
    item: '1'
    under: 交通
    under_en: Transport
    name: 机场
    name_en: Airport
    kind: build
    lead: [甲局]
    responsible: [乙局, 甲, 各县]
    due: 2022
    targets: [t, u]
    steps:
      - id: p-1.1
        text: 开工建设新机场
        en: Start building the airport
      - id: p-1.2
        text: 建成新机场
        en: Finish the airport
        due: 2021-06-30
  - id: o-1
    document: older
    item: 一
    under: 保障
    under_en: Safeguards
    name: 考核
    name_en: Appraisal
    kind: reporting
    responsible: [甲局]
left_out:
  - document: plan
    text: 以新思想为指导
    reason: principle
"""


def load(folder: Path, text: str, catalog: Catalog = CATALOG) -> Tasks:
    (folder / FILE).write_text(text, encoding="utf-8")
    return load_tasks(folder, catalog)


@pytest.fixture
def tasks(tmp_path: Path) -> Tasks:
    return load(tmp_path, GOOD)


def ids(records) -> list[str]:
    return [record.id for record in records]


def test_tasks_and_steps_in_the_documents_order(tasks: Tasks) -> None:
    assert (ids(tasks.of_document("plan")), ids(tasks.of_document("older"))) == (["p-1"], ["o-1"])
    assert tasks.of_document("nowhere") == ()
    assert list(tasks.steps) == ["p-1.1", "p-1.2"]
    assert tasks.of_step["p-1.2"].id == "p-1"
    step = tasks.steps["p-1.1"]
    assert (step.label("zh"), step.label("en")) == ("开工建设新机场", "Start building the airport")


def test_who_leads_and_who_takes_part(tasks: Tasks) -> None:
    task = tasks.tasks["p-1"]
    assert ids(tasks.leading(task)) == ["a"]
    assert ids(tasks.taking_part(task)) == ["b", "all"]  # 甲 leads already
    assert ids(tasks.answering(task)) == ["a", "b", "all"]
    led = {
        body: [task.id for task in tasks.tasks.values() if body in ids(tasks.leading(task))] for body in tasks.bodies
    }
    shared = {body: [task.id for task in tasks.tasks.values() if body in ids(tasks.taking_part(task))] for body in led}
    assert (led["a"], shared["a"]) == (["p-1"], [])
    assert (led["b"], shared["b"]) == ([], ["p-1"])
    # The same name is another bureau where the document is about the city.
    assert shared["city-a"] == ["o-1"]
    assert tasks.bodies["b"].name_en == "Bureau B"


def test_whom_tasks_name_and_what_a_briefing_calls_a_body_of_tasks_only(tasks: Tasks) -> None:
    """b and city-a stand in the file of tasks alone: without it, an id is all that is known of them."""
    assert list(tasks.named) == ["a", "all", "b", "city-a"]
    board = Board(CATALOG, builder.ledger({}), dt.date(2026, 6, 30))
    assert filters_in_words(board, Filters(body="b"), "zh", tasks) == [("责任单位", "乙局")]
    assert filters_in_words(board, Filters(body="b"), "en") == [("Responsible body", "b")]


def test_a_task_and_the_figures_of_its_item(tasks: Tasks) -> None:
    task = tasks.tasks["p-1"]
    assert ids(tasks.targets_of(task)) == ["t", "u"]
    assert ids(tasks.of_target("u")) == ["p-1"]
    assert tasks.of_target("other") == ()
    assert ids(tasks.themes(task)) == ["all"]
    assert tasks.themes(tasks.tasks["o-1"]) == ()


def test_a_year_is_until_its_last_day_and_a_step_may_have_its_own(tasks: Tasks) -> None:
    task = tasks.tasks["p-1"]
    assert tasks.last_day(task) == tasks.last_day(task, tasks.steps["p-1.1"]) == dt.date(2022, 12, 31)
    assert tasks.last_day(task, tasks.steps["p-1.2"]) == dt.date(2021, 6, 30)
    assert tasks.last_day(tasks.tasks["o-1"]) is None


def test_without_a_file_there_are_no_tasks(tmp_path: Path) -> None:
    found = load_tasks(tmp_path, CATALOG)
    assert (found.tasks, list(found.bodies)) == ({}, ["a", "all"])


@pytest.mark.parametrize(
    ("old", "new", "code", "line", "record", "field"),
    [
        pytest.param("kind: build", "kind: works", "not_allowed", 18, "p-1", "kind", id="kind"),
        pytest.param("due: 2022", "due: 1022", "not_a_due", 21, "p-1", "due", id="due-year"),
        pytest.param("due: 2022", "due: 年底", "not_a_due", 21, "p-1", "due", id="due-text"),
        pytest.param("due: 2022", "due: 2022-02-30", "not_a_due", 21, "p-1", "due", id="due-no-day"),
        pytest.param("due: 2022", "due: 2022-01-01 10:00:00", "not_a_due", 21, "p-1", "due", id="due-moment"),
        pytest.param("due: 2022", "due: true", "not_a_due", 21, "p-1", "due", id="due-true"),
        pytest.param("document: older", "document: odler", "unknown_id", 32, "o-1", "document", id="document"),
        pytest.param("[t, u]", "[t, v]", "unknown_id", 22, "p-1", "targets.1", id="target"),
        pytest.param("[t, u]", "[t, other]", "other_document", 22, "p-1", "targets.1", id="other-document"),
        pytest.param("lead: [甲局]", "lead: [丙局]", "unknown_body", 19, "p-1", "lead.0", id="lead"),
        pytest.param("[乙局, 甲, 各县]", "[丁]", "unknown_body", 20, "p-1", "responsible.0", id="responsible"),
        pytest.param("region: city", "region: moon", "unknown_id", 9, "city-a", "region", id="region"),
        pytest.param("id: b\n", "id: a\n", "repeated_id", 2, "a", "id", id="body-id"),
        pytest.param("name: 乙局", "name: 乙局\n    aliases: [甲]", "repeated_name", 4, "b", "aliases.0", id="alias"),
        pytest.param("id: p-1.2", "id: p-1.1", "repeated_id", 27, "p-1", "steps.1.id", id="step-twice"),
        pytest.param("id: p-1.2", "id: p-12", "step_id", 27, "p-1", "steps.1.id", id="step-id"),
        pytest.param("建成新机场", "建" * 61, "text_too_long", 28, "p-1", "steps.1.text", id="long"),
        pytest.param("en: Start", "eng: Start", "missing_field", 24, "p-1", "steps.0.en", id="en"),
        pytest.param("kind: rep", "note: 注\n    kind: rep", "one_language_only", 31, "o-1", "tasks", id="note"),
        pytest.param("reason: principle", "reason: dull", "not_allowed", 43, "left_out[1]", "reason", id="reason"),
        pytest.param(
            "left_out:\n  - document: plan", "left_out:\n  - document: plna",
            "unknown_id", 41, "left_out[1]", "document", id="left-out",
        ),
    ],
)  # fmt: skip
def test_faults(tmp_path: Path, old: str, new: str, code: str, line: int, record: str, field: str) -> None:
    assert GOOD.count(old) == 1
    with pytest.raises(DataFault) as caught:
        load(tmp_path, GOOD.replace(old, new))
    found = [(fault.code, fault.line, fault.record, fault.field) for fault in caught.value.faults]
    assert (code, line, record, field) in found
    # What else follows from it: names that are another's as well or nobody's now, a key that is none.
    assert len(found) == 1 or {item[0] for item in found} - {code} <= {"repeated_name", "unknown_body", "unknown_field"}
    for fault in caught.value.faults:
        assert fault.file == FILE
        for language in ("zh", "en"):
            assert "{" not in fault.text(language)


def test_a_second_reading_asks_the_catalogue_again_but_does_not_parse(tmp_path: Path, monkeypatch) -> None:
    before = load(tmp_path, GOOD).content
    assert compiled.place_of(tmp_path / FILE).exists()
    with monkeypatch.context() as patch:
        patch.setattr("gapboard.kernel.yaml_text.load", lambda text: pytest.fail("the text was parsed"))
        assert load_tasks(tmp_path, CATALOG).content == before
    # The catalogue has lost a body since: the tasks are refused, though their own file is as it was.
    fewer = Catalog(CATALOG.content.model_copy(update={"bodies": CATALOG.content.bodies[1:]}))
    with pytest.raises(DataFault) as caught:
        load_tasks(tmp_path, fewer)
    assert [(fault.code, fault.line, fault.field) for fault in caught.value.faults] == [
        ("unknown_body", 20, "responsible.1")
    ]
