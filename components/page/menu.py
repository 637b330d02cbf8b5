"""The board's pages in the order of the menu: one table for the navigation and for the first answer."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Entry:
    """A page: its script, its address below the board's, and the key of its name. The overview has no address."""

    script: str
    address: str
    title: str
    looks_back: bool = True  # to what was known on the address's day; staff work on what is known now


SECTIONS: dict[str, tuple[Entry, ...]] = {
    "": (
        Entry("pages/leaders/overview.py", "", "app.page.overview"),
        Entry("pages/leaders/indicator.py", "indicator", "app.page.indicator"),
        Entry("pages/leaders/documents.py", "documents", "app.page.documents"),
        Entry("pages/leaders/departments.py", "departments", "app.page.departments"),
        Entry("pages/leaders/compare.py", "compare", "compare.page"),
        Entry("pages/leaders/this_year.py", "this-year", "in_year.page"),
        Entry("pages/leaders/changes.py", "changes", "changes.page"),
        Entry("pages/leaders/coverage.py", "coverage", "app.page.coverage"),
    ),
    "app.section.meeting": (
        Entry("pages/meeting/present.py", "present", "app.page.present"),
        Entry("pages/meeting/handouts.py", "handouts", "app.page.handouts"),
    ),
    "app.section.staff": (
        Entry("pages/staff/reporting.py", "reporting", "reporting.page"),
        Entry("pages/staff/task_reports.py", "task-reports", "task_form.page", looks_back=False),
        Entry("pages/staff/importing.py", "import", "staff.page.import", looks_back=False),
        Entry("pages/staff/enter.py", "enter", "staff.page.enter", looks_back=False),
        Entry("pages/staff/review.py", "review", "review.page", looks_back=False),
        Entry("pages/staff/history.py", "history", "staff.page.history", looks_back=False),
        Entry("pages/staff/signin.py", "signin", "rights.page", looks_back=False),
    ),
}
"""Pages by the key of the section's name; those without a section stand in the menu itself."""
