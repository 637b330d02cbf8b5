"""A floor in every year of a period, for the indicator's values or for their growth."""

from gapboard.catalog.measures.record import Axis, Beside, Formulas, Measure, Rule, Series, Way, Words

MEASURE = Measure(
    id="each_year",
    needs=("period",),
    units_of_growth=("%",),
    series=Series.VALUES,
    rule=Rule.EVERY_YEAR,
    way=Way.YEARS,
    is_state=False,
    chart=Axis.AS_APPLIED,
    beside=Beside.NONE,
    words=Words(goal="measure.goal.each_year", goal_of_growth="measure.goal.each_year_growth"),
    formulas=Formulas(pace="{kept}/{known}"),
)
