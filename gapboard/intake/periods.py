"""Which period a value is of: its row, its headings, what it is the growth of, the lines over it."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import dropwhile, takewhile

from gapboard.catalog import Kind
from gapboard.intake.areas import AreaColumn
from gapboard.intake.context import Context, Surroundings, Topic
from gapboard.intake.lines import is_footnote
from gapboard.intake.model import Measure, Said, Where
from gapboard.intake.period import PeriodFound, compose, is_average, year_before
from gapboard.intake.phrase import Phrase, as_january, of_label, parse

_STOCKS = (Kind.LEVEL, Kind.COUNT, Kind.CLASS)
_LOOK_AT = 50
_SENT = re.compile("报送|上报|填报|印发|发布")
"""What makes a month in a name the one in which the figures were sent."""
_AMBIGUOUS = "ambiguous_period"
Sources = list[tuple[Phrase, Said]]


class PeriodReader:
    """Reads the periods of one area."""

    def __init__(self, around: Surroundings) -> None:
        self._around, self._area = around, around.area
        self._furthest: Sources = [(parse(said.text), said) for said in around.names]
        self._kinds_say_when = self._find_kinds()
        self._months_beside = any(
            heading.phrase is not None and (heading.phrase.first or heading.phrase.running or heading.phrase.current)
            for column in self._area.values
            for heading, _ in column.chain
        )
        """Whether a heading names months: beside it one that says nothing is not of the title's whole year."""
        self._years: dict[int, bool] = {}
        self._notes_say_sum = any(phrase.running for phrase, _ in around.notes.phrases)
        phrases = [h.phrase for column in self._area.columns.values() for h, _ in column.chain if h.phrase is not None]
        self._has_sums = any(phrase.running or phrase.first < phrase.last for phrase in phrases if not phrase.quarter)

    def read(self, context: Context, topic: Topic) -> PeriodFound:
        """The period of a value."""
        column = context.column
        if by_hand := self._by_hand(column):
            return by_hand
        near = self._near(context, topic)
        kind = context.row.heading.phrase if context.row.heading else None
        if kind is not None:
            near.insert(0, (kind, context.row.kind.said))
            if kind.measure is Measure.GROWTH and not kind.says_when and self._kinds_say_when:
                return PeriodFound("", context.row.kind.said, _AMBIGUOUS)  # of 本月 or of 累计?
        own = any(phrase.says_when for phrase, said in near if said.where is Where.HEADING)
        if column.measure is Measure.GROWTH and not own:
            if context.bases:
                return self._of_bases(context, topic)
            if column.base_unclear:
                return PeriodFound("", column.first, _AMBIGUOUS)
        if column.is_last_year and column.bases:
            base = column.bases[0]
            if base.shifted:  # growth beside a figure of last year: of that year too, and not of the one before it
                same = base.shifts == column.shifts and not base.names_year
                now = replace(context, column=base, bases=())
                return self.read(now, topic) if same else PeriodFound("", column.first, _AMBIGUOUS)
            if several := self._claimed_by(context, topic):
                return PeriodFound("", column.first, "last_year_of_which", Said(several))
            if found := self._year_before(context, topic):
                return found
        found = self._composed(near, context, topic)
        if found.fault == "month_missing" and column.sums_last_year and column.bases and not column.bases[0].shifted:
            of_base = self._year_before(context, topic)
            return of_base if of_base and "-01/" in of_base.text else found
        if own and column.measure is Measure.GROWTH and column.says_this_year and len(found.text) == 4:
            bases = [base for base in context.bases if not base.shifted][:1]
            of_base = self.read(replace(context, column=bases[0], bases=()), topic) if bases else found
            if of_base.text != found.text:  # 本年 over the growth of nine months is not the whole year
                return PeriodFound("", column.first, _AMBIGUOUS)
        return found

    def _year_before(self, context: Context, topic: Topic) -> PeriodFound | None:
        """The same part of the year before that of the column left of it; ``None`` where that one's is not known."""
        column, now = context.column, replace(context, column=context.column.bases[0])
        found = self._by_hand(now.column) or self._composed(self._near(now, topic), now, topic)
        if found.fault:
            return None
        said = column.first.with_others([found.said]) if column.first and found.said else column.first
        return found._replace(text=year_before(found.text), said=said)

    def _claimed_by(self, context: Context, topic: Topic) -> str:
        """The columns left of one of last year that it may be the last year of, as their headings have them; empty
        where they are of one period: 上年同期 after 1—10月累计 and 10月（本月）."""
        amounts = [column for column in self._area.values if column.measure in (None, Measure.LEVEL)]
        left = [column for column in reversed(amounts) if column.number < context.column.number]
        left = list(dropwhile(lambda column: column.shifted, left))
        claimed: dict[str, str] = {}
        for column in takewhile(lambda column: not column.shifted, left):
            now = replace(context, column=column, bases=())
            period = (self._by_hand(column) or self._composed(self._near(now, topic), now, topic)).text
            if period and period[:4] == next(iter(claimed), period)[:4]:
                claimed.setdefault(period, column.text)
        return " / ".join(claimed.values()) if len(claimed) > 1 else ""

    def _by_hand(self, column: AreaColumn) -> PeriodFound | None:
        period = column.said.period
        return PeriodFound(period, Said("", where=Where.USER)) if period else None

    def _near(self, context: Context, topic: Topic) -> Sources:
        """What the name, the headings and the labels of the row say, the nearest first."""
        found = [(heading.phrase, said) for heading, said in context.column.chain if heading.phrase is not None]
        name = topic.spoken
        if name is not None and name.phrase is not None and topic.said is not None:
            found.insert(0, (name.phrase, topic.said))
        found.extend((of_label(label.text), label.said) for label in context.row.years if label)
        return [(as_january(phrase), said) for phrase, said in found] if self._area.months else found

    def _composed(self, near: Sources, context: Context, topic: Topic) -> PeriodFound:
        far = [(line.line.phrase, line.said) for line in context.row.lines if line.line.phrase is not None]
        kind = topic.indicator.kind if topic.indicator else None
        catalog = self._around.lexicon.catalog
        # What is to be done within the year is counted from January on, and asked for so.
        counted = topic.indicator and kind is Kind.COUNT and catalog.adds_up_within_the_year(topic.indicator.id)
        stock = kind in _STOCKS and not counted
        named = topic.indicator.name if topic.indicator else ""
        at_end = stock and kind is not Kind.CLASS and not is_average(named)
        notes = self._around.notes
        sources = [*near, *notes.phrases, *far, *self._furthest]
        found = compose(sources, stock=stock, at_end=at_end)
        if len(found.text) == 4 and self._months_beside and not any(phrase.says_when for phrase, _ in near):
            return PeriodFound("", context.column.first, _AMBIGUOUS)
        if found.text in notes.of_years:  # 注：2024年为1—9月数
            part, said = notes.of_years[found.text]
            year = (of_label(found.text), found.said or said)
            return compose([(part, said), year], stock=stock, at_end=at_end)
        return self._beside_names(self._month_or_sum(found, near, [*far, *self._furthest]), near, far)

    def _beside_names(self, found: PeriodFound, near: Sources, far: Sources) -> PeriodFound:
        """The same, with the name of the sheet or file that is of other months than the title that says the year.

        Of a file's name only what is of the same months in another year: it may say when the figures were sent. The
        name that a sheet kept of last month's file has often no year.
        """
        titles = [phrase for phrase, _ in far if phrase.year and not (phrase.date or phrase.fault)]
        years = {phrase.year for phrase in titles}
        if found.fault or len(years) != 1 or titles[0].last_year or any(phrase.year for phrase, _ in near):
            return found
        months = next(((phrase.first, phrase.last) for phrase in titles if phrase.first), (0, 0))
        for phrase, said in self._furthest:
            if phrase.date or phrase.fault or phrase.last_year:
                continue
            own = (phrase.first, phrase.last)
            other_year = phrase.year and phrase.year not in years and not self._names_year(phrase.year)
            same_year = phrase.year in years or (not phrase.year and not _SENT.search(said.text))
            other_months = same_year and own[1] and months[1] and own[1] != months[1]
            is_sheet = said.where is Where.SHEET
            if (other_year and (is_sheet or (own == months and own[1]))) or (other_months and is_sheet):
                return found._replace(against=said)
        return found

    def _names_year(self, year: int) -> bool:
        """Whether a text over the rows of values, or between them, is of a year: a sheet may hold several tables."""
        if year not in self._years:
            texts = (text for row in self._around.view.sheet.rows for text in row if f"{year}年" in text)
            self._years[year] = any(parse(text).year == year and not is_footnote(text) for text in texts)
        return self._years[year]

    def _month_or_sum(self, found: PeriodFound, near: Sources, far: Sources) -> PeriodFound:
        """A month by itself under a title that says 累计 and no month: that month, or all up to it?"""
        title = next((said for phrase, said in far if phrase.running and not phrase.first), None)
        told = self._notes_say_sum or any(phrase.running or phrase.current for phrase, _ in near)
        if title is None or told or not any(phrase.month or phrase.quarter for phrase, _ in near) or self._has_sums:
            return found
        return PeriodFound("", found.said, "month_or_sum", title)

    def _of_bases(self, context: Context, topic: Topic) -> PeriodFound:
        """Growth is of the latest of the columns that it belongs to, if all are of the same part of their years."""
        periods = [self.read(replace(context, column=base, bases=()), topic) for base in context.bases]
        if faulty := next((found for found in periods if found.fault), None):
            return faulty
        if len({found.text[4:7] + found.text[12:] for found in periods}) > 1:
            return PeriodFound("", context.column.first, _AMBIGUOUS)
        latest = max(periods, key=lambda found: found.text)
        return latest._replace(said=replace(latest.said, where=Where.BESIDE) if latest.said else None)

    def _find_kinds(self) -> bool:
        """Whether some rows say by their kind that they are of a part of the period."""
        around = self._around
        columns = self._area.labels.get("kind", [])
        texts = {around.view.text(row, column) for row, _ in self._area.rows[:_LOOK_AT] for column in columns}
        phrases = [around.lexicon.heading(text).phrase for text in texts if text.strip()]
        return any(phrase is not None and (phrase.running or phrase.current) for phrase in phrases)
