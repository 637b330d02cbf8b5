"""YAML as this project reads it: safe, fast where libyaml is there, and strict about what YAML forbids."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Any

import yaml

# libyaml is about seven times faster than the pure Python loader, and not on every machine.
_Base: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class Loader(_Base):  # type: ignore[misc]
    """A safe loader that refuses a key given twice, where PyYAML would keep the last without a word."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
        """The mapping of a node; raises ``ConstructorError`` with the place of a repeated key."""
        seen: set[str] = set()
        for key, _ in node.value:
            if key.value in seen:
                raise yaml.constructor.ConstructorError(None, None, f"key “{key.value}” given twice", key.start_mark)
            if isinstance(key, yaml.ScalarNode):
                seen.add(key.value)
        found: dict[Hashable, Any] = super().construct_mapping(node, deep=deep)
        return found


def _date_or_text(loader: Any, node: yaml.ScalarNode) -> Any:
    """A date; what only looks like one (2021-02-30) stays text, for the schema to refuse with its line."""
    try:
        return loader.construct_yaml_timestamp(node)
    except ValueError:
        return node.value


Loader.add_constructor("tag:yaml.org,2002:timestamp", _date_or_text)


def load(text: str) -> Any:
    """The content of a YAML text. Raises ``yaml.YAMLError``, with ``problem_mark`` where the place is known."""
    return yaml.load(text, Loader=Loader)  # noqa: S506 - a safe loader


def compose(text: str) -> yaml.Node | None:
    """The text as nodes, each with its place."""
    node: yaml.Node | None = yaml.compose(text, Loader=Loader)
    return node
