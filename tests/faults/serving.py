"""The site behind its real server, and browsers that ask it all at the same moment."""

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import httpx
from flask import Flask
from waitress import create_server

from tests.browser import Visitor


@contextmanager
def served(app: Flask, threads: int = 16) -> Iterator[str]:
    """Serve the site on a free port, and give its address."""
    server = create_server(app, host="127.0.0.1", port=0, threads=threads, connection_limit=1000)
    runner = threading.Thread(target=server.run, daemon=True)
    runner.start()
    try:
        yield f"http://127.0.0.1:{server.effective_port}"
    finally:
        server.task_dispatcher.shutdown(timeout=1)
        server.close()


def client_of(visitor: Visitor, base: str) -> httpx.Client:
    """Give a real browser the cookie of a visitor who is signed in."""
    cookie = visitor.client.get_cookie("ricochet")
    assert cookie is not None
    return httpx.Client(base_url=base, cookies={"ricochet": cookie.value}, timeout=60)


def at_once(presses: list[Callable[[], httpx.Response]]) -> list[httpx.Response]:
    """Send everything at the same moment, each from its own thread."""
    barrier = threading.Barrier(len(presses))

    def send(press: Callable[[], httpx.Response]) -> httpx.Response:
        barrier.wait()
        return press()

    with ThreadPoolExecutor(len(presses)) as pool:
        return list(pool.map(send, presses))
