"""YAML as this project reads it: safe, fast where libyaml is there, and strict about what YAML forbids."""

from __future__ import annotations

from collections.abc import Hashable
from functools import lru_cache
from typing import Any

import yaml

# libyaml is about seven times faster than the pure Python loader, and not on every machine.
_Base: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


_TEXT = "tag:yaml.org,2002:str"
_resolver: Any = yaml.resolver.Resolver()


@lru_cache(maxsize=65536)
def _tag(value: str, implicit: tuple[bool, bool]) -> str:
    """The tag of a scalar without one; the same few thousand words make up most of a file."""
    tag: str = _resolver.resolve(yaml.ScalarNode, value, implicit)
    return tag


class Loader(_Base):  # type: ignore[misc]
    """A safe loader that refuses a key given twice, where PyYAML would keep the last without a word."""

    def resolve(self, kind: type[yaml.Node], value: Any, implicit: Any) -> Any:
        """The tag of a node that names none."""
        return _tag(value, implicit) if kind is yaml.ScalarNode else super().resolve(kind, value, implicit)

    def construct_object(self, node: yaml.Node, deep: bool = False) -> Any:
        """The value of a node; for text, which most nodes are, without PyYAML's look-up of constructors."""
        return (
            node.value if node.tag == _TEXT and type(node) is yaml.ScalarNode else super().construct_object(node, deep)
        )

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
        """The mapping of a node; raises ``ConstructorError`` with the place of a repeated key."""
        seen: set[str] = set()
        for key, _ in node.value:
            if not isinstance(key, yaml.ScalarNode):
                continue
            if key.value in seen:
                raise yaml.constructor.ConstructorError(None, None, f"key “{key.value}” given twice", key.start_mark)
            seen.add(key.value)
        found: dict[Hashable, Any] = super().construct_mapping(node, deep=deep)
        return found


# In one go, children first: PyYAML makes collections in two steps so that they may hold themselves, which no
# data file of ours does; one that does is refused as "unconstructable recursive node".
Loader.add_constructor("tag:yaml.org,2002:map", lambda loader, node: loader.construct_mapping(node, deep=True))
Loader.add_constructor("tag:yaml.org,2002:seq", lambda loader, node: loader.construct_sequence(node, deep=True))


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
