"""What a page says where no script runs: its name, why nothing is to be seen, the way to the pages that need none."""

from __future__ import annotations

from components.page.links import Links
from components.page.menu import SECTIONS
from components.page.templates import render
from gapboard.kernel.wording import LANGUAGES, say


def without_script() -> dict[str, str]:
    """By the address of each page of the menu, HTML in every language: which one is wanted only a script would say."""
    entries = [entry for section in SECTIONS.values() for entry in section]
    return {
        here.address: render(
            "without_script.html",
            languages=[
                {
                    "code": "en" if language == "en" else "zh-CN",
                    "app": say("app.name", language),
                    "title": say(here.title, language),
                    "told": say("app.without_script", language),
                    "pages": [
                        (
                            say(entry.title, language),
                            Links(language).to(entry.address or "./"),
                            entry.address == here.address,
                        )
                        for entry in entries
                    ],
                }
                for language in LANGUAGES
            ],
        )
        for here in entries
    }
