"""Our YAML loader reads what PyYAML's safe loader reads; it only refuses more."""

from pathlib import Path

import pytest
import yaml

from gapboard.kernel import yaml_text

ROOT = Path(__file__).resolve().parents[3]


def test_the_shipped_catalogue_is_read_as_pyyaml_reads_it() -> None:
    text = (ROOT / "data" / "targets.yaml").read_text(encoding="utf-8")
    assert yaml_text.load(text) == yaml.load(text, Loader=yaml.SafeLoader)


@pytest.mark.parametrize(
    "text",
    [
        "a: &x {k: 1}\nb: *x\nc: {<<: *x, k: 2, l: [~, yes, 1.5, 0x1f, '1', \"1\", 2021-03-04]}\n",
        "- |\n  two\n  lines\n- >\n  folded\n  text\n- !!str 12\n- !!set {a, b}\n",
        "? 1\n: one\n? 2021-01-01\n: day\n",
        "",
        "[]",
    ],
)
def test_every_kind_of_node_is_read_as_pyyaml_reads_it(text: str) -> None:
    assert yaml_text.load(text) == yaml.load(text, Loader=yaml.SafeLoader)


def test_an_alias_is_the_same_object_so_that_a_bomb_of_aliases_stays_small() -> None:
    lines = ["a0: &a0 [x]"] + [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 12)]
    found = yaml_text.load("\n".join(lines))
    assert found["a11"][0] is found["a11"][9]


@pytest.mark.parametrize("text", ["a: 1\na: 2\n", "&x [*x]", "&x {k: *x}", "? [a]\n: b\n"])
def test_a_repeated_key_a_recursive_node_and_an_unhashable_key_are_refused(text: str) -> None:
    with pytest.raises(yaml.YAMLError):
        yaml_text.load(text)
