"""A chart as a picture file: PNG, SVG or PDF, with Chinese right on any machine."""

from __future__ import annotations

import atexit
import datetime as dt

from gapboard.drawing.drawer import Drawer, Form
from gapboard.export.charted import Charted
from gapboard.export.picture_spec import picture_spec

FORMS: tuple[Form, ...] = ("png", "svg", "pdf")
MIME = {"png": "image/png", "svg": "image/svg+xml", "pdf": "application/pdf"}

_drawer = Drawer()
atexit.register(_drawer.close)


def picture(charted: Charted, form: Form, made: dt.date) -> bytes:
    """The chart as a file, with title, legend, date, vintage and sources; ``made`` is the day it is handed out.

    Characters that its font lacks stand as ``〓`` and are told in the picture; ``picture_spec.lacking`` lists them.
    """
    return _drawer.draw(form, picture_spec(charted, made))
