"""Paper for those who have neither e-mail nor telephone: all the letters in one file, the card."""

import re
from typing import Any

import segno
from flask import Response, current_app
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response as BaseResponse

from app import phrases
from app.accounts import shown
from app.accounts.models import Account, Role
from app.caseloads import queries
from app.caseloads.views import blueprint
from app.languages import _, speaking
from app.letters import actions as letters
from app.letters import posting
from app.letters.models import Letter, link
from app.papers import actions as papers
from app.papers import queries as kept
from app.papers import serving
from app.papers.models import Document, Paper
from app.phrases import plural
from app.web import go, me, only, tell

KIND = "letters"
LONE_ADDRESS = re.compile(r"^(https?://\S+)$", re.MULTILINE)


@blueprint.post("/referent/lettres/imprimer")
@only(Role.REFERENT)
def print_letters() -> BaseResponse:
    """Have every letter that waits made into one file."""
    waiting = queries.letters_to_hand_over(me())
    if not waiting:
        tell("Il n’y a aucune lettre à imprimer.", "info")
        return go("caseloads.letters")
    same = tuple(letter.token for letter in waiting)
    made = kept.asked(KIND, me(), limit=1)
    if made and tuple(made[0].covers) == same and made[0].state != "failed":
        return go("papers.show", token=made[0].token)
    people = queries.readers_of(waiting)
    document = papers.queue(
        "letter", {}, Paper(KIND, f"Lettres à remettre\u00a0: {len(waiting)}", "lettres.pdf",
                            covers=same),
        by=me(), parts=[_part(letter, people[letter.to_id or 0]) for letter in waiting],
    )  # fmt: skip
    return go("papers.show", token=document.token)


def _part(letter: Letter, person: Account) -> dict[str, Any]:
    with speaking(letter.language):
        return _said(letter, person)


def _said(letter: Letter, person: Account) -> dict[str, Any]:
    """Write the words of one letter, in the language it is written in."""
    site = current_app.config["SETTINGS"]
    address = link("accounts.use_code").partition("://")[2]
    body = posting.signed(letter)
    on = phrases.day(letter.not_before)
    answer = _(
        "dites-le à %(name)s, appelez le %(phone)s, ou entrez sur %(address)s avec le code de "
        "votre carte.",
        name=me().first_name, phone=site.help_phone, address=address,
    )  # fmt: skip
    return {
        "lang": letter.language,
        "name": person.full_name,
        "address": person.postal_address,
        "on": str(_("Le %(day)s", day=on)),
        "subject": letter.subject,
        "body": body,
        "squares": [{"url": url, "qr": _square(url)} for url in LONE_ADDRESS.findall(body)],
        "answer": str(answer),
        "answer_label": str(_("Pour répondre :")),
        "square_label": str(_("Avec un téléphone, photographiez ce carré.")),
        "foot": f"{site.name} · {_('Une question ? %(phone)s', phone=site.help_phone)}",
    }


def _square(url: str) -> str:
    return str(segno.make(url, error="m", micro=False).svg_inline(omitsize=True, border=0))


def last_batch(waiting: list[Letter], referent: Account) -> Document | None:
    """Find the last file of letters some of which still wait."""
    there = {letter.token for letter in waiting}
    made = kept.asked(KIND, referent)
    return next((document for document in made if there & set(document.covers)), None)


@blueprint.post("/referent/lettres/remises/<token>")
@only(Role.REFERENT)
def batch_handed_over(token: str) -> BaseResponse:
    """Note that all the letters of a file were posted or handed over."""
    document = kept.find(token, seen_by=me())
    if document.kind != KIND:
        raise NotFound
    gone = [one for one in queries.letters_to_hand_over(me()) if one.token in document.covers]
    for letter in gone:
        letters.hand_over(letter, by=me())
    tell(f"C’est noté\u00a0: {plural(len(gone), 'lettre remise', 'lettres remises')}.")
    return go("caseloads.letters")


@blueprint.get("/referent/personnes/<token>/carte.pdf")
@only(Role.REFERENT)
def card_file(token: str) -> Response:
    """Give the card to print, while the new code may be shown; nothing of it is kept."""
    person = queries.find_person(token, seen_by=me())
    code = shown.read(person)
    if not code:
        raise NotFound
    words = {
        "title": "Carte pour entrer",
        "first_name": person.first_name,
        "code": f"{code[:4]} {code[4:]}",
        "qr": _square(link("accounts.use_code")),
    }
    return serving.give(papers.typeset("card", words), "carte.pdf")
