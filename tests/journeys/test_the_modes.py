"""The pages most people read, in the five ways they look at them, large and narrow.

``python -m bench --only accessibility`` does the same for every page of every role.
"""

import pytest

from app.demonstration.load import load
from tests.journeys.eyes import MODES, overflows, small_targets, violations
from tests.journeys.jobs import Doer, named

pytestmark = pytest.mark.browser
READ = {
    "": ("/", "/connexion"),
    "benevole": ("/moi", "/mon-profil/jours?changer=oui"),
    "association": ("/association/missions/nouvelle",),
    "referent": ("/referent", "/referent/personnes"),
    "pilote": ("/pilotage/indicateurs",),
}


def test_the_pages_most_read_hold_in_every_mode(app, walks):
    load()
    found = []
    for who, paths in READ.items():
        reader = Doer(app, walks())
        reader.becomes(named(who) if who else None)
        for path in paths:
            reader.starts(path)
            page = reader.walker.page
            seen = [fault for mode in MODES for fault in violations(page, mode)]
            found += [
                f"{path}: {fault}" for fault in (*seen, *overflows(page), *small_targets(page))
            ]
        reader.walker.close()
    assert found == []
