"""Figures for Prometheus: what they count, and who may read them."""

from __future__ import annotations

import csv
import datetime as dt
from pathlib import Path

import pytest
from prometheus_client.parser import text_string_to_metric_families
from starlette.applications import Starlette

from gapboard.kernel import audit
from gapboard.kernel.faults import DataFault, Fault
from server.observed import logged_path, route_class
from tests.server.asking import FAR, NEAR, ask
from tests.server.conftest import application
from tests.shipped_data import DATA


def figures(app: Starlette) -> dict[tuple[str, ...], float]:
    """Every figure by its name and the values of its labels."""
    answer = ask(app, "/metrics", client=NEAR)
    assert (answer.status, answer.headers["cache-control"]) == (200, "no-store")
    return {
        (sample.name, *(value for _, value in sorted(sample.labels.items()))): sample.value
        for family in text_string_to_metric_families(answer.body.decode())
        for sample in family.samples
    }


def test_answers_are_counted_by_class_and_status() -> None:
    app = application()
    for address in ("/api/v1/targets", "/api/v1/targets?limit=0", "/", "/indicator", "/boom", "/static/none.js"):
        ask(app, address)
    found = figures(app)
    counted = {key[1:]: value for key, value in found.items() if key[0] == "gapboard_http_requests_total"}
    assert counted == {
        ("api", "200"): 1,
        ("api", "400"): 1,
        ("page", "200"): 2,
        ("page", "500"): 1,
        ("static", "200"): 1,
    }
    assert found["gapboard_http_request_seconds_count", "api"] == 2
    assert found["gapboard_http_request_seconds_bucket", "+Inf", "page"] == 3


def test_the_ledger_as_it_is(app: Starlette) -> None:
    with (DATA / "actuals.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    newest = max(dt.datetime.fromisoformat(row["recorded_at"]) for row in rows)
    found = figures(app)
    assert found["gapboard_ledger_rows",] == len(rows)
    age = (dt.datetime.now(dt.UTC) - newest).total_seconds()
    assert found["gapboard_ledger_age_seconds",] == pytest.approx(age, abs=60)
    assert found["gapboard_data_readable",] == 1


def test_faulty_data_are_a_figure_too(app: Starlette, data_folder: Path) -> None:
    (data_folder / "actuals.csv").write_text("nonsense", encoding="utf-8")
    found = figures(app)
    assert found["gapboard_data_readable",] == 0
    assert ("gapboard_ledger_rows",) not in found


def test_writes_and_refusals_are_counted() -> None:
    app = application()

    with audit.reported("save", "李"):
        pass
    for _ in range(2):
        with pytest.raises(DataFault), audit.reported("save", "李"):
            raise DataFault([Fault("actuals.csv", "not_written")])
    audit.record_event("undo", who="李", batch="b", rows=7)
    found = figures(app)
    assert found["gapboard_writes_total", "save", "done"] == 1
    assert found["gapboard_writes_total", "save", "refused"] == 2
    assert found["gapboard_writes_total", "undo", "done"] == 1
    assert found["gapboard_rows_written_total",] == 7


@pytest.mark.parametrize("path", ["/metrics", "/_stcore/metrics"])
def test_only_this_computer_may_read_them(app: Starlette, monkeypatch: pytest.MonkeyPatch, path: str) -> None:
    monkeypatch.delenv("GAPBOARD_METRICS_TOKEN", raising=False)
    # Streamlit's own answer is not mounted here: anything but 403 came past the guard.
    assert ask(app, path, client=NEAR).status != 403
    assert ask(app, path, client="::1").status != 403
    assert ask(app, path, client=FAR).status == 403
    assert ask(app, path, client="testclient").status == 403
    for header in ("forwarded", "x_forwarded_for", "x_real_ip", "via"):
        assert ask(app, path, client=NEAR, **{header: "for=192.0.2.7"}).status == 403, "a proxy on this computer"


@pytest.mark.parametrize("path", ["/metrics", "/_stcore/metrics"])
def test_with_a_token_only_who_has_it(app: Starlette, monkeypatch: pytest.MonkeyPatch, path: str) -> None:
    monkeypatch.setenv("GAPBOARD_METRICS_TOKEN", "Zaunkönig-77")
    for given in ("", "Bearer ", "Bearer Zaun", "Basic Zaunkönig-77", "Zaunkönig-77"):
        assert ask(app, path, client=NEAR, authorization=given).status == 403
    monkeypatch.setenv("GAPBOARD_METRICS_TOKEN", "Zaunkoenig-77")
    assert ask(app, path, client=FAR, authorization="Bearer Zaunkoenig-77").status != 403
    assert ask(app, path, client=NEAR).status == 403


@pytest.mark.parametrize(
    ("path", "kind", "logged"),
    [
        ("/", "page", "/"),
        ("/indicator", "page", "/indicator"),
        ("/healthz", "health", "/healthz"),
        ("/metrics", "metrics", "/metrics"),
        ("/_stcore/health", "streamlit", "/_stcore/health"),
        ("/_stcore/upload_file/session/file", "upload", "/_stcore/upload_file/…"),
        ("/media/abc.csv", "media", "/media/…"),
        ("/oauth2callback", "sign-in", "/oauth2callback/…"),
        ("/" + "x" * 900, "page", "/" + "x" * 199),
    ],
)
def test_classes_of_addresses_and_what_is_written_of_them(path: str, kind: str, logged: str) -> None:
    assert (route_class(path), logged_path(path)) == (kind, logged)
