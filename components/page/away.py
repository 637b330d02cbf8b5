"""What is said while the ledger's database is away: what is shown is what was known before."""

from __future__ import annotations

from components.page.data import away_since
from gapboard.kernel.moments import moment_text
from gapboard.kernel.wording import say


def away_notice(language: str) -> str:
    """The notice for now; empty while the ledger can be read."""
    since = away_since()
    return say("database.notice", language, time=moment_text(since, language)) if since else ""
