"""Above or below another series, of values or of growth."""

from gapboard.catalog.measures.record import Axis, Beside, Measure, Rule, Series, Way

MEASURE = Measure(
    id="relative",
    needs=("reference",),
    units=("百分点", "%"),
    series=Series.DIFFERENCE,
    rule=Rule.DUE_YEAR,
    way=Way.NONE,
    is_state=False,
    chart=Axis.NONE,
    beside=Beside.NONE,
)
