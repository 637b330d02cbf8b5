"""A multiple of the base year's actual (翻一番 is twice)."""

import operator
from dataclasses import replace

from gapboard.catalog.measures.record import ON_PATH, Axis, Beside, Measure, Rule, Series, Way, Words

MEASURE = Measure(
    id="multiple",
    needs=("base",),
    units=("倍",),
    series=Series.VALUES,
    rule=Rule.DUE_YEAR,
    way=Way.PATH,
    is_state=True,
    from_base=operator.mul,
    chart=Axis.VALUES,
    beside=Beside.VALUE,
    words=Words(
        goal="measure.goal.multiple",
        goal_known="measure.goal.multiple_known",
        goal_step="measure.step.goal_multiple",
    ),
    formulas=replace(ON_PATH, goal="{value}*{base}"),
)
