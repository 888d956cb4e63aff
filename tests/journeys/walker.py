"""Someone at a real browser: reads, taps and types; every page is looked at as it comes."""

import re
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, ConsoleMessage, Locator, Request

from app.extensions import db
from tests.journeys.eyes import RULES


class Walker:
    """A person with a window; without ``scripts`` the browser runs no JavaScript.

    Each page reached is checked once: nothing in the console, nothing from elsewhere, no sideways
    scrolling, and with scripts on no accessibility violation that axe can find.
    """

    def __init__(self, context: BrowserContext, address: str, *, scripts: bool) -> None:
        self.context = context
        self.address = address
        self.scripts = scripts
        self.page = context.new_page()
        self.examines = True  # with axe, each page; a counter of steps leaves that to others
        self.complaints: list[str] = []
        self.page.on("console", self._hear)
        self.page.on("request", self._watch)

    def _hear(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"} and "status of 4" not in message.text:
            self.complaints.append(f"console: {message.text}")

    def _watch(self, request: Request) -> None:
        if not request.url.startswith(self.address):
            self.complaints.append(f"asked elsewhere: {request.url}")

    def open(self, path: str) -> None:
        """Open an address."""
        db.session.commit()
        self.page.goto(path)
        self.look()

    def tap(self, words: str, *, within: str | None = None) -> None:
        """Tap the link or the button that says this, and wait for the next page."""
        db.session.commit()
        target = self._named(words, within)
        assert target.count(), f"nothing says « {words} » on {self.path}:\n{self.text[:900]}"
        with self.page.expect_navigation():
            target.click()
        self.look()

    def _named(self, words: str, within: str | None) -> Locator:
        place = self.page.locator(within) if within else self.page.locator("body")
        said = re.compile(re.escape(words).replace(r"\ ", r"\s+"))
        found = place.get_by_role("button", name=said).or_(place.get_by_role("link", name=said))
        return found.first

    def write(self, label: str, text: str) -> None:
        """Write in the field of this label."""
        said = re.compile(re.escape(label).replace(r"\ ", r"\s+"))
        found = self.page.get_by_label(said)
        assert found.count(), f"no field « {label} » on {self.path}:\n{self.text[:900]}"
        found.first.fill(text)

    def tick(self, words: str) -> None:
        """Tick the box, or choose the answer, that says this."""
        said = re.compile(re.escape(words).replace(r"\ ", r"\s+"))
        found = self.page.get_by_label(said)
        assert found.count(), f"no answer « {words} » on {self.path}:\n{self.text[:900]}"
        found.first.check()

    def tick_half_day(self, code: str) -> None:
        """Tick a half-day in the grid of the week."""
        self.page.locator(f'input[value="{code}"]').check()

    @property
    def path(self) -> str:
        """Where the person is."""
        return self.page.url.removeprefix(self.address)

    @property
    def text(self) -> str:
        """What the person reads."""
        return " ".join(self.page.locator("body").inner_text().split())

    def reads(self, words: str) -> None:
        """Insist that the page says this."""
        wanted = " ".join(words.split())
        assert wanted in self.text, f"« {wanted} » is not on {self.path}:\n{self.text[:900]}"

    def look(self) -> None:
        """Look at the page as a whole."""
        if self.scripts:
            wide = self.page.evaluate("document.documentElement.scrollWidth - innerWidth")
            assert wide <= 0, f"{self.path} scrolls sideways by {wide} px"
        if self.scripts and self.examines:
            found = Axe().run(self.page, options=RULES)
            assert found.violations_count == 0, f"{self.path}: {found.generate_report()}"
        assert not self.complaints, f"{self.path}: {self.complaints}"

    def picture(self, name: str) -> Path:
        """Keep a picture of the whole page."""
        place = Path(name)
        self.page.screenshot(path=place, full_page=True)
        return place

    def close(self) -> None:
        """Close the window."""
        self.context.close()
