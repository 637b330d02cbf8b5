"""The OpenAPI 3.1 description, made from the models of parameters and rows and from the catalogue's identifiers."""

from __future__ import annotations

from typing import Any

from pydantic.json_schema import models_json_schema

from server.api.answers import one_page
from server.api.lists import LISTS, Known
from server.api.parameters import Query, identifiers
from server.api.problems import MEDIA_TYPE, Problem

VERSION = "1.1.0"
_REF = "#/components/schemas/{model}"
_SUMMARIES = {
    "targets": "The promises, each with its clause",
    "observations": "The published values, each with its release and version",
    "assessments": "How each promise stands on one day, the worst first",
    "this-year": "How far a year has come, against its tasks and time gone",
    "tasks": "What the documents ask to be done, and how far it is by what was reported",
    "reports": "What was reported of tasks, steps and targets",
}
_PROBLEMS = {
    "400": "A parameter is unknown, given twice, or has a value that cannot be used; `errors` names each.",
    "403": "The visitor may not read.",
    "405": "The interface only reads.",
    "503": "The data files cannot be used, or the database does not answer.",
}


def description(known: Known, base: str, token: str) -> dict[str, Any]:
    """The description of the interface below the address ``base``, with examples from what is ``known``."""
    models = [(page, "serialization") for _, _, page in LISTS.values()]
    _, definitions = models_json_schema([*models, (Problem, "serialization")], ref_template=_REF)  # type: ignore[list-item]
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Kunming Gap Board · 昆明目标差距看板",
            "summary": "Targets of policy documents, published actuals, and the gap between them.",
            "description": "Read-only. Figures are in the unit named beside them, whatever the language; "
            "only labels follow `lang`. Ask again with `If-None-Match`: an answer changes with the data and the day.",
            "version": VERSION,
            "license": {"name": "MIT", "identifier": "MIT"},
        },
        "servers": [{"url": base or "/"}],
        "tags": [{"name": "board"}],
        "paths": {f"/api/v1/{name}": {"get": _operation(name, known, token)} for name in LISTS},
        "components": {
            "schemas": definitions["$defs"],
            "responses": {
                status: {
                    "description": text,
                    "content": {MEDIA_TYPE: {"schema": {"$ref": _REF.format(model="Problem")}}},
                }
                for status, text in _PROBLEMS.items()
            },
        },
    }


def _operation(name: str, known: Known, token: str) -> dict[str, Any]:
    query, find, page = LISTS[name]
    asked = query.model_validate({"limit": "1"})
    example = one_page(page, find(known, asked), asked, known.board, f"/api/v1/{name}", token)
    etag = {"ETag": {"description": "Of revision, day and parameters.", "schema": {"type": "string"}}}
    return {
        "operationId": name,
        "tags": ["board"],
        "summary": _SUMMARIES[name],
        "description": (page.__doc__ or "").strip(),
        "parameters": _parameters(query, known),
        "responses": {
            "200": {
                "description": "A part of the list; `next` is the address of the following one.",
                "headers": etag,
                "content": {
                    "application/json": {
                        "schema": {"$ref": _REF.format(model=page.__name__)},
                        "examples": {"one": {"value": example.model_dump(mode="json")}},
                    }
                },
            },
            "304": {"description": "The answer named in `If-None-Match` still holds.", "headers": etag},
            **{status: {"$ref": f"#/components/responses/{status}"} for status in _PROBLEMS},
        },
    }


def _parameters(query: type[Query], shown: Known) -> list[dict[str, Any]]:
    schema = query.model_json_schema()
    known = identifiers(query, shown.board.catalog, shown.tasks)
    made = []
    for name, field in schema["properties"].items():
        own = {key: value for key, value in field.items() if key not in ("title", "description", "examples", "default")}
        # "or null" is how a model says that a parameter may be left out; an address cannot write it.
        for part in own.pop("anyOf", ()):
            own |= part if part.get("type") != "null" else {}
        if "$ref" in own:
            own |= schema["$defs"][own.pop("$ref").rpartition("/")[2]]
            own = {key: value for key, value in own.items() if key not in ("title", "description")}
        if name in known:
            own["enum"] = list(known[name])
        if field.get("default") is not None:
            own["default"] = field["default"]
        parameter = {"name": name, "in": "query", "description": field["description"], "schema": own}
        for example in field.get("examples", ()):
            if "enum" not in own or example in own["enum"]:
                parameter["example"] = example
        made.append(parameter)
    return made
