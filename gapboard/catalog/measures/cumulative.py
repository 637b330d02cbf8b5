"""A sum over a period, held against the share of the years gone (序时进度)."""

from gapboard.catalog.measures.record import Axis, Beside, Formulas, Measure, Rule, Series, Way, Words

MEASURE = Measure(
    id="cumulative",
    needs=("period",),
    series=Series.SUM,
    trend=Series.VALUES,
    rule=Rule.SUM,
    way=Way.OF_GOAL,
    is_state=False,
    chart=Axis.NONE,
    beside=Beside.NONE,
    words=Words(
        goal="measure.goal.cumulative",
        actual="measure.actual.cumulative",
        expected_step="measure.step.expected_cumulative",
    ),
    formulas=Formulas(
        expected="{goal}*({actual_year}-{first}+1)/({due}-{first}+1)",
        pace="{actual}/{expected}",
        pace_at_end="{actual}/{goal}",
    ),
)
