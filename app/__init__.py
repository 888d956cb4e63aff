"""Ricochet: accompanied volunteering. This module lists the extensions and the concepts."""

from importlib import import_module
from pathlib import Path

from flask import Flask
from jinja2 import StrictUndefined
from werkzeug.middleware.proxy_fix import ProxyFix

from app import assets, logs, metrics, phrases, speaking, web, worker
from app.extensions import csrf, db, login, mail, migrate
from config import ConfigurationError, Settings

ROOT = Path(__file__).resolve().parent.parent
CONCEPTS = (
    "territories",
    "accounts",
    "letters",
    "papers",
    "caseloads",
    "threads",
    "associations",
    "profiles",
    "missions",
    "alerts",
    "suggestions",
    "introductions",
    "placements",
    "passports",
    "accompaniments",
    "contracts",
    "workshops",
    "outreach",
    "indicators",
    "answering",
    "privacy",
    "desks",
    "upkeep",
    "home",
    "proofreading",
    "demonstration",
)


def create_app(settings: Settings | None = None) -> Flask:
    """Make the site; settings come from the environment unless given."""
    settings = settings or Settings.from_environment()
    app = Flask(
        __name__,
        instance_path=str(Path(settings.instance).resolve()),
        template_folder=str(ROOT / "templates"),
        static_folder=str(ROOT / "static"),
    )
    app.config.from_mapping(settings.flask())
    app.config["SETTINGS"] = settings
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.globals["site"] = settings
    if settings.proxies:
        app.wsgi_app = ProxyFix(  # type: ignore[method-assign]
            app.wsgi_app, x_for=settings.proxies, x_proto=settings.proxies
        )
    db.init_app(app)
    migrate.init_app(app, db, directory=str(ROOT / "migrations"))
    mail.init_app(app)
    logs.init_app(app)
    metrics.init_app(app)
    csrf.init_app(app)
    login.init_app(app)
    assets.init_app(app)
    speaking.init_app(app)
    web.init_app(app)
    phrases.init_app(app)
    for name in CONCEPTS:
        import_module(f"app.{name}").init_app(app)
    app.cli.add_command(worker.command)
    return app


def refuse_faults(settings: Settings) -> None:
    """Stop before serving people with settings that would betray them."""
    faults = settings.faults()
    if faults:
        raise ConfigurationError("\n".join(faults))
