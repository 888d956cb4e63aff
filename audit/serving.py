"""A demonstration served for the time of a look, and signing in to it as anyone would."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.cookiejar import CookieJar
from pathlib import Path
from urllib.parse import urlencode

PASSWORD = "Demo-Ricochet-2026"
ROLES = {
    "bénévole": "benevole", "association": "association", "référent": "referent",
    "ambassadeur": "ambassadeur", "opérateur": "operateur", "pilote": "pilote",
}  # fmt: skip
TOKEN = re.compile(r'name="csrf_token"[^>]* value="([^"]+)"')


@dataclass(frozen=True)
class Seen:
    """A site, as someone sees it."""

    url: str
    role: str = "personne"
    cookie: str = ""
    start: str = "/"


def free_port() -> int:
    """Find a port nobody uses."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def demonstration(folder: Path) -> Iterator[str]:
    """Serve a demonstration of its own, and stop it."""
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    settings = {
        "RICOCHET_DEMO": "1", "RICOCHET_INSTANCE": str(folder / "instance"),
        "RICOCHET_PUBLIC_URL": url, "RICOCHET_LOG_LEVEL": "ERROR",
    }  # fmt: skip
    with running(["-m", "app.serve", "--port", str(port)], url, folder, settings):
        yield url


@contextmanager
def running(
    command: list[str], url: str, folder: Path, more: dict[str, str] | None = None
) -> Iterator[None]:
    """Run a Python that serves, from when it answers until we are done."""
    with (folder / "served.log").open("ab") as log:
        served = subprocess.Popen(
            [sys.executable, *command], env={**os.environ, **(more or {})}, stdout=log, stderr=log
        )
    try:
        _wait(url, served)
        yield
    finally:
        served.send_signal(signal.SIGTERM)
        served.wait(timeout=30)


def _wait(url: str, served: subprocess.Popen[bytes]) -> None:
    for _ in range(600):
        if served.poll() is not None:
            sys.exit("Le site n’a pas démarré.")
        try:
            urllib.request.urlopen(url, timeout=2).close()
        except OSError:
            time.sleep(0.2)
        else:
            return
    sys.exit("Le site ne répond pas.")


def signed_in(url: str, role: str) -> Seen:
    """Sign in through the page, and give the cookie."""
    jar = CookieJar()
    browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(jar))
    page = browser.open(f"{url}/connexion", timeout=30).read().decode()
    found = TOKEN.search(page)
    assert found is not None, "no form to sign in"
    said = {
        "csrf_token": found[1], "email": f"{ROLES[role]}@demo.test", "password": PASSWORD,
    }  # fmt: skip
    browser.open(f"{url}/connexion", urlencode(said).encode(), timeout=30).read()
    cookie = "; ".join(f"{one.name}={one.value}" for one in jar)
    seen = Seen(url, role, cookie, "/mon-bureau")
    if not is_in(seen):
        sys.exit(f"On n’entre pas comme {role}.")
    return seen


def is_in(seen: Seen) -> bool:
    """Tell whether the session still holds: a look by someone signed out proves nothing."""
    asked = urllib.request.Request(f"{seen.url}/mon-compte", headers={"Cookie": seen.cookie})
    answer = urllib.request.urlopen(asked, timeout=30)
    return str(answer.geturl()).endswith("/mon-compte")
