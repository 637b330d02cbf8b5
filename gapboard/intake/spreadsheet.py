"""Spreadsheets through a reader in a process of its own, with bounded memory and time.

The reader is compiled code that works on strangers' files: where it runs out of memory it ends its process,
and that must not be the server.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from gapboard.intake import limits
from gapboard.intake.model import Sheet
from gapboard.kernel.faults import DataFault, Fault

_CHILD = Path(__file__).with_name("child") / "start.py"


def read(data: bytes, kind: str, name: str) -> tuple[Sheet, ...]:
    """Every sheet of an ``xlsx``, ``xls`` or ``ods`` file as text."""
    bounds = {
        "memory": limits.READER_MEMORY,
        "seconds": limits.READER_SECONDS,
        "columns": limits.MAX_COLUMNS,
        "cells": limits.MAX_CELLS,
        "sheets": limits.MAX_SHEETS,
    }
    # -P keeps the folder of the script off the path, -S would lose the installed packages.
    command = [sys.executable, "-P", str(_CHILD), kind, json.dumps(bounds)]
    try:
        done = subprocess.run(command, input=data, capture_output=True, timeout=limits.READER_SECONDS + 10)
    except subprocess.TimeoutExpired:
        raise DataFault([Fault(name, "too_slow", details={"limit": limits.READER_SECONDS})]) from None
    if done.returncode:
        raise DataFault([_ended(done.returncode, name)])
    answer: dict[str, Any] = json.loads(done.stdout)
    if "fault" in answer:
        raise DataFault([Fault(name, answer["fault"], details=answer["details"])])
    sheets = tuple(map(_sheet, answer["sheets"]))
    if not any(cell.strip() for sheet in sheets for row in sheet.rows for cell in row):
        raise DataFault([Fault(name, "empty_file")])
    return sheets


def _sheet(found: dict[str, Any]) -> Sheet:
    return Sheet(
        found["name"],
        tuple(map(tuple, found["rows"])),
        hidden=found["hidden"],
        hidden_rows=frozenset(found["hidden_rows"]),
        hidden_columns=frozenset(found["hidden_columns"]),
        merges=tuple((top, left, bottom, right) for top, left, bottom, right in found["merges"]),
    )


def _ended(code: int, name: str) -> Fault:
    """Why the reader's process ended without an answer."""
    if code in (-24, -9):  # SIGXCPU, SIGKILL
        return Fault(name, "too_slow", details={"limit": limits.READER_SECONDS})
    if code == -6:  # SIGABRT: an allocation failed in compiled code
        return Fault(name, "too_many_cells", details={"limit": limits.MAX_CELLS})
    return Fault(name, "unreadable_workbook", details={"reason": f"exit {code}"})
