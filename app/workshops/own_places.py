"""A person says « je viens », or « je ne viens plus », in one click."""

from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from app.accounts.models import Role
from app.languages import _
from app.web import go, me, only, person, tell
from app.workshops import enrolling, queries, reading
from app.workshops.models import Enrolment, Session
from app.workshops.views import blueprint

VOLUNTEER = Role.VOLUNTEER
WELCOME = _("Votre place est gardée. À bientôt.")
WAITING = _(
    "C’est complet. Vous êtes sur la liste d’attente\u00a0: on vous écrit si une place est libre."
)


@blueprint.get("/ateliers/seances/<token>/<any(je_viens, tout, je_ne_viens_plus):_act>")
@only(VOLUNTEER)
def back_to_list(token: str, _act: str) -> Response:  # noqa: ARG001 - the address holds it
    """Lead back to the list from the address of an act."""
    return go(".listing")


@blueprint.post("/ateliers/seances/<token>/je_viens")
@only(VOLUNTEER)
def come(token: str) -> Response:
    """Take a place in one session."""
    session = _offered(token)
    tell(_said(enrolling.enrol([session], [person()], by=me())))
    return go(".listing")


@blueprint.post("/ateliers/seances/<token>/tout")
@only(VOLUNTEER)
def come_to_all(token: str) -> Response:
    """Take a place in every session to come of the same group."""
    session = _offered(token)
    ahead = [one for one in session.workshop.sessions if one.is_ahead]
    tell(_said(enrolling.enrol(ahead, [person()], by=me())))
    return go(".listing")


def _offered(token: str) -> Session:
    """Find a session one may take a place in by oneself."""
    session = queries.find_for_person(token, person())
    if not session.workshop.is_open:
        raise NotFound
    return session


def _said(made: list[Enrolment]) -> str:
    if made and all(one.waiting for one in made):
        return WAITING
    if any(one.waiting for one in made):
        return _(
            "%(welcome)s Pour les dates complètes, vous êtes sur la liste d’attente.",
            welcome=WELCOME,
        )
    return WELCOME


@blueprint.post("/ateliers/seances/<token>/je_ne_viens_plus")
@only(VOLUNTEER)
def withdraw(token: str) -> Response:
    """Give one’s place back, without a reason."""
    session = queries.find_for_person(token, person())
    enrolling.withdraw(reading.find_enrolment(session, person()), by=me())
    tell(_("C’est noté. Cela ne change rien pour vous."))
    return go(".listing")
