"""Lines of a passport brought, by the real actions, to where a story begins."""

from typing import Any

from app.extensions import db
from app.papers.evidence import Evidence
from app.passports import actions, attesting, queries
from app.passports.attesting import Attestation
from app.passports.models import Entry
from app.placements import actions as placements
from app.placements.queries import find as find_placement
from tests import meetings
from tests.meetings import Cast

SEEN = Evidence("lien personnel", "lien envoyé aux membres", ("J’atteste.",), "192.0.2.0/24")
DONE = {
    "tasks": ["Arroser les légumes", "Accueillir les familles"],
    "results": "Le jardin nourrit dix familles.",
    "responsibilities": "Les clés du local.",
    "autonomy": "3",
    "tools": ["Débroussailleuse"],
    "trainings": ["Les gestes qui sauvent"],
    "comment": "J’aime ce jardin.",
}


def finished(cast: Cast) -> Any:
    """Have Awa’s mission in the garden end well, with hours counted by both."""
    placement = meetings.at_work(cast, days_ago=60)
    month = placement.started_on.replace(day=1)
    row = placements.declare_hours(placement, month, 12.0, by=cast.awa)
    placements.confirm_hours(row, by=cast.jean)
    db.session.commit()
    read = find_placement(placement.token, seen_by=cast.jean)
    placements.complete(read, "Merci Awa", by=cast.jean)
    db.session.commit()
    return read


def written(cast: Cast) -> Entry:
    """Have Awa write her line."""
    entry = actions.add(finished(cast), by=cast.awa)
    actions.change(entry, DONE, by=cast.awa)
    actions.choose_skills(entry, ["R1", "399999"], by=cast.awa)
    actions.say_skill(entry, "R1", "3", "Je prépare les outils avant tout le monde.", by=cast.awa)
    actions.say_skill(entry, "399999", None, "Je demande ce qu’il faut.", by=cast.awa)
    db.session.commit()
    return found(entry, cast)


def found(entry: Entry, cast: Cast) -> Entry:
    """Read a line again as its page does."""
    db.session.expire_all()
    return queries.find(entry.token, cast.awa)


def agreed(cast: Cast) -> Entry:
    """Have Awa ask the association."""
    entry = written(cast)
    actions.agree(entry, actions.Whom(), by=cast.awa)
    db.session.commit()
    return entry


def attested(cast: Cast) -> Entry:
    """Have Jean attest."""
    entry = agreed(cast)
    told = Attestation("Jean Petit", "président", "Awa est précieuse.")
    attesting.attest(entry, told, SEEN, by=cast.jean)
    db.session.commit()
    return found(entry, cast)
