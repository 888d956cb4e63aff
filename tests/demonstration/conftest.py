"""The demonstration, loaded once for each file of stories."""

from collections.abc import Iterator

import pytest
from flask import Flask

from app.demonstration.load import load
from app.extensions import db
from app.territories.models import Commune, PostalCode
from tests import people
from tests.conftest import _forget


@pytest.fixture(scope="module")
def loaded(site: Flask) -> Iterator[Flask]:
    """Load the demonstration once for these stories, and take it away afterwards."""
    with site.app_context():
        assert load() is True
    yield site
    with site.app_context():
        _forget()
        kept = [code for code, *_ in people.COMMUNES]
        db.session.execute(db.delete(PostalCode).where(PostalCode.commune_code.not_in(kept)))
        db.session.execute(db.delete(Commune).where(Commune.code.not_in(kept)))
        db.session.commit()


@pytest.fixture
def department(loaded: Flask) -> Iterator[Flask]:
    """Give the site with its demonstration."""
    with loaded.app_context():
        yield loaded
        db.session.rollback()
