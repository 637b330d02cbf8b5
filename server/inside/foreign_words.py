"""Streamlit's own words, which it has in English only, said in the visitor's language and for this board."""

from __future__ import annotations

from collections.abc import Callable

_UPLOADER = "[data-testid=stFileUploader]"
_GRID = "[data-testid=stDataFrame], [data-testid=stTooltipContent], [data-testid=stElementToolbar]"
_MENU = "[role=menuitem]"
_PAGE = "body"  # Streamlit puts these outside its own elements


def foreign_words(limit: int, tell: Callable[..., str]) -> list[tuple[str, str, str]]:
    """Within which elements, what Streamlit says there (a regular expression), and what is said instead.

    As found in Streamlit 1.67; what another release words differently stays in English.
    """
    return [
        (_UPLOADER, r"^Upload$", tell("foreign.choose")),
        (_UPLOADER, r"^[\d.]+\s?MB per file$", tell("foreign.drop", limit=limit)),
        # The formats stand in the field's label.
        ("[data-testid=stFileUploaderDropzoneInstructions]", r"^ • .*$", ""),
        (_UPLOADER, r"^Drag and drop a file here$", tell("foreign.release")),
        (_UPLOADER, r"^Error: $", ""),
        (_UPLOADER, r"^File must be .* or smaller\.$", tell("foreign.too_large", limit=limit)),
        (_UPLOADER, r"^.* files are not allowed\.$", tell("foreign.wrong_type")),
        (_UPLOADER, r"^(?:Upload failed|Unexpected error).*$", tell("foreign.not_sent")),
        (_UPLOADER, r"^Add files$", tell("foreign.another")),
        (_UPLOADER, r"^file upload$", tell("foreign.input")),
        (_UPLOADER, r"^Remove (.+)$", tell("foreign.remove", name="$1")),
        (_UPLOADER, r"^Cancel upload of (.+)$", tell("foreign.stop", name="$1")),
        # Whatever it gives as the reason: the reason itself stands in the server's log.
        ("[data-testid=stDownloadButtonError]", r"^.+$", tell("foreign.not_made")),
        ("[data-testid=stTooltipIcon]", r"^Help for (.+)$", tell("foreign.help", name="$1")),
        ("[data-testid=InputInstructions]", r"^Press Enter to apply$", tell("foreign.apply")),
        ("[data-testid=InputInstructions]", r"^Press Enter to submit form$", tell("foreign.submit")),
        (_PAGE, r"^Skip to main content$", tell("foreign.skip")),
        (_PAGE, r"^(\d+) options? available\.$", tell("foreign.options", count="$1")),
        (_PAGE, r"^Dismiss$", tell("foreign.close")),
        ("[data-testid=stSelectbox]", r"^Choose an option$", tell("foreign.placeholder")),
        ("[data-testid=stNumberInput]", r"^Decrement$", tell("foreign.less")),
        ("[data-testid=stNumberInput]", r"^Increment$", tell("foreign.more")),
        ("[data-testid=stDateInput]", r"^Choose date$", tell("foreign.date")),
        ("[data-testid=stTopNav]", r"^(\d+) more$", tell("foreign.more_pages", count="$1")),
        ("[data-testid=stHeader]", r"^Stop(?: script)?$", tell("foreign.stop_run")),
        ("[data-testid=stHeader]", r"^Running\.\.\.$", tell("foreign.running")),
        (_PAGE, r"^Expand sidebar$", tell("foreign.show_menu")),
        (_PAGE, r"^Collapse sidebar$", tell("foreign.hide_menu")),
        (_PAGE, r"^Sidebar$", tell("foreign.menu")),
        ("[data-testid=stHeadingWithActionElements]", r"^Link to heading$", tell("foreign.copy_link")),
        ("[data-testid=stSelectboxVirtualDropdown]", r"^No results$", tell("foreign.no_results")),
        ("[data-testid=stSelectbox]", r"^Open$", tell("foreign.open")),
        ("[data-testid=stSelectbox]", r"^Clear(?: value)?$", tell("foreign.clear")),
        ("[data-testid=stSlider]", r"^(.+) — start$", tell("foreign.start", name="$1")),
        ("[data-testid=stSlider]", r"^(.+) — end$", tell("foreign.end", name="$1")),
        ("[data-testid=stTopNav]", r"^App pages$", tell("foreign.pages")),
        ("[role=dialog]", r"^Close$", tell("foreign.close")),
        (_GRID, r"^Show/hide columns$", tell("foreign.columns")),
        (_GRID, r"^Download as CSV$", tell("foreign.csv")),
        (_GRID, r"^Search$", tell("foreign.search")),
        (_GRID, r"^Type to search$", tell("foreign.type_to_search")),
        (_GRID, r"^Previous Result$", tell("foreign.previous")),
        (_GRID, r"^Next Result$", tell("foreign.next")),
        (_GRID, r"^Close Search$", tell("foreign.close_search")),
        (_GRID, r"^Fullscreen$", tell("foreign.fullscreen")),
        (_GRID, r"^(?:Exit|Close) fullscreen$", tell("foreign.leave_fullscreen")),
        (_MENU, r"^Sort ascending$", tell("foreign.ascending")),
        (_MENU, r"^Sort descending$", tell("foreign.descending")),
        (_MENU, r"^Autosize$", tell("foreign.autosize")),
        (_MENU, r"^Pin column$", tell("foreign.pin")),
        (_MENU, r"^Unpin column$", tell("foreign.unpin")),
        (_MENU, r"^Hide column$", tell("foreign.hide")),
        ("[role=dialog]", r"^Connection error$", tell("foreign.disconnected")),
        ("[role=dialog]", r"^Is Streamlit still running\?.*$", tell("foreign.no_server")),
        ("[role=dialog]", r"^Streamlit server is not responding.*$", tell("foreign.no_server")),
        ("[role=dialog] code, [role=dialog] pre", r"^streamlit run yourscript\.py$", "make run"),
    ]
