"""Someone who opens every page they can reach, one of each kind."""

from collections import deque
from collections.abc import Iterator
from urllib.parse import urljoin, urlsplit

from flask import Flask
from werkzeug.exceptions import HTTPException

from tests.browser import Page, Visitor

EACH = 2


def kind_of(app: Flask, path: str) -> str | None:
    """Name the page behind an address of the site, or nothing for one elsewhere."""
    parts = urlsplit(path)
    if parts.scheme not in {"", "http"} or not parts.path.startswith("/"):
        return None
    try:
        endpoint, _ = app.url_map.bind("ricochet.test").match(parts.path, method="GET")
    except HTTPException:
        return f"nothing at {parts.path}"
    return str(endpoint)


def crawl(visitor: Visitor, start: str, *, each: int = EACH) -> Iterator[tuple[str, Page]]:
    """Open pages from link to link, at most ``each`` of a kind, and give them with their kind.

    The links of a letter are for its reader: they are not followed.
    """
    seen: dict[str, int] = {}
    known = {start}
    waiting = deque([start])
    while waiting:
        path = waiting.popleft()
        kind = kind_of(visitor.app, path)
        if kind is None or kind == "static" or seen.get(kind, 0) >= each:
            continue
        seen[kind] = seen.get(kind, 0) + 1
        page = visitor.open(path)
        yield kind, page
        if kind.startswith("letters."):
            continue
        for link in page.soup.select("a[href]"):
            found = urljoin(path, link["href"]).split("#")[0]
            if found not in known:
                known.add(found)
                waiting.append(found)
