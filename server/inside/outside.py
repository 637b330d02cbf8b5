"""Nothing is asked outside: not even the one question that Streamlit's server asks of itself."""

from __future__ import annotations

from streamlit import net_util


def ask_nobody() -> None:
    """Make the look-up of this computer's public address answer that it is not known.

    Streamlit makes it at start when it listens everywhere, and for each WebSocket from a foreign origin: over HTTP, for
    up to two seconds, on the event loop that serves everybody, and anew each time, for it remembers no failure.
    """
    net_util._make_blocking_http_get = _not_known


def _not_known(url: str, timeout: float = 0) -> None:
    return None
