"""What anyone meets first, in a real browser."""

import pytest

from tests import people

pytestmark = pytest.mark.browser
PAGES = ("/", "/missions", "/aide", "/accessibilite", "/donnees-personnelles", "/connexion")


@pytest.mark.parametrize(("width", "scripts"), [(360, True), (1440, False)])
def test_a_stranger_reads_the_public_pages(walks, width, scripts):
    people.a_mission()
    someone = walks(width, scripts=scripts)
    for path in PAGES:
        someone.open(path)
