"""A state at the due year: the number of businesses, the forest cover."""

from gapboard.catalog.measures.record import ON_PATH, Axis, Beside, Measure, Rule, Series, Way

MEASURE = Measure(
    id="level",
    series=Series.VALUES,
    rule=Rule.DUE_YEAR,
    way=Way.PATH,
    is_state=True,
    chart=Axis.VALUES,
    beside=Beside.LEVEL,
    formulas=ON_PATH,
)
