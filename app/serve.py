"""``make run``: create or migrate the instance, load the demonstration, serve, and work."""

import argparse
import subprocess
import sys

from flask_migrate import upgrade
from waitress import serve

from app import create_app, logs, refuse_faults
from app.worker import Worker
from config import Settings


def main() -> None:
    """Serve the site and run its worker until interrupted."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8000)
    given = parser.parse_args()
    settings = Settings.from_environment()
    refuse_faults(settings)
    app = create_app(settings)
    logs.configure(settings.log_level)
    with app.app_context():
        upgrade()
    if settings.demo:
        subprocess.run([sys.executable, "-m", "flask", "demo"], check=True)
    Worker(app).start()
    serve(app, host=given.host, port=given.port, ident=None, threads=8, connection_limit=1000)


if __name__ == "__main__":
    main()
