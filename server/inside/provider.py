"""Whether Streamlit could sign people in with an identity provider, so that no button leads to a stack trace."""

from __future__ import annotations

from streamlit.auth_util import is_authlib_installed


def is_package_installed() -> bool:
    """Whether the package that ``st.login`` needs is there, in a version that it takes."""
    return is_authlib_installed()
