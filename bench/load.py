"""Fifty people at once in a whole département: `python -m bench.load sqlite` (or postgresql).

SQLite: one web process and a worker. PostgreSQL: two web processes and a worker behind nginx. Each
person pauses 2 to 10 s between pages; then nobody pauses, for the figure at which it saturates;
then an empty page of the same server, for the ceiling. The crowd shares the machine’s cores.
"""

import json
import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import flask
from sqlalchemy import select

from app import create_app
from app.accounts import sessions
from app.accounts.models import Account
from app.caseloads.queries import people_of
from app.demonstration.load import load, load_crowd
from app.extensions import db
from app.missions import queries as missions
from config import Settings
from scripts import cluster

USERS, SECONDS = 50, int(os.environ.get("BENCH_SECONDS", "90"))
BUSY, SHORT = 16, 20
PORT = 8340
SLOW = ("/suggestions", "/pilotage/indicateurs")
ROLES = ("Passerby", "Volunteer", "Referent", "Pilot")


def fill(url: str, folder: Path) -> dict[str, Any]:
    """Load the département, sign people in, and say who they are."""
    app = create_app(Settings(demo=True, database_url=url, instance=str(folder), log_level="ERROR"))
    with app.app_context():
        db.create_all()
        load()
        load_crowd()
        db.session.commit()
        who = {
            "missions": [one.token for one in db.session.scalars(missions.published().limit(500))]
        }
        for role, name, count in (
            ("volunteer", "Volunteer", 24), ("referent", "Referent", 14), ("pilot", "Pilot", 4),
        ):  # fmt: skip
            found = select(Account).where(Account.role == role, Account.closed_at.is_(None))
            found = found.where(Account.email_confirmed_at.is_not(None)).order_by(Account.id)
            ids = [account.id for account in db.session.scalars(found.limit(count))]
            who[name] = [_signed_in(app, key) for key in ids]
        db.session.remove()
        db.engine.dispose()
    return who


def _signed_in(app: flask.Flask, key: int) -> dict[str, Any]:
    with app.test_request_context():
        account = db.session.get_one(Account, key)
        people = [one.token for one in people_of(account)] if account.role == "referent" else []
        sessions.sign_in(account)
        db.session.commit()
        signer = app.session_interface.get_signing_serializer(app)
        value = signer.dumps(dict(flask.session))
    return {"cookie": f"{app.config['SESSION_COOKIE_NAME']}={value}", "people": people}


@contextmanager
def served(engine: str, folder: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """Serve the département as this engine is meant to be."""
    plain = {"demo": "1", "log_level": "ERROR"}
    if engine == "postgresql":
        base = folder / "pg"
        base.mkdir()
        folder.chmod(0o755)
        with cluster.postgresql(base) as url:
            who = fill(url, folder)
            plan = cluster.Plan(PORT, webs=2, workers=1)
            with cluster.behind_proxy(plan, url, folder, **plain) as address:
                yield address, who
        return
    url = f"sqlite:///{folder / 'departement.db'}"
    who = fill(url, folder)
    told = plain | {"database_url": url, "instance": str(folder)}
    env = os.environ | {f"RICOCHET_{name.upper()}": value for name, value in told.items()}
    web = [sys.executable, "-m", "app.serve", "--web-only", "--port", PORT]
    with (
        cluster.started(web, env=env),
        cluster.started([sys.executable, "-m", "flask", "worker"], env=env),
    ):
        cluster.wait_until_served(f"http://127.0.0.1:{PORT}")
        yield f"http://127.0.0.1:{PORT}", who


def come(
    address: str, who: Path, users: int, seconds: int, *, pause: bool, roles: Any = ROLES
) -> list[Any]:
    """Have a crowd come for a while, and give the time of each of its pages."""
    times = who.with_name("times.json")
    words = [
        sys.executable, "-m", "locust", "-f", "bench/crowd.py", "--headless", "-u", str(users),
        "-r", str(users), "-t", f"{seconds}s", "-H", address, "--only-summary",
        "--loglevel", "ERROR", "--exit-code-on-error", "0", *roles,
    ]  # fmt: skip
    env = os.environ | {"BENCH_WHO": str(who), "BENCH_TIMES": str(times)}
    env["BENCH_PAUSE"] = "1" if pause else "0"
    subprocess.run(words, check=True, env=env, cwd=cluster.ROOT, capture_output=True)
    found: list[Any] = json.loads(times.read_text())
    return found


def p95(times: list[float]) -> float | None:
    """The time that nineteen pages in twenty stay under."""
    if len(times) < 2:
        return None
    return round(statistics.quantiles(times, n=20)[-1], 1)


def told(found: list[Any]) -> dict[str, Any]:
    """Say what a crowd lived."""
    by_page: dict[str, list[float]] = {}
    for name, ms in found:
        if ms is not None:
            by_page.setdefault(name, []).append(ms)
    slow = [ms for name in SLOW for ms in by_page.get(name, [])]
    pages = [ms for name, times in by_page.items() if name not in SLOW for ms in times]
    return {
        "requests": len(found),
        "failures": sum(ms is None for _, ms in found),
        "pages_p50_ms": round(statistics.median(pages), 1),
        "pages_p95_ms": p95(pages),
        "suggestions_and_indicators_p95_ms": p95(slow),
        "p95_by_page_ms": {name: p95(times) for name, times in sorted(by_page.items())},
    }


def ceiling(who: Path) -> float:
    """Give how many empty pages a second one process of the same server gives."""
    port = PORT + 50
    with cluster.started([sys.executable, "-m", "bench.empty", port]):
        address = f"http://127.0.0.1:{port}"
        cluster.wait_until_served(address)
        found = come(address, who, BUSY, SHORT, pause=False, roles=("Nobody",))
    return round(len(found) / SHORT, 1)


def main() -> None:
    """Measure one engine."""
    engine = sys.argv[1]
    with tempfile.TemporaryDirectory(dir="/tmp") as place:
        folder = Path(place)
        with served(engine, folder) as (address, who):
            file = folder / "who.json"
            file.write_text(json.dumps(who))
            come(address, file, BUSY, SHORT // 2, pause=False)  # each page is compiled once
            living = told(come(address, file, USERS, SECONDS, pause=True))
            pressed = told(come(address, file, BUSY, SHORT, pause=False))
        empty = ceiling(file)
    saturation = {
        "saturation_pages_per_s": round(pressed["requests"] / SHORT, 1),
        "saturation_p95_ms": pressed["pages_p95_ms"],
        "saturation_failures": pressed["failures"],
        "saturation_users_pausing_6_s": round(6 * pressed["requests"] / SHORT),
        "empty_pages_per_s": empty,
    }
    print(json.dumps({"engine": engine, "users": USERS, **living, **saturation}))


if __name__ == "__main__":
    main()
