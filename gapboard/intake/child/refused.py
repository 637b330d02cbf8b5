"""Why a file is not read: a fault's code and details, for the server to put into words."""

from __future__ import annotations


class Refused(Exception):
    """``code`` is one of ``fault.*`` in the wording; ``line`` is set where a text file has one."""

    def __init__(self, code: str, line: int | None = None, **details: str | int) -> None:
        super().__init__(code)
        self.code, self.line, self.details = code, line, details
