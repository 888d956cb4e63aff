"""What is left to do of an accompaniment that is over: letting the person go, and coming back."""

from werkzeug.exceptions import Conflict
from werkzeug.wrappers import Response

from app.accompaniments import queries as accompaniments
from app.accompaniments.follow_ups import CLOSED
from app.accounts.models import Account, Role
from app.caseloads import letting_go, queries
from app.desks import filling
from app.desks.narrowing import FINISHED
from app.desks.views import blueprint
from app.phrases import day
from app.web import go, me, only, tell


def keeps(person: Account) -> str | None:
    """Say why a person whose accompaniment is over is still to be followed, if they are."""
    row = accompaniments.latest_follow_up(person)
    if row is None or row.outcome in CLOSED:
        return None
    return f"Prenez d’abord de ses nouvelles, vers le {day(row.due_on)}."


@blueprint.post("/referent/personnes/<token>/ne-plus-suivre")
@only(Role.REFERENT)
def let_go(token: str) -> Response:
    """No longer follow someone whose accompaniment is over."""
    person = accompaniments.find_followed(token, seen_by=me())
    if not filling.of_people([person])[0].left_on:
        raise Conflict("Son accompagnement n’est pas fini. Notez d’abord sa sortie.")
    if why := keeps(person):
        raise Conflict(why)
    letting_go.let_go(person, by=me())
    tell(f"Vous ne suivez plus {person.full_name}.")
    return go("desks.people", voir=FINISHED.key)


@blueprint.post("/referent/personnes/<token>/suivre-encore")
@only(Role.REFERENT)
def follow_again(token: str) -> Response:
    """Take back, for a moment, that one no longer follows someone."""
    person = next((one for one in letting_go.undoable(me()) if one.token == token), None)
    person = person or queries.find_person(token, seen_by=me())
    letting_go.undo(person, by=me())
    tell(f"C’est annulé : vous suivez de nouveau {person.full_name}.")
    return go("desks.person", token=token)
