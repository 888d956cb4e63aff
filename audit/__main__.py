"""Look at the demonstration from outside: ``python -m audit --tools FOLDER``.

Each tool first looks at a site with known holes (tests/twin.py), and must find some; then at the
demonstration, as nobody and as each role. What is found has a written reason in left.toml, or the
command fails. ``--only vnu,wapiti`` runs a part, ``--roles référent`` looks as some.
"""

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from audit import attacking, describing, reading
from audit.findings import Finding, Looked, reason
from audit.serving import ROLES, Seen, demonstration, free_port, is_in, running, signed_in

ROOT = Path(__file__).resolve().parent.parent
TOOLS = ("headers", "vnu", "schemathesis", "sqlmap", "wapiti")
INJECTABLE = (
    "/connexion", "/missions?q=a&commune=38185&theme=sante&page=1", "/missions/carte?q=a",
    "/api/v1/missions?page=1", "/associations/x", "/verifier/x", "/code",
)  # fmt: skip
Look = Callable[[Seen, Path], Iterator[Finding]]


def looks(given: argparse.Namespace, read: list[tuple[str, Any, str]]) -> dict[str, Look]:
    """Name what each tool does."""
    tools, vnu = Path(given.tools), Path(given.vnu)
    asked = [path for path, answer, _ in read if "?" in path and answer.status < 400][:6]
    twin = ["/notes?id=1"] if any(path == "/notes?id=1" for path, _, _ in read) else []
    addresses = twin or [*INJECTABLE, *asked]
    told = describing.described(read)
    return {
        "headers": lambda seen, _: reading.headers(seen, read),
        "vnu": lambda seen, folder: reading.html(seen, read, vnu, folder / "html"),
        "schemathesis": lambda seen, folder: attacking.schemathesis(
            seen, tools, folder, told, given.examples
        ),
        "sqlmap": lambda seen, folder: attacking.sqlmap(seen, tools, folder, addresses),
        "wapiti": lambda seen, folder: attacking.wapiti(seen, tools, folder, given.minutes),
    }


def look(given: argparse.Namespace, seen: Seen, folder: Path) -> Iterator[Looked]:
    """Have every tool look, as someone."""
    folder.mkdir(parents=True, exist_ok=True)
    read = list(reading.pages(seen))
    for tool in given.only:
        began = time.monotonic()
        found = tuple(dict.fromkeys(looks(given, read)[tool](seen, folder)))
        extent = folder / f"{tool}.extent"
        told = extent.read_text() if extent.exists() else f"{len(read)} pages"
        yield Looked(tool, seen.role, time.monotonic() - began, told, found)


@contextmanager
def twin(folder: Path) -> Iterator[str]:
    """Serve the site with known holes."""
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    with running([str(ROOT / "tests" / "twin.py"), str(port)], url, folder):
        yield url


def main() -> None:
    """Look at the twin, then at the demonstration; fail on what has no reason."""
    given = _asked()
    seen: list[Looked] = []
    with tempfile.TemporaryDirectory(prefix="audit-") as made:
        folder = Path(given.keep or made)
        folder.mkdir(parents=True, exist_ok=True)
        with twin(folder) as url:
            for done in look(given, Seen(url, "jumeau troué"), folder / "twin"):
                _tell(done)
                if not done.findings:
                    sys.exit(f"{done.tool} ne trouve rien là où il y a des trous.")
        with demonstration(folder) as url:
            for who in given.roles:
                one = signed_in(url, who) if who in ROLES else Seen(url)
                for done in look(given, one, folder / one.role):
                    seen.append(done)
                    _tell(done)
                if one.cookie and not is_in(one):
                    sys.exit(f"Le regard comme {who} ne vaut rien : la session a fini en route.")
    _conclude(seen)


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument(
        "--tools", default=".venv-audit/bin", help="where wapiti, sqlmap and st are"
    )
    parser.add_argument("--vnu", default="audit/node_modules/vnu-jar/build/dist/vnu.jar")
    parser.add_argument("--only", type=_words, default=list(TOOLS))
    parser.add_argument("--roles", type=_words, default=["personne", *ROLES])
    parser.add_argument("--minutes", type=float, default=4, help="for wapiti, as each role")
    parser.add_argument("--examples", type=int, default=5, help="for each address, from the fuzzer")
    parser.add_argument("--keep", help="folder where what the tools say is kept")
    return parser.parse_args()


def _words(text: str) -> list[str]:
    return [word.strip() for word in text.split(",") if word.strip()]


def _tell(done: Looked) -> None:
    told = f"{done.seconds:7.0f} s  {done.tool:13} {done.role:14} {done.extent:22}"
    print(f"{told} {len(done.findings)} finding(s)", flush=True)


def _conclude(seen: list[Looked]) -> None:
    """Print what was found, with its reason or as a fault, and write it all."""
    found = [(one, reason(one)) for done in seen for one in done.findings]
    for one, why in found:
        print(one, "→", why or "SANS RAISON ÉCRITE")
    faults = [str(one) for one, why in found if why is None]
    version = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"], capture_output=True, text=True, check=False
    ).stdout.strip()
    table = [
        {"tool": d.tool, "role": d.role, "seconds": round(d.seconds), "extent": d.extent,
         "findings": len(d.findings)} for d in seen
    ]  # fmt: skip
    results = {"version": version, "looked": table, "without reason": faults}
    (ROOT / "audit" / "results.json").write_text(json.dumps(results, indent=1, ensure_ascii=False))
    print(f"{len(found)} finding(s), {len(faults)} without a written reason")
    sys.exit(1 if faults else 0)


if __name__ == "__main__":
    main()
