"""A check of everything that a site needs, in plain sentences, for whoever runs it."""

import os
import shutil
import smtplib
import sqlite3
import stat
from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields
from datetime import timedelta
from enum import StrEnum
from pathlib import Path

import typst
from alembic.script import ScriptDirectory
from flask import current_app
from sqlalchemy import func, select
from sqlalchemy.exc import SQLAlchemyError

import config_faults
from app import clock
from app.extensions import db
from app.journal import Event
from app.missions import index, keeping
from app.papers.typesetting import DEBIAN
from app.passports import keys
from app.upkeep import databases, health
from config import Settings

LITTLE = 1024**3
NEXT_TO_NOTHING = 200 * 1024**2


class Mark(StrEnum):
    """How a finding stands."""

    GOOD = "bon"
    CARE = "attention"
    FAULT = "à réparer"


@dataclass(frozen=True)
class Finding:
    """What was looked at, how it stands, in a sentence."""

    about: str
    mark: Mark
    sentence: str


Found = Iterator[tuple[Mark, str]]


def examine() -> Iterator[Finding]:
    """Look at everything in turn; what the database alone tells waits for it to answer."""
    yield from _told("réglages", _settings)
    yield from _told("disque", _disk)
    yield from _told("clés", _keys)
    yield from _told("polices", _fonts)
    yield from _told("messages", _mail)
    try:
        for about, look in (
            ("base", _database), ("migrations", _migrations), ("heure", _time),
            ("travail de fond", _work), ("index", _index),
        ):  # fmt: skip
            yield from _told(about, look)
    except SQLAlchemyError as error:
        yield Finding("base", Mark.FAULT, f"elle ne répond pas ({type(error).__name__}).")


def _told(about: str, look: Callable[[], Found]) -> Iterator[Finding]:
    for mark, sentence in look():
        yield Finding(about, mark, sentence)


def _settled() -> Settings:
    settings: Settings = current_app.config["SETTINGS"]
    return settings


def _settings() -> Found:
    settings = _settled()
    faults = settings.faults()
    for fault in faults:
        yield Mark.FAULT, fault
    for name in config_faults.unknown(os.environ, {item.name.upper() for item in fields(settings)}):
        yield Mark.CARE, f"{name} n’est pas un réglage : est-ce une faute de frappe ?"
    if settings.demo:
        yield Mark.CARE, "démonstration : ses mots de passe sont connus, aucune vraie personne ici."
    elif not settings.is_secure:
        yield Mark.CARE, "l’adresse publique est en http : les mots de passe passent en clair."
    if not faults:
        yield Mark.GOOD, f"{settings.name}, {settings.public_url}"


def _disk() -> Found:
    folder = Path(current_app.instance_path)
    free = shutil.disk_usage(folder).free
    said = f"{free // 1024**2} Mo libres dans {folder}"
    if not os.access(folder, os.W_OK):
        yield Mark.FAULT, f"on ne peut pas écrire dans {folder}."
    elif free < LITTLE:
        yield Mark.FAULT if free < NEXT_TO_NOTHING else Mark.CARE, f"{said} : faites de la place."
    else:
        yield Mark.GOOD, said
    if folder.stat().st_mode & stat.S_IROTH:
        yield Mark.CARE, f"tout le monde peut lire {folder} : chmod 0750."


def _keys() -> Found:
    folder = keys.folder()
    kept = sorted(folder.glob("*.json"))
    if not kept:
        yield Mark.GOOD, "aucune encore : la première sera faite au premier passeport."
        return
    opened = [path for path in (folder, *kept) if path.stat().st_mode & 0o077]
    for path in opened:
        yield Mark.FAULT, f"{path} est lisible par d’autres : chmod go= {path}"
    if not opened:
        yield Mark.GOOD, f"{len(kept)} dans {folder}"


def _fonts() -> Found:
    folder = Path(_settled().fonts or DEBIAN)
    found = [path for path in folder.rglob("*") if path.suffix in {".ttf", ".otf", ".ttc"}]
    if found:
        yield Mark.GOOD, f"{len(found)} fichiers dans {folder}"
    else:
        yield (
            Mark.CARE,
            f"aucune dans {folder} : les papiers n’auront que des lettres latines.",
        )
    content = typst.compile(b"= a", ignore_system_fonts=True)
    if not bytes(content).startswith(b"%PDF"):
        yield Mark.FAULT, "Typst ne fait pas de PDF."


def _mail() -> Found:
    settings = _settled()
    if not settings.mail_server:
        kind = Mark.GOOD if settings.demo else Mark.FAULT
        yield kind, "pas de serveur : chaque message devient un fichier de l’instance."
        return
    where = f"{settings.mail_server}:{settings.mail_port}"
    try:
        with smtplib.SMTP(settings.mail_server, settings.mail_port, timeout=10) as server:
            if settings.mail_use_tls:
                server.starttls()
            if settings.mail_username:
                server.login(settings.mail_username, settings.mail_password)
            server.noop()
    except (smtplib.SMTPException, OSError) as error:
        yield Mark.FAULT, f"{where} ne veut pas de nous ({type(error).__name__})."
    else:
        yield Mark.GOOD, f"{where} répond."


def _database() -> Found:
    with db.engine.connect() as connection:
        if databases.engine() == "sqlite":
            said = connection.exec_driver_sql("PRAGMA quick_check").scalar()
            mark = Mark.GOOD if said == "ok" else Mark.FAULT
            yield mark, f"SQLite {sqlite3.sqlite_version}, {db.engine.url.database} : {said}"
        else:
            version = connection.exec_driver_sql("SHOW server_version").scalar_one()
            old = int(str(version).partition(".")[0]) < 15
            yield Mark.FAULT if old else Mark.GOOD, f"PostgreSQL {version}"


def _migrations() -> Found:
    scripts = ScriptDirectory(str(current_app.extensions["migrate"].directory))
    here, head = databases.revision(), scripts.get_current_head()
    if here == head:
        yield Mark.GOOD, f"à jour ({head})"
    else:
        yield Mark.FAULT, f"la base est à {here or 'rien'}, le site à {head} : flask db upgrade."


def _time() -> Found:
    latest = db.session.scalar(select(func.max(Event.at)))
    now = clock.now()
    if latest and latest > now + timedelta(minutes=5):
        yield Mark.FAULT, "l’horloge a reculé : des actes sont notés dans l’avenir. Voyez chrony."
    else:
        yield Mark.GOOD, f"{clock.in_paris(now):%d/%m/%Y %H:%M} à Paris"


def _work() -> Found:
    seen = health.observe()
    silence = seen.work.silence
    if silence is None:
        yield Mark.CARE, "aucun ouvrier n’a encore travaillé : flask worker."
    elif seen.work.is_silent:
        yield Mark.FAULT, f"l’ouvrier se tait depuis {_rounded(silence)} : relancez-le."
    else:
        yield Mark.GOOD, "l’ouvrier travaille."
    yield from _ailing(seen)


def _ailing(seen: health.State) -> Found:
    for verb in seen.work.failing:
        yield Mark.FAULT, f"« {verb} » échoue : lisez le journal technique."
    for verb in seen.work.stuck:
        yield Mark.CARE, f"« {verb} » dure depuis plus d’une heure."
    if seen.post.oldest > health.PATIENCE:
        late = _rounded(seen.post.oldest)
        yield Mark.FAULT, f"{seen.post.waiting} lettres en retard, la plus ancienne de {late}."
    if seen.post.refused:
        yield (
            Mark.CARE,
            f"{seen.post.refused} lettres jamais arrivées : le site les montre au pilote.",
        )


def _rounded(span: timedelta) -> timedelta:
    return timedelta(seconds=int(span.total_seconds()))


def _index() -> Found:
    count = len(index.current())
    kept = Path(current_app.instance_path) / keeping.KEPT
    if kept.is_symlink() and not kept.exists():
        yield Mark.CARE, "le fichier de l’index manque : il sera refait."
    yield Mark.GOOD, f"{count} missions ouvertes"
