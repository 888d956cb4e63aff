"""Find a Chromium for the browser stories, installing one where that is allowed."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome")


def found() -> str | None:
    """Give the path of the system’s Chromium, if there is one."""
    return next((path for name in NAMES if (path := shutil.which(name))), None)


def _by_apt() -> None:
    if shutil.which("apt-get") and os.geteuid() == 0:
        subprocess.run(["apt-get", "update", "-qq"], check=False)
        subprocess.run(["apt-get", "install", "-y", "-qq", "chromium"], check=False)


def _by_playwright() -> None:
    subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=False)


def _playwrights_own() -> bool:
    cache = Path.home() / ".cache" / "ms-playwright"
    return any(cache.glob("chromium*"))


def main() -> None:
    """Make sure there is a browser, or stop with a sentence that says what to do."""
    if found():
        return
    _by_apt()
    if found() or _playwrights_own():
        return
    _by_playwright()
    if not _playwrights_own():
        sys.exit("No Chromium: install Debian’s « chromium », then run this again.")


if __name__ == "__main__":
    main()
