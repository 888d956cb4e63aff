"""What anyone may check: a paper by its code or its square, a file by its fingerprint."""

import re
from typing import Any

from flask import render_template
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response as BaseResponse

from app.languages import _
from app.papers.files import fingerprint
from app.papers.scanning import LARGEST
from app.passports import answers, badges, printing, queries
from app.passports.models import Proof
from app.passports.views import BLANK, blueprint
from app.web import anyone, go

LONGEST = 100_000
NOT_OURS = _(
    "Ce fichier n’est pas un badge fait ici, ou quelqu’un l’a changé. Demandez à la personne de "
    "vous le donner encore une fois."
)
KINDS = {
    "passport": _("Un passeport"),
    "attestation": _("Une attestation"),
    "portfolio": _("Un portefeuille de compétences"),
}


@blueprint.route("/verifier", methods=["GET", "POST"])
@anyone
def check() -> str | BaseResponse:
    """Ask for the code of a paper."""
    form = answers.CodeForm()
    if form.submitted():
        code = re.sub(r"\s", "", form.code.data).rstrip("/").rpartition("/")[2]
        if re.fullmatch(r"[\w-]{1,40}", code) and _known(code):
            return go(".verify", token=code)
        form.code.errors = [
            _("Nous n’avons aucun papier avec ce code. Vérifiez chaque lettre, grande ou petite.")
        ]
    return render_template("passports/check.html", form=form)


@blueprint.route("/verifier/badge", methods=["GET", "POST"])
@anyone
def check_badge() -> str:
    """Read a badge that someone received: nothing of it is kept."""
    form = answers.BadgeForm()
    told, is_good = None, False
    if form.submitted():
        found = badges.read(form.file.data.read(LONGEST).decode("ascii", "replace").strip())
        if found is None:
            form.file.errors = [NOT_OURS]
        else:
            told, is_good = found
    return render_template("passports/badge.html", form=form, told=told, is_good=is_good)


def _known(code: str) -> bool:
    try:
        queries.proof(code)
    except NotFound:
        return False
    return True


@blueprint.get("/verifier/<token>")
@anyone
def verify(token: str) -> str:
    """Say whether a paper is good, and no more unless the person shows more."""
    return _page(queries.proof(token))


@blueprint.post("/verifier/<token>")
@anyone
def compare(token: str) -> str:
    """Compare a file with the one that was made here; nothing of it is kept."""
    proof = queries.proof(token)
    form = answers.FileForm()
    if not form.submitted():
        return _page(proof, file_form=form)
    read = fingerprint(form.file.data.read(LARGEST + 1))
    return _page(proof, same=read == proof.document.sha256, read=read)


def _page(proof: Proof, **sent: Any) -> str:
    found = queries.lines_of(proof)
    is_good = queries.is_good(proof, found)
    booklet = queries.booklet_of(proof.volunteer)
    shown = {
        "proof": proof,
        "kind": KINDS[proof.kind],
        "is_good": is_good,
        "lines": [e for e in found if not e.hidden] if is_good and booklet.shares else [],
        "booklet": booklet if is_good and booklet.shares else None,
        "period": printing.period,
        "unknown": is_good and any(entry.association_id is None for entry in found),
        "file_form": answers.FileForm(**BLANK),
        "same": None,
        "read": "",
        **sent,
    }
    return render_template("passports/verify.html", **shown)
