"""``people.yaml``: who reads without signing in, whether batches are reviewed, roles of those a provider knows."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import Field, model_validator

from gapboard.kernel.one_line import one_line
from gapboard.people.rights.person import Person, Role, Standing
from gapboard.people.rights.records import Granted, Record, Text, load

FILE = "people.yaml"
Hours = Annotated[float, Field(gt=0, le=720)]


class Entry(Granted):
    """A role for those whom one claim of the provider names."""

    subject: Text | None = None
    email: Text | None = None
    group: Text | None = None

    @model_validator(mode="after")
    def _one_claim(self) -> Entry:
        if sum(item is not None for item in (self.subject, self.email, self.group)) != 1:
            raise ValueError("one of subject, email, group")
        return self

    def fits(self, claims: Mapping[str, Any], group_claim: str) -> bool:
        """Whether this entry is about the person with these claims."""
        if self.subject is not None:
            return claims.get("sub") == self.subject
        if self.email is not None:
            # With some providers anyone may write any address into their profile, and not every one of them says so:
            # nobody becomes administrator by an address that is not said to be verified.
            unsaid = self.role is not Role.ADMINISTRATOR
            verified = claims.get("email_verified", unsaid) in (True, "true")
            return verified and str(claims.get("email", "")).casefold() == self.email.casefold()
        groups = claims.get(group_claim, ())
        return self.group in ((groups,) if isinstance(groups, str) else tuple(groups or ()))


class People(Record):
    """The settings; every one has a default, so that no file is needed."""

    read: Literal["anyone", "signed_in"] = "anyone"
    unknown: Literal["viewer", "refused"] = "viewer"
    group_claim: Text = "groups"
    idle_hours: Hours = 2
    longest_hours: Hours = 12
    review: bool = False
    people: tuple[Entry, ...] = ()

    def anonymous(self, standing: Standing) -> Person:
        """Someone the board does not know, for the reason ``standing``."""
        return Person("", Role.VIEWER if self.read == "anyone" else None, standing)

    def person(self, claims: Mapping[str, Any]) -> Person:
        """Who has signed in with the provider; the first entry that fits gives role and limits."""
        name, subject = name_of(claims), str(claims.get("sub") or "")
        for entry in self.people:
            if entry.fits(claims, self.group_claim):
                return Person(name, entry.role, Standing.SIGNED_IN, entry.regions, entry.bodies, subject)
        return Person(name, Role.VIEWER if self.unknown == "viewer" else None, Standing.UNKNOWN, subject=subject)


def name_of(claims: Mapping[str, Any]) -> str:
    """What rows call someone: their name, and what tells two of the same name apart."""
    name, told = str(claims.get("name") or ""), str(claims.get("email") or claims.get("sub") or "")
    found = f"{name} <{told}>" if name and told else name or told
    return one_line(found)[:120]


def load_people(folder: Path) -> People:
    """The settings in ``folder``. Raises ``DataFault``."""
    return load(folder / FILE, People) or People()
