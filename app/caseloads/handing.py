"""« Lettres à remettre »: what people without e-mail or telephone receive from hand to hand."""

from flask import render_template
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from app.accounts.models import Role
from app.caseloads import printing, queries
from app.caseloads.views import blueprint
from app.letters import actions, posting
from app.phrases import plural
from app.web import go, me, only, tell


@blueprint.get("/referent/lettres")
@only(Role.REFERENT)
def letters() -> str:
    """List the letters to hand over, and those that never arrived."""
    waiting, failed = queries.letters_to_hand_over(me()), queries.letters_failed(me())
    given = queries.letters_just_handed_over(me())
    return render_template(
        "caseloads/letters.html",
        waiting=waiting,
        failed=failed,
        given=given,
        batch=printing.last_batch(waiting, me()),
        people=queries.readers_of([*waiting, *failed, *given]),
    )


@blueprint.get("/pilotage/lettres")
@only(Role.PILOT)
def failed_letters() -> str:
    """List what never reached an association or a colleague."""
    return render_template(
        "caseloads/failed_letters.html", failed=queries.letters_failed_elsewhere()
    )


@blueprint.post("/pilotage/lettres/<token>/vue")
@only(Role.PILOT)
def close_letter(token: str) -> Response:
    """Take a letter off the list, once someone was called."""
    found = next((one for one in queries.letters_failed_elsewhere() if one.token == token), None)
    if found is None:
        raise NotFound
    actions.hand_over(found, by=me())
    tell("C’est noté.")
    return go("caseloads.failed_letters")


@blueprint.get("/referent/lettres/<token>")
@only(Role.REFERENT)
def letter(token: str) -> str:
    """Print one letter."""
    written = queries.find_letter(token, seen_by=me())
    return render_template(
        "caseloads/letter.html",
        letter=written,
        body=posting.signed(written),
        person=queries.readers_of([written])[written.to_id or 0],
    )


@blueprint.post("/referent/lettres/<token>/remise")
@only(Role.REFERENT)
def hand_over(token: str) -> Response:
    """Note that a letter was handed over."""
    actions.hand_over(queries.find_letter(token, seen_by=me()), by=me())
    tell("C’est noté : la lettre est remise.")
    return go("caseloads.letters")


@blueprint.post("/referent/lettres/<token>/reprendre")
@only(Role.REFERENT)
def put_back(token: str) -> Response:
    """Note that a letter was not handed over after all."""
    actions.put_back(queries.find_letter(token, seen_by=me()), by=me())
    tell("C’est annulé\u00a0: la lettre est de nouveau à remettre.")
    return go("caseloads.letters")


@blueprint.post("/referent/lettres/reprendre")
@only(Role.REFERENT)
def put_all_back() -> Response:
    """Note that the letters just noted as handed over were not."""
    given = queries.letters_just_handed_over(me())
    for letter in given:
        actions.put_back(letter, by=me())
    again = plural(len(given), "lettre est de nouveau", "lettres sont de nouveau")
    tell(f"C’est annulé\u00a0: {again} à remettre.")
    return go("caseloads.letters")


@blueprint.post("/referent/lettres/<token>/papier")
@only(Role.REFERENT)
def print_instead(token: str) -> Response:
    """Have a letter that never arrived handed over on paper."""
    actions.print_instead(queries.find_letter(token, seen_by=me()), by=me())
    tell("La lettre est prête à imprimer.")
    return go("caseloads.letter", token=token)
