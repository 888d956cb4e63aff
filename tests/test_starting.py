"""The site refuses to start with settings that would betray people, and says why."""

import os
import socket
import subprocess
import sys
import threading
from dataclasses import fields
from pathlib import Path

import httpx
import pytest

import config_faults
from app import serve
from config import ConfigurationError, Settings

ROOT = Path(__file__).resolve().parent.parent


def load_wsgi(tmp_path: Path, **settings: str) -> subprocess.CompletedProcess[str]:
    """Load what a WSGI server loads, in a process of its own."""
    given = {f"RICOCHET_{name.upper()}": value for name, value in settings.items()}
    kept = {k: v for k, v in os.environ.items() if not k.startswith("RICOCHET_")}
    return subprocess.run(
        [sys.executable, "-c", "import wsgi; print(wsgi.application.name)"],
        cwd=ROOT,
        env=kept | {"RICOCHET_INSTANCE": str(tmp_path)} | given,
        capture_output=True,
        text=True,
        check=False,
    )


def test_without_a_proper_secret_the_site_does_not_start(tmp_path):
    done = load_wsgi(tmp_path, secret_key="court")
    assert done.returncode == 1
    assert "RICOCHET_SECRET_KEY" in done.stderr
    assert "Traceback" not in done.stderr


def test_with_a_proper_secret_it_starts(tmp_path):
    done = load_wsgi(tmp_path, secret_key="x" * 40, public_url="https://benevolat.example.org")
    assert (done.returncode, done.stdout.strip()) == (0, "app"), done.stderr


def test_the_demonstration_needs_none(tmp_path):
    assert load_wsgi(tmp_path, demo="1").returncode == 0


def test_every_faulty_number_is_told_at_once():
    with pytest.raises(ConfigurationError, match=r"(?s)MAIL_PORT.*PROXIES"):
        Settings.from_environment({"RICOCHET_MAIL_PORT": "smtp", "RICOCHET_PROXIES": "un"})


def test_everything_wrong_is_told_at_once(tmp_path):
    done = load_wsgi(
        tmp_path, secret_key="court", public_url="benevolat.fr", mail_port="smtp",
        mail_use_tls="ui", mail_username="moi",
        database_url="mysql://x", cap_mode="lune", keep_letters_months="0",
        idle_minutes="0", mail_sender="nous", fonts="/nulle/part", metrics_token="court",
    )  # fmt: skip
    assert done.returncode == 1
    lines = done.stderr.strip().splitlines()
    names = {line.partition(":")[0] for line in lines}
    assert names == {
        "RICOCHET_SECRET_KEY", "RICOCHET_PUBLIC_URL", "RICOCHET_MAIL_PORT", "RICOCHET_MAIL_USE_TLS",
        "RICOCHET_MAIL_USERNAME et RICOCHET_MAIL_PASSWORD", "RICOCHET_DATABASE_URL",
        "RICOCHET_CAP_MODE", "RICOCHET_KEEP_LETTERS_MONTHS", "RICOCHET_IDLE_MINUTES",
        "RICOCHET_MAIL_SENDER", "RICOCHET_FONTS", "RICOCHET_METRICS_TOKEN",
    }  # fmt: skip
    assert len(lines) == len(names)


def test_a_folder_where_nothing_can_be_written_is_told(tmp_path):
    (tmp_path / "fichier").write_text("")
    assert "RICOCHET_INSTANCE" in Settings(instance=str(tmp_path / "fichier" / "x")).faults()[1]


def test_a_setting_that_does_not_exist_is_named():
    given = {"RICOCHET_MAIL_SERVR": "x", "RICOCHET_PROVIDERS": "ami", "RICOCHET_AMI_LABEL": "Ami"}
    names = {item.name.upper() for item in fields(Settings)}
    assert config_faults.unknown(given | {"HOME": "/"}, names) == ["RICOCHET_MAIL_SERVR"]


def test_cookies_are_bound_to_https_where_there_is_https(tmp_path):
    safe = Settings(public_url="https://benevolat.example.org", instance=str(tmp_path)).flask()
    assert (safe["SESSION_COOKIE_NAME"], safe["SESSION_COOKIE_SECURE"]) == ("__Host-ricochet", True)
    plain = Settings(instance=str(tmp_path)).flask()
    assert (plain["SESSION_COOKIE_NAME"], plain["SESSION_COOKIE_SECURE"]) == ("ricochet", False)


def test_the_server_leaves_what_the_proxy_says_to_the_site(site):
    """Without it, everyone behind the proxy would be one person, slowed down together."""
    told = {"X-Forwarded-For": "192.0.2.7", "X-Forwarded-Proto": "https"}
    heard = []

    def listening(environ, start_response):
        heard.append((environ.get("HTTP_X_FORWARDED_FOR"), environ.get("HTTP_X_FORWARDED_PROTO")))
        start_response("200 OK", [])
        return [b""]

    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    threading.Thread(
        target=serve._serve, args=(listening, "127.0.0.1", port), daemon=True
    ).start()  # fmt: skip
    with httpx.Client(transport=httpx.HTTPTransport(retries=5)) as client:
        assert client.get(f"http://127.0.0.1:{port}/", headers=told).status_code == 200
    assert heard == [("192.0.2.7", "https")]
