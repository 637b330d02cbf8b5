"""Import: a file is read, checked and shown; nothing is saved before someone has seen what it changes."""

import streamlit as st

from components.page.frame import guarded
from components.page.session import links, tell
from components.staff.answers import ask_names, ask_readings
from components.staff.draft import forget, kept
from components.staff.html import show
from components.staff.messages import drop_message, heading, show_faults
from components.staff.review import round_of, save_form, show_review
from components.staff.rights import allowed
from components.staff.saving import hands_in
from components.staff.upload import (
    TYPES,
    Upload,
    ask,
    ask_encoding,
    ask_region,
    forget_file,
    offer_copy,
    read,
    show_facts,
)
from gapboard.intake.model import Workbook
from gapboard.intake.reader import is_text
from gapboard.kernel.faults import DataFault
from gapboard.people.rights import Action

SLOT = "import"


def draw() -> None:
    """The page: upload, then review, then save."""
    heading("import")
    if not allowed(Action.WRITE):
        show_steps()  # nobody can upload here what they could not save
        return
    file = st.file_uploader(
        tell("staff.upload"),
        TYPES,
        key=f"{SLOT}.{round_of(SLOT)}.file",
        help=tell("staff.upload_help"),
        on_change=drop_message,
    )
    if file is None:
        show_steps()
        return
    upload = Upload.of(file.name, file.getvalue())
    try:
        workbook = read(upload)
    except DataFault as fault:
        show_faults(fault)
        if is_text(upload.data):
            ask_encoding(upload)
        return
    review(upload, workbook)


def show_steps() -> None:
    """What the page is for, while there is no file."""
    forget(SLOT)
    forget_file()
    show("steps.html", history=links().to("history"), enter=links().to("enter"), waits=hands_in())


def review(upload: Upload, workbook: Workbook) -> None:
    """What the file holds and what saving it would change."""
    facts = st.container()
    choices = ask(upload, workbook)
    try:
        draft, fresh = kept(SLOT, upload.data, workbook, choices)
    except DataFault as fault:
        show_faults(fault)
        return
    with facts:
        show_facts(draft)
    ask_region(upload, draft)
    ask_names(upload, draft)
    ask_readings(upload, draft)
    show_review(draft)
    offer_copy(upload, draft)
    save_form(SLOT, draft, fresh, upload.key, upload.to_remember)


guarded(draw)
