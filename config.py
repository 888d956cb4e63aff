"""Every setting of the site, read once from the environment, with its default and one sentence."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import config_faults
from config_providers import PREFIX, Provider, coerced, read_providers, setting

ROOT = Path(__file__).resolve().parent


class ConfigurationError(Exception):
    """The settings cannot serve a site; the message says which and why, one line each."""


@dataclass(frozen=True)
class Settings:
    """What a deployer may change; each name is read from ``RICOCHET_<NAME>``."""

    secret_key: str = setting("", "Signs sessions and links; 32 characters or more, kept secret.")
    secret_keys_before: str = setting(
        "", "Keys of before, apart by spaces: what they signed or sealed still opens."
    )
    database_url: str = setting(
        "", "SQLAlchemy address; empty means a SQLite file in the instance."
    )
    instance: str = setting(str(ROOT / "instance"), "Folder of the files the site writes.")
    public_url: str = setting("http://127.0.0.1:8000", "Address people type, used in letters.")
    demo: bool = setting(
        False, "Demonstration: fictitious people, known passwords, .test addresses."
    )
    site_name: str = setting("Ricochet", "Name shown on every page and letter.")
    service_name: str = setting("Service bénévolat", "Who mediates, as associations read it.")
    department_name: str = setting("le Département", "The authority, as named in legal pages.")
    help_phone: str = setting("04 76 00 00 00", "Number printed on every page and letter.")
    accessibility: str = setting(
        "non conforme",
        "Result of the last RGAA audit, shown on every page: « non conforme » without one, "
        "« partiellement conforme » or « totalement conforme ».",
    )
    accessibility_audit: str = setting(
        "", "Who made the last RGAA audit, when, and its rate, in one sentence; empty, none."
    )
    accessibility_scheme: str = setting(
        "", "Address of the authority’s multi-year accessibility scheme; empty, none yet."
    )
    accessibility_email: str = setting(
        "", "Address for what cannot be read or done on the site; empty, the phone is."
    )
    mail_server: str = setting("", "SMTP host; empty writes each e-mail as a file in the instance.")
    mail_port: int = setting(25, "SMTP port.")
    mail_username: str = setting("", "SMTP user, if it needs one.")
    mail_password: str = setting("", "SMTP password, if it needs one.")
    mail_use_tls: bool = setting(False, "Start TLS before sending.")
    mail_timeout: int = setting(20, "Seconds to wait for the SMTP server.")
    mail_sender: str = setting("ne-pas-repondre@ricochet.test", "Address that letters come from.")
    undo_minutes: int = setting(10, "Minutes during which an act can be taken back.")
    followup_from: str = setting(
        "exit", "Day from which six months are counted: « exit », « entry » or « mission »."
    )
    learning_decisions: int = setting(
        200, "Decisions needed before the ranking’s weights are learned at night."
    )
    embedding: str = setting(
        "", "Sentence-embedding model of your own, as « module:callable »; empty, none is used."
    )
    session_hours: int = setting(12, "Hours before professionals sign in again.")
    idle_minutes: int = setting(60, "Minutes without a page before professionals sign in again.")
    session_days: int = setting(30, "Days before volunteers and associations sign in again.")
    communes_url: str = setting(
        "https://geo.api.gouv.fr/communes", "Public service that lists the communes."
    )
    passport_title: str = setting(
        "Passeport bénévole",
        "Title of the passport; a registered mark of France Bénévolat: agree with them, or choose.",
    )
    fonts: str = setting(
        "", "Folder of the fonts of printed papers; empty, Debian’s Noto if installed."
    )
    contract_type: str = setting("ce", "Contract in force here: « ce » or « cer ».")
    contract_months: int = setting(6, "Months that a contract lasts.")
    contract_cap_months: int = setting(24, "Months that contracts may last one after the other.")
    cap_mode: str = setting(
        "calendar",
        "How the cap is counted: « calendar » from the first day, or « covered » months.",
    )
    suspension_extends_cap: bool = setting(False, "Whether days of suspension push the cap back.")
    reentry_resets_cap_after_months: int = setting(
        12, "Months away after which someone who comes back starts a new count."
    )
    backdating_days: int = setting(7, "Days back that a signature may be noted, with a reason.")
    civic_weekly_hours: int = setting(
        7, "Most hours a week of a citizen’s engagement for someone on a professional pathway."
    )
    alsace_moselle: bool = setting(False, "Whether Good Friday and 26 December are holidays.")
    map_outline: str = setting(
        "", "GeoJSON file whose outline is drawn under the map of missions; empty, towns are."
    )
    dpo_email: str = setting(
        "", "Address of the data protection officer, shown to everyone; empty, the phone is."
    )
    dpo_name: str = setting(
        "le délégué à la protection des données", "Who answers about personal data, in words."
    )
    keep_unused_months: int = setting(
        12, "Months without a sign before an account that never asked for anything is erased."
    )
    keep_accounts_months: int = setting(
        24, "Months without a sign before any other volunteer’s account is erased."
    )
    keep_follow_up_months: int = setting(
        24, "Months that notes, needs and interviews’ words stay after the last accompaniment."
    )
    keep_refused_months: int = setting(
        1, "Months that an association keeps the words of a request that led nowhere."
    )
    keep_messages_months: int = setting(
        24, "Months that messages stay after what they were about is closed."
    )
    keep_contracts_months: int = setting(
        24, "Months that contracts stay in use after the accompaniment ends."
    )
    keep_archives_months: int = setting(
        60, "Months that signed contracts stay in the restricted archive, from the same day."
    )
    keep_attestations_months: int = setting(
        60, "Months that an association keeps its copy of what it attested."
    )
    keep_referrals_months: int = setting(
        12, "Months that a referral that was declined or withdrawn keeps its names."
    )
    keep_letters_months: int = setting(6, "Months that the words of a sent letter are kept.")
    keep_notices_months: int = setting(
        24, "Months that an address waits to be told that the site opens."
    )
    keep_alerts_months: int = setting(12, "Months that an alert lasts, and then is forgotten.")
    keep_exceptions_months: int = setting(
        12, "Months that the reason of an exceptional access is kept."
    )
    keep_exports_months: int = setting(
        1, "Months that files made to be taken away (one’s data, letters, a week) are kept."
    )
    keep_accesses_months: int = setting(12, "Months that the record of opened files is kept.")
    keep_closed_months: int = setting(
        24, "Months that the name of someone whose account was closed for them is kept."
    )
    providers: tuple[Provider, ...] = setting(
        (), "Names of the OpenID Connect providers, such as « franceconnect,proconnect »."
    )
    proxies: int = setting(0, "Number of trusted proxies in front of the site.")
    keep_events_months: int = setting(
        36, "Months that the journal of acts (numbers and verbs, no text) is kept."
    )
    keep_backups_days: int = setting(90, "Days that « flask backup » keeps what it wrote before.")
    metrics_token: str = setting(
        "", "Secret that opens /metrics to Prometheus; without one, this machine alone reads it."
    )
    log_level: str = setting("INFO", "Least serious level written to the log.")

    @classmethod
    def from_environment(cls, environ: Mapping[str, str] | None = None) -> "Settings":
        """Read the settings, or raise one error that lists every fault."""
        environ = os.environ if environ is None else environ
        values: dict[str, Any] = {}
        faults: list[str] = []
        for item in fields(cls):
            text = environ.get(PREFIX + item.name.upper())
            if text is None:
                continue
            try:
                values[item.name] = (
                    read_providers(text, environ)
                    if item.name == "providers"
                    else coerced(text, type(item.default))
                )
            except ValueError:
                wanted = "oui ou non" if item.type is bool else "un nombre entier"
                faults.append(f"{PREFIX}{item.name.upper()}: « {text} » n’est pas {wanted}.")
        if faults:
            raise ConfigurationError("\n".join(faults + cls(**values).faults()))
        return cls(**values)

    @property
    def name(self) -> str:
        """The name people read."""
        return self.site_name

    @property
    def hosts(self) -> list[str]:
        """The names the site answers under: its own, and this machine’s for who watches it."""
        return [urlsplit(self.public_url).hostname or "", "127.0.0.1", "localhost"]

    @property
    def is_secure(self) -> bool:
        """Whether people reach the site over https."""
        return self.public_url.startswith("https://")

    def faults(self) -> list[str]:
        """Say, one sentence each, what forbids serving people with these settings."""
        return config_faults.found(self)

    def flask(self) -> dict[str, Any]:
        """Give Flask and its extensions their own names for these settings."""
        folder = Path(self.instance)
        folder.mkdir(parents=True, exist_ok=True)
        cookie = "__Host-ricochet" if self.is_secure else "ricochet"
        return {
            "SECRET_KEY": self.secret_key or "demonstration-only-not-a-secret-at-all",
            "SECRET_KEY_FALLBACKS": self.secret_keys_before.split(),
            "SQLALCHEMY_DATABASE_URI": self.database_url or f"sqlite:///{folder / 'ricochet.db'}",
            "SQLALCHEMY_ENGINE_OPTIONS": self._engine(),
            "TRUSTED_HOSTS": None if self.demo else self.hosts,
            "WTF_CSRF_TIME_LIMIT": None,
            "WTF_I18N_ENABLED": False,
            "SESSION_COOKIE_NAME": cookie,
            "SESSION_COOKIE_HTTPONLY": True,
            "SESSION_COOKIE_SAMESITE": "Lax",
            "SESSION_COOKIE_SECURE": self.is_secure,
            "SEND_FILE_MAX_AGE_DEFAULT": 365 * 24 * 3600,
            "MAX_CONTENT_LENGTH": 6 * 1024 * 1024,
            "MAX_FORM_MEMORY_SIZE": 2 * 1024 * 1024,
            "MAX_FORM_PARTS": 500,
            "MAIL_SERVER": self.mail_server,
            "MAIL_PORT": self.mail_port,
            "MAIL_USERNAME": self.mail_username or None,
            "MAIL_PASSWORD": self.mail_password or None,
            "MAIL_USE_TLS": self.mail_use_tls,
            "MAIL_DEFAULT_SENDER": (self.site_name, self.mail_sender),
        }

    def _engine(self) -> dict[str, Any]:
        """Bound what the database may make anyone wait for; errors never quote what was written."""
        options: dict[str, Any] = {"pool_pre_ping": True, "hide_parameters": True}
        if self.database_url.startswith("postgresql"):
            limits = {"statement_timeout": 60, "lock_timeout": 5}
            limits["idle_in_transaction_session_timeout"] = 60
            said = " ".join(f"-c {name}={seconds * 1000}" for name, seconds in limits.items())
            options["connect_args"] = {"connect_timeout": 5, "options": said}
            options |= {"pool_size": 10, "pool_timeout": 10, "pool_recycle": 1800}
        return options
