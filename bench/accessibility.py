"""Every page that each role reaches, looked at in five modes: `python -m bench.accessibility`.

Axe (WCAG 2.2 AA and best practice), sideways scrolling at 320 px, with letters twice as large and
with the spacing of WCAG 1.4.12, targets for a thumb, the console, and anything asked elsewhere.
`--role referent` looks at one role, `--each 1` at one page of each kind.
"""

import argparse
import json
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

from flask import Flask
from playwright.sync_api import Browser, Page, sync_playwright
from sqlalchemy import select
from waitress.server import create_server

from app import create_app, logs
from app.accounts.models import Account
from app.demonstration.load import PASSWORD, load
from app.extensions import db
from config import Settings
from scripts import chromium
from tests.browser import Visitor
from tests.crawler import crawl
from tests.journeys.conftest import QUIET
from tests.journeys.eyes import MODES, overflows, small_targets, violations

ROLES = ("", "benevole", "association", "referent", "ambassadeur", "operateur", "pilote")


@contextmanager
def served(folder: str) -> Iterator[tuple[Flask, str]]:
    """Serve the demonstration in this process, on a free port."""
    app = create_app(
        Settings(
            demo=True,
            instance=folder,
            database_url=f"sqlite:///{folder}/demonstration.db",
            log_level="CRITICAL",
        )
    )
    logs.configure("CRITICAL")
    with app.app_context():
        db.create_all()
        load()
        db.session.commit()
    server = create_server(app, host="127.0.0.1", port=0, threads=4, ident=None)
    threading.Thread(target=server.run, daemon=True).start()
    try:
        yield app, f"http://127.0.0.1:{server.effective_port}"
    finally:
        server.close()


def pages_of(app: Flask, role: str, each: int) -> dict[str, list[str]]:
    """List the addresses that this role reaches, by kind of page."""
    found: dict[str, list[str]] = {}
    with app.app_context():
        visitor = Visitor(app)
        if role:
            named = select(Account).where(Account.email == f"{role}@demo.test")
            visitor.signed_in(db.session.scalars(named).one())
        for kind, page in crawl(visitor, "/mon-bureau" if role else "/", each=each):
            if page.headers["Content-Type"].startswith("text/html"):
                found.setdefault(kind, []).append(page.path)
        db.session.remove()
    return found


def enter(page: Page, role: str) -> None:
    """Sign in as someone of the demonstration."""
    page.goto("/connexion")
    page.fill("[name=email]", f"{role}@demo.test")
    page.fill("[name=password]", PASSWORD)
    page.press("[name=password]", "Enter")
    page.wait_for_url("**/*")
    page.wait_for_load_state()


def looked_at(page: Page, path: str, heard: list[str]) -> list[str]:
    """Open a page and say what is wrong with it in any mode."""
    heard.clear()
    page.goto(path)
    found = [fault for mode in MODES for fault in violations(page, mode)]
    return [*found, *overflows(page), *small_targets(page), *heard]


def walk(browser: Browser, base: str, role: str, paths: list[str]) -> dict[str, list[str]]:
    """Look at every page of a role."""
    context = browser.new_context(base_url=base, locale="fr-FR", timezone_id="Europe/Paris")
    page = context.new_page()
    heard: list[str] = []
    page.on("console", lambda said: heard.append(f"console: {said.text}"))
    page.on(
        "request",
        lambda asked: None if asked.url.startswith(base) else heard.append(f"asked {asked.url}"),
    )
    if role:
        enter(page, role)
    faults = {}
    for path in paths:
        if found := looked_at(page, path, heard):
            faults[path] = found
            print(f"{role or 'stranger'} {path}", *found, sep="\n  ", file=sys.stderr)
    context.close()
    return faults


def main() -> None:
    """Look at everything, and print what was found as one line of JSON."""
    parser = argparse.ArgumentParser(prog="python -m bench.accessibility", description=__doc__)
    parser.add_argument("--role", choices=[*ROLES, "stranger"])
    parser.add_argument("--each", type=int, default=2)
    given = parser.parse_args()
    roles = ROLES if given.role is None else (given.role.replace("stranger", ""),)
    started, pages, faults, kinds = time.perf_counter(), 0, 0, set()
    with (
        tempfile.TemporaryDirectory() as folder,
        served(folder) as (app, base),
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=chromium.found(), args=QUIET)
        for role in roles:
            reached = pages_of(app, role, given.each)
            kinds |= set(reached)
            paths = [path for many in reached.values() for path in many]
            pages += len(paths)
            faults += sum(len(found) for found in walk(browser, base, role, paths).values())
        browser.close()
    spent = round(time.perf_counter() - started)
    answer = {"kinds": len(kinds), "pages": pages, "modes": len(MODES), "faults": faults}
    print(json.dumps({**answer, "seconds": spent}))


if __name__ == "__main__":
    main()
