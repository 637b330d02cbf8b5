"""Make the fonts in ``gapboard/export/fonts`` from Debian's Noto Sans CJK (package fonts-noto-cjk).

    python tools/font_subset.py [FOLDER WITH NotoSansCJK-Regular.ttc AND NotoSansCJK-Bold.ttc]

Only to be run again when the board's texts come to hold a character that the subset lacks; a test tells.
"""

from __future__ import annotations

import sys
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTCollection, TTFont

ROOT = Path(__file__).resolve().parent.parent
INTO = ROOT / "gapboard" / "export" / "fonts"
FAMILY = "Gapboard Sans SC"
SOURCE_FAMILY = "Noto Sans CJK SC"
# Beside GB 2312: what statistics, units, outlines and typeset English use.
RANGES = (
    (0x20, 0x7E),
    (0xA0, 0xFF),
    (0x2010, 0x2027),
    (0x2030, 0x203B),
    (0x2070, 0x208E),  # superscripts and subscripts: CO₂
    (0x20AC, 0x20AC),
    (0x2100, 0x2125),
    (0x2160, 0x217F),  # Roman numerals
    (0x2190, 0x2199),
    (0x2200, 0x22FF),
    (0x2460, 0x249B),  # numbers in circles and brackets
    (0x25A0, 0x25FF),
    (0x2605, 0x2606),
    (0x3000, 0x303F),
    (0x3200, 0x33FF),  # ㎡ ㎥ ㎞ ㎏ and the like
    (0xFF01, 0xFF5E),
    (0xFFE0, 0xFFE5),
)
TEXTS = ("data/targets.yaml", "data/actuals.csv", "gapboard/kernel/wording/*/*.yaml")
_NAMES = {1: FAMILY, 3: "{version};{postscript}", 4: "{full}", 6: "{postscript}"}


def gb2312() -> set[str]:
    """Every character of GB 2312: 6,763 hanzi and 682 others."""
    found = set()
    for high in range(0xA1, 0xFF):
        for low in range(0xA1, 0xFF):
            try:
                found.add(bytes((high, low)).decode("gb2312"))
            except UnicodeDecodeError:
                continue
    return found


def wanted() -> set[int]:
    """The code points to keep."""
    chars = gb2312()
    for pattern in TEXTS:
        for path in ROOT.glob(pattern):
            chars |= set(path.read_text(encoding="utf-8"))
    return {ord(char) for char in chars} | {code for first, last in RANGES for code in range(first, last + 1)}


def rename(font: TTFont, style: str) -> None:
    """Give the subset a name of its own: it must not stand in for an installed Noto, nor that for it."""
    version = font["name"].getDebugName(5)
    full = f"{FAMILY} {style}"
    values = {"version": version, "full": full, "postscript": full.replace(" ", "")}
    for record in list(font["name"].names):
        if record.nameID in _NAMES:
            record.string = _NAMES[record.nameID].format(**values)
    cff = font["CFF "].cff
    cff.fontNames[0] = values["postscript"]
    cff.topDictIndex[0].FamilyName = FAMILY
    cff.topDictIndex[0].FullName = full


def make(source: Path, style: str) -> None:
    """Write one weight's subset."""
    fonts = TTCollection(source, lazy=True).fonts
    font = next(font for font in fonts if font["name"].getDebugName(1) == SOURCE_FAMILY)
    # No layout features: a text is as wide as its characters, in the outlines as in the renderer.
    options = subset.Options(hinting=False, layout_features=[], notdef_outline=True, name_languages=[0x409])
    options.drop_tables += ["BASE", "GDEF", "GPOS", "GSUB", "VORG", "vhea", "vmtx"]
    maker = subset.Subsetter(options)
    maker.populate(unicodes=wanted())
    maker.subset(font)
    rename(font, style)
    path = INTO / f"GapboardSansSC-{style}.otf"
    font.save(path)
    print(f"{path.name}: {len(font.getBestCmap())} characters, {path.stat().st_size / 1e6:.2f} MB")


if __name__ == "__main__":
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else "/usr/share/fonts/opentype/noto")
    for name in ("Regular", "Bold"):
        make(folder / f"NotoSansCJK-{name}.ttc", name)
