"""What people type into a field, as one line."""

from __future__ import annotations


def one_line(text: str) -> str:
    """``text`` with every run of white space as one space, and without what does not print."""
    return "".join(sign for sign in " ".join(text.split()) if sign.isprintable())
