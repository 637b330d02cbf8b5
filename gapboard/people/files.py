"""Who gets which file of evidence."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from gapboard.catalog import load_catalog
from gapboard.catalog.tasks import load_tasks
from gapboard.ledger import Store
from gapboard.ledger.evidence_files import EvidenceFiles
from gapboard.ledger.reports import open_reports
from gapboard.ledger.statements import statements
from gapboard.people.rights.person import Action, Person, allows, may
from gapboard.people.rights.scope import sees_all_of


@dataclass(frozen=True)
class EvidenceFile:
    """A file as it may be taken away."""

    name: str
    content: bytes


def evidence_file(person: Person, folder: Path, store: Store, sha256: str) -> EvidenceFile | None:
    """The file with this sum; ``None`` where no report on progress names it that ``person`` may see.

    Who reads sees what counts. Who reviews, or may report for the same body, also sees what waits, was returned or
    withdrawn. Raises ``NoRight`` for who may not read, and ``DataFault`` where the file is missing or not what it was.
    """
    may(person, Action.READ)
    found = [item for item in statements(open_reports(store).read()) if sha256 and item.said.sha256 == sha256]
    names = [item.said.file for item in found if item.counts or _may_see(person, folder, item.said.body)]
    if not names:
        return None
    content, _ = EvidenceFiles(folder).read(sha256)
    return EvidenceFile(names[-1], content)


def _may_see(person: Person, folder: Path, body: str) -> bool:
    """Whether what ``body`` reported may be seen before it counts and afterwards."""
    if not (allows(person, Action.WRITE) or allows(person, Action.REVIEW)):
        return False  # told apart first: the tasks are not read for whoever asks
    return sees_all_of(person, body, load_tasks(folder, load_catalog(folder / "targets.yaml")).bodies)
