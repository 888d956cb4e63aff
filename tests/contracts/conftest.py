"""The cast of the stories about contracts."""

import pytest

from tests.contracting import Pair


@pytest.fixture
def pair(app):
    """Awa, and Léa who follows her."""
    return Pair()
