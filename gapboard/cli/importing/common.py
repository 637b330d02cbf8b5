"""What the commands share: exit codes, wrong calls, JSON, tables, who is at the keyboard."""

from __future__ import annotations

import dataclasses
import getpass
import json
import sys
from typing import TYPE_CHECKING, Any

from rich.console import Console

from gapboard.kernel.wording import say
from gapboard.ledger import Observation
from gapboard.people.rights import Person, operator

if TYPE_CHECKING:
    from gapboard.intake.aliases import Alias

DONE, FAULTY, BAD_CALL = 0, 1, 2
_WIDTH = 160  # where the output is not a terminal


class BadCall(Exception):
    """The command was called wrongly; the text says how to call it."""


def user() -> str:
    """The login name."""
    try:
        return getpass.getuser()
    except (KeyError, ImportError, OSError):  # a container's user may have no name
        return "cli"


def here() -> Person:
    """Who runs the command, with every right."""
    return operator(user())


def print_operator(language: str) -> None:
    """Say as whom something was written."""
    print(say("rights.cli.operator", language, name=user()))


def row_object(row: Observation) -> dict[str, Any]:
    """A row for machines."""
    keys = ("region", "indicator", "value", "unit", "obs_status", "note", "bound")
    return {"period": row.period.text} | {key: getattr(row, key) for key in keys}


def name_object(alias: Alias) -> dict[str, Any]:
    """A remembered name for machines, without what identifies its speaker at a provider."""
    return {key: item for key, item in dataclasses.asdict(alias).items() if key != "subject"}


def console() -> Console:
    """Where tables are printed: as wide as the terminal, and wide enough in a file."""
    return Console(width=None if sys.stdout.isatty() else _WIDTH, highlight=False)


def print_json(content: dict[str, Any]) -> None:
    """Print one object for machines."""
    print(json.dumps(content, ensure_ascii=False, indent=2))
