"""Rights: who someone is, and what they may do."""

from gapboard.people.rights.accounts import Accounts
from gapboard.people.rights.people import People, load_people
from gapboard.people.rights.person import Action, NoRight, Person, Role, Standing, allows, may, operator
from gapboard.people.rights.scope import may_write
from gapboard.people.rights.visit import Visit, who

__all__ = [
    "Accounts",
    "Action",
    "NoRight",
    "People",
    "Person",
    "Role",
    "Standing",
    "Visit",
    "allows",
    "load_people",
    "may",
    "may_write",
    "operator",
    "who",
]
