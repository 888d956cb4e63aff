"""``make run``: create or migrate the instance, load the demonstration, serve, and work.

With ``--web-only``, one web process among several: it serves, and nothing else.
"""

import argparse
import signal
import socket
import sys

from flask import Flask
from flask_migrate import upgrade
from waitress import serve

from app import create_app, logs, refuse_faults
from app.worker import Worker
from config import ConfigurationError, Settings

GRACE = 30.0  # seconds left to a letter that is on its way


def main() -> None:
    """Serve the site and run its worker until interrupted."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--web-only", action="store_true")
    given = parser.parse_args()
    settings = _settled()
    if not _is_free(given.host, given.port):
        sys.exit(f"Le port {given.port} est déjà pris. Essayez : make run PORT={given.port + 1}")
    app = create_app(settings)
    logs.configure(settings.log_level)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit())
    if given.web_only:
        _serve(app, given.host, given.port)
        return
    _prepare(app, demo=settings.demo)
    worker = Worker(app)
    worker.start()
    print(f"\n{settings.name} : {settings.public_url}\nPour arrêter : Ctrl + C\n")  # noqa: T201
    _serve(app, given.host, given.port)
    worker.stop()
    worker.join(timeout=GRACE)


def _settled() -> Settings:
    try:
        settings = Settings.from_environment()
        refuse_faults(settings)
    except ConfigurationError as error:
        sys.exit(str(error))
    return settings


def _serve(app: Flask, host: str, port: int) -> None:
    """Serve, leaving what a proxy says of who asks to the site, which knows whom to believe."""
    serve(
        app, host=host, port=port, ident=None, threads=8, connection_limit=1000,
        clear_untrusted_proxy_headers=False,
    )  # fmt: skip


def _is_free(host: str, port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex((host, port)) != 0


def _prepare(app: Flask, *, demo: bool) -> None:
    with app.app_context():
        upgrade()
    if demo:
        answer = app.test_cli_runner().invoke(args=["demo"])
        print(answer.output)  # noqa: T201
        if answer.exit_code:
            sys.exit(answer.exit_code)


if __name__ == "__main__":
    main()
