"""LibreOffice as the judge: what it opens, and what it works out of our formulas."""

from __future__ import annotations

import io
import os
import shutil
import subprocess
from pathlib import Path

import openpyxl
import pytest


def soffice() -> str:
    """The program; a test without it is skipped on a user's machine and fails in CI."""
    found = shutil.which("soffice")
    if found is None:
        message = "LibreOffice (soffice) is not installed"
        if os.environ.get("CI"):
            pytest.fail(message)
        pytest.skip(message)
    return found


def convert(files: list[Path], ending: str, folder: Path) -> list[Path]:
    """The files converted by LibreOffice with a profile of its own; anything it has to say is a failure."""
    command = [soffice(), f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--convert-to"]
    result = subprocess.run(
        [*command, ending, "--outdir", str(folder), *map(str, files)], capture_output=True, text=True, timeout=300
    )
    # Without Java nothing is lost here; that is the one thing it may mention.
    said = [line for line in result.stderr.splitlines() if line.strip() and "javaldx" not in line]
    assert (result.returncode, said) == (0, []), result.stdout
    made = [folder / f"{file.stem}.{ending.partition(':')[0]}" for file in files]
    assert all(file.stat().st_size > 0 for file in made)
    return made


def recalculated(content: bytes, folder: Path) -> openpyxl.Workbook:
    """A workbook with every formula worked out anew: the stored results are taken out before it is opened."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    bare = folder / "bare.xlsx"
    book.save(bare)  # openpyxl stores formulas without results
    assert all(
        cell.value is None
        for sheet in openpyxl.load_workbook(bare, data_only=True)
        for row, kept in zip(sheet.iter_rows(), book[sheet.title].iter_rows(), strict=True)
        for cell, formula in zip(row, kept, strict=True)
        if formula.data_type == "f"
    )
    (folder / "out").mkdir()
    [made] = convert([bare], "xlsx", folder / "out")
    return openpyxl.load_workbook(made, data_only=True)
