"""The site behind its real server."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from flask import Flask
from waitress import create_server


@contextmanager
def served(app: Flask, threads: int = 16) -> Iterator[str]:
    """Serve the site on a free port, and give its address.

    The server is closed by its own thread: another would close what it is listening to.
    """
    server = create_server(
        app, host="127.0.0.1", port=0, threads=threads, connection_limit=1000, ident=None
    )
    runner = threading.Thread(target=server.run, daemon=True)
    runner.start()
    try:
        yield f"http://127.0.0.1:{server.effective_port}"
    finally:
        server.trigger.pull_trigger(server.close)
        server.task_dispatcher.shutdown(timeout=1)
        runner.join(timeout=2)
