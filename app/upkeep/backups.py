"""A backup: one file that holds the database, the papers and the keys, each with its fingerprint.

The database is copied first: a paper is kept before any row names it, so none is missing.
"""

import hashlib
import io
import json
import os
import tarfile
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from flask import current_app

from app import clock
from app.upkeep import databases

FOLDERS = ("papiers", "cles")
HEAD, TAIL = "ricochet-", ".tar.gz"
STAMP = "%Y%m%dT%H%M%SZ"
MANIFEST, DATABASE = "sauvegarde.json", "base"


def write(folder: Path) -> Path:
    """Write a backup in a folder, whole or not at all, and give its path."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    now = clock.now()
    target = folder / f"{HEAD}{now.strftime(STAMP)}{TAIL}"
    with tempfile.TemporaryDirectory(dir=folder, prefix=".ricochet-") as place:
        copy, draft = Path(place) / DATABASE, Path(place) / "draft"
        databases.dump(copy)
        told = {
            "made_at": now.isoformat(),
            "engine": databases.engine(),
            "revision": databases.revision(),
        }
        with draft.open("xb") as file:
            with tarfile.open(fileobj=file, mode="w:gz", compresslevel=3) as archive:
                _fill(archive, copy, told)
            file.flush()
            os.fsync(file.fileno())
        draft.chmod(0o600)
        draft.replace(target)
    return target


def _fill(archive: tarfile.TarFile, copy: Path, told: dict[str, Any]) -> None:
    fingerprints = {}
    for name, path in [(DATABASE, copy), *_kept()]:
        fingerprints[name] = fingerprint(path)
        archive.add(path, name, recursive=False)
    content = json.dumps({**told, "files": fingerprints}, indent=1).encode()
    entry = tarfile.TarInfo(MANIFEST)
    entry.size = len(content)
    archive.addfile(entry, io.BytesIO(content))


def _kept() -> Iterator[tuple[str, Path]]:
    root = Path(current_app.instance_path)
    for folder in FOLDERS:
        for path in sorted((root / folder).rglob("*")):
            if path.is_file() and path.suffix != ".part":
                yield str(path.relative_to(root)), path


def fingerprint(path: Path) -> str:
    """Give the SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def forget_old(folder: Path) -> list[Path]:
    """Remove the backups of this folder that are past their days, as people were promised."""
    days = current_app.config["SETTINGS"].keep_backups_days
    limit = clock.now() - timedelta(days=days)
    old = [path for path, made_at in made(folder) if made_at < limit]
    for path in old:
        path.unlink()
    return old


def made(folder: Path) -> list[tuple[Path, datetime]]:
    """List the backups of a folder, oldest first, with when each was made."""
    found = []
    for path in sorted(folder.glob(f"{HEAD}*{TAIL}")):
        stamp = path.name.removeprefix(HEAD).removesuffix(TAIL)
        try:
            found.append((path, datetime.strptime(stamp, STAMP).replace(tzinfo=UTC)))
        except ValueError:
            continue
    return found
