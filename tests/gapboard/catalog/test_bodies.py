"""Responsible bodies: variants of a name are one body, and every printed name leads to exactly one."""

from pathlib import Path

import pytest

from gapboard.catalog import load_catalog
from gapboard.kernel.faults import DataFault
from tests.gapboard import builder

GOOD = Path(__file__).with_name("good.yaml")
# Lines 89 and after of the test's file; good.yaml has 88.
BODIES = """\
bodies:
  - id: commerce
    name: 区商务和投资促进局
    name_en: Bureau of Commerce
    region: here
    aliases:
      - 区商务投资和促进局
  - id: offices
    name: 相关街道办事处
    name_en: Offices concerned
    region: here
    collective: true
"""


def written(folder: Path, bodies: str = BODIES, responsible: str = "[区商务投资和促进局]") -> Path:
    """``good.yaml`` with bodies behind it, and bodies named for its first target (line 67)."""
    lines = GOOD.read_text(encoding="utf-8").splitlines()
    assert (len(lines), lines[65].strip()) == (88, "quote: 达到100亿元")
    lines.insert(66, f"    responsible: {responsible}")
    path = folder / "targets.yaml"
    path.write_text("\n".join(lines) + "\n" + bodies, encoding="utf-8")
    return path


def faults(path: Path) -> list[tuple]:
    with pytest.raises(DataFault) as caught:
        load_catalog(path)
    for fault in caught.value.faults:
        assert all("{" not in fault.text(language) for language in ("zh", "en"))
    return [(fault.code, fault.line, fault.record, fault.field) for fault in caught.value.faults]


def test_both_forms_of_a_name_are_one_body(tmp_path) -> None:
    catalog = load_catalog(written(tmp_path, responsible="[区商务投资和促进局, 区商务和投资促进局, 相关街道办事处]"))
    found = catalog.bodies_of(catalog.targets["gdp-2025"])
    assert [body.id for body in found] == ["commerce", "offices"]
    assert [body.collective for body in found] == [False, True]
    assert catalog.bodies_of(catalog.targets["ahead-2025"]) == ()


@pytest.mark.parametrize(
    ("change", "responsible", "expected"),
    [
        (("", ""), "[区商务局]", ("unknown_body", 67, "gdp-2025", "responsible.0")),
        (("", ""), "[相关街道办事处, 区商务局]", ("unknown_body", 67, "gdp-2025", "responsible.1")),
        (("相关街道办事处", "区商务投资和促进局"), "[]", ("repeated_name", 98, "offices", "name")),
        (
            ("      - 区商务投", "      - 区商务和投资促进局\n      - 区商务投"),
            "[]",
            ("repeated_name", 96, "commerce", "aliases.0"),
        ),
        (("id: offices", "id: commerce"), "[]", ("repeated_id", 97, "commerce", "id")),
        (("region: here\n    coll", "region: there\n    coll"), "[]", ("unknown_id", 100, "offices", "region")),
        (("collective: true", "collective: 是"), "[]", ("invalid", 101, "offices", "collective")),
        (("collective: true", "colective: true"), "[]", ("unknown_field", 101, "offices", "colective")),
    ],
    ids=[
        "unknown",
        "second-unknown",
        "of-two-bodies",
        "twice-in-one",
        "repeated-id",
        "region",
        "not-yes-no",
        "misspelt",
    ],
)
def test_one_fault(tmp_path, change, responsible, expected) -> None:
    bodies = BODIES.replace(*change) if change[0] else BODIES
    assert faults(written(tmp_path, bodies, responsible)) == [expected]


def test_a_name_that_two_regions_have_means_the_documents_own(tmp_path) -> None:
    bodies = [
        builder.body("other", "区民政局", region="city"),
        builder.body("own", "区民政局"),
        builder.body("office", "市外办", region="city"),
    ]
    made = builder.catalog([builder.target(responsible=("区民政局", "市外办"))], bodies=bodies)
    assert [body.id for body in made.bodies_of(made.targets["t"])] == ["own", "office"]


def test_a_name_that_two_other_regions_have_leads_nowhere(tmp_path) -> None:
    regions = "  - id: b\n    name: 乙\n    name_en: B\n  - id: c\n    name: 丙\n    name_en: C\nthemes:"
    twice = "".join(
        f"  - id: of-{ident}\n    name: 民政局\n    name_en: Civil\n    region: {ident}\n" for ident in "bc"
    )
    path = written(tmp_path, BODIES + twice, "[民政局]")
    path.write_text(path.read_text(encoding="utf-8").replace("themes:", regions, 1), encoding="utf-8")
    assert faults(path) == [("unknown_body", 73, "gdp-2025", "responsible.0")]
