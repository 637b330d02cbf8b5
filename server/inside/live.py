"""Keep open pages up to date: each is drawn again as soon as the data files change."""

from __future__ import annotations

import time
from collections.abc import Callable
from threading import Lock, Thread

import streamlit as st
from streamlit.runtime import Runtime
from streamlit.runtime.app_session import AppSession
from streamlit.runtime.scriptrunner import get_script_run_ctx

Revision = tuple[str, ...]

_SECONDS = 0.5


def follow(revision: Callable[[], Revision], *, wanted: bool = True) -> None:
    """Have this session's page drawn again when the data change, or no longer; call it before the page reads them.

    A change between this look and the page's reading costs one more run; the other way round it would be missed.
    """
    context = get_script_run_ctx()
    if context is None or not st.runtime.exists():
        return
    if wanted:
        _watcher(revision).drawn(context.session_id, revision())
    else:
        _watcher(revision).leave(context.session_id)


class _Watcher:
    """Looks at the data files for all open pages, from one thread.

    A fragment with ``run_every`` would be Streamlit's own way. Fifty open pages then ask twenty-five times a
    second, and a question that arrives just as a page has been drawn makes Streamlit throw the drawing away
    (see ``AppSession.request_rerun``): a click on a filter was lost that way.
    """

    def __init__(self, revision: Callable[[], Revision]) -> None:
        self._revision = revision
        self._seen: dict[str, Revision] = {}  # by session, what its page was drawn from
        self._lock = Lock()
        Thread(target=self._run, name="data-watcher", daemon=True).start()

    def drawn(self, session: str, seen: Revision) -> None:
        with self._lock:
            self._seen[session] = seen

    def leave(self, session: str) -> None:
        with self._lock:
            self._seen.pop(session, None)

    def _run(self) -> None:
        while True:
            time.sleep(_SECONDS)
            now = self._revision()
            with self._lock:
                behind = [session for session, seen in self._seen.items() if seen != now]
            for ident in behind:
                self._draw_again(ident)

    def _draw_again(self, ident: str) -> None:
        session = Runtime.instance().get_app_session(ident) if Runtime.exists() else None
        if session is None:
            self.leave(ident)
        else:
            session._event_loop.call_soon_threadsafe(_rerun, session)


def _rerun(session: AppSession) -> None:
    """Run a page's script with the address it has; one that is running now is asked again at the next look."""
    if session._scriptrunner is None:
        session.request_rerun(session._client_state)


@st.cache_resource(show_spinner=False)
def _watcher(_revision: Callable[[], Revision]) -> _Watcher:
    return _Watcher(_revision)
