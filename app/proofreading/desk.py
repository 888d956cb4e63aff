"""Where a pilote makes links for readers, and reads what they said."""

import csv
import io
from typing import Any

from flask import Response, render_template, request, url_for
from werkzeug.exceptions import NotFound
from wtforms import StringField
from wtforms.validators import Length

from app import phrases
from app.accounts.models import Role
from app.forms import Form, Required
from app.proofreading import actions, links, pages
from app.proofreading.models import Remark, Standing, Verdict
from app.proofreading.views import blueprint
from app.web import go, me, only, tell

HEAD = ("Page", "Phrase", "Réponse", "Mots", "État", "Le", "Groupe")


class CircleForm(Form):
    """For whom the link is."""

    name = StringField(
        "Pour qui", [Required("Écrivez pour qui est ce lien."), Length(max=120)],
        description="Par exemple : groupe ressources de décembre.",
    )  # fmt: skip


@blueprint.route("/pilotage/relectures", methods=["GET", "POST"])
@only(Role.PILOT)
def circles() -> Any:
    """Make a link, and read the remarks."""
    form = CircleForm()
    if form.submitted():
        actions.make(form.name.data, by=me())
        tell("Le lien est prêt. Copiez-le pour le groupe.")
        return go(".circles")
    standing = request.args.get("etat", Standing.TO_READ.value)
    standing = standing if standing in set(Standing) else Standing.TO_READ.value
    return render_template(
        "proofreading/desk.html", form=form, links=actions.made(), address_of=links.address_of,
        remarks=actions.remarks(standing), chips=_chips(standing), standing=standing,
        verdicts=dict(Verdict.choices()), title_of=_title, steps=list(Standing),
    )  # fmt: skip


def _title(remark: Remark) -> str:
    page = pages.every().get(remark.page)
    return page.title if page else remark.page


def _chips(chosen: str) -> list[tuple[str, str, bool, int]]:
    return [
        (one.label, url_for(".circles", etat=one.value), one.value == chosen,
         len(actions.remarks(one.value)))
        for one in Standing
    ]  # fmt: skip


@blueprint.post("/pilotage/relectures/<token>/fermer")
@only(Role.PILOT)
def close(token: str) -> Any:
    """Close a link."""
    actions.end(actions.find_link(token), by=me())
    tell("Le lien est fermé. Les remarques restent.")
    return go(".circles")


@blueprint.post("/pilotage/relectures/remarques/<token>/<standing>")
@only(Role.PILOT)
def settle(token: str, standing: str) -> Any:
    """Say what becomes of a remark."""
    if standing not in set(Standing):
        raise NotFound
    remark = actions.find_remark(token)
    before = remark.standing
    chosen = next(one for one in Standing if one.value == standing)
    actions.settle(remark, chosen, by=me())
    tell(f"C’est noté : {Standing.said(standing).lower()}.")
    return go(".circles", etat=before)


@blueprint.get("/pilotage/relectures/remarques.csv")
@only(Role.PILOT)
def export() -> Response:
    """Give every remark as a table."""
    written = io.StringIO()
    table = csv.writer(written, delimiter=";")
    table.writerow(HEAD)
    for one in actions.remarks():
        row = (_title(one), one.sentence, Verdict.said(one.verdict), one.words,
               Standing.said(one.standing), phrases.day(one.at), one.link.name)  # fmt: skip
        table.writerow([_harmless(str(cell)) for cell in row])
    head = {"Content-Disposition": 'attachment; filename="remarques.csv"'}
    return Response("\ufeff" + written.getvalue(), mimetype="text/csv", headers=head)


def _harmless(cell: str) -> str:
    """Keep a spreadsheet from taking words for a formula."""
    return f"'{cell}" if cell[:1] in "=+-@\t" else cell
