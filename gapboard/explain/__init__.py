"""An assessment in words and numbers: what a reader needs to check every figure by hand."""

from gapboard.explain.caveats import caveat_texts
from gapboard.explain.derivation import derivation
from gapboard.explain.figures import Figures

__all__ = ["Figures", "caveat_texts", "derivation"]
