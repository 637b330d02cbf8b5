"""A percentage at the due year, published or computed from its parts."""

from gapboard.catalog.measures.record import ON_PATH, Axis, Beside, Measure, Rule, Series, Way

MEASURE = Measure(
    id="share",
    series=Series.VALUES,
    rule=Rule.DUE_YEAR,
    way=Way.PATH,
    is_state=True,
    chart=Axis.VALUES,
    beside=Beside.VALUE,
    formulas=ON_PATH,
)
