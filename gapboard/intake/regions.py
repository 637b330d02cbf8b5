"""Which region a value is of: the nearest text counts, and who names two is asked."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from gapboard.intake.cells import brief, clean
from gapboard.intake.context import Answer, Context, Label, Surroundings, Topic, remark
from gapboard.intake.model import Said, Where
from gapboard.intake.places import Place, may_be_of_home
from gapboard.intake.rows import Section
from gapboard.intake.scope import told_scope

_USER = Said("", where=Where.USER)
_LOOK_AT = 50
_PUBLISHER = re.compile("局|委|办公室|政府|厅")


class RegionReader:
    """Reads the regions of one area."""

    def __init__(self, around: Surroundings) -> None:
        self._around, self._lexicon = around, around.lexicon
        self._stranger = self._find_stranger()

    def read(self, context: Context, topic: Topic) -> Answer:
        """The region of a value."""
        found = self._found(context, topic)
        by_hand = context.column.said.region or context.column.said_of_base.region
        return self._by_hand(by_hand, found) if by_hand else found

    def _by_hand(self, chosen: str, found: Answer) -> Answer:
        """What the user says counts; where the file itself names another region, that is to be confirmed.

        A file about a place that the board does not follow stays refused: nobody makes it another one by choosing.
        """
        fault = next(iter(found.faults), None)
        if fault is not None and fault.code == "other_region":
            return found
        unnamed = fault is not None and fault.code == "region_missing"
        if unnamed or found.said is _USER or found.id == chosen:
            return Answer(chosen, _USER)
        regions = self._lexicon.catalog.regions
        named = regions[found.id].name if found.id else str(fault.details["found"]) if fault else ""
        told = remark("region_by_hand", found.said, named, expected=regions[chosen].name)
        return Answer(chosen, _USER, faults=[replace(told, serious=False)])

    def _found(self, context: Context, topic: Topic) -> Answer:
        """The region of a value by all that the file says."""
        near = list(self._near(context, topic))
        label = context.row.region
        if label and not any(said.where is Where.LABEL for _, said, _ in near):
            return self._unknown(label)
        whole = next((found for found in near if found[0].whole), None)
        plain = [found for found in near if not found[0].whole]
        if len({place.id or place.text for place, _, _ in plain}) > 1:
            off = next(((place, said) for place, said, _ in plain if not place.id), None)
            return self._off_board(*off) if off else self._two(plain[0][1], plain[1][1].text)
        if plain:
            return self._answer(*plain[0])
        far, clash = self._far(context.row.lines)
        if whole:
            return self._whole(*whole, far)
        if clash:
            titled = next((line.line.place for line in context.row.lines if line.line.place), None)
            if titled and clash.where in (Where.SHEET, Where.FILE):
                return self._two(clash, titled.text)
            named = self._lexicon.places.named_in(clash.text)
            closed = next((line.closed.text for line in context.row.lines if line.closed), "")
            return self._two(clash, named[-1].text if named else closed)
        if far:
            return self._answer(*far, "exact") if far[0].id else self._about_another(*far)
        if self._around.home:
            return Answer(self._around.home, _USER)
        at = Said("", label.row, label.column) if label.column else None
        return Answer("", at, faults=[remark("region_missing", at)])

    def _near(self, context: Context, topic: Topic) -> Iterator[tuple[Place, Said, str]]:
        """What the row's labels and the column's headings say."""
        row, name = context.row, topic.spoken
        if not row.place and name is not None and name.place is not None and topic.said is not None:
            yield name.place, topic.said, "exact"
        for label in (row.region, row.place):
            place, how = self._lexicon.region(label.text) if label else (None, "")
            if place:
                yield place, label.said, how
        for heading, said in context.column.chain:
            if heading.place:
                yield heading.place, said, "exact"

    def _far(self, lines: Sequence[Section]) -> tuple[tuple[Place, Said] | None, Said | None]:
        """What the lines over the value say, then the sheet's name, then the file's; or who says two things."""
        closed: Place | None = None
        whole: tuple[Place, Said] | None = None
        weak: tuple[Place, Said] | None = None
        for section in lines:
            line, said = section.line, section.said
            if told := told_scope(line.text, self._lexicon):
                return (Place(told, line.text, 0, 0), said), None
            if line.two_places:
                return None, said
            if line.weak:
                weak = weak or ((line.place, said) if line.place is not None else None)
            elif line.place is not None:
                if closed and (closed.id or closed.text) != (line.place.id or line.place.text):
                    return None, said
                if not line.place.whole:
                    if whole and whole[0].id and line.place.id:
                        return whole, None
                    other = self._named_otherwise(line.place)
                    return (None, other) if other else ((line.place, said), None)
                whole = whole or (line.place, said)
            closed = closed or section.closed
        for said in self._around.names:
            found, several = self._lexicon.places.innermost(said.text)
            if found and not several and not found[0].whole and whole is None:
                return (None, said) if closed and closed.id != found[0].id else ((found[0], said), None)
        return whole or weak, None

    def _named_otherwise(self, place: Place) -> Said | None:
        """The name of the sheet or file that is about another place of the same or a finer level than the title."""
        for said in self._around.names:
            found, several = self._lexicon.places.innermost(said.text)
            if not found or several or found[0].whole or _PUBLISHER.search(said.text):
                continue
            same = found[0].id == place.id if found[0].id or place.id else found[0].text == place.text
            if not same and self._level(found[0]) <= self._level(place):
                return said
        return None

    def _find_stranger(self) -> str:
        """A place beside 全市 or 全省 in a table of which no place is one of Kunming or Yunnan; empty for none."""
        view, area = self._around.view, self._around.area
        columns = area.labels.get("region", [])
        texts = (view.text(row, column) for row, _ in area.rows[:_LOOK_AT] for column in columns)
        shown = [text for text in dict.fromkeys(texts) if text.strip()]
        found = [(text, self._lexicon.region(text)[0]) for text in shown]
        others = [(text, place) for text, place in found if place is None or not place.whole]
        home = any((place and place.id) or may_be_of_home(text) for text, place in others)
        return others[0][0] if others and not home else ""

    def _level(self, place: Place) -> int:
        """How large a place is by its name: provinces, cities, districts."""
        name = self._lexicon.catalog.regions[place.id].name if place.id else place.text
        return 3 if name.endswith(("省", "自治区")) else 2 if name.endswith(("市", "州")) else 1

    def _whole(self, place: Place, said: Said, how: str, far: tuple[Place, Said] | None) -> Answer:
        """全市 is what the table is about; where that is another city, it is not on the board."""
        if far and not far[0].id:
            return self._about_another(*far)
        if not place.id:
            return Answer(far[0].id, far[1]) if far else self._off_board(place, said)
        if not far and (other := self._stranger):
            fault = remark("whole_of_what", said, brief(said.text), expected="", other=brief(other))
            return Answer("", said, faults=[fault])
        return self._answer(place, said, how)

    def _answer(self, place: Place, said: Said, how: str) -> Answer:
        if not place.id:
            return self._off_board(place, said)
        code = {"alias": "alias", "confirmed": "confirmed_name"}.get(how)
        if not code or said.where is not Where.LABEL:
            return Answer(place.id, said)
        name = self._lexicon.catalog.regions[place.id].name
        return Answer(place.id, said, [remark(code, said, brief(said.text), result=name)])

    # What is no region of the board

    @staticmethod
    def _two(said: Said, other: str) -> Answer:
        return Answer("", said, faults=[remark("two_regions", said, brief(said.text), expected=other)])

    def _off_board(self, place: Place, said: Said) -> Answer:
        """市辖区 of 昆明市 is not 昆明市."""
        text = clean(said.text) if said.where is Where.LABEL else place.text
        return self._asked("region", "unknown_region", text, said, self._names())

    def _about_another(self, place: Place, said: Said) -> Answer:
        """A title is about a place that the board does not follow: nobody makes it another one by answering."""
        return self._asked("elsewhere", "other_region", place.text, said, "")

    def _unknown(self, label: Label) -> Answer:
        text = clean(label.text)
        likely = [self._lexicon.catalog.regions[ident].name for ident, _ in self._lexicon.regions.suggest(text)]
        return self._asked("region", "unknown_region", text, label.said, "、".join(likely) or self._names())

    def _asked(self, kind: str, code: str, text: str, said: Said, expected: str) -> Answer:
        if self._lexicon.is_left_out(text):
            return Answer("", said, faults=[remark("left_out", said, brief(text))])
        return Answer("", said, faults=[remark(code, said, brief(text), expected=expected)], asks=[(kind, text, "")])

    def _names(self) -> str:
        return "、".join(region.name for region in self._lexicon.catalog.regions.values())
