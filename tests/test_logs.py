"""The log is one JSON line an event, and holds nobody's data."""

import io
import json
import logging
from collections.abc import Iterator

import pytest
import structlog
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from app import logs
from app.extensions import db
from tests import people


@pytest.fixture
def written() -> Iterator[io.StringIO]:
    """Give what is written in the log, then leave logging as it was."""
    root = logging.getLogger()
    kept = (root.handlers, root.level)
    logs.configure("INFO")
    page = io.StringIO()
    root.handlers[0].setStream(page)
    yield page
    root.handlers, root.level = kept[0], kept[1]
    structlog.reset_defaults()


def test_only_known_fields_are_written(written: io.StringIO):
    structlog.get_logger("app").info("answered", status=200, email="awa@example.org")
    line = json.loads(written.getvalue())
    assert (line["event"], line["status"]) == ("answered", 200)
    assert "awa@example.org" not in written.getvalue()


def test_what_libraries_say_is_a_line_too_without_what_they_say_it_about(written: io.StringIO):
    logging.getLogger("waitress").info("Exception while serving %s", "/code/secret")
    assert json.loads(written.getvalue())["event"] == "Exception while serving %s"


def test_an_error_is_told_by_its_kind_and_place_and_never_by_its_words(written: io.StringIO):
    cause = {}
    try:
        try:
            int("awa@example.org")
        except ValueError:
            cause["Awa Diallo"]
    except KeyError:
        structlog.get_logger("app.worker").exception("duty failed", verb="letters send")
        logging.getLogger("app").exception("Exception on %s [%s]", "/code/secret", "GET")
    ours, theirs = map(json.loads, written.getvalue().splitlines())
    for line in (ours, theirs):
        assert line["exception"].startswith("KeyError (tests/test_logs.py:")
        assert "< ValueError (tests/test_logs.py:" in line["exception"]
    assert ours["verb"] == "letters send"
    for private in ("awa@", "Diallo", "secret", "Traceback"):
        assert private not in written.getvalue()


def test_a_database_s_error_does_not_quote_what_was_written(app, written: io.StringIO):
    with pytest.raises(SQLAlchemyError) as refused:
        db.session.execute(text("SELECT :who FROM nowhere"), {"who": "awa@example.org"})
    assert "awa@example.org" not in str(refused.value)
    structlog.get_logger("app").error("refused", exc_info=refused.value)
    assert "awa@" not in written.getvalue()


def test_a_day_of_the_site_leaves_no_one_in_the_log(visitor, as_, written: io.StringIO):
    luc = people.a_volunteer(first_name="Canaribert", email="canaribert@example.org")
    browser = as_(luc)
    browser.open("/mon-profil")
    visitor.client.get("/missions?q=canaribert")
    visitor.client.post("/connexion", data={"email": "canaribert@example.org", "password": "x"})
    visitor.client.get("/verifier/canaribert-token")
    lines = [json.loads(line) for line in written.getvalue().splitlines()]
    assert {line["event"] for line in lines} >= {"answered"}
    assert "canaribert" not in written.getvalue().lower()
    assert str(luc.token) not in written.getvalue()


def test_a_line_break_cannot_forge_a_line(written: io.StringIO):
    structlog.get_logger("app").info("a\n{}", kind="b\nc")
    assert len(written.getvalue().splitlines()) == 1
