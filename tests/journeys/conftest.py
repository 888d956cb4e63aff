"""A real Chromium, and the site served on a real port for it."""

import shutil
from collections.abc import Callable, Iterator

import pytest
from flask import Flask
from playwright.sync_api import Browser, sync_playwright

from tests.journeys.walker import Walker
from tests.serving import served

QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
NAMES = ("chromium", "chromium-browser", "google-chrome")


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Open the system’s Chromium, else Playwright’s own; without either the stories fail."""
    path = next((found for name in NAMES if (found := shutil.which(name))), None)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=QUIET)
        yield browser
        browser.close()


@pytest.fixture
def address(app: Flask) -> Iterator[str]:
    """Serve the site as ``make run`` does, on a free port, while the story lasts."""
    with served(app, threads=4) as base:
        yield base


@pytest.fixture
def walks(chromium: Browser, address: str) -> Iterator[Callable[..., Walker]]:
    """Give someone a browser window of their own: ``walks(width=360, scripts=False)``."""
    opened: list[Walker] = []

    def walk(width: int = 360, height: int = 740, *, scripts: bool = True) -> Walker:
        context = chromium.new_context(
            base_url=address,
            viewport={"width": width, "height": height},
            java_script_enabled=scripts,
            locale="fr-FR",
            timezone_id="Europe/Paris",
        )
        context.set_default_timeout(8000)
        walker = Walker(context, address, scripts=scripts)
        opened.append(walker)
        return walker

    yield walk
    for walker in opened:
        walker.close()
