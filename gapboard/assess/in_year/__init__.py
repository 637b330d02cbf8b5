"""The running year: what is known up to a month, held against the task of the year. See ``docs/method.md``."""

from gapboard.assess.in_year.bands import Band, band_of
from gapboard.assess.in_year.course import MONTHS, Course, Histories, How, Known, course
from gapboard.assess.in_year.so_far import FAR, OPPOSED, Fall, Growth, SoFar, Usual, opposes, so_far
from gapboard.assess.in_year.standing import Reading, Standing, standing
from gapboard.assess.in_year.task import From, Task, task_of

__all__ = [
    "FAR",
    "MONTHS",
    "OPPOSED",
    "Band",
    "Course",
    "Fall",
    "From",
    "Growth",
    "Histories",
    "How",
    "Known",
    "Reading",
    "SoFar",
    "Standing",
    "Task",
    "Usual",
    "band_of",
    "course",
    "opposes",
    "so_far",
    "standing",
    "task_of",
]
