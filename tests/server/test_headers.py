"""The security headers are on every answer, whatever kind it is and whoever made it."""

from __future__ import annotations

import pytest
from starlette.applications import Starlette

from server.security import HEADERS
from tests.server.asking import ask
from tests.server.conftest import application

CLASSES = {
    "first page": ("/", 200),
    "another page": ("/indicator", 200),
    "below Streamlit's files": ("/static/nothing.js", 200),
    "api": ("/api/v1/targets", 200),
    "api description": ("/api/v1/openapi.json", 200),
    "api refusal": ("/api/v1/targets?limit=0", 400),
    "api nothing there": ("/api/v1/none", 404),
    "health": ("/healthz", 200),
    "readiness": ("/readyz", 200),
    "evidence nothing there": ("/evidence/" + "0a" * 32, 404),
    "metrics refused": ("/metrics", 403),
    "streamlit's metrics refused": ("/_stcore/metrics", 403),
    "a failure": ("/boom", 500),
    "a dangerous path": ("//elsewhere.example/x", 400),
}


def check(headers: dict[str, str]) -> None:
    assert {name: headers.get(name.lower()) for name in HEADERS} == HEADERS


@pytest.mark.parametrize("kind", CLASSES)
@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_every_class_of_answer_has_them(app: Starlette, kind: str, method: str) -> None:
    path, status = CLASSES[kind]
    answer = ask(app, path, method)
    assert answer.status == status
    check(answer.headers)


@pytest.mark.parametrize("path", ["/", "/indicator", "/api/v1/targets", "/api/v1/openapi.json"])
def test_not_modified_has_them(app: Starlette, path: str) -> None:
    answer = ask(app, path, if_none_match=ask(app, path).headers["etag"])
    assert answer.status == 304
    check(answer.headers)


@pytest.mark.parametrize("path", ["/", "/api/v1/targets", "/healthz", "/metrics"])
def test_a_method_that_is_refused_has_them(app: Starlette, path: str) -> None:
    answer = ask(app, path, "DELETE")
    assert answer.status in (403, 405)
    check(answer.headers)


def test_a_failure_in_the_interface_has_them_and_says_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken() -> tuple[str, ...]:
        raise RuntimeError("password=Geheim-7")

    monkeypatch.setattr("components.page.tasks.revision", broken)
    answer = ask(application(), "/api/v1/targets", accept_language="en")
    assert (answer.status, answer.headers["content-type"]) == (500, "application/problem+json")
    assert answer.json()["detail"] == "The server's log says what. Nothing was changed."
    assert "Geheim" not in answer.body.decode()
    check(answer.headers)


def test_nothing_from_another_host_is_allowed() -> None:
    policy = dict(part.split(" ", 1) for part in HEADERS["Content-Security-Policy"].split("; "))
    allowed = {source for sources in policy.values() for source in sources.split()}
    assert not {source for source in allowed if "//" in source or "." in source or source in ("*", "https:", "http:")}
    assert policy["object-src"] == "'none'"
    assert policy["frame-ancestors"] == policy["form-action"] == policy["base-uri"] == "'self'"
