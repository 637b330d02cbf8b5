"""Read ``targets.yaml`` and check it: every fault with its line, record, field and remedy."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import ValidationError

from gapboard.catalog import compiled
from gapboard.catalog.catalog import Catalog
from gapboard.catalog.check import Broken, broken_references
from gapboard.catalog.models import Record, TargetsFile
from gapboard.kernel import collector, yaml_text
from gapboard.kernel.faults import DataFault, Fault

# What pydantic calls a fault, and what the language catalogue calls it.
_CODES = {
    "missing": "missing_field",
    "extra_forbidden": "unknown_field",
    "enum": "not_allowed",
    "literal_error": "not_allowed",
    "string_type": "not_text",
    "string_too_short": "empty_text",
    "string_too_long": "text_too_long",
    "string_pattern_mismatch": "bad_form",
    "date_from_datetime_parsing": "not_a_date",
    "date_type": "not_a_date",
    "date_parsing": "not_a_date",
    "int_type": "not_a_year",
    "int_from_float": "not_a_year",
    "greater_than_equal": "out_of_range",
    "less_than_equal": "out_of_range",
    "greater_than": "out_of_range",
    "less_than": "out_of_range",
    "finite_number": "not_a_number",
    "tuple_type": "not_a_list",
    "model_type": "not_a_record",
    "dict_type": "not_a_record",
}


Content = TypeVar("Content", bound=Record)


@collector.paused()
def load_catalog(path: Path | str) -> Catalog:
    """The checked catalogue of ``path``.

    Raises ``DataFault`` with every fault found: an absent or unreadable file, YAML that does not parse,
    fields that are missing, misspelt or of the wrong type, identifiers given twice, references to nothing.
    """
    path = Path(path)
    raw = _read(path)
    kept = compiled.read(path, raw, TargetsFile)
    if kept is None:
        kept = _checked(path, _text(path, raw), TargetsFile, broken_references)
        compiled.keep(path, raw, kept)
    return Catalog(kept)


@collector.paused()
def load_kept(path: Path, model: type[Content], broken: Callable[[Content], Sequence[Broken]]) -> Content:
    """As ``load_checked``, from a compiled form kept beside ``path``.

    ``broken`` is asked in any case: what the records refer to lies in another file, which may have changed since.
    """
    raw = _read(path)
    kept = compiled.read(path, raw, model)
    if kept is None or broken(kept):
        kept = _checked(path, _text(path, raw), model, broken)
        compiled.keep(path, raw, kept)
    return kept


def load_checked(path: Path, model: type[Content], broken: Callable[[Content], Sequence[Broken]]) -> Content:
    """The content of ``path`` as a ``model`` whose records fit each other by ``broken``; raises as ``load_catalog``."""
    return _checked(path, _text(path, _read(path)), model, broken)


def _checked(path: Path, text: str, model: type[Content], broken: Callable[[Content], Sequence[Broken]]) -> Content:
    content = _parse(path, text)
    try:
        checked = model.model_validate(content)
    except ValidationError as error:
        raise DataFault(_faults_of(path, text, content, error)) from error
    found = broken(checked)
    if found:
        lines = _Lines(text)
        raise DataFault(
            Fault(path.name, item.code, lines.of(item.place), item.record, item.field, item.details) for item in found
        )
    return checked


def _text(path: Path, raw: bytes) -> str:
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise DataFault([Fault(path.name, "not_utf8", details={"byte": error.start})]) from error


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise DataFault([Fault(path.name, "no_file", details={"path": str(path)})]) from None
    except OSError as error:
        raise DataFault([Fault(path.name, "unreadable", details={"reason": error.strerror or str(error)})]) from error


def _parse(path: Path, text: str) -> dict[str, Any]:
    try:
        content = yaml_text.load(text)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark else None
        problem = getattr(error, "problem", None) or str(error)
        raise DataFault([Fault(path.name, "not_yaml", line, details={"problem": problem})]) from error
    if not isinstance(content, dict):
        raise DataFault([Fault(path.name, "not_a_mapping", 1)])
    return content


def _faults_of(path: Path, text: str, content: dict[str, Any], error: ValidationError) -> Iterator[Fault]:
    lines = _Lines(text)
    for item in error.errors():
        place = tuple(part for part in item["loc"] if not str(part).startswith("function-"))
        code, details = _code_of(item["type"], item)
        yield Fault(
            path.name,
            code,
            lines.of(place),
            _record_of(content, place),
            ".".join(str(part) for part in place[2:]) or str(place[0] if place else ""),
            details,
        )


def _code_of(kind: str, item: Any) -> tuple[str, dict[str, Any]]:
    found = item.get("input")
    details = {"found": _short(found), "expected": str(item.get("ctx", {}).get("expected", ""))}
    if kind == "value_error":
        # Our own validators raise codes, with their particulars behind colons.
        code, *rest = str(item["ctx"]["error"]).split(":")
        if code == "not a number":
            return "not_a_number", details
        return code, details | ({"needed": rest[0], "because": rest[1]} if rest else {})
    context = item.get("ctx", {})
    bounds = {key: context[key] for key in ("ge", "le", "gt", "lt", "max_length", "pattern") if key in context}
    details["limit"] = ", ".join(f"{key} {value}" for key, value in bounds.items())
    return _CODES.get(kind, "invalid"), details


def _short(value: Any) -> str:
    text = str(value)
    return text if len(text) <= 60 else text[:57] + "…"


def _record_of(content: dict[str, Any], place: tuple[Any, ...]) -> str:
    """The identifier of the record a fault lies in, or its number in the list."""
    if len(place) < 2 or not isinstance(place[1], int):
        return ""
    section = content.get(str(place[0]))
    record = section[place[1]] if isinstance(section, list) and place[1] < len(section) else None
    if isinstance(record, dict) and record.get("id"):
        return str(record["id"])
    return f"{place[0]}[{place[1] + 1}]"


class _Lines:
    """Line numbers of the parts of a YAML text; composed only when a fault must be placed."""

    def __init__(self, text: str) -> None:
        self._root = yaml_text.compose(text)

    def of(self, place: tuple[Any, ...]) -> int | None:
        """The line on which ``place`` (keys and list indices from the root) stands, or the nearest above it."""
        node, line = self._root, 1
        for part in place:
            if isinstance(node, yaml.MappingNode):
                pair = next(((key, value) for key, value in node.value if key.value == str(part)), None)
                if pair is None:
                    return line
                line, node = pair[0].start_mark.line + 1, pair[1]
            elif isinstance(node, yaml.SequenceNode) and isinstance(part, int) and part < len(node.value):
                node = node.value[part]
                line = node.start_mark.line + 1
            else:
                return line
        return line
