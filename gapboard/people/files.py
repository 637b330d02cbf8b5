"""Who gets which file of evidence."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from gapboard.ledger import Store
from gapboard.ledger.evidence_files import EvidenceFiles
from gapboard.ledger.reports import open_reports
from gapboard.ledger.statements import statements
from gapboard.people.rights.person import Action, Person, allows, may


@dataclass(frozen=True)
class EvidenceFile:
    """A file as it may be taken away."""

    name: str
    content: bytes


def evidence_file(person: Person, folder: Path, store: Store, sha256: str) -> EvidenceFile | None:
    """The file with this sum; ``None`` where no report on progress names it that ``person`` may see.

    Who reads sees what counts. Who writes or reviews also sees what waits, was returned or withdrawn. Raises
    ``NoRight`` for who may not read, and ``DataFault`` where the file is missing or not what it was.
    """
    may(person, Action.READ)
    within = allows(person, Action.WRITE) or allows(person, Action.REVIEW)
    found = statements(open_reports(store).read())
    names = [item.said.file for item in found if sha256 and item.said.sha256 == sha256 and (within or item.counts)]
    if not names:
        return None
    content, _ = EvidenceFiles(folder).read(sha256)
    return EvidenceFile(names[-1], content)
