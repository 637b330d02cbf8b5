"""Rights: who someone is, what they may do, and the one way in which anything is written."""

from gapboard.rights.accounts import Accounts
from gapboard.rights.people import People, load_people
from gapboard.rights.person import Action, NoRight, Person, Role, Standing, allows, may, operator
from gapboard.rights.scope import may_write
from gapboard.rights.visit import Visit, who

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
