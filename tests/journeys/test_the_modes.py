"""The pages most people read, each in one of the five ways they look at them.

``python -m bench --only accessibility`` sees every page of every role in all five.
"""

from itertools import cycle

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


def test_the_pages_most_read_hold_each_in_a_mode(app, walks):
    load()
    found, modes = [], cycle(MODES)
    for who, paths in READ.items():
        reader = Doer(app, walks())
        reader.becomes(named(who) if who else None)
        for path in paths:
            reader.starts(path)
            page = reader.walker.page
            seen = violations(page, next(modes))
            found += [
                f"{path}: {fault}" for fault in (*seen, *overflows(page), *small_targets(page))
            ]
        reader.walker.close()
    assert found == []
