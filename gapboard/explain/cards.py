"""A card of the wall in words: title, verdict, one sentence, who promised it and who must keep it."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from gapboard.assess import Assessment
from gapboard.board.wall import Card, Promise, Stands
from gapboard.catalog import Body, Catalog, Target
from gapboard.catalog.measures import Series
from gapboard.explain.answering import assigned_text, suggested_text
from gapboard.explain.evidence import grey_text, grey_word, indication_phrase, indication_sign
from gapboard.explain.figures import Figures
from gapboard.kernel.wording import say
from gapboard.kernel.wording.numbers import number, shown_width

_LABEL_ROOM = 17  # half-width characters
_MOST_OTHERS = 2
_MOST_NAMES = 2


class CardWords:
    """Formats one card in one language."""

    def __init__(self, card: Card, catalog: Catalog, language: str) -> None:
        self.card = card
        self.catalog = catalog
        self.language = language
        self.figures = Figures(card.lead, catalog, language)
        self.indication = card.promises[0].stands is Stands.INDICATED
        self.silent = card.promises[0].stands is Stands.SILENT

    @property
    def title(self) -> str:
        """What its leading target is called."""
        return self.figures.name

    @property
    def region(self) -> str:
        """The region's name."""
        return self.catalog.regions[self.card.region].label(self.language)

    @property
    def status(self) -> str:
        """The verdict, or why there is none."""
        return grey_word(self.card.lead, self.language)

    @property
    def sentence(self) -> str:
        """Value, goal and gap with the verdict's year; else what another year indicates."""
        result, figures = self.card.lead, self.figures
        if self.indication:
            phrase = indication_phrase(result, self.catalog, self.language)
            return self._say("say.indicated", phrase=phrase, goal=figures.goal, grey=grey_text(result, self.language))
        if self.silent:
            # The status, and why there is no figure, stand as a sign beside it.
            return self._say("say.silent", due=result.target.due, goal=figures.goal, actual=figures.actual)
        if result.gap is None:
            return self._say("say.plain", actual=figures.actual, goal=figures.goal)
        values = {"actual": figures.actual, "goal": figures.goal, "gap": figures.gap, "percent": figures.gap_percent}
        return self._say("say.verdict", **values)

    @property
    def finding(self) -> str:
        """What there is to report, as one sentence with name, due year and distance: the title of a slide."""
        result, figures, name = self.card.lead, self.figures, self.title
        if self.card.region != self.catalog.usual_region:
            name = self._say("report.of_region", name=name, region=self.region)
        grey = grey_text(result, self.language)
        if self.indication and result.indication is not None:
            found = result.indication
            values = {"year": found.point.year, "amount": figures.amount(found.point.value), "due": result.target.due}
            gap = figures.difference(abs(found.gap))
            return self._say(f"report.indicated.{found.kind.value}", name=name, gap=gap, grey=grey, **values)
        if self.silent:
            values = {"due": result.target.due, "goal": figures.goal, "status": self.status}
            return self._say("report.silent", name=name, actual=self._latest(), **values)
        said = self._say(f"report.{result.status.value}", name=name, year=result.target.due)
        gap = "" if figures.gap == say("gap.none", self.language) else f"{figures.gap}{figures.gap_percent}"
        return self._say("report.with_gap", said=said, gap=gap) if gap else said

    def _latest(self) -> str:
        """The latest value there is; of a growth rate that cannot be judged, the latest on the chart."""
        points = self.card.chart.points
        if self.card.lead.latest is not None or not points:
            return self.figures.actual
        return say("actual.latest", self.language, year=points[-1].year, amount=self.figures.amount(points[-1].value))

    @property
    def since(self) -> str:
        """What is known of a later year than the one told of, and that its definition is another; else empty."""
        told, newest = self.card.lead.told_by, self.card.lead.since
        if told is None or newest is None:
            return ""
        broken = [item.year for item in self.card.indicator.breaks if told.year < item.year <= newest.year]
        amount = self.figures.span(newest)
        if not broken:
            return self._say("since", year=newest.year, amount=amount)
        years = say("chart.alt.and", self.language).join(map(str, broken))
        return self._say("since_broken", year=newest.year, amount=amount, years=years)

    @property
    def known(self) -> str:
        """Since when the value that is told is known; empty where there is none."""
        point = self.card.lead.told_by
        days = [row.recorded_at.date() for row in point.inputs] if point else []
        return self._say("say.known", day=max(days).isoformat()) if days else ""

    @property
    def sign(self) -> str:
        """What another year indicates, in the few words of a sign; empty where nothing does."""
        found = self.card.lead.indication
        return indication_sign(found, self.language) if self.indication and found else ""

    @property
    def distance(self) -> tuple[str, str]:
        """The gap in one line, and the same in few characters; both empty where there is none to draw."""
        gap, percent = self._gap, self._percent
        if not gap:
            return ("", "")
        key = "gap.short" if gap * self.card.lead.direction < 0 else "gap.over"
        amount = self.figures.difference(abs(gap))
        whole = say(key, self.language, amount=amount) + "".join(
            f" · {more}" for more in (percent, self._gap_of) if more
        )
        return (whole, say(key, self.language, amount=percent or amount))

    @property
    def _gap(self) -> float | None:
        """The gap to the goal, of the verdict or of what indicates something; ``None`` where it reads as 0."""
        result = self.card.lead
        gap = result.gap if result.gap is not None else result.indication.gap if result.indication else None
        if gap is None or self.figures.difference(0.0) == self.figures.difference(abs(gap)):
            return None
        return gap

    @property
    def _percent(self) -> str:
        return self.figures.gap_percent and number(abs(self.card.lead.gap_percent or 0.0), 1) + "%"

    @property
    def _gap_of(self) -> str:
        """What the gap is of, where it is not the value of the last year: the year of a floor for every year that was
        missed, the average of an average growth. Else empty."""
        result = self.card.lead
        if result.judged is not None and result.target.measure.series is Series.AVERAGE:
            return self._say("bracket.of_average", amount=self.figures.amount(result.judged.value))
        if not result.years or result.judged is None:
            return ""
        return self._say("bracket.of_year", year=result.judged.year)

    @property
    def gap(self) -> tuple[str, str]:
        """The bracket's label in two lines: how much is short or over, and in per cent where that means something."""
        gap, percent = self._gap, self._percent
        if gap is None:
            return ("", "")
        side = "short" if gap * self.card.lead.direction < 0 else "over"
        amount = self.figures.difference(abs(gap))
        if shown_width(amount) > _LABEL_ROOM:  # the unit stands beside the title as well
            amount = amount.split(" ", 1)[0]
        lines = (
            self._say(f"bracket.first.{side}", amount=amount),
            self._say(f"bracket.second.{side}", percent=percent).strip() or self._gap_of,
        )
        return lines

    def value(self, value: float) -> str:
        """A bare value in the card's unit."""
        return self.figures.bare(value)

    @property
    def unit(self) -> str:
        """The unit that the chart's values are in; none for classes."""
        return "" if self.figures.is_class else self.figures.unit

    @property
    def documents(self) -> str:
        """Who promised it: the clause; where several say the same, how many."""
        return self._documents(self.card.promises[0])

    @property
    def all_documents(self) -> str:
        """Every clause that makes the leading promise."""
        clauses = (Figures(result, self.catalog, self.language).document for result in self.card.promises[0].results)
        return say("handout.join", self.language).join(dict.fromkeys(clauses))

    def _documents(self, promise: Promise) -> str:
        if len(promise.documents) > 1:
            return self._say("same", count=len(promise.documents))
        if len(promise.results) > 1:
            return self._say("same_document", document=self.figures.document_short, count=len(promise.results))
        return self.figures.document

    @property
    def lead(self) -> str:
        """Who must keep it: whom any of its documents names, whom the office assigned it to, else a suggestion."""
        printed = self._names(self.catalog.bodies_of)
        targets = [result.target for result in self.card.promises[0].results]
        beside = [assigned_text(target, self.catalog, self.language) for target in targets]
        if not self.answering:
            beside = [suggested_text(target, self.catalog, self.language) for target in targets]
        parts = [self._say("lead", names=printed) if printed else "", *beside]
        return say("handout.join", self.language).join(filter(None, dict.fromkeys(parts)))

    @property
    def answering(self) -> str:
        """The bodies that answer for it, printed or assigned; empty where nobody does."""
        return self._names(self.catalog.answering)

    def _names(self, of: Callable[[Target], Iterable[Body]]) -> str:
        """The first of them, and how many there are where there are more."""
        found = [body for result in self.card.promises[0].results for body in of(result.target)]
        names = [body.label(self.language) for body in dict.fromkeys(found)]
        shown = say("bodies.name_join", self.language).join(names[:_MOST_NAMES])
        return shown if len(names) <= _MOST_NAMES else self._say("more_names", names=shown, count=len(names))

    @property
    def others(self) -> list[str]:
        """The other targets of the same indicator, each in a few words."""
        found = []
        for promise in self.card.others[:_MOST_OTHERS]:
            result = promise.lead
            goal = Figures(result, self.catalog, self.language).goal
            status = grey_word(result, self.language)
            found.append(self._say("other", year=result.target.due, goal=goal, status=status))
        left = len(self.card.others) - len(found)
        return [*found, self._say("others", count=left)] if left else found

    def changed(self, before: Assessment, since: str) -> str:
        """What it was before, and what it is now: the verdict, or the value where the verdict is the same."""
        was, now = grey_word(before, self.language), self.status
        if was == now:
            was, now = Figures(before, self.catalog, self.language).actual, self.figures.actual
        return self._say("changed.line", since=since, before=was, now=now)

    def _say(self, key: str, **values: object) -> str:
        return say(f"wall.{key}", self.language, **values)
