"""A class or better. Classes are steps, so nothing is measured between them."""

from gapboard.catalog.measures.record import Axis, Beside, Measure, Rule, Series, Way
from gapboard.catalog.terms import Kind

MEASURE = Measure(
    id="class",
    kind=Kind.CLASS,
    series=Series.VALUES,
    rule=Rule.DUE_YEAR,
    way=Way.NONE,
    is_state=True,
    chart=Axis.VALUES,
    beside=Beside.VALUE,
)
