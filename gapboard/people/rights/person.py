"""Who someone is to the board, and what they may do: the one place where this is decided."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from gapboard.catalog.models import Named
from gapboard.kernel.wording import DEFAULT_LANGUAGE, say

_MOST_NAMES = 5


class Role(StrEnum):
    """What someone is on the board for."""

    VIEWER = "viewer"
    EDITOR = "editor"
    REVIEWER = "reviewer"
    ADMINISTRATOR = "administrator"


class Action(StrEnum):
    """What the board asks a right for."""

    READ = "read"
    WRITE = "write"
    UNDO = "undo"
    CONFIRM_NAME = "confirm_name"
    NOTE_MEETING = "note_meeting"
    REVIEW = "review"
    MANAGE_USERS = "manage_users"


class Standing(StrEnum):
    """How the board knows someone; for those without rights, why it does not know more."""

    LOCAL = "local"  # at this computer, where nothing is configured
    OPERATOR = "operator"  # on the command line: has the files anyway
    SIGNED_IN = "signed_in"
    ELSEWHERE = "elsewhere"  # from another computer, and there is no way to sign in
    SIGNED_OUT = "signed_out"
    EXPIRED = "expired"
    UNKNOWN = "unknown"  # signed in with the provider, and nobody has given them a role


_MAY: dict[Role, frozenset[Action]] = {
    Role.VIEWER: frozenset({Action.READ}),
    Role.EDITOR: frozenset({Action.READ, Action.WRITE, Action.UNDO, Action.CONFIRM_NAME, Action.NOTE_MEETING}),
    # Who judges batches does not write them: two pairs of eyes.
    Role.REVIEWER: frozenset({Action.READ, Action.REVIEW, Action.NOTE_MEETING}),
    Role.ADMINISTRATOR: frozenset(Action),
}


@dataclass(frozen=True, slots=True)
class Person:
    """Someone who asks for something; no role is no right at all, not even to read.

    ``regions`` and ``bodies`` are the ids that an editor is limited to, ``None`` for all of them. ``subject`` is what
    an identity provider calls someone for good: names change, also at their bearer's wish.
    """

    name: str
    role: Role | None
    standing: Standing = Standing.SIGNED_IN
    regions: frozenset[str] | None = None
    bodies: frozenset[str] | None = None
    subject: str = ""

    @property
    def is_named(self) -> bool:
        """Whether the board knows the name for sure; what they write then carries it and no other."""
        return self.standing is Standing.SIGNED_IN

    @property
    def is_limited(self) -> bool:
        """Whether they may write some rows and not others."""
        return self.role is not Role.ADMINISTRATOR and not (self.regions is None and self.bodies is None)


def operator(name: str) -> Person:
    """The user of the command line, who may do everything: whoever can run it has the files anyway."""
    return Person(name, Role.ADMINISTRATOR, Standing.OPERATOR)


class NoRight(Exception):
    """Someone asked for what they may not do; ``why`` names a text, ``rights.refused.<why>``.

    ``details`` fills its placeholders: texts, and lists of records with a name in each language.
    """

    def __init__(self, why: str, **details: str | Sequence[Named | str]) -> None:
        self.why = why
        self.details = details
        super().__init__(self.text("en"))

    def text(self, language: str = DEFAULT_LANGUAGE) -> str:
        """Why, and what to do about it, in words."""
        told = {name: item if isinstance(item, str) else _listed(item, language) for name, item in self.details.items()}
        return say(f"rights.refused.{self.why}", language, **told)


def _listed(items: Sequence[Named | str], language: str) -> str:
    names = [item if isinstance(item, str) else item.label(language) for item in items[:_MOST_NAMES]]
    more = say("rights.more", language, count=len(items) - _MOST_NAMES) if len(items) > _MOST_NAMES else ""
    return say("rights.join", language).join(names) + more


def may(person: Person, action: Action) -> None:
    """Raise ``NoRight`` unless ``person`` may do ``action`` at all; for rows see ``may_write``."""
    if allows(person, action):
        return
    if person.standing in (Standing.ELSEWHERE, Standing.SIGNED_OUT, Standing.EXPIRED, Standing.UNKNOWN):
        raise NoRight(person.standing.value)
    raise NoRight("role", name=person.name)


def allows(person: Person, action: Action) -> bool:
    """Whether ``person`` may do ``action`` at all."""
    return person.role is not None and action in _MAY[person.role]


def actions_of(role: Role) -> list[Action]:
    """What a role may do, in the order of ``Action``."""
    return [action for action in Action if action in _MAY[role]]
