"""The JSON interface against its own description: whatever may be asked, and much that may not.

What is usually asked is in ``test_api.py``.
"""

from __future__ import annotations

import datetime as dt

import pytest
import schemathesis
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from tests.server.conftest import application

# A day may be asked for if it has come; JSON Schema cannot say "today".
schemathesis.openapi.format("date", st.dates(dt.date(2000, 1, 1), dt.date.today()).map(dt.date.isoformat))


with pytest.MonkeyPatch.context() as patched:
    patched.setenv("GAPBOARD_HOSTS", "testserver")  # by which the client asks
    schema = schemathesis.openapi.from_asgi("/api/v1/openapi.json", application())


@pytest.mark.fuzz  # hundreds of generated requests
@schema.parametrize()
@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True, database=None)
def test_every_answer_is_as_described(case: schemathesis.Case) -> None:
    case.call_and_validate()
