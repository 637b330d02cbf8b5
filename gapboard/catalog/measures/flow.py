"""An amount within the due year, on the way from the amount of a base year; it cannot be made up in another year."""

from gapboard.catalog.measures.record import ON_PATH, Axis, Beside, Measure, Rule, Series, Way

MEASURE = Measure(
    id="flow",
    series=Series.VALUES,
    rule=Rule.DUE_YEAR,
    way=Way.PATH,
    is_state=False,
    chart=Axis.VALUES,
    beside=Beside.VALUE,
    formulas=ON_PATH,
)
