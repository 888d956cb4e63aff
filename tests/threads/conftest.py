"""The cast of the stories about messages."""

import pytest

from tests.meetings import Cast


@pytest.fixture
def cast(app):
    """Awa, Léa who mediates for her, and Jean, of the garden she asks for."""
    return Cast()
