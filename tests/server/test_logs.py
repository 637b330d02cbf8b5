"""What is logged, and what never is: secrets, values of parameters, sessions.

Over a second where a server of its own is started, and attempts to sign in take their time on purpose.
"""

from __future__ import annotations

import io
import json
import logging
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from starlette.applications import Starlette
from streamlit.proto.BackMsg_pb2 import BackMsg
from websockets.sync.client import connect

from gapboard.kernel import audit
from gapboard.people.rights import Accounts, Role, operator
from gapboard.people.rights.records import Granted
from gapboard.people.rights.signin import sign_in
from server import logs
from tests.browser_support import ROOT, serve
from tests.server.asking import ask

PASSWORD = "Xk9-%40pferd"


class Log(io.StringIO):
    """Standard error, caught."""

    @property
    def events(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.getvalue().splitlines()]


@pytest.fixture(autouse=True)
def _as_before() -> Iterator[None]:
    root, factory = logging.getLogger(), logging.getLogRecordFactory()
    handlers, others = list(root.handlers), {}
    for name, logger in logging.root.manager.loggerDict.items():
        if isinstance(logger, logging.Logger):
            others[name] = (list(logger.handlers), logger.propagate, logger.level)
    yield
    root.handlers[:] = handlers
    logging.setLogRecordFactory(factory)
    for name, (kept, propagate, level) in others.items():
        logger = logging.getLogger(name)
        logger.handlers[:], logger.propagate = kept, propagate
        logger.setLevel(level)


@pytest.fixture(params=["json", "text"])
def kind(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def catch(monkeypatch: pytest.MonkeyPatch, kind: str) -> Log:
    log = Log()
    monkeypatch.setattr("sys.stderr", log)
    logs.set_up(kind)
    return log


def test_one_line_for_each_answer(app: Starlette, monkeypatch: pytest.MonkeyPatch) -> None:
    log = catch(monkeypatch, "json")
    answer = ask(app, "/api/v1/targets?region=panlong&lang=en")
    ask(app, "/api/v1/targets", "POST")
    ask(app, "/indicator", "HEAD")
    facts = [
        [event[name] for name in ("method", "path", "route", "status", "bytes")]
        for event in log.events
        if event["logger"] == logs.ACCESS
    ]
    assert facts == [
        ["GET", "/api/v1/targets", "api", 200, len(answer.body)],
        ["POST", "/api/v1/targets", "api", 405, facts[1][4]],
        ["HEAD", "/indicator", "page", 200, 0],
    ]
    assert all(event["ms"] >= 0 and event["time"].endswith("+00:00") for event in log.events)


def test_who_did_what(monkeypatch: pytest.MonkeyPatch) -> None:
    log = catch(monkeypatch, "json")
    audit.record_event("save", who="李明", batch="b-1", rows=12)
    (event,) = log.events
    assert {name: event[name] for name in ("logger", "who", "action", "outcome", "batch", "rows")} == {
        "logger": "gapboard.kernel.audit",
        "who": "李明",
        "action": "save",
        "outcome": "done",
        "batch": "b-1",
        "rows": 12,
    }


def test_quiet_by_default(app: Starlette, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(logs.SETTING, raising=False)
    log = Log()
    monkeypatch.setattr("sys.stderr", log)
    logs.set_up()
    ask(app, "/api/v1/targets?limit=x")
    audit.record_event("save", who="李明", outcome=audit.REFUSED)
    assert log.getvalue() == ""


def test_that_someone_may_be_guessing_a_password_is_told_in_any_case(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv(logs.SETTING, raising=False)
    Accounts(tmp_path).add(operator("root"), "wangfang", "correct horse battery", Granted(role=Role.VIEWER))
    log = Log()
    monkeypatch.setattr("sys.stderr", log)
    logs.set_up()
    logs.set_up()
    for _ in range(6):
        sign_in(tmp_path, "wangfang", "Geheim-10", "192.0.2.7")
    lines = log.getvalue().splitlines()
    assert len(lines) == 6
    assert all('who="wangfang" action="sign in" outcome="refused"' in line and "192.0.2.7" in line for line in lines)
    assert ["too many attempts" in line for line in lines] == [False] * 5 + [True]
    assert "Geheim" not in log.getvalue()
    sign_in(tmp_path, "nobody", "Geheim-10", "192.0.2.8")
    assert "nobody" not in log.getvalue(), "it may be a password in the wrong field"


def test_an_unknown_kind_is_refused() -> None:
    with pytest.raises(ValueError, match="GAPBOARD_LOG=yaml: expected one of json, text"):
        logs.set_up("yaml")


def test_secrets_of_the_environment_are_never_written(monkeypatch: pytest.MonkeyPatch, kind: str) -> None:
    monkeypatch.setenv("GAPBOARD_DATABASE_URL", f"postgresql://board:{PASSWORD}@db.example/board")
    monkeypatch.setenv("GAPBOARD_METRICS_TOKEN", "Zaunkoenig-77")
    log = catch(monkeypatch, kind)
    for written in (PASSWORD, "Xk9-@pferd", "Zaunkoenig-77"):
        logging.getLogger("server").warning("connecting with %s failed", written)
        audit.record_event("save", who=written)
        try:
            raise ConnectionError(f"no answer from postgresql://board:{written}@db.example/board")
        except ConnectionError:
            logging.getLogger("server").exception("no database")
    text = log.getvalue()
    assert text.count("***") >= 9
    assert "db.example" in text
    for secret in (PASSWORD, "Xk9-@pferd", "pferd", "Zaunkoenig"):
        assert secret not in text


def test_a_failure_is_logged_without_its_passwords(app: Starlette, monkeypatch: pytest.MonkeyPatch, kind: str) -> None:
    log = catch(monkeypatch, kind)
    assert ask(app, "/boom?password=Geheim-8").status == 500
    text = log.getvalue()
    assert "RuntimeError" in text
    assert "postgresql://board:***@db/board" in text
    assert "Geheim" not in text


@pytest.mark.usefixtures("data_folder")  # a sign-in is counted in a file
def test_what_is_typed_into_a_form_is_not_logged(app: Starlette, monkeypatch: pytest.MonkeyPatch, kind: str) -> None:
    log = catch(monkeypatch, kind)
    ask(app, "/_stcore/upload_file/session-Geheim/file", "POST", body=b"name=li&password=Geheim-9")
    ask(app, "/oauth2callback?code=Geheim&state=Geheim")
    ask(app, "/auth/Geheim?password=Geheim", "POST", body=b"password=Geheim", authorization="Basic Geheim")
    ask(app, "/media/Geheim.csv")
    ask(app, "/?on=Geheim")
    ask(app, "/account/signin", "POST", body=b"account_name=li&password=Geheim", origin="http://localhost")
    text = log.getvalue()
    assert text.count("\n") == 7  # the last one is a refused sign-in besides
    assert "Geheim" not in text


def test_nobody_can_fake_a_line(app: Starlette, monkeypatch: pytest.MonkeyPatch, kind: str) -> None:
    log = catch(monkeypatch, kind)
    ask(app, '/x\n2026 info gapboard.kernel.audit who="Chef"\r\u2028')
    audit.record_event("save", who='Li\n{"who": "Chef"}')
    assert len(log.getvalue().splitlines()) == 2 + (log.getvalue().count("\u2028"))
    assert log.getvalue().count("\n") == 2


def test_a_server_writes_json_lines_only(tmp_path: Path) -> None:
    """Also what Streamlit has to say of a page that fails, and that without its password."""
    for name, text in {
        "app.py": "raise RuntimeError('no answer from postgresql://board:Geheim-7@db/board')\n",
        "asgi.py": (ROOT / "asgi.py").read_text(encoding="utf-8"),
        ".streamlit/config.toml": (ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"),
    }.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    log = tmp_path / "log"
    run = BackMsg()
    run.rerun_script.query_string = ""
    with log.open("wb") as stream, serve("make run", tmp_path, {"GAPBOARD_LOG": "json"}, errors=stream) as address:
        urllib.request.urlopen(f"{address}/healthz").read()
        with connect(address.replace("http", "ws") + "/_stcore/stream", origin=address) as page:  # type: ignore[arg-type]
            page.send(run.SerializeToString())
            deadline = time.monotonic() + 30
            while b"RuntimeError" not in log.read_bytes() and time.monotonic() < deadline:
                time.sleep(0.1)
    text = log.read_text(encoding="utf-8")
    events = [json.loads(line) for line in text.splitlines()]
    assert "/healthz" in [event["path"] for event in events if event["logger"] == logs.ACCESS]
    (failure,) = [event for event in events if "RuntimeError" in event.get("error", "")]
    assert failure["logger"].startswith("streamlit")
    assert "postgresql://board:***@db/board" in text
    assert "Geheim" not in text
