"""Someone who does a job on the site, and what it costs them: screens, acts and fields written.

A screen is a page that loads after the one they start from; an act is a tap, a box ticked, an
answer chosen, a link of a letter opened; an entry is a field written.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from flask import Flask
from sqlalchemy import select

from app import clock
from app.accounts.models import Account
from app.extensions import db
from app.introductions.models import Introduction
from app.letters import answer_links
from app.letters.answer_links import Purpose
from app.placements.models import CheckIn
from tests.browser import Visitor
from tests.journeys.walker import Walker


@dataclass(frozen=True, order=True)
class Cost:
    """What a job costs, or may cost at most."""

    screens: int
    acts: int
    entries: int = 0

    def within(self, budget: "Cost") -> bool:
        """Whether nothing costs more than it may."""
        return (
            self.screens <= budget.screens
            and self.acts <= budget.acts
            and self.entries <= budget.entries
        )


class Doer:
    """A person at their window, who counts."""

    def __init__(self, app: Flask, walker: Walker) -> None:
        self.app = app
        self.walker = walker
        walker.examines = False
        self.screens = self.acts = self.entries = 0

    def becomes(self, account: Account | None) -> None:
        """Be signed in already, when it is someone who has an account."""
        if account is None:
            return
        name = self.app.config["SESSION_COOKIE_NAME"]
        kept = Visitor(self.app).signed_in(account).client.get_cookie(name)
        assert kept is not None
        given = {"name": name, "value": kept.value, "url": self.walker.address}
        self.walker.context.add_cookies([given])

    def starts(self, path: str) -> None:
        """Be where the job begins."""
        self.walker.open(path)
        self.screens = self.acts = self.entries = 0

    def follows(self, link: str) -> None:
        """Open the link of a letter or of a text message: an act, and the page one starts from."""
        self.starts(link)
        self.acts = 1

    def tap(self, words: str, *, within: str | None = "main") -> None:
        """Tap, and read the next page."""
        self.walker.tap(words, within=within)
        self.acts += 1
        self.screens += 1

    def takes(self, words: str) -> None:
        """Tap what gives a file: the page stays."""
        with self.walker.page.expect_download():
            self.walker._named(words, "main").click()
        self.acts += 1

    def presses(self, words: str) -> None:
        """Press what acts on the page itself, where there is a script; else the browser’s own."""
        if self.walker.scripts:
            assert self.walker._named(words, "main").is_visible(), words
        self.acts += 1

    def tick(self, words: str) -> None:
        """Tick a box, or choose an answer."""
        self.walker.tick(words)
        self.acts += 1

    def half_day(self, code: str) -> None:
        """Tick a half-day of the week."""
        self.walker.tick_half_day(code)
        self.acts += 1

    def write(self, label: str, text: str) -> None:
        """Write in a field."""
        self.walker.write(label, text)
        self.entries += 1

    def reads(self, words: str) -> None:
        """Find this on the page."""
        self.walker.reads(words)

    @property
    def cost(self) -> Cost:
        """What it cost so far."""
        return Cost(self.screens, self.acts, self.entries)


Job = Callable[[Doer], None]
JOBS: dict[str, tuple[str, Cost, Job]] = {}


def job(name: str, who: str, screens: int, acts: int, entries: int = 0) -> Callable[[Job], Job]:
    """Put a job in the table: who does it, and its budget."""

    def kept(walk: Job) -> Job:
        JOBS[name] = (who, Cost(screens, acts, entries), walk)
        return walk

    return kept


def named(email: str) -> Account:
    """Find someone of the demonstration."""
    return db.session.scalars(select(Account).where(Account.email == f"{email}@demo.test")).one()


def link(purpose: Purpose, subject: Introduction | CheckIn, to: Account) -> str:
    """Give the link that a letter about this would hold."""
    path = answer_links.path(purpose, subject, to)
    db.session.commit()
    return path


def introduction(state: str) -> Introduction:
    """Find an introduction in this state."""
    found = select(Introduction).where(Introduction.state == state).order_by(Introduction.id)
    one = db.session.scalars(found).first()
    assert one is not None, state
    return one


def last_month() -> date:
    """Give the first day of the month before this one."""
    return (clock.today().replace(day=1) - timedelta(days=1)).replace(day=1)
