"""A chart as a picture: a PNG, SVG or PDF with Chinese right on any machine; and as it stands on a page."""

from __future__ import annotations

import atexit
import datetime as dt

from gapboard.export.charts.charted import Charted
from gapboard.export.drawing.drawer import Drawer, Form

FORMS: tuple[Form, ...] = ("png", "svg", "pdf")
MIME = {"png": "image/png", "svg": "image/svg+xml", "pdf": "application/pdf"}

_drawer = Drawer()
atexit.register(_drawer.close)


def picture(charted: Charted, form: Form, made: dt.date) -> bytes:
    """The chart as a file, with title, legend, date, vintage and sources; ``made`` is the day it is handed out.

    Characters that its font lacks stand as ``〓`` and are told in the picture; ``table.lacking`` lists them.
    """
    from gapboard.export.charts.framed import picture_spec  # needs Altair, as ``Charted.spec`` does

    return _drawer.draw(form, picture_spec(charted, made))


def page_picture(charted: Charted, width: int, font: str, *, dark: bool) -> bytes:
    """The chart as an SVG, as a page shows it in so many pixels; its texts in the CSS ``font`` of who looks at it."""
    spec = charted.spec(dark=dark)
    # As Streamlit fits a chart into its place.
    fitted = {
        "width": width,
        "autosize": {"type": "fit", "contains": "padding"},
        "padding": {"bottom": 20},
        "background": None,
    }
    return _drawer.draw("page", spec | fitted | {"config": spec["config"] | {"font": font}})
