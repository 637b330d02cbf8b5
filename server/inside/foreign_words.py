"""Streamlit's own words, which it has in English only, said in the visitor's language and for this board."""

from __future__ import annotations

from collections.abc import Callable

_UPLOADER = "[data-testid=stFileUploader]"
_GRID = "[data-testid=stDataFrame], [data-testid=stTooltipContent], [data-testid=stElementToolbar]"
_MENU = "[role=menuitem]"
_PAGE = "body"  # Streamlit puts these outside its own elements


def foreign_words(translate: Callable[..., str]) -> list[tuple[str, str, str]]:
    """Within which elements, what Streamlit says there (a regular expression), and what is said instead.

    As found in Streamlit 1.67; what another release words differently stays in English.
    """
    return [
        (_UPLOADER, r"^Upload$", translate("foreign.choose")),
        (_UPLOADER, r"^(\d+)(?:\.0)?\s?MB per file$", translate("foreign.drop", limit="$1")),
        # The formats stand in the field's label.
        ("[data-testid=stFileUploaderDropzoneInstructions]", r"^ • .*$", ""),
        (_UPLOADER, r"^Drag and drop a file here$", translate("foreign.release")),
        (_UPLOADER, r"^Error: $", ""),
        (_UPLOADER, r"^File must be (\d+)(?:\.0)?\s?MB or smaller\.$", translate("foreign.too_large", limit="$1")),
        (_UPLOADER, r"^.* files are not allowed\.$", translate("foreign.wrong_type")),
        (_UPLOADER, r"^(?:Upload failed|Unexpected error|AxiosError).*$", translate("foreign.not_sent")),
        (_UPLOADER, r"^Add files$", translate("foreign.another")),
        (_UPLOADER, r"^file upload$", translate("foreign.input")),
        (_UPLOADER, r"^Remove (.+)$", translate("foreign.remove", name="$1")),
        (_UPLOADER, r"^Cancel upload of (.+)$", translate("foreign.stop", name="$1")),
        # Whatever it gives as the reason: the reason itself stands in the server's log.
        ("[data-testid=stDownloadButtonError]", r"^.+$", translate("foreign.not_made")),
        ("[data-testid=stTooltipIcon]", r"^Help for (.+)$", translate("foreign.help", name="$1")),
        ("[data-testid=InputInstructions]", r"^Press Enter to apply$", translate("foreign.apply")),
        ("[data-testid=InputInstructions]", r"^Press Enter to submit form$", translate("foreign.submit")),
        # A field of several lines; on a Mac it is another key.
        (
            "[data-testid=InputInstructions]",
            r"^Press (Ctrl|⌘)\+Enter to apply$",
            translate("foreign.apply_with", keys="$1"),
        ),
        (
            "[data-testid=InputInstructions]",
            r"^Press (Ctrl|⌘)\+Enter to submit form$",
            translate("foreign.submit_with", keys="$1"),
        ),
        (_PAGE, r"^Skip to main content$", translate("foreign.skip")),
        (_PAGE, r"^(\d+) options? available\.$", translate("foreign.options", count="$1")),
        (_PAGE, r"^Dismiss$", translate("foreign.close")),
        ("[data-testid=stSelectbox]", r"^Choose an option$", translate("foreign.placeholder")),
        ("[data-testid=stNumberInput]", r"^Decrement$", translate("foreign.less")),
        ("[data-testid=stNumberInput]", r"^Increment$", translate("foreign.more")),
        ("[data-testid=stDateInput]", r"^Choose date$", translate("foreign.date")),
        ("[data-testid=stTopNav]", r"^(\d+) more$", translate("foreign.more_pages", count="$1")),
        ("[data-testid=stHeader]", r"^Stop(?: script)?$", translate("foreign.stop_run")),
        ("[data-testid=stHeader]", r"^Running\.\.\.$", translate("foreign.running")),
        (_PAGE, r"^Expand sidebar$", translate("foreign.show_menu")),
        (_PAGE, r"^Collapse sidebar$", translate("foreign.hide_menu")),
        (_PAGE, r"^Sidebar$", translate("foreign.menu")),
        ("[data-testid=stHeadingWithActionElements]", r"^Link to heading$", translate("foreign.copy_link")),
        ("[data-testid=stSelectboxVirtualDropdown]", r"^No results$", translate("foreign.no_results")),
        ("[data-testid=stSelectbox]", r"^Open$", translate("foreign.open")),
        ("[data-testid=stSelectbox]", r"^Clear(?: value)?$", translate("foreign.clear")),
        ("[data-testid=stSlider]", r"^(.+) — start$", translate("foreign.start", name="$1")),
        ("[data-testid=stSlider]", r"^(.+) — end$", translate("foreign.end", name="$1")),
        ("[data-testid=stTopNav]", r"^App pages$", translate("foreign.pages")),
        ("[role=dialog]", r"^Close$", translate("foreign.close")),
        (_GRID, r"^Show/hide columns$", translate("foreign.columns")),
        (_GRID, r"^Download as CSV$", translate("foreign.csv")),
        (_GRID, r"^Search$", translate("foreign.search")),
        (_GRID, r"^Type to search$", translate("foreign.type_to_search")),
        (_GRID, r"^Previous Result$", translate("foreign.previous")),
        (_GRID, r"^Next Result$", translate("foreign.next")),
        (_GRID, r"^Close Search$", translate("foreign.close_search")),
        (_GRID, r"^Fullscreen$", translate("foreign.fullscreen")),
        (_GRID, r"^(?:Exit|Close) fullscreen$", translate("foreign.leave_fullscreen")),
        (_MENU, r"^Sort ascending$", translate("foreign.ascending")),
        (_MENU, r"^Sort descending$", translate("foreign.descending")),
        (_MENU, r"^Autosize$", translate("foreign.autosize")),
        (_MENU, r"^Pin column$", translate("foreign.pin")),
        (_MENU, r"^Unpin column$", translate("foreign.unpin")),
        (_MENU, r"^Hide column$", translate("foreign.hide")),
        # Something of ours failed; the error itself stands in the server's log.
        ("[data-testid=stException]", r"^This app has encountered an error.*$", translate("foreign.broken")),
        ("[role=dialog]", r"^Connection error$", translate("foreign.disconnected")),
        ("[role=dialog]", r"^Is Streamlit still running\?.*$", translate("foreign.no_server")),
        ("[role=dialog]", r"^Streamlit server is not responding.*$", translate("foreign.no_server")),
        ("[role=dialog] code, [role=dialog] pre", r"^streamlit run yourscript\.py$", "make run"),
    ]
