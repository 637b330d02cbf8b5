"""Streamlit's front-end files, held in memory so that a page load does not touch the disk."""

from __future__ import annotations

import gzip
import mimetypes
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from threading import Lock

# Content types that shrink when compressed. Fonts (woff2) and pictures are compressed already.
_COMPRESSIBLE = frozenset({"text/javascript", "text/css", "text/html", "application/json", "image/svg+xml"})

# Windows reads content types from the registry, where .js is often text/plain: browsers refuse such modules.
_CONTENT_TYPES = {
    ".js": "text/javascript",
    ".css": "text/css",
    ".html": "text/html",
    ".json": "application/json",
    ".svg": "image/svg+xml",
    ".woff2": "font/woff2",
    ".wasm": "application/wasm",
}

_GZIP_LEVEL = 6


@dataclass(frozen=True)
class Asset:
    """The bytes of one file and what to call them; `gzipped` is None where compressing gains nothing."""

    content_type: str
    plain: bytes
    gzipped: bytes | None

    @cached_property
    def etag(self) -> str:
        """By which a browser tells that it has these bytes already."""
        return f'"{sha256(self.plain).hexdigest()[:32]}"'


def content_type_of(name: str) -> str:
    """The content type for a file name, the same on every operating system."""
    known = _CONTENT_TYPES.get(Path(name).suffix.lower())
    return known or mimetypes.guess_type(name)[0] or "application/octet-stream"


def make_asset(name: str, plain: bytes) -> Asset:
    """Compress `plain` if its kind of content is worth it."""
    content_type = content_type_of(name)
    gzipped = gzip.compress(plain, _GZIP_LEVEL, mtime=0) if content_type in _COMPRESSIBLE else None
    if gzipped is not None and len(gzipped) >= len(plain):
        gzipped = None
    if content_type.startswith("text/"):
        content_type += "; charset=utf-8"
    return Asset(content_type, plain, gzipped)


class AssetStore:
    """Files below one folder, by their relative name, read and compressed at most once.

    Only names found in the listing made here are ever opened, so no request can name another file.
    """

    def __init__(self, folder: Path) -> None:
        self._files = {file.relative_to(folder).as_posix(): file for file in folder.rglob("*") if file.is_file()}
        self._assets: dict[str, Asset] = {}
        self._lock = Lock()

    def __contains__(self, name: str) -> bool:
        return name in self._files

    def ready(self, name: str) -> Asset | None:
        """The asset if it is in memory already; never waits."""
        return self._assets.get(name)

    def load(self, name: str) -> Asset:
        """The asset, read from disk the first time; raises KeyError for a name outside the listing."""
        file = self._files[name]
        with self._lock:
            asset = self._assets.get(name)
            if asset is None:
                asset = self._assets[name] = make_asset(name, file.read_bytes())
            return asset
