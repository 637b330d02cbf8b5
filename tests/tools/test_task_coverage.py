"""The check of ``tasks.yaml`` against the documents, on a small made-up document."""

import importlib.util
from pathlib import Path

import pytest

from tests.gapboard.catalog.test_compiled import GOOD

ROOT = Path(__file__).parents[2]
_SPEC = importlib.util.spec_from_file_location("task_coverage", ROOT / "tools" / "task_coverage.py")
coverage = importlib.util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(coverage)

DOCUMENT = """\
一、交通
（一）国际航空 枢纽。力争年内启动
机场建设；推进口岸升级。以新思想为指导，加快发展！
天气很好。达到100亿元。
牵头单位：甲局；责任单位：乙局
"""
TASKS = """\
bodies:
  - {id: a, name: 甲局, name_en: A, region: here}
  - {id: b, name: 乙局, name_en: B, region: here}
tasks:
  - id: p-1
    document: plan
    item: （一）
    under: 交通
    under_en: Transport
    name: 国际航空枢纽
    name_en: Aviation hub
    kind: build
    lead: [甲局]
    responsible: [乙局]
    targets: [gdp-2025, ahead-2025]
    steps:
      - {id: p-1.1, text: 力争年内启动机场建设, en: Start the airport}
      - {id: p-1.2, text: 推进口岸升级, en: Raise the port}
left_out:
  - {document: plan, text: 以新思想为指导, reason: principle}
"""


@pytest.fixture
def run(tmp_path: Path, capsys):
    """Run it over ``TASKS`` and ``DOCUMENT``, changed; what it ends with, and the lines it told."""

    def run(old: str = "", new: str = "", document: str = DOCUMENT) -> tuple[int, list[str]]:
        (tmp_path / "targets.yaml").write_bytes(GOOD)
        (tmp_path / "tasks.yaml").write_text(TASKS.replace(old, new) if old else TASKS, encoding="utf-8")
        (tmp_path / "plan.txt").write_text(document, encoding="utf-8")
        ended = coverage.main([str(tmp_path), str(tmp_path)])
        return ended, capsys.readouterr().out.splitlines()

    return run


def test_words_may_be_left_out_of_a_quote_within_one_sentence(run) -> None:
    """So that a step that shares its verb with another reads as what is to be done."""
    document = DOCUMENT.replace("推进口岸升级", "推进口岸、仓库和货站升级")
    split = """{id: p-1.2, text: 推进……仓库……升级, en: Raise the stores}"""
    assert run("{id: p-1.2, text: 推进口岸升级, en: Raise the port}", split, document)[0] == 0
    for wrong in ("推进……车站……升级", "推进……仓库……发展"):  # not there; in another sentence
        ended, lines = run(
            "{id: p-1.2, text: 推进口岸升级, en: Raise the port}", split.replace("推进……仓库……升级", wrong), document
        )
        assert ended == 1 and f"plan: not word for word: p-1.2: {wrong}" in lines


def test_all_is_covered_and_blanks_and_breaks_do_not_count(run) -> None:
    # The sentence that a line ends in the middle of is covered by the quote that holds both its parts.
    assert run() == (0, ["1 tasks, 2 steps, 0 to be looked at"])


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("text: 推进口岸升级", "text: 天气很好", "plan: in no step and not left out: 推进口岸升级"),
        ("text: 以新思想为指导", "text: 天气很好", "plan: in no step and not left out: 以新思想为指导，加快发展"),
        ("text: 推进口岸升级", "text: 推进口岸的升级", "plan: not word for word: p-1.2: 推进口岸的升级"),
        ("text: 以新思想为指导", "text: 以旧思想为指导", "plan: not word for word: left_out[1]: 以旧思想为指导"),
        ("[gdp-2025, ahead-2025]", "[gdp-2025]", "plan: target in no task: ahead-2025, item 2"),
        ("name: 乙局,", "name: 乙局, aliases: [丙局],", None),
    ],
)
def test_what_is_not_covered_is_told(run, old: str, new: str, told: str | None) -> None:
    ended, lines = run(old, new)
    assert ended == (1 if told else 0)
    assert told is None or told in lines


def test_a_step_before_one_that_the_document_has_first_is_told(run) -> None:
    first, second = (
        "      - {id: p-1.1, text: 力争年内启动机场建设, en: Start the airport}\n",
        "      - {id: p-1.2, text: 推进口岸升级, en: Raise the port}\n",
    )
    told = ["plan: not in the document's order: p-1.1", "1 tasks, 2 steps, 1 to be looked at"]
    assert run(first + second, second + first) == (1, told)


def test_a_body_that_the_document_does_not_print_is_told(run) -> None:
    assert run(document=DOCUMENT.replace("乙局", "丁局")) == (
        1,
        ["plan: not word for word: p-1: 乙局", "1 tasks, 2 steps, 1 to be looked at"],
    )


def test_a_faulty_file_or_a_missing_document_is_another_end(run, tmp_path: Path, capsys) -> None:
    assert run("kind: build", "kind: dull")[0] == 2
    assert coverage.main([str(tmp_path / "nowhere"), str(tmp_path)]) == 2
    assert coverage.main([]) == 2
