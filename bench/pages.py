"""How long pages take in a whole département: `python -m bench.pages sqlite` (or postgresql).

24,000 people, 400 référents, 2,000 missions and five years of their lives, drawn by the
demonstration; the real server in its own process, one visitor at a time.
"""

import json
import os
import re
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import Any

import httpx

from app import create_app
from app.demonstration.load import PASSWORD, load, load_crowd
from app.extensions import db
from config import Settings

WALKS = {
    "referent1@departement.test": {
        "desk": "/referent",
        "week": "/referent/semaine",
        "caseload": "/referent/personnes",
        "caseload, filtered": "/referent/personnes?q=marie",
    },
    "benevole1@departement.test": {"volunteer": "/moi", "suggestions": "/suggestions"},
    "pilote@demo.test": {
        "indicators, a half-year": "/pilotage/indicateurs",
        "indicators, a year": "/pilotage/indicateurs?du={year}-01-01&au={year}-12-31",
    },
    "": {"a page without a person": "/accessibilite", "missions": "/missions?q=jardin"},
}
TURNS = 11


@contextmanager
def served(database_url: str, folder: Path) -> Iterator[str]:
    """Load the département, serve it, and give its address."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    settings = Settings(
        demo=True, database_url=database_url, instance=str(folder), log_level="ERROR"
    )
    app = create_app(settings)
    with app.app_context():
        db.create_all()
        load()
        load_crowd()
        db.session.remove()
        db.engine.dispose()
    said = {
        "RICOCHET_DEMO": "1",
        "RICOCHET_DATABASE_URL": database_url,
        "RICOCHET_INSTANCE": str(folder),
        "RICOCHET_PUBLIC_URL": f"http://127.0.0.1:{port}",
        "RICOCHET_LOG_LEVEL": "ERROR",
    }
    words = [sys.executable, "-m", "waitress", f"--listen=127.0.0.1:{port}", "wsgi:application"]
    server = subprocess.Popen(words, env={**os.environ, **said})
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait()


def visitor(base: str, email: str) -> httpx.Client:
    """Open a browser of no one, or of someone signed in."""
    client = httpx.Client(base_url=base, follow_redirects=True, timeout=120)
    for _ in range(100):
        try:
            page = client.get("/connexion").text
            break
        except httpx.TransportError:
            time.sleep(0.2)
    if email:
        found = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', page)
        answers = {"email": email, "password": PASSWORD, "csrf_token": found and found[1]}
        if "Je me déconnecte" not in (text := client.post("/connexion", data=answers).text):
            raise SystemExit(f"{email} could not sign in: {text[:200]}")
    return client


def timed(client: httpx.Client, path: str) -> dict[str, float]:
    """Median and slowest time of a page in milliseconds, after a first visit."""
    path = path.format(year=time.localtime().tm_year)
    if (found := client.get(path).status_code) != httpx.codes.OK:
        return {"status": found}
    spent = []
    for _ in range(TURNS):
        started = time.perf_counter()
        client.get(path).raise_for_status()
        spent.append(1000 * (time.perf_counter() - started))
    return {"median_ms": round(statistics.median(spent), 1), "max_ms": round(max(spent), 1)}


def main() -> None:
    """Measure every page on the engine named."""
    engine = sys.argv[1]
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        opened = nullcontext(f"sqlite:///{folder / 'departement.db'}")
        if engine == "postgresql":
            from tests.database import postgresql

            opened = postgresql()
        with opened as url, served(url, folder) as base:
            answer: dict[str, Any] = {}
            for email, pages in WALKS.items():
                client = visitor(base, email)
                for name, path in pages.items():
                    answer[name] = timed(client, path)
    print(json.dumps(answer))


if __name__ == "__main__":
    main()
