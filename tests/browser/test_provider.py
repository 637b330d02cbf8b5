"""Signing in with a real OpenID provider: a stranger stays out, others come in with the table's role, and out again.

Slow: a provider and a board are started, and each sign-in goes through both.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from urllib.error import URLError

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import settle
from tests.browser_support import ROOT, free_port, serve
from tests.shipped_data import copy_shipped

_SECRETS = """[auth]
redirect_uri = "http://localhost:{board}/oauth2callback"
cookie_secret = "only for this test, and long enough to be one: 0123456789abcdef"
client_id = "board"
client_secret = "secret"
server_metadata_url = "http://localhost:{provider}/.well-known/openid-configuration"
"""
_PEOPLE = """read: signed_in
unknown: refused
people:
  - subject: wang
    role: editor
    regions: [kunming]
"""
_START_LIMIT = 30.0


@pytest.fixture(scope="module")
def provider() -> Iterator[int]:
    """The port of a provider that lets in whoever names themselves."""
    port = free_port()
    process = subprocess.Popen(
        [sys.executable, "-m", "oidc_provider_mock", "--port", str(port)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    limit = time.monotonic() + _START_LIMIT
    try:
        while True:
            try:
                urllib.request.urlopen(f"http://localhost:{port}/.well-known/openid-configuration", timeout=5).close()
                break
            except URLError:
                assert process.poll() is None and time.monotonic() < limit, "the provider did not start"
                time.sleep(0.1)
        yield port
    finally:
        process.terminate()
        process.wait(timeout=20)


@pytest.fixture(scope="module")
def board(provider: int, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a board whose visitors sign in with the provider."""
    folder: Path = tmp_path_factory.mktemp("provider")
    port = free_port()
    copy_shipped(folder)
    (folder / "people.yaml").write_text(_PEOPLE, encoding="utf-8")
    settings = folder / ".streamlit"
    settings.mkdir()
    shutil.copy(ROOT / ".streamlit" / "config.toml", settings)
    (settings / "secrets.toml").write_text(_SECRETS.format(board=port, provider=provider), encoding="utf-8")
    with serve("make run", cwd=folder, env={"GAPBOARD_DATA": str(folder)}, port=port):
        yield f"http://localhost:{port}"


def enter(page: Page, board: str, name: str) -> None:
    """Sign in as ``name``."""
    page.goto(f"{board}/signin")
    settle(page, "[data-testid=stButton] button")
    page.get_by_role("button", name="用单位账号登录").click()
    page.fill("input[name=sub]", name)
    page.get_by_role("button", name="Authorize").click()
    page.wait_for_url(f"{board}/**")


def test_a_stranger_of_the_provider_sees_nothing(browser: Browser, board: str) -> None:
    page = browser.new_context(locale="zh-CN").new_page()
    enter(page, board, "somebody")
    page.goto(f"{board}/")
    settle(page, "[data-testid=stMain] [data-testid=stButton]")
    expect(page.locator("[data-testid=stMain]")).to_contain_text("您已登录，但没有查看权限")
    assert page.locator("#board, .gb-row").count() == 0
    page.context.close()


def test_in_with_the_role_of_the_table_and_out(browser: Browser, board: str) -> None:
    page = browser.new_context(locale="zh-CN").new_page()
    page.goto(f"{board}/")
    settle(page, "[data-testid=stButton] button")
    assert page.locator("#board, .gb-row").count() == 0, "nothing to see before signing in"
    enter(page, board, "wang")
    page.goto(f"{board}/signin")
    settle(page, "#signin-end")
    person = page.locator(".gb-person")
    for words in ("wang", "录入员", "昆明市"):
        expect(person).to_contain_text(words)
    page.goto(f"{board}/")
    settle(page, "#board-end")
    kept = {cookie["name"]: cookie for cookie in page.context.cookies()}["_streamlit_user"]
    assert kept["httpOnly"] and kept["sameSite"] in ("Lax", "Strict")

    page.goto(f"{board}/signin")
    settle(page, "#signin-end")
    page.get_by_role("button", name="退出登录").click()
    page.wait_for_url("**/oauth2/end_session?**")  # the provider is told, too
    page.goto(f"{board}/")
    settle(page, "[data-testid=stButton] button:has-text('用单位账号登录')")
    assert page.locator("#board, .gb-row").count() == 0
    page.context.close()
