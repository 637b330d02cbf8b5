"""The command line of the ledger's history: ``gapboard import``, ``history`` and ``undo``.

Exit codes: 0 done; 1 the file or the ledger is faulty, or something was left out; 2 the call is wrong.
"""

from __future__ import annotations

import argparse
import dataclasses
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from gapboard.cli.importing.common import BAD_CALL, FAULTY, BadCall, print_json
from gapboard.kernel.faults import DataFault

if TYPE_CHECKING:
    Commands = argparse._SubParsersAction[argparse.ArgumentParser]


def add_parser(subparsers: Commands, common: argparse.ArgumentParser) -> None:
    """Add the three commands; each sets ``run`` to :func:`run`."""
    bring = subparsers.add_parser("import", parents=[common], help="import a CSV or Excel file into the ledger")
    bring.add_argument("file", type=Path)
    bring.add_argument("--sheet", help="the sheet's name; the first that is not hidden if not given")
    bring.add_argument("--encoding", help="the text's encoding, where it is not recognised")
    bring.add_argument("--region", help="id or name of the region that rows without one are about")
    bring.add_argument("--source", help="the release the figures come from; needed unless --dry-run")
    bring.add_argument("--source-url", default="", help="its address")
    bring.add_argument("--by", help="who imports; the login name if not given")
    bring.add_argument("--dry-run", action="store_true", help="show what would happen, write nothing")
    bring.add_argument("--only-good", action="store_true", help="write what is good although something is left out")
    bring.add_argument("--accept-warnings", action="store_true", help="write the doubtful figures too")
    bring.add_argument("--all", action="store_true", help="list every finding, not each cause with its first places")
    bring.add_argument("--hidden", action="store_true", help="read hidden rows and columns as well")
    bring.add_argument("--annotated", type=Path, metavar="OUT.xlsx", help="write a copy with every finding marked")
    bring.set_defaults(run=run, act=_take)

    past = subparsers.add_parser("history", parents=[common], help="list the batches of the ledger, newest first")
    past.set_defaults(run=run, act=_show_history)

    back = subparsers.add_parser("undo", parents=[common], help="undo a batch; an undo can be undone")
    back.add_argument("batch", help="the batch's name as gapboard history shows it")
    back.add_argument("--by", help="who undoes; the login name if not given")
    back.set_defaults(run=run, act=_take_back)
    for command in (bring, past, back):
        command.add_argument("--json", action="store_true", help="print one JSON object")


def run(options: argparse.Namespace) -> int:
    """Run one of the commands.

    Raises ``DataFault`` for a faulty file or ledger, except with ``--json``, where the object tells it.
    """
    try:
        return int(options.act(options))
    except BadCall as error:
        if options.json:
            print_json({"ok": False, "error": str(error)})
        else:
            print(error, file=sys.stderr)
        return BAD_CALL
    except DataFault as error:
        if not options.json:
            raise
        faults = [
            dataclasses.asdict(fault) | {"what": fault.what(options.lang), "remedy": fault.remedy(options.lang)}
            for fault in error.faults
        ]
        print_json({"ok": False, "faults": faults})
        return FAULTY


# The intake takes a second to load, which `gapboard check` should not have to wait for.
def _take(options: argparse.Namespace) -> int:
    from gapboard.cli.importing.take import take

    return take(options)


def _show_history(options: argparse.Namespace) -> int:
    from gapboard.cli.importing.past import show_history

    return show_history(options)


def _take_back(options: argparse.Namespace) -> int:
    from gapboard.cli.importing.past import take_back

    return take_back(options)
