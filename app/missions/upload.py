"""An association brings its missions in a file: what the file would do first, then the deed."""

from typing import Any

from flask import render_template
from flask_wtf.file import FileField
from werkzeug.wrappers import Response
from wtforms import BooleanField, HiddenField
from wtforms.validators import Length

from app.associations.views import ours as our_association
from app.forms import Form, Required
from app.missions import csv_file, importing
from app.missions.columns import COLUMNS
from app.missions.views import blueprint
from app.phrases import plural
from app.web import go, me, only, tell


class FileForm(Form):
    """A file of missions."""

    file = FileField(
        "Votre fichier", [Required("Choisissez un fichier.")], render_kw={"accept": ".csv,text/csv"}
    )


class DeedForm(Form):
    """The file as it was read, carried to the deed."""

    text = HiddenField(validators=[Required("Choisissez un fichier."),
                                   Length(max=csv_file.LARGEST)])  # fmt: skip
    not_a_job = BooleanField(
        "Ces missions ne remplacent pas un emploi salarié.",
        [Required("Cochez cette case, ou appelez-nous : nous en parlons ensemble.")],
    )


@blueprint.route("/association/missions/importer", methods=["GET", "POST"])
@only("association")
def upload() -> str:
    """Read a file and say what it would do; nothing is written."""
    association = our_association()
    form = FileForm()
    if not form.submitted():
        return _page(form)
    try:
        text = csv_file.decoded(_content(form.file.data), shown=True)
        planned = importing.plan(*csv_file.read(text), association)
    except csv_file.UnreadableError as error:
        form.file.errors = [str(error)]
        return _page(form)
    deed = DeedForm(formdata=None, data={"text": text})
    return render_template("missions/import_preview.html", plan=planned, form=deed)


@blueprint.post("/association/missions/importer/ecrire")
@only("association")
def bring() -> Response | str:
    """Write the missions of the file just read: all of them, or none."""
    association = our_association()
    form = DeedForm()
    try:
        planned = importing.plan(*csv_file.read(form.text.data or ""), association)
    except csv_file.UnreadableError as error:
        again = FileForm(formdata=None)
        again.file.errors = [str(error)]
        return _page(again)
    if not form.submitted() or planned.faults:
        return render_template("missions/import_preview.html", plan=planned, form=form)
    importing.carry_out(planned, by=me())
    created = plural(planned.created, "nouvelle mission", "nouvelles missions")
    updated = plural(planned.updated, "mise à jour", "mises à jour")
    tell(f"C’est fait : {created}, {updated}.")
    return go("missions.ours")


def _content(sent: Any) -> bytes:
    """Read the file sent, and let it go."""
    if not sent:
        return b""
    with sent.stream:
        return bytes(sent.stream.read())


def _page(form: FileForm) -> str:
    return render_template("missions/upload.html", form=form, columns=COLUMNS)
