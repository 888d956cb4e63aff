"""Putting a backup back: checked whole first; then what time has made false since is set right.

A letter that was waiting may have left after the backup: it is set aside for someone to look at.
Sessions end, links die. Erasures done since, when the base that is replaced still knows them, are
asked again, and the purge must be run.
"""

import json
import shutil
import tarfile
import tempfile
import zlib
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from alembic.script import ScriptDirectory
from flask import current_app
from flask_migrate import upgrade
from sqlalchemy import inspect, select, update

from app import clock
from app.accounts.models import Account, AccountSession, OneTimeLink
from app.extensions import db
from app.letters.models import Channel, Letter
from app.privacy.models import ErasureRequest
from app.upkeep import backups, databases
from app.upkeep.databases import Refused

HELD = "Sauvegarde restaurée : cette lettre est peut-être déjà partie."


@dataclass(frozen=True)
class Restored:
    """What was put back, and what was set right."""

    made_at: datetime
    files: int
    letters_held: int
    erasures_asked: int


def restore(source: Path, *, replacing: bool) -> Restored:
    """Put a backup back; a base where people have accounts is replaced only when told to."""
    if not replacing and not databases.is_empty():
        raise Refused(
            "La base d’ici n’est pas vide. Ajoutez --replace pour la remplacer par la sauvegarde."
        )
    root = Path(current_app.instance_path)
    with tempfile.TemporaryDirectory(dir=root, prefix=".restauration-") as place:
        folder = Path(place)
        told = _opened(source, folder)
        erased = _erased_since(datetime.fromisoformat(told["made_at"]))
        db.session.remove()
        db.engine.dispose()
        databases.load(folder / backups.DATABASE)
        files = _put_back(folder, root, set(told["files"]) - {backups.DATABASE})
    db.engine.dispose()
    upgrade()
    return _set_right(told, files, erased)


def _opened(source: Path, folder: Path) -> dict[str, Any]:
    """Unpack a backup and check every file of it before anything is touched."""
    try:
        with tarfile.open(source, "r:gz") as archive:
            archive.extractall(folder, filter="data")
        told: dict[str, Any] = json.loads((folder / backups.MANIFEST).read_text())
        wrong = [n for n, mark in told["files"].items() if backups.fingerprint(folder / n) != mark]
    except (tarfile.TarError, EOFError, OSError, zlib.error, ValueError, KeyError) as error:
        raise Refused("La sauvegarde est abîmée, ou n’en est pas une. Rien n’a changé.") from error
    if wrong:
        raise Refused(f"La sauvegarde est abîmée ({wrong[0]}). Rien n’a changé.")
    if told["engine"] != databases.engine():
        raise Refused(f"Cette sauvegarde vient de {told['engine']}. Rien n’a changé.")
    scripts = ScriptDirectory(str(current_app.extensions["migrate"].directory))
    if told["revision"] not in {one.revision for one in scripts.walk_revisions()}:
        raise Refused("La sauvegarde vient d’une version plus récente du site. Rien n’a changé.")
    return told


def _erased_since(moment: datetime) -> list[int]:
    """List who was erased after the backup, as the base to be replaced knows it."""
    if not inspect(db.engine).has_table(ErasureRequest.__tablename__):
        return []
    found = select(ErasureRequest.account_id).where(ErasureRequest.done_at > moment)
    return sorted(set(db.session.scalars(found)))


def _put_back(folder: Path, root: Path, names: set[str]) -> int:
    for name in names:
        target = root / name
        target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        shutil.move(folder / name, target)
    return len(names)


def _set_right(told: dict[str, Any], files: int, erased: list[int]) -> Restored:
    now = clock.now()
    held = db.session.execute(
        update(Letter)
        .where(
            Letter.sent_at.is_(None), Letter.failed_at.is_(None), Letter.recalled_at.is_(None),
            Letter.not_before <= now, Letter.channel != Channel.PAPER,
        )
        .values(failed_at=now, failure=HELD)
    )  # fmt: skip
    live = AccountSession.ended_at.is_(None)
    db.session.execute(update(AccountSession).where(live).values(ended_at=now))
    fresh = OneTimeLink.used_at.is_(None)
    db.session.execute(update(OneTimeLink).where(fresh).values(used_at=now))
    asked = _ask_again(erased)
    db.session.commit()
    made_at = datetime.fromisoformat(told["made_at"])
    return Restored(made_at, files, int(held.rowcount), asked)  # type: ignore[attr-defined]


def _ask_again(erased: list[int]) -> int:
    here = set(db.session.scalars(select(Account.id).where(Account.id.in_(erased))))
    waiting = select(ErasureRequest.account_id).where(
        ErasureRequest.done_at.is_(None), ErasureRequest.taken_back_at.is_(None)
    )
    wanted = here - set(db.session.scalars(waiting))
    now = clock.now()
    db.session.add_all(
        ErasureRequest(account_id=key, due_at=now, by_the_clock=True) for key in sorted(wanted)
    )
    return len(wanted)
