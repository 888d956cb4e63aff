"""Browsers that ask the site all at the same moment."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import httpx

from tests.browser import Visitor


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
