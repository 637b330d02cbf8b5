"""Hold ``data/tasks.yaml`` against the documents that it quotes, sentence by sentence.

    python tools/task_coverage.py FOLDER [DATA]

FOLDER has the text of each document as ID.txt, where ID is the document's in ``targets.yaml``; DATA is the data folder.
Told is every sentence with a word of duty that no step and no ``left_out`` covers, every quote that is not in its
document word for word (……, in a quote, stands for words of the document that are left out between its parts), every
of a body likewise, every step after one that the document has later, and
every target that belongs to no task. Blanks and line breaks do not count. Ends with 1 where something is told, 2 where
a file is missing or faulty.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path

from gapboard.catalog import load_catalog
from gapboard.catalog.tasks import Tasks, load_tasks
from gapboard.kernel.faults import DataFault

DUTY = re.compile(
    "建设|推进|完成|启动|出台|建立|实施|加快|打造|提升|开展|组织|落实|制定|编制|举办|新增|培育"
    "|支持|争取|引进|推动|健全|完善|加强|强化|深化|优化|探索|创建|成立|设立|申报|改造|整治|推广"
    "|构建|布局|引导|鼓励|拓展|建成|开工|推行|保障|扩大|促进|做好|确保|力争"
)
"""Words with which a document says that something is to be done."""
_LEFT_OUT = "……"
_ENDS = re.compile(r"[。；;！]")
_BLANKS = re.compile(r"\s+")
_SHOWN = 90  # characters of a sentence


def main(arguments: list[str]) -> int:
    """Print what is not covered; the status that the command ends with."""
    if not 1 <= len(arguments) <= 2:
        print(__doc__, file=sys.stderr)
        return 2
    folder, data = Path(arguments[0]), Path(arguments[1] if len(arguments) > 1 else "data")
    try:
        tasks = load_tasks(data, load_catalog(data / "targets.yaml"))
        found = list(untold(tasks, texts_of(tasks, folder)))
    except (DataFault, OSError) as fault:
        print(fault, file=sys.stderr)
        return 2
    for line in found:
        print(line)
    print(f"{len(tasks.tasks)} tasks, {len(tasks.steps)} steps, {len(found)} to be looked at")
    return 1 if found else 0


def texts_of(tasks: Tasks, folder: Path) -> dict[str, str]:
    """The text of each document of the catalogue. Raises ``OSError`` for one that is not there."""
    return {ident: (folder / f"{ident}.txt").read_text(encoding="utf-8") for ident in tasks.catalog.documents}


def untold(tasks: Tasks, texts: dict[str, str]) -> Iterator[str]:
    """Everything that is not covered, a line each, document by document."""
    for document, text in texts.items():
        whole = _bare(text)
        quotes = list(_quotes(tasks, document))
        for where, quote in quotes + list(_names(tasks, document)):
            if _place(quote, whole) < 0:
                yield f"{document}: not word for word: {where}: {quote}"
        for task in tasks.of_document(document):
            yield from _out_of_order(document, [(step.id, step.text) for step in task.steps], whole)
        bare = [parts for _, quote in quotes if (parts := _parts(quote))]
        for sentence in sentences(text):
            said = _bare(sentence)
            if DUTY.search(said) and not any(_covers(parts, said) for parts in bare):
                yield f"{document}: in no step and not left out: {sentence[:_SHOWN]}"
    for target in tasks.catalog.targets.values():
        if target.document in texts and not tasks.of_target(target.id):
            yield f"{target.document}: target in no task: {target.id}, item {target.item}"


def _out_of_order(document: str, steps: list[tuple[str, str]], whole: str) -> Iterator[str]:
    """Steps that the document has before the one they follow; of words that it has twice nothing is told."""
    before = -1
    for where, quote in steps:
        # What two steps share stands before either: a step is where the words are that are its own, the longest.
        own = max(_parts(quote), key=len, default="")
        if whole.count(own) == 1:
            at = whole.index(own)
            if at < before:
                yield f"{document}: not in the document's order: {where}"
            before = at


def _parts(quote: str) -> list[str]:
    """The parts of a quote between which words are left out, without blanks."""
    return [part for part in _bare(quote).split(_LEFT_OUT) if part]


def _place(quote: str, whole: str) -> int:
    """Where a quote begins in a document, its parts one after the other in one sentence; -1 where it is not there."""
    pattern = r"[^。；;！]*?".join(re.escape(part) for part in _parts(quote))
    found = re.search(pattern, whole)
    return found.start() if found else -1


def _covers(parts: list[str], said: str) -> bool:
    """Whether a quote is of a sentence: it is in it, or the sentence in the quote."""
    return all(part in said for part in parts) or said in parts[0]


def sentences(text: str) -> list[str]:
    """The sentences of a document; the end of a line ends one as well."""
    return [part.strip() for line in text.splitlines() for part in _ENDS.split(line) if part.strip()]


def _quotes(tasks: Tasks, document: str) -> Iterator[tuple[str, str]]:
    """Where it stands, and what was quoted from a document."""
    for task in tasks.of_document(document):
        yield from ((step.id, step.text) for step in task.steps)
    for number, item in enumerate(tasks.content.left_out, 1):
        if item.document == document:
            yield f"left_out[{number}]", item.text


def _names(tasks: Tasks, document: str) -> Iterator[tuple[str, str]]:
    for task in tasks.of_document(document):
        yield from ((task.id, name) for name in (*task.lead, *task.responsible))


def _bare(text: str) -> str:
    """The text without blanks, ideographic ones included."""
    return _BLANKS.sub("", text)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
