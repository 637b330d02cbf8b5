"""Import: a file is read, checked and shown; nothing is saved before someone has seen what it changes."""

import streamlit as st

from components.page.frame import guarded
from components.page.session import links, translate
from components.staff.draft import forget
from components.staff.html import show
from components.staff.messages import drop_message, heading, show_faults
from components.staff.read_table import review_table
from components.staff.rights import allowed
from components.staff.rounds import round_of
from components.staff.saving import hands_in
from components.staff.several import one_of
from components.staff.upload import TYPES, Upload, ask_encoding, draw_limits, forget_file, read
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
    sent = st.file_uploader(
        translate("staff.upload"),
        TYPES,
        accept_multiple_files=True,
        key=f"{SLOT}.{round_of(SLOT)}.file",
        help=translate("staff.upload_help"),
        on_change=drop_message,
    )
    draw_limits()
    file = one_of(SLOT, sent)
    if file is None:
        show_steps()
        return
    upload = Upload.of(*file)
    try:
        workbook = read(upload)
    except DataFault as fault:
        show_faults(fault)
        if is_text(upload.data):
            ask_encoding(upload)
        return
    review_table(SLOT, upload, workbook, is_file=True)


def show_steps() -> None:
    """What the page is for, while there is no file."""
    forget(SLOT)
    forget_file()
    show("steps.html", history=links().to("history"), enter=links().to("enter"), waits=hands_in())


guarded(draw)
