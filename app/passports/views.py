"""Pages of one’s own passport: reading it, adding a line, saying what one did, printing it."""

from typing import Any

from flask import Blueprint, Response, render_template, url_for
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response as BaseResponse

from app.languages import _
from app.papers import serving
from app.passports import actions, catalogue, forms, printing, queries
from app.passports.models import Entry
from app.passports.wording import TONES
from app.web import go, me, only, person, tell

blueprint = Blueprint("passports", __name__)
BLANK: dict[str, Any] = {"formdata": None}


@blueprint.after_request
def keep_private(response: Response) -> Response:
    """Have no page kept on the way: some are read without an account."""
    response.headers.setdefault("Cache-Control", "no-store")
    return response


@blueprint.get("/passeport")
@only("volunteer")
def mine() -> str:
    """Show one’s passport: what is attested, what one says oneself, what could be added."""
    entries = queries.entries_of(person())
    shown = [entry for entry in entries if entry.is_attested]
    return render_template(
        "passports/mine.html",
        booklet=queries.booklet_of(person()),
        attested=shown,
        told=[entry for entry in entries if not entry.is_attested],
        to_add=queries.to_add(person()),
        period=printing.period,
        tones=TONES,
        has_skills=any(entry.skills for entry in entries if not entry.hidden),
    )


@blueprint.route("/passeport/moi", methods=["GET", "POST"])
@only("volunteer")
def about() -> str | BaseResponse:
    """Write the first page."""
    booklet = queries.booklet_of(person())
    form = forms.AboutForm(data=forms.AboutForm.answers(booklet))
    if form.submitted():
        actions.describe_oneself(booklet, form.facts(), by=me())
        tell(_("La première page est enregistrée."))
        return go(".mine")
    return render_template("passports/about.html", form=form)


@blueprint.post("/passeport/ajouter/<token>")
@only("volunteer")
def add(token: str) -> BaseResponse:
    """Start a line from a mission."""
    entry = actions.add(queries.find_placement(token, person()), by=me())
    tell(_("La mission est dans votre passeport. Dites maintenant ce que vous avez fait."))
    return go(".what", token=entry.token)


@blueprint.route("/passeport/avant", methods=["GET", "POST"])
@only("volunteer")
def past() -> str | BaseResponse:
    """Add something done before, or elsewhere."""
    form = forms.PastForm()
    if form.submitted():
        entry = actions.declare(person(), form.facts(), by=me())
        tell(_("C’est ajouté. Dites maintenant ce que vous avez fait."))
        return go(".what", token=entry.token)
    return render_template("passports/past.html", form=form)


@blueprint.get("/passeport/<token>")
@only("volunteer")
def show(token: str) -> str:
    """Show one line."""
    return _line(queries.find(token, person()))


def _line(entry: Entry, **sent: Any) -> str:
    shown = {
        "entry": entry,
        "period": printing.period(entry),
        "may": {step.name for step in entry.steps_for(me())},
        "tone": TONES[entry.state],
        "correction": queries.correction_of(entry) if entry.is_attested else None,
        "whom_form": forms.WhomForm(data={"email": entry.attester_email}, **BLANK),
        **sent,
    }
    return render_template("passports/show.html", **shown)


@blueprint.route("/passeport/<token>/ce-que-jai-fait", methods=["GET", "POST"])
@only("volunteer")
def what(token: str) -> str | BaseResponse:
    """Say what one did."""
    entry = queries.find(token, person())
    form = forms.WhatForm(data=forms.WhatForm.answers(entry))
    if form.submitted():
        actions.change(entry, form.facts(), by=me())
        return go(".skills", token=token) if not entry.skills else go(".show", token=token)
    return render_template("passports/what.html", form=form, entry=entry)


@blueprint.route("/passeport/<token>/savoir-faire", methods=["GET", "POST"])
@only("volunteer")
def skills(token: str) -> str | BaseResponse:
    """Choose the skills a line shows."""
    entry = queries.find(token, person())
    form = forms.SkillsForm(data={"codes": [one["code"] for one in entry.skills]})
    if form.submitted():
        actions.choose_skills(entry, form.codes.data or (), by=me())
        return _next_skill(entry)
    likely = catalogue.proposed(queries.hints_of(entry))
    rest = [skill for skill in catalogue.every().values() if skill not in likely]
    return render_template(
        "passports/skills.html", form=form, entry=entry, likely=likely, rest=rest
    )


def _next_skill(entry: Entry) -> BaseResponse:
    left = next((one["code"] for one in entry.skills if not one.get("example")), None)
    if left is None:
        return go(".show", token=entry.token)
    return go(".skill", token=entry.token, code=left)


@blueprint.route("/passeport/<token>/savoir-faire/<code>", methods=["GET", "POST"])
@only("volunteer")
def skill(token: str, code: str) -> str | BaseResponse:
    """Say how far one is on one’s own with a skill, and an example."""
    entry = queries.find(token, person())
    told = next((one for one in entry.known_skills if one["code"] == code), None)
    if told is None:
        raise NotFound
    form = forms.SkillForm(data={"level": told.get("level"), "example": told.get("example")})
    if form.submitted():
        level = form.level.data if told["skill"].graded else None
        actions.say_skill(entry, code, level, form.example.data, by=me())
        return _next_skill(entry)
    return render_template("passports/skill.html", form=form, entry=entry, skill=told["skill"])


@blueprint.post("/passeport/<token>/demander")
@only("volunteer")
def agree(token: str) -> str | BaseResponse:
    """Say that a line is right, and ask the association."""
    entry = queries.find(token, person())
    whom = actions.Whom()
    if entry.association_id is None:
        form = forms.WhomForm()
        if not form.submitted():
            return _line(entry, whom_form=form)
        if form.email.data == person().email:
            form.email.errors = [_("C’est votre adresse. Écrivez celle de l’association.")]
            return _line(entry, whom_form=form)
        whom = actions.Whom(form.email.data or "")
    actions.agree(entry, whom, by=me())
    tell(_("C’est demandé. L’association reçoit votre page, avec un lien pour l’attester."))
    return go(".show", token=token)


@blueprint.get("/passeport/<token>/<path:_act>")
@only("volunteer")
def back(token: str, _act: str) -> BaseResponse:
    """Lead back to the line from the address of an act, after a conflict or a reload."""
    return go(".show", token=token)


@blueprint.post("/passeport/<token>/<act>")
@only("volunteer")
def do(token: str, act: str) -> BaseResponse:
    """Do, in one click, an act that needs no word."""
    entry = queries.find(token, person())
    if act == "corriger":
        fresh = actions.correct(entry, by=me())
        tell(
            _(
                "Voici la nouvelle version. L’ancienne reste valable jusqu’à la nouvelle "
                "attestation."
            )
        )
        return go(".show", token=fresh.token)
    if act not in ACTS:
        raise NotFound
    done, said, endpoint = ACTS[act]
    done(entry)
    tell(said)
    return go(endpoint, **({"token": token} if endpoint == ".show" else {}))


ACTS: dict[str, tuple[Any, str, str]] = {
    "reprendre": (lambda e: actions.reopen(e, by=me()),
                  _("Vous pouvez changer ce que vous voulez."), ".show"),
    "cacher": (lambda e: actions.show(e, hidden=True, by=me()),
               _("C’est caché. Cette mission n’est plus sur vos papiers."), ".show"),
    "montrer": (lambda e: actions.show(e, hidden=False, by=me()),
                _("Cette mission est de nouveau sur vos papiers."), ".show"),
    "retirer": (lambda e: actions.withdraw(e, by=me()),
                _("C’est retiré. Les papiers qui en parlent ne sont plus valables."), ".mine"),
}  # fmt: skip


@blueprint.post("/passeport/imprimer/<size>")
@only("volunteer")
def print_booklet(size: str) -> BaseResponse:
    """Make the passport as a file."""
    if size == "competences":
        proof = printing.portfolio(person())
    elif size in printing.FORMATS:
        proof = printing.booklet(person(), size)
    else:
        raise NotFound
    return go("papers.show", token=proof.document.token)


@blueprint.get("/passeport/imprimer/<_size>")
@only("volunteer")
def back_to_mine(_size: str) -> BaseResponse:
    """Lead back to the passport after a reload."""
    return go(".mine")


@blueprint.get("/passeport/<token>/attestation.pdf")
@only("volunteer")
def attestation(token: str) -> Response:
    """Give the attestation of a line."""
    proof = queries.proof_of(queries.find(token, person()))
    if proof is None:
        raise NotFound
    return serving.send(proof.document)


@blueprint.get("/passeport/<token>/badge.jwt")
@only("volunteer")
def badge(token: str) -> Response:
    """Give the signed credential of a line, which any reader of Open Badges opens."""
    credential = queries.credential_of(queries.find(token, person()))
    if credential is None:
        raise NotFound
    return serving.give(credential.jwt.encode(), "badge.jwt", "application/jwt")


def entry_url(entry: Entry) -> str:
    """Give the page of a line."""
    return url_for("passports.show", token=entry.token)
