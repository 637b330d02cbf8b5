"""Who may write. For now: anyone at this computer, and nobody from elsewhere."""

from __future__ import annotations

import ipaddress
import os

import streamlit as st


class NoRight(Exception):
    """Someone tried to save who may not."""


def may_write() -> bool:
    """Whether this visit may change the ledger: only where the server listens to this computer alone.

    ``python -m server --host`` leaves Streamlit's own setting as it is and tells the host in ``GAPBOARD_HOST``,
    so both must be loopback.
    """
    told = os.environ.get("GAPBOARD_HOST")
    configured = st.get_option("server.address")
    return all(_is_loopback(host) for host in (configured, *([told] if told else [])))


def require_right() -> None:
    """Raise ``NoRight`` where saving is switched off: the last gate, whatever a page has drawn."""
    if not may_write():
        raise NoRight


def _is_loopback(host: object) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(str(host)).is_loopback
    except ValueError:
        return False
