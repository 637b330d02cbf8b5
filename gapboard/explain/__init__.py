"""An assessment in words and numbers: what a reader needs to check every figure by hand."""

from gapboard.explain.caveats import caveat_texts
from gapboard.explain.changes import cause_texts, change_text
from gapboard.explain.derivation import derivation
from gapboard.explain.figures import Figures

__all__ = ["Figures", "cause_texts", "caveat_texts", "change_text", "derivation"]
