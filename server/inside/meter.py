"""How much Streamlit's own server has to do."""

from __future__ import annotations

from streamlit import runtime
from streamlit.runtime.stats import ACTIVE_SESSIONS_FAMILY


def open_pages() -> int | None:
    """How many pages are connected to this process; ``None`` while Streamlit is not running."""
    if not runtime.exists():
        return None
    found = runtime.get_instance().stats_mgr.get_stats(family_names=[ACTIVE_SESSIONS_FAMILY])
    return sum(int(stat.value) for stat in found.get(ACTIVE_SESSIONS_FAMILY, ()) if hasattr(stat, "value"))
