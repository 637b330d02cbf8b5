"""Reads a file from standard input and answers in lines of JSON, each sent as soon as it is known:

``{"kind", "encoding"}``, then for each sheet ``{"sheet": facts}`` and ``{"rows": [[text, …], …]}`` as often as needed,
and at the end ``{"done": true}``, or ``{"fault", "line", "details"}``: then nothing before it counts.
"""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Iterable
from itertools import islice
from typing import Any

from . import archive, text
from .bounds import Bounds
from .refused import Refused

_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ROWS_IN_A_LINE = 200


def main() -> int:
    """Read, bounded; an answer in every case in which the process survives."""
    bounds, encoding = Bounds(**json.loads(sys.argv[1])), sys.argv[2] or None
    _bound(bounds)
    try:
        _read(io.BytesIO(sys.stdin.buffer.read()), encoding, bounds)
        _say({"done": True})
    except Refused as no:
        _say({"fault": no.code, "line": no.line, "details": no.details})
    except MemoryError:
        _say({"fault": "too_much_memory", "line": None, "details": {"limit": bounds.memory >> 20}})
    except BaseException as error:  # a panic in compiled code is no Exception
        reason = f"{type(error).__name__}: {error}"[:120]
        _say({"fault": "unreadable_workbook", "line": None, "details": {"reason": reason}})
    return 0


def _bound(bounds: Bounds) -> None:
    try:
        import resource
    except ImportError:  # Windows: only the time limit of the parent holds there
        return
    resource.setrlimit(resource.RLIMIT_AS, (bounds.memory, bounds.memory))
    resource.setrlimit(resource.RLIMIT_CPU, (bounds.seconds, bounds.seconds))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _read(file: io.BytesIO, encoding: str | None, bounds: Bounds) -> None:
    start = file.getbuffer()[: len(_OLE)].tobytes()
    if not start.startswith((_ZIP, _OLE)):
        kind, found, rows = text.read(file.getvalue(), encoding, bounds)
        _say({"kind": kind, "encoding": found})
        _say({"sheet": {}})
        _send(rows, bounds.text, bounds)
        return
    from . import sheets  # the compiled reader is not needed for most files

    kind = archive.inspect(file, bounds) if start.startswith(_ZIP) else "xls"
    _say({"kind": kind, "encoding": None})
    left = bounds.text
    for facts, rows in sheets.read(file, kind, bounds):
        _say({"sheet": facts})
        left = _send(rows, left, bounds)


def _send(rows: Iterable[list[str]], left: int, bounds: Bounds) -> int:
    """Send rows of at most ``left`` characters together; how many may still follow."""
    rows = iter(rows)
    while some := list(islice(rows, _ROWS_IN_A_LINE)):
        left -= sum(len(cell) for row in some for cell in row)
        if left < 0:
            raise Refused("too_much_text", limit=bounds.text)
        _say({"rows": some})
    return left


def _say(line: dict[str, Any]) -> None:
    sys.stdout.buffer.write(json.dumps(line, ensure_ascii=False).encode("utf-8", "replace") + b"\n")
