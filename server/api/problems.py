"""Errors as problem details (RFC 9457), in the language that was asked for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from pydantic import BaseModel, Field
from starlette.responses import Response

from gapboard.kernel.wording import LANGUAGES, choose_language, say
from gapboard.ledger.row_rules import FIRST_YEAR, LAST_YEAR, short
from server.api.parameters import MOST_ROWS, MOST_SKIPPED, Wrong

if TYPE_CHECKING:
    from starlette.requests import Request

MEDIA_TYPE = "application/problem+json"
_BOUNDS = {"most": MOST_ROWS, "skipped": MOST_SKIPPED, "first": FIRST_YEAR, "last": LAST_YEAR}


class ParameterProblem(BaseModel):
    """What is wrong with one parameter."""

    parameter: str = Field(examples=["limit"])
    found: str = Field(examples=["many"])
    expected: str = Field(examples=["1 至 1000 的整数"])


class Problem(BaseModel):
    """Problem details as in RFC 9457; `errors` has an entry for every parameter that cannot be used."""

    type: str = Field(default="about:blank", description="about:blank: the status says what kind of problem it is.")
    title: str
    status: int = Field(examples=[400])
    detail: str
    errors: list[ParameterProblem] = []


def problem(
    request: Request, status: int, code: str, wrong: Sequence[Wrong] = (), headers: Mapping[str, str] | None = None
) -> Response:
    """The answer that says what is wrong: title and detail are those of ``code`` in the language catalogue."""
    language = _language(request)
    errors = [
        ParameterProblem(
            parameter=short(item.parameter),
            found=short(item.found),
            expected=say(f"api.expected.{item.expected}", language, **item.values, **_BOUNDS),
        )
        for item in wrong
    ]
    told = [say("api.detail.parameter", language, **error.model_dump()) for error in errors]
    body = Problem(
        title=say(f"api.title.{code}", language),
        status=status,
        detail=say("api.detail.join", language).join(told) or say(f"api.detail.{code}", language),
        errors=errors,
    )
    content = body.model_dump_json().encode("utf-8", "replace")
    return Response(
        b"" if request.method == "HEAD" else content,
        status,
        {
            "Cache-Control": "no-store",
            "Content-Language": language,
            "Content-Length": str(len(content)),
            **(headers or {}),
        },
        MEDIA_TYPE,
    )


def _language(request: Request) -> str:
    asked = request.query_params.get("lang", "")
    return asked if asked in LANGUAGES else choose_language(request.headers.get("accept-language", "").split(",")[0])
