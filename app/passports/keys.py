"""The keys that sign credentials: files of the instance that only the site reads.

The newest signs; the older ones stay published, so that what they signed stays true.
"""

import json
import os
import secrets
import tempfile
from functools import cache
from pathlib import Path
from typing import Any

from flask import current_app
from joserfc.jwk import RSAKey

from app import clock

BITS = 2048


def folder() -> Path:
    """Give the folder of the keys."""
    return Path(current_app.instance_path) / "cles"


def current() -> tuple[str, RSAKey]:
    """Give the name and the key that sign today; the first is made when there is none."""
    names = _names()
    name = names[-1] if names else make()
    return name, _key(folder() / f"{name}.json")


def make() -> str:
    """Make a new key, which signs from now on."""
    name = f"{clock.now():%Y%m%dT%H%M%S%f}-{secrets.token_hex(4)}"
    key = RSAKey.generate_key(BITS, private=True)
    folder().mkdir(parents=True, exist_ok=True, mode=0o700)
    handle, draft = tempfile.mkstemp(dir=folder(), suffix=".part")
    with os.fdopen(handle, "w") as file:
        json.dump(key.as_dict(private=True), file)
        file.flush()
        os.fsync(file.fileno())
    Path(draft).replace(folder() / f"{name}.json")
    return name


def public() -> dict[str, dict[str, Any]]:
    """Give every key’s public half, by its name."""
    paths = {name: folder() / f"{name}.json" for name in _names()}
    return {name: _key(path).as_dict(private=False) for name, path in paths.items()}


def _names() -> list[str]:
    return sorted(path.stem for path in folder().glob("*.json"))


@cache
def _key(path: Path) -> RSAKey:
    """Read a key once: a file of that name never changes."""
    return RSAKey.import_key(json.loads(path.read_text()))
