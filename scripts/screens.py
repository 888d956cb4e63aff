"""Take the pictures of the documentation: the demonstration, freshly loaded, in a real browser."""

import io
import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
from PIL import Image
from playwright.sync_api import Browser, BrowserContext, sync_playwright

from app.demonstration.load import PASSWORD
from scripts import chromium

FOLDER = Path(__file__).resolve().parent.parent / "docs" / "images"
QUIET = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]


PHONE, DESK = (360, 900), (1280, 800)
COLOURS = 96  # a palette is enough for flat colours, and a third of the bytes


@dataclass(frozen=True)
class Picture:
    """One page, as someone sees it: on a screen of this size, in these colours, this way round."""

    name: str
    path: str
    who: str = ""
    size: tuple[int, int] = PHONE
    media: dict[str, Any] = field(default_factory=dict)
    turned: bool = False


MODES: dict[str, dict[str, Any]] = {
    "telephone": {"size": PHONE},
    "bureau": {"size": DESK},
    "sombre": {"media": {"color_scheme": "dark"}},
    "couleurs-forcees": {"media": {"forced_colors": "active"}},
    "droite-a-gauche": {"turned": True},
}
TWICE = (("suggestions", "/suggestions", "benevole"), ("referente", "/referent", "referent"))
PICTURES = (
    Picture("accueil", "/"),
    Picture("missions", "/missions?ou=grenoble", size=DESK),
    Picture("carte", "/missions/carte", size=DESK),
    Picture("pour-moi", "/moi", "benevole"),
    Picture("question", "/mon-profil/jours?changer=oui", "benevole"),
    Picture("passeport", "/passeport", "benevole"),
    Picture("association", "/association", "association"),
    Picture("nouvelle-mission", "/association/missions/nouvelle", "association"),
    Picture("personnes", "/referent/personnes", "referent", DESK),
    Picture("relire", "/pilotage", "pilote", DESK),
    Picture("chiffres", "/pilotage/indicateurs", "pilote", DESK),
    *(
        Picture(f"{name}-{mode}", path, who, **given)
        for name, path, who in TWICE
        for mode, given in MODES.items()
    ),
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


def enter(browser: Browser, address: str, who: str) -> BrowserContext:
    """Open a window, of someone signed in when they are named."""
    context = browser.new_context(
        base_url=address, locale="fr-FR", timezone_id="Europe/Paris", reduced_motion="reduce"
    )
    if who:
        page = context.new_page()
        page.goto("/connexion")
        page.fill("[name=email]", f"{who}@demo.test")
        page.fill("[name=password]", PASSWORD)
        page.press("[name=password]", "Enter")
        page.wait_for_load_state("networkidle")
        page.close()
    return context


def take(context: BrowserContext, picture: Picture) -> Path:
    """Open a page, and keep what the first screen shows."""
    page = context.new_page()
    page.set_viewport_size({"width": picture.size[0], "height": picture.size[1]})
    page.emulate_media(**picture.media)
    page.goto(picture.path)
    if picture.turned:
        page.evaluate("document.documentElement.dir = 'rtl'")
    file = FOLDER / f"{picture.name}.png"
    with Image.open(io.BytesIO(page.screenshot())) as seen:
        seen.convert("RGB").quantize(COLOURS).save(file, optimize=True)
    page.close()
    return file


def main() -> None:
    """Take every picture, and leave none of before."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for old in FOLDER.glob("*.png"):
        old.unlink()
    with served() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium.found(), args=QUIET)
        windows: dict[str, BrowserContext] = {}
        for picture in PICTURES:
            if picture.who not in windows:
                windows[picture.who] = enter(browser, address, picture.who)
            print(take(windows[picture.who], picture))
        browser.close()


if __name__ == "__main__":
    main()
