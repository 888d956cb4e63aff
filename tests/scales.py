"""What a page weighs on a first visit, and whom it asks for what it shows."""

import gzip
from dataclasses import dataclass

from app.assets import SHEETS, STATIC
from tests.browser import Page

ASKS = (
    ("link[rel=stylesheet], link[rel=icon], link[rel=preload], link[rel=manifest]", "href"),
    ("script[src], img[src], iframe[src], audio[src], video[src], source[src], embed[src]", "src"),
    ("use", "href"),
)


@dataclass(frozen=True)
class Limit:
    """What a first visit may cost: bytes, compressed, and requests."""

    size: int
    requests: int


PUBLIC = Limit(20_000, 4)
ANY = Limit(60_000, 5)


def asked_by(page: Page) -> list[str]:
    """List what a browser asks for after the page, each once."""
    found = [
        tag.get(name) for place, name in ASKS for tag in page.soup.select(place) if tag.get(name)
    ]
    return list(dict.fromkeys(one for one in found if not one.startswith("#")))


def _weight(address: str) -> int:
    if address.startswith("/static/"):
        content = (STATIC / address.split("?", maxsplit=1)[0].removeprefix("/static/")).read_bytes()
    else:
        content = b"\n".join((STATIC / name).read_bytes() for name in SHEETS)
    return len(gzip.compress(content))


def too_heavy(page: Page, limit: Limit) -> list[str]:
    """Say why this page costs more than it may, or asks someone else."""
    if not page.soup.html:
        return []
    asked = asked_by(page)
    found = [f"{page.path} asks {one}" for one in asked if not one.startswith("/")]
    size = len(gzip.compress(page.html.encode())) + sum(map(_weight, asked))
    if size > limit.size:
        found.append(f"{page.path} weighs {size}")
    if len(asked) + 1 > limit.requests:
        found.append(f"{page.path} asks {asked}")
    return found
