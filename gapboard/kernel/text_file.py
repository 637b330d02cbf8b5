"""A small text file beside the ledger, which may not be there yet."""

from __future__ import annotations

from pathlib import Path

from gapboard.kernel.faults import DataFault, Fault


def read_text(path: Path) -> str | None:
    """The file's text in UTF-8, ``None`` where there is no file. Raises ``DataFault`` if it cannot be read."""
    try:
        return path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        return None
    except UnicodeDecodeError as error:
        raise DataFault([Fault(path.name, "not_utf8", details={"byte": error.start})]) from None
    except OSError as error:
        raise DataFault([Fault(path.name, "unreadable", details={"reason": error.strerror or str(error)})]) from None
