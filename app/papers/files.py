"""The files themselves, in a folder no address leads to, each named by its fingerprint."""

import hashlib
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

from flask import current_app


class Damaged(Exception):  # noqa: N818 - said as it happens
    """A kept file is missing, or is no longer what was kept."""


def folder() -> Path:
    """Give the folder of kept papers."""
    return Path(current_app.instance_path) / "papiers"


def fingerprint(content: bytes) -> str:
    """Give the SHA-256 of a content."""
    return hashlib.sha256(content).hexdigest()


def put(content: bytes) -> str:
    """Keep a content for good, before anything names it; give its fingerprint."""
    name = fingerprint(content)
    place = _place(name)
    if place.is_file() and fingerprint(place.read_bytes()) == name:
        return name
    place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    handle, draft = tempfile.mkstemp(dir=place.parent, suffix=".part")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(draft).replace(place)
    except OSError:
        Path(draft).unlink(missing_ok=True)
        raise
    _settle(place.parent)
    return name


def read(name: str) -> bytes:
    """Give a kept content, or say it is no longer what was kept."""
    try:
        content = _place(name).read_bytes()
    except FileNotFoundError as error:
        raise Damaged(name) from error
    if fingerprint(content) != name:
        raise Damaged(name)
    return content


def remove(name: str) -> None:
    """Forget a content that nothing names any more."""
    _place(name).unlink(missing_ok=True)


def older_than(seconds: float, now: float) -> Iterator[str]:
    """Name the files that have been there for so long."""
    for path in folder().glob("*/*"):
        if now - path.stat().st_mtime > seconds:
            yield path.name


def _place(name: str) -> Path:
    return folder() / name[:2] / name


def _settle(parent: Path) -> None:
    """Have the folder itself written, so that the new name survives a power cut."""
    handle = os.open(parent, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
