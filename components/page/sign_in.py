"""The page about oneself: who the board takes the visitor for, signing in and out, and how that is set up."""

from __future__ import annotations

import logging

import streamlit as st

from components.page import templates
from components.page.data import board, data_folder
from components.page.session import language, translate
from components.page.who import here
from gapboard.kernel.faults import DataFault
from gapboard.people.rights import Accounts, Person, Role, Standing, load_people
from gapboard.people.rights.person import actions_of
from gapboard.people.rights.signin import provider_sign_out
from server import account
from server.inside import provider
from server.visit import has_provider

_log = logging.getLogger(__name__)
_PROBLEMS = ("wrong", "wait", "fault")


def show_self() -> None:
    """Who is here and what they may do, with the way in or out."""
    person = here()
    if person.is_named or person.standing is Standing.UNKNOWN:
        _show_person(person)
        _offer_to_leave()
    elif person.standing is Standing.LOCAL:
        _show("person.html", told=translate("rights.who.local"), facts=[])
        _show("how.html")
    elif person.standing is Standing.ELSEWHERE:
        _show("person.html", told=translate("rights.refused.elsewhere"), facts=[])
        _show("how.html")
    else:
        expired = person.standing is Standing.EXPIRED
        _show("person.html", told=translate("rights.refused.expired" if expired else "rights.who.nobody"), facts=[])
        _offer_to_enter("")


def ask_to_sign_in(page: str = "") -> None:
    """All that is drawn for those who may not read: nothing of the board, only the way in."""
    try:
        person = here()
    except DataFault as fault:
        # What the files hold is not for everyone who comes by.
        _log.error("The board is closed: %s", fault)
        _show("closed.html", title=translate("rights.closed_fault"))
        return
    if person.standing is Standing.ELSEWHERE:
        _show("closed.html", title=translate("rights.closed_no_way"))
    elif person.standing in (Standing.UNKNOWN, Standing.SIGNED_IN):
        _show("closed.html", title=translate("rights.closed_unknown"))
        _offer_to_leave()
    else:
        _show("closed.html", title=translate("rights.closed"))
        _offer_to_enter(page)


def _show_person(person: Person) -> None:
    catalog = board().catalog
    role = person.role or Role.VIEWER
    join = translate("rights.join")
    facts = [
        (translate("rights.who.role"), translate(f"rights.role.{role}")),
        (translate("rights.who.may"), join.join(translate(f"rights.action.{item}") for item in actions_of(role))),
    ]
    for limit, idents, records in (
        ("regions", person.regions, catalog.regions),
        ("bodies", person.bodies, catalog.bodies),
    ):
        if idents is not None and person.is_limited:
            names = [records[item].label(language()) if item in records else item for item in sorted(idents)]
            facts.append((translate(f"rights.who.{limit}"), join.join(names)))
    _show("person.html", told=translate("rights.who.signed_in", name=person.name), facts=facts)
    if person.standing is Standing.UNKNOWN:
        st.info(translate("rights.refused.unknown"))


def _offer_to_enter(page: str) -> None:
    people = load_people(data_folder())
    problem = st.query_params.get("problem", "")
    told = ""
    if problem in _PROBLEMS:
        minutes = st.query_params.get("minutes", "")
        told = translate(f"rights.problem.{problem}", minutes=minutes if minutes.isdecimal() else "?")
    lasting = translate("rights.form.lasting", idle=f"{people.idle_hours:g}", longest=f"{people.longest_hours:g}")
    if Accounts(data_folder()).exist():
        if not account.served():
            st.warning(translate("rights.how.not_served"))
        else:
            _show("form.html", action=account.SIGN_IN, lang=language(), next=page, problem=told, lasting=lasting)
    if has_provider():
        if not provider.is_package_installed():
            st.warning(translate("rights.how.no_package"))
        elif st.button(translate("rights.form.provider"), key="rights:provider"):
            st.login()


def _offer_to_leave() -> None:
    if st.user.get("is_logged_in"):
        if st.button(translate("rights.form.out"), key="rights:out"):
            provider_sign_out(data_folder(), dict(st.user.to_dict()))
            st.logout()
    else:
        _show("out.html", action=account.SIGN_OUT, lang=language())


def _show(template: str, **values: object) -> None:
    templates.show(f"rights/{template}", say=translate, **values)
