"""Reading the pages someone can reach, and looking at their headers and their HTML."""

import json
import re
import subprocess
import urllib.error
import urllib.request
from collections import Counter, deque
from collections.abc import Iterator
from html import unescape
from http.client import HTTPResponse
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit

from audit.findings import Finding
from audit.serving import Seen

EACH = 3
ASKED = {
    "content-security-policy": r"default-src 'none'",
    "x-content-type-options": r"^nosniff$",
    "x-frame-options": r"^DENY$",
    "referrer-policy": r"^(same-origin|no-referrer|strict-origin-when-cross-origin)$",
    "cross-origin-opener-policy": r"^same-origin$",
    "cross-origin-resource-policy": r"^same-origin$",
    "permissions-policy": r".",
}
NEVER = {"server": r".", "x-powered-by": r".", "access-control-allow-origin": r"\*|null"}
ODD = (
    "/nulle-part",
    "/%00",
    "/static/nulle-part.css",
    "/healthz",
    "/robots.txt",
    "/static/site.css",
)


class _Still(urllib.request.HTTPRedirectHandler):
    """Answers as they are, redirects included."""

    def redirect_request(self, *_: Any) -> None:
        """Follow nothing."""


def fetch(seen: Seen, path: str, method: str = "GET") -> HTTPResponse | urllib.error.HTTPError:
    """Ask for an address as someone."""
    headers = {"Cookie": seen.cookie} if seen.cookie else {}
    asked = urllib.request.Request(f"{seen.url}{path}", headers=headers, method=method)
    try:
        return urllib.request.build_opener(_Still).open(asked, timeout=60)  # type: ignore[no-any-return]
    except urllib.error.HTTPError as answer:
        return answer


def pages(seen: Seen, each: int = EACH) -> Iterator[tuple[str, Any, str]]:
    """Go from link to link: at most ``each`` addresses of one shape."""
    waiting, known, shapes = deque([seen.start, *ODD]), {seen.start}, Counter[str]()
    while waiting:
        path = waiting.popleft()
        shape = re.sub(r"[\w-]{16,}|\d+", "*", urlsplit(path).path)
        if shapes[shape] >= each:
            continue
        shapes[shape] += 1
        answer = fetch(seen, path)
        body = answer.read().decode("utf-8", "replace")
        yield path, answer, body
        found = [answer.headers["Location"]] if answer.headers["Location"] else []
        if "text/html" in answer.headers.get("Content-Type", ""):
            found += [unescape(one) for one in re.findall(r'<a [^>]*?href="([^"]+)"', body)]
        for one in found:
            to = urlsplit(urljoin(f"{seen.url}{path}", one))
            address = to.path + (f"?{to.query}" if to.query else "")
            if f"{to.scheme}://{to.netloc}" == seen.url and address not in known:
                known.add(address)
                waiting.append(address)


def headers(seen: Seen, read: list[tuple[str, Any, str]]) -> Iterator[Finding]:
    """Look at the headers and cookies of every answer, faults included."""
    for path, answer, _ in read:
        for kind in _weak(answer):
            yield Finding("headers", seen.role, kind, path)


def _weak(answer: Any) -> Iterator[str]:
    told = {name.lower(): value for name, value in answer.headers.items()}
    for name, wanted in ASKED.items():
        if not re.search(wanted, told.get(name, "")):
            yield f"{name} missing or weak"
    yield from (f"{n} says too much" for n, no in NEVER.items() if re.search(no, told.get(n, "")))
    if "unsafe" in told.get("content-security-policy", ""):
        yield "content-security-policy is unsafe"
    if answer.status >= 500:
        yield f"answered {answer.status}"
    for cookie in answer.headers.get_all("Set-Cookie") or ():
        if "HttpOnly" not in cookie or "SameSite" not in cookie:
            yield "cookie without HttpOnly or SameSite"


def html(
    seen: Seen, read: list[tuple[str, Any, str]], vnu: Path, folder: Path
) -> Iterator[Finding]:
    """Have the W3C’s checker read every page."""
    folder.mkdir(parents=True, exist_ok=True)
    names = {}
    for number, (path, answer, body) in enumerate(read):
        if "text/html" in answer.headers.get("Content-Type", ""):
            file = folder / f"{number}.html"
            file.write_text(body)
            names[file.resolve().as_uri()] = path
    command = ["java", "-Xss1024k", "-jar", str(vnu), "--errors-only", "--format", "json"]
    files = [str(file) for file in sorted(folder.glob("*.html"))]
    done = subprocess.run([*command, *files], capture_output=True, text=True, check=False)
    for message in json.loads(done.stderr)["messages"]:
        where = names.get(message.get("url", ""), "?")
        yield Finding("vnu", seen.role, message["message"], where)
