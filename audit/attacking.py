"""Scanners that attack: wapiti, sqlmap, schemathesis."""

import json
import os
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

from audit.findings import Finding
from audit.serving import Seen

MODULES = (
    "sql,timesql,xss,permanentxss,exec,file,crlf,redirect,csrf,csp,http_headers,cookieflags,"
    "methods,upload,ssrf,xxe,htaccess"
)
# What would sign the scanner out, or close the account it looks with.
AWAY = (
    "/deconnexion", "/deconnexion/partout", "/mon-compte/mot-de-passe", "/mes-donnees/effacer",
    "/mon-compte/deux-etapes", "/referent/fini", "/association/fiche/fermer",
)  # fmt: skip
TOLD = {"http_methods", "HTTP Methods"}


def run(command: list[str], log: Path, minutes: float) -> int:
    """Run a tool, for so long at most; its own words go to a file."""
    calm = {**os.environ, "PYTHONWARNINGS": "ignore", "NO_COLOR": "1"}
    with log.open("w") as said:
        try:
            return subprocess.run(
                command, stdout=said, stderr=said, stdin=subprocess.DEVNULL, env=calm,
                timeout=minutes * 60, check=False,
            ).returncode  # fmt: skip
        except subprocess.TimeoutExpired:
            return -1


def wapiti(seen: Seen, tools: Path, folder: Path, minutes: float) -> Iterator[Finding]:
    """Injections, scripts, redirects, headers, forms without their token."""
    report, half = folder / "wapiti.json", int(minutes * 30)
    command = [
        str(tools / "wapiti"), "-u", f"{seen.url}/", "-s", f"{seen.url}{seen.start}",
        "--flush-session", "--scope", "folder", "-d", "6", "--max-links-per-page", "200",
        "--max-files-per-dir", "60", "--max-scan-time", str(half), "--max-attack-time",
        str(max(half // 8, 15)), "-m", MODULES, "-v", "1", "--no-bugreport", "-f", "json",
        "-o", str(report), "--store-session", str(folder),
    ]  # fmt: skip
    for path in AWAY:
        command += ["-x", f"{seen.url}{path}*"]
    if seen.cookie:
        command += ["-H", f"Cookie: {seen.cookie}"]
    run(command, folder / "wapiti.log", minutes * 8)
    if not report.exists():
        yield Finding("wapiti", seen.role, "did not end", f"{seen.url}{seen.start}")
        return
    told = json.loads(report.read_text())
    pages = told["infos"].get("crawled_pages_nbr", 0)
    (folder / "wapiti.extent").write_text(f"{pages} addresses")
    for group in ("vulnerabilities", "anomalies"):
        for kind, found in told[group].items():
            for one in found:
                where = f"{one['method']} {one['path']} {one.get('parameter') or ''}".strip()
                yield Finding("wapiti", seen.role, kind, where)


def sqlmap(seen: Seen, tools: Path, folder: Path, addresses: list[str]) -> Iterator[Finding]:
    """SQL injection, in every parameter of these addresses and in the sign-in form."""
    for number, address in enumerate(addresses):
        log = folder / f"sqlmap{number}.log"
        command = [
            str(tools / "sqlmap"), "-u", f"{seen.url}{address}", "--batch", "--level", "2",
            "--risk", "1", "--technique=BEU", "--flush-session", "--disable-coloring",
            "--output-dir", str(folder), "--ignore-code=400,401,404,429", "--threads", "1",
        ]  # fmt: skip
        if seen.cookie:
            command += ["--cookie", seen.cookie]
        if address.startswith("/connexion"):
            command += ["--forms", "--csrf-token=csrf_token"]
        run(command, log, 6)
        said = log.read_text(errors="replace")
        for parameter in re.findall(r"^Parameter: (.+)$", said, re.M):
            yield Finding("sqlmap", seen.role, "SQL injection", f"{address} {parameter}")
        if "[CRITICAL]" in said and "do not appear to be injectable" not in said:
            words = re.findall(r"\[CRITICAL\] (.+)", said)[0]
            yield Finding("sqlmap", seen.role, f"did not look: {words[:80]}", address)


def schemathesis(
    seen: Seen, tools: Path, folder: Path, description: dict[str, object], examples: int
) -> Iterator[Finding]:
    """Whatever is sent to any address, nothing breaks."""
    written = folder / "addresses.json"
    written.write_text(json.dumps(description))
    log = folder / "schemathesis.log"
    command = [
        str(tools / "st"), "run", str(written), "--url", seen.url, "--checks",
        "not_a_server_error", "--max-examples", str(examples), "--phases", "coverage,fuzzing",
        "-w", "1", "--no-color", "--request-timeout", "60", "--continue-on-failure",
        "--suppress-health-check", "all",
    ]  # fmt: skip
    if seen.cookie:
        command += ["-H", f"Cookie: {seen.cookie}"]
    run(command, log, 30)
    said = log.read_text(errors="replace")
    cases = re.findall(r"([\d,]+) generated", said)
    (folder / "schemathesis.extent").write_text(f"{cases[-1] if cases else '?'} cases")
    if not cases:
        yield Finding("schemathesis", seen.role, "did not look", said[-300:])
    for where in re.findall(r"^_+ (.+?) _+$", said, re.M):
        yield Finding("schemathesis", seen.role, "server error", where)
