"""Files of evidence lie beside the ledger by the sum of their content, whole or not at all."""

import errno
import hashlib
import os
import stat
import time
from pathlib import Path

import pytest

from gapboard.kernel.faults import DataFault
from gapboard.ledger.evidence_files import EvidenceFiles

CONTENT = b"%PDF-1.7 content"
SUM = hashlib.sha256(CONTENT).hexdigest()


@pytest.fixture
def files(tmp_path: Path) -> EvidenceFiles:
    return EvidenceFiles(tmp_path)


def code_of(action) -> str:
    with pytest.raises(DataFault) as caught:
        action()
    (fault,) = caught.value.faults
    return fault.code


def test_what_is_kept_is_read_and_is_for_its_owner_only(files: EvidenceFiles, tmp_path: Path) -> None:
    assert files.path(SUM) is None
    assert files.keep(CONTENT, "pdf") == SUM
    assert files.read(SUM) == (CONTENT, "pdf")
    kept = tmp_path / "evidence" / f"{SUM}.pdf"
    assert files.path(SUM) == kept
    if os.name != "nt":
        assert [stat.S_IMODE(path.stat().st_mode) for path in (kept, kept.parent)] == [0o600, 0o700]


def test_the_same_content_is_kept_once(files: EvidenceFiles) -> None:
    files.keep(CONTENT, "pdf")
    before = files.path(SUM).stat()
    files.keep(CONTENT, "pdf")
    assert files.path(SUM).stat().st_ino == before.st_ino


def test_a_file_that_was_damaged_is_told_and_written_anew(files: EvidenceFiles) -> None:
    files.keep(CONTENT, "pdf")
    files.path(SUM).write_bytes(CONTENT[:5])
    assert code_of(lambda: files.read(SUM)) == "file_changed"
    files.keep(CONTENT, "pdf")
    assert files.read(SUM) == (CONTENT, "pdf")


@pytest.mark.parametrize("name", ["", "../actuals", SUM.upper(), SUM + "x", "0a" * 31, "*" * 64, "0a" * 32])
def test_what_is_no_sum_or_not_there_is_not_found(files: EvidenceFiles, name: str) -> None:
    files.keep(CONTENT, "pdf")
    assert files.path(name) is None
    assert code_of(lambda: files.read(name)) == "file_missing"


@pytest.mark.skipif(os.name == "nt", reason="links need rights")
def test_no_link_is_followed(files: EvidenceFiles, tmp_path: Path) -> None:
    files.keep(CONTENT, "pdf")
    (tmp_path / "evidence" / f"{'0a' * 32}.pdf").symlink_to("/etc/hostname")
    assert files.path("0a" * 32) is None


def test_a_full_disk_leaves_nothing(files: EvidenceFiles, tmp_path: Path, monkeypatch) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    assert code_of(lambda: files.keep(CONTENT, "pdf")) == "file_not_written"
    assert list((tmp_path / "evidence").iterdir()) == []


def test_what_ended_writers_left_is_removed_and_what_others_write_is_not(files: EvidenceFiles, tmp_path: Path) -> None:
    files.keep(b"first", "pdf")
    old, new = (tmp_path / "evidence" / f".x.pdf.{name}.tmp" for name in ("old", "new"))
    for path in (old, new):
        path.write_bytes(b"half")
    os.utime(old, (time.time() - 7200,) * 2)
    files.keep(CONTENT, "pdf")
    assert (old.exists(), new.exists()) == (False, True)
