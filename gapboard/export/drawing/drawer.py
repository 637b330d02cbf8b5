"""Pictures drawn by a process of their own, one at a time."""

from __future__ import annotations

import base64
import contextlib
import json
import os
import subprocess
import sys
import threading
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal

Form = Literal["png", "svg", "pdf", "page"]
"""A file to hand out; ``page`` is an SVG for a page of the board, its texts in the visitor's own font."""
_ROOT = Path(__file__).resolve().parents[3]
_LIMIT = 60.0  # seconds for one picture; it takes a tenth of one, the first two
_MOST = 200  # pictures by one process, whose memory grows by a third of a megabyte with each


class PictureError(RuntimeError):
    """A picture could not be drawn; the message says why."""


class Drawer:
    """Draws one picture at a time in a process of its own, started when first needed. Safe to share by threads."""

    def __init__(self, limit: float = _LIMIT) -> None:
        self._limit = limit
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._drawn = 0

    def draw(self, form: Form, spec: Mapping[str, Any]) -> bytes:
        """The file of a Vega-Lite specification. Raises ``PictureError``, also when it takes too long."""
        request = json.dumps({"form": form, "spec": spec}).encode() + b"\n"
        with self._lock:
            answer = self._ask(request)
        if "error" in answer:
            raise PictureError(answer["error"])
        return base64.b64decode(answer["file"])

    def close(self) -> None:
        """End the process; the next picture starts another."""
        process, self._process, self._drawn = self._process, None, 0
        if process is None:
            return
        process.kill()
        process.wait()
        for pipe in (process.stdin, process.stdout):
            with contextlib.suppress(OSError):  # what was not sent to a dead process is not missed
                assert pipe is not None
                pipe.close()

    def _ask(self, request: bytes) -> dict[str, str]:
        process = self._running()
        assert process.stdin is not None
        assert process.stdout is not None
        watch = threading.Timer(self._limit, process.kill)
        watch.start()
        try:
            process.stdin.write(request)
            process.stdin.flush()
            line = process.stdout.readline()
        except OSError:
            line = b""
        finally:
            watch.cancel()
        self._drawn += 1
        if not line:
            self.close()
            return {"error": f"the drawing process ended or took longer than {self._limit:g} s"}
        answer: dict[str, str] = json.loads(line)
        return answer

    def _running(self) -> subprocess.Popen[bytes]:
        if self._drawn >= _MOST or (self._process and self._process.poll() is not None):
            self.close()
        if self._process is None:
            paths = [str(_ROOT), os.environ.get("PYTHONPATH", "")]
            self._process = subprocess.Popen(
                [sys.executable, "-m", "gapboard.export.drawing.process"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                env=os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, paths))},
            )
        return self._process
