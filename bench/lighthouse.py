"""What Lighthouse says of five pages on a telephone: `python -m bench.lighthouse`.

Lighthouse is JavaScript: npm brings the version named here into build/, without running anything it
carries, the first time. Performance depends on the machine: the median of three runs is kept.
"""

import json
import os
import shutil
import statistics
import subprocess
import tempfile
from pathlib import Path
from typing import Any

from flask import Flask
from sqlalchemy import select

from app.accounts.models import Account
from app.extensions import db
from app.missions.models import Mission
from bench.accessibility import served
from scripts import chromium
from tests.browser import Visitor
from tests.journeys.conftest import QUIET

VERSION = "12.8.2"  # 13 asks for a newer Node than Debian 12 has
FOLDER = Path(__file__).resolve().parent.parent / "build" / "lighthouse"
TURNS = 3
KINDS = ("accessibility", "best-practices", "performance")


def installed() -> bool:
    """Bring Lighthouse, if npm is there."""
    if (FOLDER / "node_modules" / "lighthouse").exists():
        return True
    if not shutil.which("npm"):
        return False
    FOLDER.mkdir(parents=True, exist_ok=True)
    asked = ["npm", "install", "--ignore-scripts", "--no-fund", "--no-audit", "--prefix"]
    done = subprocess.run(
        [*asked, str(FOLDER), f"lighthouse@{VERSION}"], capture_output=True, check=False
    )
    return done.returncode == 0


def pages(app: Flask) -> dict[str, tuple[str, str]]:
    """Give the address of each page, and the cookie of whoever reads it."""
    with app.app_context():
        mission = db.session.scalars(select(Mission).where(Mission.state == "published")).first()
        assert mission is not None
        nora = db.session.scalars(
            select(Account).where(Account.email == "benevole@demo.test")
        ).one()
        name = app.config["SESSION_COOKIE_NAME"]
        kept = Visitor(app).signed_in(nora).client.get_cookie(name)
        assert kept is not None
        cookie, token = f"{name}={kept.value}", mission.token
        db.session.remove()
    return {
        "home": ("/", ""),
        "missions": ("/missions", ""),
        "a mission": (f"/missions/{token}", ""),
        "for me": ("/moi", cookie),
        "a question": ("/mon-profil/jours?changer=oui", cookie),
    }


def scores(address: str, cookie: str, file: Path) -> dict[str, float]:
    """Read a page once."""
    words = ["node", str(FOLDER / "node_modules" / "lighthouse" / "cli" / "index.js"), address]
    words += [f"--chrome-flags=--headless {' '.join(QUIET)}", "--output=json", "--quiet"]
    words += [f"--output-path={file}", f"--only-categories={','.join(KINDS)}"]
    if cookie:
        words.append("--extra-headers=" + json.dumps({"Cookie": cookie}))
    named = {**os.environ, "CHROME_PATH": chromium.found() or ""}
    subprocess.run(words, check=True, capture_output=True, env=named, timeout=180)
    read: dict[str, Any] = json.loads(file.read_text())
    return {kind: 100 * read["categories"][kind]["score"] for kind in KINDS}


def main() -> None:
    """Read every page, and print the scores as one line of JSON."""
    if not installed():
        print(json.dumps({"left out": "npm is not here, or cannot bring Lighthouse"}))
        return
    answer = {}
    with tempfile.TemporaryDirectory() as folder, served(folder) as (app, base):
        for name, (path, cookie) in pages(app).items():
            turns = [scores(base + path, cookie, Path(folder) / "o.json") for _ in range(TURNS)]
            answer[name] = {
                kind: round(statistics.median(turn[kind] for turn in turns)) for kind in KINDS
            }
    print(json.dumps(answer))


if __name__ == "__main__":
    main()
