"""HTML of the staff pages from their own folder of templates."""

from __future__ import annotations

from components.page import templates
from components.page.session import translate


def show(template: str, **values: object) -> None:
    """Draw the filled template ``templates/staff/<template>`` on the page."""
    templates.show(f"staff/{template}", say=translate, **values)
