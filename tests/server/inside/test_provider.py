"""Streamlit says whether it could sign people in with an identity provider."""

from __future__ import annotations

import sys

import pytest

from server.inside.provider import is_package_installed


def test_the_package_is_needed_and_in_a_version_that_fits(monkeypatch: pytest.MonkeyPatch) -> None:
    authlib = pytest.importorskip("authlib")
    assert is_package_installed()
    monkeypatch.setattr(authlib, "__version__", "1.0.0")
    assert not is_package_installed()
    monkeypatch.setitem(sys.modules, "authlib", None)
    assert not is_package_installed()
