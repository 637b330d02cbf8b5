"""Average yearly growth over a period. An average hardly moves, so its trend is that of the yearly growth behind it."""

from gapboard.catalog.measures.record import Axis, Beside, Formulas, Measure, Rule, Series, Way, Words

_YEARS = "({actual_year}-{start})"

MEASURE = Measure(
    id="average_growth",
    needs=("period",),
    units=("%",),
    series=Series.AVERAGE,
    trend=Series.GROWTH,
    rule=Rule.DUE_YEAR,
    way=Way.AVERAGE,
    is_state=False,
    is_growth=True,
    chart=Axis.GROWTH,
    beside=Beside.AVERAGE,
    words=Words(goal="measure.goal.average_growth", actual="measure.actual.average_growth"),
    formulas=Formulas(pace=f"((1+{{actual}}/100)^{_YEARS}-1)/((1+{{goal}}/100)^{_YEARS}-1)"),
)
