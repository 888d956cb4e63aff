"""Makes web processes and workers at once, by forking a site that is loaded and connected to none.

It reads a line a process: « web PORT » or « worker »; it answers with the number of the process.
"""

import os
import signal
import sys
import time

from flask import Flask
from waitress import serve

from app import create_app, logs
from app.extensions import db
from app.worker import Worker


def main() -> None:
    """Make processes until there is nothing more to read."""
    app = create_app()
    logs.configure(os.environ["RICOCHET_LOG_LEVEL"])
    _warm(app)
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    for line in sys.stdin:
        kind, *port = line.split()
        child = os.fork()
        if child == 0:
            if kind == "web":
                _serve(app, int(port[0]))
            else:
                Worker(app).run()
            os._exit(0)
        sys.stdout.write(f"{child}\n")
        sys.stdout.flush()


def _warm(app: Flask) -> None:
    """Have every template read and the index made once, then let go of the base."""
    for name in app.jinja_env.list_templates(extensions=("html", "txt")):
        app.jinja_env.get_template(name)
    for path in ("/missions", "/inscription/benevole", "/connexion"):
        app.test_client().get(path)
    with app.app_context():
        db.engine.dispose()


def _serve(app: Flask, port: int) -> None:
    """Serve on a port, which the process that was just killed may hold a moment longer."""
    for _ in range(100):
        try:
            serve(app, host="127.0.0.1", port=port, threads=4, ident=None,
                  clear_untrusted_proxy_headers=False)  # fmt: skip
        except OSError:
            time.sleep(0.05)


if __name__ == "__main__":
    main()
