"""Take the pictures of the documentation: the demonstration, freshly loaded, in a real browser."""

import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx
from playwright.sync_api import Browser, sync_playwright

from app.demonstration.load import PASSWORD
from scripts import chromium

FOLDER = Path(__file__).resolve().parent.parent / "docs" / "images"
QUIET = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]


@dataclass(frozen=True)
class Picture:
    """One page, as someone sees it on a screen of this size."""

    name: str
    path: str
    email: str
    width: int
    height: int


PICTURES = (
    Picture("suggestions", "/suggestions", "benevole@demo.test", 360, 1080),
    Picture("referente", "/referent", "referent@demo.test", 1280, 800),
)


@contextmanager
def served() -> Iterator[str]:
    """Serve the demonstration on a free port, from a folder that is thrown away."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with tempfile.TemporaryDirectory(prefix="ricochet-screens-") as folder:
        address = f"http://127.0.0.1:{port}"
        named = {"DEMO": "1", "INSTANCE": folder, "PUBLIC_URL": address, "LOG_LEVEL": "ERROR"}
        site = subprocess.Popen(
            [sys.executable, "-m", "app.serve", "--port", str(port)],
            env={**os.environ, **{f"RICOCHET_{k}": v for k, v in named.items()}},
        )
        try:
            _wait(address, site)
            yield address
        finally:
            site.terminate()
            site.wait(timeout=20)


def _wait(address: str, site: "subprocess.Popen[bytes]") -> None:
    for _ in range(300):
        try:
            if httpx.get(address, timeout=2).status_code == 200:
                return
        except httpx.TransportError:
            if site.poll() is not None:
                sys.exit("Le site ne démarre pas ; son message est au-dessus.")
            time.sleep(0.2)
    sys.exit("Le site ne répond pas.")


def take(browser: Browser, address: str, picture: Picture) -> Path:
    """Sign in as someone, open their page, and keep what the first screen shows."""
    context = browser.new_context(
        base_url=address,
        viewport={"width": picture.width, "height": picture.height},
        device_scale_factor=2 if picture.width < 600 else 1,
        locale="fr-FR",
        timezone_id="Europe/Paris",
    )
    page = context.new_page()
    page.goto("/connexion")
    page.fill("[name=email]", picture.email)
    page.fill("[name=password]", PASSWORD)
    page.press("[name=password]", "Enter")
    page.wait_for_load_state("networkidle")
    page.goto(picture.path)
    file = FOLDER / f"{picture.name}.png"
    page.screenshot(path=file)
    context.close()
    return file


def main() -> None:
    """Take every picture."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with served() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium.found(), args=QUIET)
        for picture in PICTURES:
            print(take(browser, address, picture))
        browser.close()


if __name__ == "__main__":
    main()
