"""Streamlit's sessions as the server sees them: who opened each, and what they have uploaded."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, cast

from streamlit import config
from streamlit.runtime import Runtime
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.web.server.starlette.starlette_app_utils import decode_xsrf_token_string
from streamlit.web.server.starlette.starlette_server_config import XSRF_COOKIE_NAME
from streamlit.web.server.starlette.starlette_websocket import StarletteSessionClient

# Even an empty file takes its place: a session with a million of them would fill the memory too.
_SMALLEST = 64 * 1024
# Cookies in which Streamlit keeps what an identity provider said; long ones are cut into several.
_PROVIDER_COOKIES = "_streamlit_user"


@dataclass(frozen=True)
class Opened:
    """A page that is open now, as its connection was made; ``claims`` are those of an identity provider."""

    address: str
    headers: Mapping[str, str]
    cookies: Mapping[str, str] = field(repr=False)
    claims: Mapping[str, Any] = field(repr=False)

    def is_same_browser(self, cookies: Mapping[str, str], session_cookie: str) -> bool:
        """Whether a request with ``cookies`` comes from the browser, and the person, that opened the page."""
        token = _token(self.cookies)
        if token is None or token != _token(cookies):
            return False
        names = {session_cookie, *(name for name in (*self.cookies, *cookies) if name.startswith(_PROVIDER_COOKIES))}
        return all(self.cookies.get(name) == cookies.get(name) for name in names)


def opened(ident: str) -> Opened | None:
    """The open page with this session; ``None`` for one that is closed or that no browser opened."""
    if not Runtime.exists():
        return None
    info = Runtime.instance()._session_mgr.get_active_session_info(ident)
    if info is None or not isinstance(info.client, StarletteSessionClient):
        return None
    context = info.client.client_context
    claims = dict(info.session._user_info)
    return Opened(
        context.remote_ip or "",
        {name.lower(): value for name, value in context.headers},
        context.cookies,
        claims if claims.get("is_logged_in") else {},
    )


def all_opened() -> list[Opened]:
    """Every page that is open now."""
    if not Runtime.exists():
        return []
    active = Runtime.instance()._session_mgr.list_active_sessions()
    found = [opened(info.session.id) for info in active]
    return [page for page in found if page]


def grace_seconds() -> float:
    """For how long Streamlit keeps what a page had when its connection breaks: it may come back."""
    return float(config.get_option("server.disconnectedSessionTTL"))


def uploaded_bytes() -> dict[str, int]:
    """Bytes of uploads that are kept, by session."""
    if not Runtime.exists():
        return {}
    files = _files()
    with files._lock:
        return {
            ident: sum(max(len(file.data), _SMALLEST) for file in kept.values())
            for ident, kept in files.file_storage.items()
        }


def free_ended() -> None:
    """Let go of the uploads of sessions that have ended. On the event loop only.

    Streamlit does so once its cache of broken connections is asked for something and the collector has come by.
    """
    if not Runtime.exists():
        return
    sessions = Runtime.instance()._session_mgr
    for ident in uploaded_bytes():
        if sessions.get_session_info(ident) is None:
            _files().remove_session_files(ident)


def offers_file(ident: str, file: str) -> bool:
    """Whether a page of this session has a button for the file with this number, which is made when it is pressed."""
    if not Runtime.exists():
        return False
    offered = Runtime.instance().media_file_mgr._deferred_callables.get(file)
    return offered is not None and offered["session_id"] == ident


def _files() -> MemoryUploadedFileManager:
    return cast(MemoryUploadedFileManager, Runtime.instance().uploaded_file_mgr)


def _token(cookies: Mapping[str, str]) -> bytes | None:
    """What Streamlit's cookie against forged requests holds: the same for one browser, however it is masked."""
    raw = cookies.get(XSRF_COOKIE_NAME)
    return decode_xsrf_token_string(raw)[0] if raw else None
