"""What forbids serving people with some settings, one sentence each, all at once."""

import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import fields
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from sqlalchemy import make_url
from sqlalchemy.exc import ArgumentError

from config_providers import PREFIX, Provider

if TYPE_CHECKING:
    from config import Settings

CHOICES = {
    "contract_type": ("ce", "cer"),
    "cap_mode": ("calendar", "covered"),
    "accessibility": ("non conforme", "partiellement conforme", "totalement conforme"),
    "followup_from": ("exit", "entry", "mission"),
    "log_level": ("DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL"),
}
ADDRESS = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
AT_LEAST_ONE = (
    "mail_timeout", "session_hours", "idle_minutes", "session_days", "learning_decisions",
)  # fmt: skip
ELSEWHERE = {"SHARED", "TEST_ENGINE"}  # what the tests read


def found(settings: "Settings") -> list[str]:
    """List every fault of these settings."""
    checks = (_secrets, _addresses, _choices, _numbers, _database, _places)
    sentences = [sentence for check in checks for sentence in check(settings)]
    return sentences + [fault for provider in settings.providers for fault in provider.faults()]


def _secrets(settings: "Settings") -> Iterator[str]:
    if not settings.demo and len(settings.secret_key) < 32:
        yield "RICOCHET_SECRET_KEY: il faut une clé secrète de 32 caractères au moins."
    if settings.metrics_token and len(settings.metrics_token) < 20:
        yield "RICOCHET_METRICS_TOKEN: 20 caractères au moins."
    if bool(settings.mail_username) != bool(settings.mail_password):
        yield "RICOCHET_MAIL_USERNAME et RICOCHET_MAIL_PASSWORD: l’un ne va pas sans l’autre."


def _addresses(settings: "Settings") -> Iterator[str]:
    if not settings.public_url.startswith(("http://", "https://")):
        yield "RICOCHET_PUBLIC_URL: l’adresse doit commencer par http:// ou https://."
    elif not urlsplit(settings.public_url).hostname:
        yield "RICOCHET_PUBLIC_URL: il manque le nom du site."
    if not ADDRESS.fullmatch(settings.mail_sender):
        yield "RICOCHET_MAIL_SENDER: ce n’est pas une adresse e-mail."
    if settings.dpo_email and not ADDRESS.fullmatch(settings.dpo_email):
        yield "RICOCHET_DPO_EMAIL: ce n’est pas une adresse e-mail."


def _choices(settings: "Settings") -> Iterator[str]:
    for name, accepted in CHOICES.items():
        if getattr(settings, name) not in accepted:
            yield f"{PREFIX}{name.upper()}: écrivez {' ou '.join(accepted)}."


def _numbers(settings: "Settings") -> Iterator[str]:
    kept = (item.name for item in fields(settings) if item.name.startswith("keep_"))
    for name in (*AT_LEAST_ONE, *kept):
        if getattr(settings, name) < 1:
            unit = {"months": "un mois", "days": "un jour"}.get(name.rpartition("_")[2], "un")
            yield f"{PREFIX}{name.upper()}: {unit} au moins."
    if not 0 < settings.mail_port < 65536:
        yield "RICOCHET_MAIL_PORT: un nombre de 1 à 65535."
    if settings.proxies < 0:
        yield "RICOCHET_PROXIES: zéro, ou le nombre de frontaux."
    if not 0 < settings.contract_months <= settings.contract_cap_months:
        yield "RICOCHET_CONTRACT_MONTHS: un mois au moins, et pas plus que le plafond."


def _database(settings: "Settings") -> Iterator[str]:
    try:
        engine = make_url(settings.database_url or "sqlite://").get_backend_name()
    except ArgumentError:
        engine = ""
    if engine not in {"sqlite", "postgresql"}:
        yield (
            "RICOCHET_DATABASE_URL: écrivez postgresql+psycopg://compte@hote/base, "
            "ou rien pour un fichier SQLite."
        )


def _places(settings: "Settings") -> Iterator[str]:
    folder = Path(settings.instance)
    nearest = next(one for one in (folder, *folder.resolve().parents) if one.exists())
    if not nearest.is_dir() or not os.access(nearest, os.W_OK):
        yield f"RICOCHET_INSTANCE: on ne peut pas écrire dans {folder}."
    if settings.map_outline and not Path(settings.map_outline).is_file():
        yield f"RICOCHET_MAP_OUTLINE: le fichier {settings.map_outline} n’existe pas."
    if settings.fonts and not Path(settings.fonts).is_dir():
        yield f"RICOCHET_FONTS: le dossier {settings.fonts} n’existe pas."


def unknown(environ: Mapping[str, str], names: set[str]) -> list[str]:
    """Name the variables that look like settings and are not: a typing mistake, most often."""
    providers = environ.get(f"{PREFIX}PROVIDERS", "").upper().split(",")
    heads = tuple(f"{name.strip()}_" for name in providers if name.strip())
    theirs = {item.name.upper() for item in fields(Provider)}
    return sorted(
        key
        for key in environ
        if key.startswith(PREFIX)
        and (name := key.removeprefix(PREFIX)) not in names | ELSEWHERE
        and not any(name.startswith(h) and name.removeprefix(h) in theirs for h in heads)
    )
