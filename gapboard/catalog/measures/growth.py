"""Growth in the due year."""

from gapboard.catalog.measures.record import OF_GOAL, Axis, Beside, Measure, Rule, Series, Way, Words

MEASURE = Measure(
    id="growth",
    units=("%",),
    series=Series.GROWTH,
    rule=Rule.DUE_YEAR,
    way=Way.OF_GOAL,
    is_state=False,
    is_growth=True,
    chart=Axis.GROWTH,
    beside=Beside.NONE,
    words=Words(goal="measure.goal.growth"),
    formulas=OF_GOAL,
)
