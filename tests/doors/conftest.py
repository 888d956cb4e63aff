"""One site full of things, for all the stories about doors."""

from collections.abc import Iterator

import pytest

from app.extensions import db
from tests.doors.populated import House, filled


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """Give a site where everything exists, with a browser for everyone."""
    made = filled(tmp_path_factory.mktemp("doors"))
    yield made
    with made.app.app_context():
        db.engine.dispose()
