"""One browser for every test of this process that needs one; each test gets contexts of its own."""

import os

import pytest

CHROMIUM = os.environ.get("AMANAH_CHROMIUM", "/usr/bin/chromium")
PATIENCE = 20_000
"""Milliseconds that a page may take on a machine with other work; nothing waits longer than it must."""


@pytest.fixture(scope="session")
def chromium():
    """A running Chromium, closed when the process has no more tests."""
    from playwright.sync_api import expect, sync_playwright

    expect.set_options(timeout=PATIENCE)
    patch = pytest.MonkeyPatch()
    patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")  # Playwright's loop runs in the thread that the tests use the database in
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        )
        yield browser
        browser.close()
    patch.undo()
