"""A count of things to be done within the due year; half of them by mid-term says little about the rest."""

from gapboard.catalog.measures.record import OF_GOAL, Axis, Beside, Measure, Rule, Series, Way

MEASURE = Measure(
    id="deliverable",
    series=Series.VALUES,
    rule=Rule.DUE_YEAR,
    way=Way.OF_GOAL,
    is_state=False,
    chart=Axis.VALUES,
    beside=Beside.NONE,
    formulas=OF_GOAL,
)
