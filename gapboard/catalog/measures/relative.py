"""Above or below another series, of values or of growth."""

from gapboard.catalog.measures.record import Axis, Beside, Measure, Rule, Series, Way

MEASURE = Measure(
    id="relative",
    needs=("reference",),
    units=("%",),  # of the reference: amounts have no difference in points
    units_of_rates=("百分点", "%"),
    units_of_growth=("百分点", "%"),
    series=Series.DIFFERENCE,
    rule=Rule.DUE_YEAR,
    way=Way.NONE,
    is_state=False,
    chart=Axis.NONE,
    beside=Beside.NONE,
)
