"""The language catalogues: alike in keys and placeholders, and complete for everything the program says."""

import ast
import re
import string
from pathlib import Path

import pytest

import gapboard
from gapboard.assess import Caveat, Group, Status, Trend
from gapboard.catalog import MEASURES
from gapboard.catalog.load import _CODES
from gapboard.kernel.wording import catalogue, choose_language, say
from gapboard.kernel.wording.numbers import MINUS, number, water_class, with_unit
from gapboard.ledger import OBS_STATUS

ROOT = Path(gapboard.__file__).parents[1]
ZH, EN = catalogue("zh"), catalogue("en")
SPACES = {key.partition(".")[0] for key in ZH}
PYTHON = [path for folder in ("gapboard", "components", "pages") for path in sorted((ROOT / folder).rglob("*.py"))]
PYTHON.append(ROOT / "app.py")
TEMPLATES = sorted((ROOT / "components").rglob("*.html"))
HOW = ("published", "growth", "share", "mean_of_rates", "compound", "sum", "difference", "sum_of", "by_growth")


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def test_the_same_keys() -> None:
    assert set(ZH) == set(EN)


def test_the_same_placeholders() -> None:
    differing = {key for key in ZH if placeholders(ZH[key]) != placeholders(EN[key])}
    assert differing == set()


def test_every_text_says_something() -> None:
    empty = {key for texts in (ZH, EN) for key, text in texts.items() if not text.strip()}
    assert empty == {"comparator.equal"}  # a bare figure has no sign


def test_one_is_not_several() -> None:
    """Where every number is 1, no English noun behind it is in the plural; a verb may well end in s."""
    verbs = "is|has|was|differs|says|answers|comes|waits|lies"
    before = "more|hidden|quantified|yearly|ranked"
    wrong = {}
    for key, text in EN.items():
        said = say(key, "en", **dict.fromkeys(placeholders(text), 1)) if placeholders(text) else ""
        # "1 to {longest} characters" is about a limit, which is never one.
        if found := re.findall(
            rf"\b1 (?:(?:{before}) )?(?!(?:{verbs})\b)[a-z]+[^s\W]s\b", said.replace("1 characters", "")
        ):
            wrong[key] = found
    assert wrong == {}
    several = say("documents.targets", "en", count=1), say("documents.targets", "en", count=21)
    assert several == ("1 target", "21 targets")


def is_key(text: str) -> bool:
    return bool(re.fullmatch(r"[a-z_]+(\.[A-Za-z_]+)+", text)) and text.partition(".")[0] in SPACES


def keys_in(path: Path) -> set[str]:
    """Every text literal of a Python file that looks like a key, whether said at once or kept in a variable."""
    nodes = list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
    parts = {id(part) for node in nodes if isinstance(node, ast.JoinedStr) for part in node.values}
    found = {node.value for node in nodes if isinstance(node, ast.Constant) and id(node) not in parts}
    keys = {text for text in found if isinstance(text, str) and is_key(text)}
    return {key for key in keys if not key.endswith((".html", ".css", ".yaml", ".csv", ".py"))}


def derive_keys(path: Path) -> set[str]:
    """What ``_say(figures, "gap_text")`` says: ``derive.gap_text``."""
    return {f"derive.{key}" for key in re.findall(r'_say\(\s*figures,\s*"([\w.]+)"', path.read_text(encoding="utf-8"))}


def prefixes_in(path: Path) -> set[str]:
    """The fixed beginnings of keys that are put together: ``f"status.{…}"``, ``'obs_status.' ~ …``."""
    source = path.read_text(encoding="utf-8")
    found = re.findall(r"""(?:say|translate)\(\s*f?["']([a-z_.]+?\.[a-z_]*)(?:\{|["']\s*~)""", source)
    return {prefix for prefix in found if prefix.partition(".")[0] in SPACES}


def begins_a_key(prefix: str) -> bool:
    return any(key.startswith(prefix) for key in ZH)


def test_every_key_in_the_source_exists() -> None:
    unknown = {(path.name, key) for path in PYTHON for key in keys_in(path) | derive_keys(path) if key not in ZH}
    assert unknown == set()
    assert {(path.name, start) for path in PYTHON for start in prefixes_in(path) if not begins_a_key(start)} == set()


def test_every_key_in_a_template_exists() -> None:
    assert len(TEMPLATES) > 40
    for path in TEMPLATES:
        said = re.findall(r"""say\(\s*["']([\w.]+)["']\s*([,)~])""", path.read_text(encoding="utf-8"))
        unknown = {key for key, after in said if not (begins_a_key(key) if after == "~" else key in ZH)}
        assert unknown == set(), path.name


def test_the_search_for_keys_finds_them() -> None:
    assert "cli.sound" in keys_in(ROOT / "gapboard/cli/main.py")
    assert "gap.to_come" in keys_in(ROOT / "gapboard/explain/figures.py")
    assert "derive.needed_only" in derive_keys(ROOT / "gapboard/explain/derivation.py")
    assert "status." in prefixes_in(ROOT / "gapboard/explain/figures.py")


def codes_in_source() -> set[str]:
    """Every fault code that the source names."""
    place_of_code = {"Fault": 1, "Broken": 1, "fault": 0, "_fault": 0}
    codes = {"invalid", *_CODES.values()}
    for path in sorted((ROOT / "gapboard").rglob("*.py")):
        source = path.read_text(encoding="utf-8")
        for pattern in (r'ValueError\(f?"(\w+)[:"]', r'yield "(\w+)", "\w+", \{'):
            codes |= set(re.findall(pattern, source))
        for node in ast.walk(ast.parse(source)):
            if not isinstance(node, ast.Call):
                continue
            place = place_of_code.get(getattr(node.func, "attr", getattr(node.func, "id", "")), 99)
            codes |= {item.value for item in node.args[place : place + 1] if isinstance(item, ast.Constant)}
    return codes


def test_every_fault_has_its_words_and_its_remedy() -> None:
    codes = codes_in_source()
    assert {"no_file", "needs_field", "unknown_id", "unit_differs", "bad_csv", "more_faults"} <= codes
    assert {f"{part}.{code}" for part in ("fault", "remedy") for code in codes} - set(ZH) == set()
    told = {key.removeprefix("fault.") for key in ZH if key.startswith("fault.") and key.count(".") == 1}
    assert told - {"line", "nearest"} == {key.removeprefix("remedy.") for key in ZH if key.startswith("remedy.")}


_REMARKS = ("Remark", "remark", "refusal", "doubt")


def remarks_in_source() -> set[str]:
    """Every code of a remark that the import's source hands as the first thing to what makes remarks."""
    codes = set()
    for path in sorted((ROOT / "gapboard/intake").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in _REMARKS and node.args:
                first = node.args[0]
                codes |= {first.value} if isinstance(first, ast.Constant) else set()
    return codes


def test_every_remark_of_the_import_has_its_words() -> None:
    """A repair says what was done; a finding what is doubtful and how to mend it."""
    codes = remarks_in_source()
    assert {"negative", "jump", "row_ignored", "filled_down", "two_regions", "column_unclear"} <= codes
    assert {code for code in codes if not {f"repair.{code}", f"finding.{code}"} & set(ZH)} == set()
    findings, mends = (
        {key.partition(".")[2] for key in ZH if key.startswith(f"{space}.")} for space in ("finding", "mend")
    )
    assert findings == mends


@pytest.mark.parametrize(
    ("prefix", "names"),
    [
        ("status", Status),
        ("group", Group),
        ("trend", [*Trend, "none"]),
        ("measure.name", MEASURES),
        ("obs_status", OBS_STATUS),
        ("method", HOW),
    ],
)
def test_every_member_has_its_words(prefix, names) -> None:
    assert {f"{prefix}.{name}" for name in names} <= set(ZH)


def test_every_way_of_computing_has_its_words() -> None:
    source = (ROOT / "gapboard/assess/judged.py").read_text(encoding="utf-8")
    assert set(re.findall(r'"(\w+)",\s*(?:\(|inputs|tuple|rows)', source)) == set(HOW) - {"published"}


def test_every_rule_of_evidence_has_its_words() -> None:
    found = set()
    for name in ("judged", "evidence"):
        source = (ROOT / f"gapboard/assess/{name}.py").read_text(encoding="utf-8")
        found |= set(re.findall(r'bounded\([^\n]*"(\w+)"', source))
    assert {"bound", "part_year", "monotone", "growth", "sum"} < found
    assert {f"evidence.rule.{name}" for name in found} == {key for key in ZH if key.startswith("evidence.rule.")}
    assert {f"method.{name}" for name in found} <= set(ZH)


def test_every_doubt_has_its_words() -> None:
    source = (ROOT / "gapboard/assess/caveats.py").read_text(encoding="utf-8")
    codes = set(re.findall(rf'{Caveat.__name__}\("(\w+)"', source))
    assert {f"caveat.{code}" for code in codes} == {key for key in ZH if key.startswith("caveat.")}


def test_saying() -> None:
    assert (say("status.met"), say("status.met", "en"), say("status.met", "fr")) == ("已达成", "Met", "已达成")
    assert say("gap.short", "en", amount="{3}") == "{3} short"
    with pytest.raises(KeyError):
        say("status.mte")


@pytest.mark.parametrize(
    ("wanted", "language"),
    [("en", "en"), ("en-US", "en"), ("EN_gb", "en"), ("zh-CN", "zh"), ("de", "zh"), ("", "zh"), (None, "zh")],
)
def test_the_language_of_a_browser(wanted, language) -> None:
    assert choose_language(wanted) == language


@pytest.mark.parametrize(
    ("value", "digits", "signed", "text"),
    [
        (10000, 2, False, "10,000"),
        (1234567.891, 2, False, "1,234,567.89"),
        (8637.45, 2, False, "8,637.45"),
        (12.50, 2, False, "12.5"),
        (12.00, 2, False, "12"),
        (100, 0, False, "100"),  # zeros before the point stay
        (1000000, 0, False, "1,000,000"),
        (0, 2, False, "0"),
        (-0.0, 2, True, "0"),
        (-0.004, 2, True, "0"),  # nought has no sign
        (0.004, 2, True, "0"),
        (-1362.55, 2, False, "\u22121,362.55"),
        (-5, 0, True, "\u22125"),
        (5, 0, True, "+5"),
        (0.005, 3, True, "+0.005"),
        (1e12, 2, False, "1,000,000,000,000"),
    ],
)
def test_numbers(value, digits, signed, text) -> None:
    assert number(value, digits, signed=signed) == text


def test_minus_is_a_true_minus_sign() -> None:
    assert (MINUS, len(MINUS)) == ("\u2212", 1)


def test_units_and_classes() -> None:
    assert [with_unit("5", unit) for unit in ("%", "亿元", "")] == ["5%", "5 亿元", "5"]
    assert [water_class(value, "zh") for value in range(1, 7)] == ["Ⅰ类", "Ⅱ类", "Ⅲ类", "Ⅳ类", "Ⅴ类", "劣Ⅴ类"]
    assert water_class(3, "en") == "Class Ⅲ"


def test_english_counts_in_thousands_and_millions(shipped) -> None:
    found = {unit.id: (unit.scale("en"), unit.label("en", short=True)) for unit in shipped.units.values()}
    assert found["亿元"] == (0.1, "bn yuan")  # 10,000 亿元 are 1,000 bn yuan
    assert found["万人"] == (0.01, "million people")
    assert found["%"] == (1, "%")
    assert {unit.scale("zh") for unit in shipped.units.values()} == {1}
    wan = {ident: scale for ident, (scale, _) in found.items() if ident.startswith("万")}
    assert set(wan.values()) <= {10, 0.01}  # 万 is ten thousand: 10 × thousand, 0.01 × million
