"""« Le courrier de la démonstration »: what would have reached each mailbox and telephone."""

import re
from typing import NamedTuple

from flask import Blueprint, current_app, render_template
from werkzeug.exceptions import NotFound

from app.letters import posting, queries, text_messages
from app.speaking import in_french
from app.web import anyone

blueprint = Blueprint("letters", __name__)
SHOWN = 200
ADDRESS = re.compile(r"(https?://\S+)")


class Piece(NamedTuple):
    """A run of words, with its address on this site when it is a link."""

    words: str
    path: str | None


@blueprint.get("/courrier")
@anyone
@in_french
def demonstration() -> str:
    """List the letters of the demonstration, so that their links can be followed by hand."""
    _only_in_demonstration()
    return render_template(
        "letters/listing.html", letters=queries.latest(SHOWN), may_ring=text_messages.may_ring
    )


@blueprint.get("/courrier/<token>")
@anyone
@in_french
def read(token: str) -> str:
    """Show one letter of the demonstration."""
    _only_in_demonstration()
    letter = queries.find(token)
    return render_template(
        "letters/read.html", letter=letter, pieces=list(pieces(posting.signed(letter)))
    )


def _only_in_demonstration() -> None:
    if not current_app.config["SETTINGS"].demo:
        raise NotFound


def pieces(text: str) -> list[Piece]:
    """Cut a text at its addresses; those of this site become paths."""
    public = str(current_app.config["SETTINGS"].public_url).rstrip("/")
    return [
        Piece(run, run.removeprefix(public) if run.startswith(public + "/") else None)
        for run in ADDRESS.split(text)
        if run
    ]
