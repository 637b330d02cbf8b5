"""Charts: what one shows (``Charted``), how it looks, its specification, its table, and the files made of it.

Only ``layers``, ``series``, ``bracket`` and ``framed`` need Altair; they are loaded when a first chart is drawn.
"""

from gapboard.export.charts.charted import Charted, charts_of
from gapboard.export.charts.content import LabelOf, Spec

__all__ = ["Charted", "LabelOf", "Spec", "charts_of"]
