"""The log is one JSON line an event, and holds nobody's data."""

import io
import json
import logging
from collections.abc import Iterator

import pytest
import structlog

from app import logs


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


def test_what_libraries_say_is_a_line_too(written: io.StringIO):
    logging.getLogger("waitress").info("Serving on %s", "http://127.0.0.1")
    assert json.loads(written.getvalue())["event"] == "Serving on http://127.0.0.1"


def test_a_line_break_cannot_forge_a_line(written: io.StringIO):
    structlog.get_logger("app").info("a\n{}", kind="b\nc")
    assert len(written.getvalue().splitlines()) == 1
