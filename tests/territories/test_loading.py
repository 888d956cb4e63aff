"""The gazetteer is filled from a file, or from the public service."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from sqlalchemy import delete

from app.extensions import db
from app.territories import fetching, queries
from app.territories.models import Commune
from tests import people

VIF = {
    "nom": "Vif",
    "code": "38545",
    "codeDepartement": "38",
    "codesPostaux": ["38450"],
    "population": 8_600,
    "centre": {"type": "Point", "coordinates": [5.67, 45.05]},
}


@pytest.fixture
def gazetteer(app):
    """Put back the communes of the stories, which no story may change for the others."""
    yield
    db.session.rollback()
    db.session.execute(delete(Commune))
    db.session.commit()
    people.settle_communes()
    db.session.commit()


def imported(app, tmp_path, content: bytes | list):
    path = tmp_path / "communes.json"
    path.write_bytes(content if isinstance(content, bytes) else json.dumps(content).encode())
    done = app.test_cli_runner().invoke(args=["territories", "import", str(path)])
    db.session.expire_all()
    return done


def test_communes_come_from_a_file_and_the_next_file_updates_them(app, tmp_path, gazetteer):
    done = imported(app, tmp_path, [VIF])
    assert done.exit_code == 0, done.output
    assert "1 ajoutées, 0 mises à jour, 0 inchangées" in done.output
    assert queries.look_up("38450").one.name == "Vif"

    newer = VIF | {"population": 9_000, "nom": "Vif-en-Trièves", "codesPostaux": ["38451", "38452"]}
    assert "0 ajoutées, 1 mises à jour" in imported(app, tmp_path, [newer]).output
    assert queries.search("38450") == []
    found = queries.look_up("vif en trieves").one
    assert (found.population, [p.postal_code for p in found.postal_codes]) == (
        9_000,
        ["38451", "38452"],
    )
    assert "0 ajoutées, 0 mises à jour, 1 inchangées" in imported(app, tmp_path, [newer]).output


def test_a_new_name_is_found_even_misspelt(app, tmp_path, gazetteer):
    assert queries.search("Monestierr") == []
    imported(app, tmp_path, [VIF | {"nom": "Monestier", "code": "38999"}])
    assert [c.name for c in queries.search("Monestierr")] == ["Monestier"]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "pas du JSON"),
        (b"nom;code\nVif;38545", "pas du JSON"),
        (b"[" * 100_000, "pas du JSON"),
        ('[{"nom": "Échirolles"}]'.encode("latin-1"), "Latin-1"),
        (b"{}", "une liste de communes"),
        (b"[]", "une liste de communes"),
        ([VIF, "Mens"], "Commune n° 2 : ce n’est pas une fiche"),
        ([VIF, {"nom": "Mens", "code": "38226"}], "Commune n° 2 (« Mens ») : il manque « code"),
        ([VIF | {"code": "38"}], "« code » ne convient pas"),
        ([VIF | {"code": ["38545"]}], "« code » ne convient pas"),
        ([VIF | {"nom": "V" * 61}], "« nom » ne convient pas"),
        ([VIF | {"nom": "V\x00if"}], "« nom » ne convient pas"),
        ([VIF | {"codesPostaux": "38450"}], "« codesPostaux » ne convient pas"),
        ([VIF | {"population": "8 600"}], "« population » n’est pas un nombre"),
        ([VIF | {"population": 10**30}], "« population » n’est pas un nombre"),
        ([VIF | {"centre": {"coordinates": [5.67]}}], "deux coordonnées"),
        ([VIF | {"centre": {"coordinates": [5.67, 145.05]}}], "hors de la Terre"),
        ([VIF, VIF], "écrit deux fois"),
    ],
)
def test_a_file_with_faults_is_told_in_french_and_changes_nothing(app, tmp_path, content, said):
    done = imported(app, tmp_path, content)
    assert done.exit_code == 1
    assert said in done.output
    assert "Rien n’a été changé" in done.output
    assert queries.find("38545") is None


def test_many_faults_are_told_in_a_few_lines(app, tmp_path):
    done = imported(app, tmp_path, [VIF | {"code": "?"}] * 400)
    assert "Et 395 autres du même genre." in done.output
    assert len(done.output.splitlines()) < 10


def test_a_file_that_is_not_there_is_told(app, tmp_path):
    done = app.test_cli_runner().invoke(args=["territories", "import", str(tmp_path / "rien.json")])
    assert done.exit_code == 1
    assert "ne s’ouvre pas" in done.output


def test_a_commune_without_population_nor_postal_code_is_welcome(app, tmp_path, gazetteer):
    bare = {k: v for k, v in VIF.items() if k != "population"} | {"codesPostaux": []}
    assert imported(app, tmp_path, [bare]).exit_code == 0
    assert queries.look_up("vif").one.label == "Vif (38)"


def test_the_whole_of_france_loads(app, shared, gazetteer):
    done = app.test_cli_runner().invoke(
        args=["territories", "import", str(shared / "data" / "communes.json")]
    )
    assert done.exit_code == 0, done.output
    db.session.expire_all()
    assert [c.name for c in queries.search("38400")] == ["Saint-Martin-d'Hères"]
    assert queries.look_up("isle d'abeau").one.code == "38193"
    assert queries.search("grenble")[0].name == "Grenoble"


@contextmanager
def a_service(*answers: tuple[int, dict[str, str], bytes]) -> Iterator[tuple[str, list[str]]]:
    """Stand in for the public service: give these answers in turn, the last one for ever."""
    asked: list[str] = []

    class Answering(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            status, headers, body = answers[min(len(asked), len(answers) - 1)]
            asked.append(self.path)
            self.send_response(status)
            for name, value in {"Content-Length": str(len(body)), **headers}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answering)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/communes", asked
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


BUSY = (503, {}, b"")
GIVEN = (200, {}, json.dumps([VIF]).encode())


def test_the_public_service_is_asked_for_what_we_keep(app, monkeypatch, gazetteer):
    with a_service(GIVEN) as (url, asked):
        monkeypatch.setitem(
            app.config, "SETTINGS", replace(app.config["SETTINGS"], communes_url=url)
        )
        done = app.test_cli_runner().invoke(args=["territories", "fetch"])
    assert done.exit_code == 0, done.output
    assert "fields=nom%2Ccode%2CcodeDepartement%2CcodesPostaux%2Cpopulation%2Ccentre" in asked[0]
    assert queries.find("38545").name == "Vif"


def test_a_busy_service_is_asked_again_when_it_says(app):
    limited = (429, {"Retry-After": "0"}, b"")
    dated = (429, {"Retry-After": "Wed, 21 Oct 2015 07:28:00 GMT"}, b"")
    with a_service(BUSY, limited, dated, GIVEN) as (url, asked):
        assert json.loads(fetching.fetch(url, wait=0.01)) == [VIF]
    assert len(asked) == 4


def test_a_service_that_stays_down_is_told_and_nothing_changes(app, monkeypatch):
    with a_service(BUSY) as (url, asked):
        with pytest.raises(fetching.UnavailableError, match="répond 503"):
            fetching.fetch(url, attempts=3, wait=0.01)
        assert len(asked) == 3
    with pytest.raises(fetching.UnavailableError, match="ne répond pas"):
        fetching.fetch(url, attempts=2, wait=0.01)


def test_a_service_that_refuses_is_not_pressed(app):
    with a_service((404, {}, b"")) as (url, asked):
        with pytest.raises(fetching.UnavailableError, match="répond 404"):
            fetching.fetch(url, wait=0.01)
        assert len(asked) == 1


def test_a_service_that_is_too_slow_is_told(app):
    held = threading.Event()

    class Silent(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            held.wait(5)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Silent)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    try:
        with pytest.raises(fetching.UnavailableError, match="trop de temps"):
            fetching.fetch(f"http://127.0.0.1:{server.server_port}/", attempts=1, timeout=0.1)
    finally:
        held.set()
        server.shutdown()
        thread.join()
        server.server_close()


def test_an_answer_that_is_no_list_of_communes_changes_nothing(app, monkeypatch):
    with a_service((200, {}, b"<html>Maintenance</html>")) as (url, _):
        monkeypatch.setitem(
            app.config, "SETTINGS", replace(app.config["SETTINGS"], communes_url=url)
        )
        done = app.test_cli_runner().invoke(args=["territories", "fetch"])
    assert done.exit_code == 1
    assert "pas du JSON" in done.output
