"""The files that say who is who: their records, and every fault in them told with its place."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Annotated, TypeVar

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from gapboard.kernel import yaml_text
from gapboard.kernel.faults import DataFault, Fault
from gapboard.kernel.text_file import read_text
from gapboard.people.rights.person import Role

_SHOWN = 60  # characters of a faulty value

Text = Annotated[str, Field(min_length=1, max_length=200)]
Idents = frozenset[str] | None


class Record(BaseModel):
    """A record that refuses what it does not know: a misspelt limit must not become no limit."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Granted(Record):
    """A role and its limits; without a list of regions or bodies there is no such limit."""

    role: Role
    regions: Idents = None
    bodies: Idents = None


Model = TypeVar("Model", bound=Record)


def load(path: Path, model: type[Model], secret_fields: frozenset[str] = frozenset()) -> Model | None:
    """The content of ``path``, ``None`` where there is no such file.

    Raises ``DataFault`` with every fault; what ``secret_fields`` hold is never shown.
    """
    try:
        found = path.stat()
    except OSError as error:
        if isinstance(error, FileNotFoundError) and not path.is_symlink():
            return None
        raise DataFault([Fault(path.name, "unreadable", details={"reason": error.strerror or str(error)})]) from None
    # Every rerun of every page asks; the files change a few times a year, and by renaming.
    content = _load(path, (found.st_mtime_ns, found.st_size, found.st_ino), model, secret_fields)
    assert content is None or isinstance(content, model)
    return content


@lru_cache(maxsize=8)
def _load(path: Path, revision: object, model: type[Record], secret_fields: frozenset[str]) -> Record | None:
    text = read_text(path)
    if text is None:
        return None
    try:
        content = yaml_text.load(text)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        # The words of the fault may quote the text around it, and with it a hash.
        raise DataFault(
            [Fault(path.name, "not_yaml", mark.line + 1 if mark else None, details={"problem": "…"})]
        ) from None
    try:
        return model.model_validate({} if content is None else content)
    except ValidationError as error:
        raise DataFault(_fault(path, item, secret_fields) for item in error.errors()) from None


def _fault(path: Path, item: object, secret_fields: frozenset[str]) -> Fault:
    assert isinstance(item, dict)
    place = [str(part) for part in item["loc"]]
    found = "…" if secret_fields & set(place) else str(item.get("input"))[:_SHOWN]
    if isinstance(item.get("input"), dict):
        found = "…"  # a whole record may hold a secret, and helps nobody
    return Fault(path.name, "bad_setting", field=".".join(place), details={"found": found})
