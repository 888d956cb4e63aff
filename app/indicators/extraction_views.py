"""Columns for the département’s own system, and the extractions made with them."""

from datetime import timedelta
from typing import Any

from flask import Response as FlaskResponse
from flask import render_template, request
from sqlalchemy import select
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response
from wtforms import SelectField, StringField, TextAreaField
from wtforms.validators import Length, ValidationError

from app import clock
from app.accounts.models import Role
from app.extensions import db
from app.forms import Form, Free, RadioField, Required, tidy
from app.indicators import actions, extracting, periods, queries
from app.indicators.extracting import FIELDS, Identifier, Separator, Wanted
from app.indicators.models import ColumnMapping
from app.indicators.registry import REGISTRY
from app.indicators.tables import XLSX
from app.indicators.views import blueprint
from app.indicators.wording import sentence
from app.papers.serving import give
from app.web import go, me, only, tell

KEPT = timedelta(days=2)
NAME = 60


class MappingForm(Form):
    """Which columns, named how, in which order, with which codes."""

    name = StringField("Nom de ce format", [Required("Écrivez un nom."), Length(max=80)])
    identifier = RadioField(
        "Ce qui tient lieu de la personne",
        [Required("Choisissez.")],
        choices=Identifier.choices(),
        default=Identifier.KEY.value,
    )
    separator = SelectField("Séparateur du CSV", choices=Separator.choices())
    codes = TextAreaField(
        "Vos codes",
        [Length(max=5000)],
        description="Un par ligne : champ : valeur = code. Par exemple, territoire : Trièves = TRV",
    )

    def validate_codes(self, field: Any) -> None:
        """Say which lines are not understood."""
        _, wrong = extracting.read_codes(field.data or "")
        if wrong:
            raise ValidationError(f"Cette ligne n’est pas comprise : {wrong[0][:80]}")


class ExtractForm(Form):
    """Which rows to take out."""

    indicator = SelectField(
        "Indicateur",
        choices=[(i.key, i.title) for i in REGISTRY if i.key != "i9"],
        validators=[Free()],
    )
    period = SelectField("Période", validators=[Free()])
    kind = RadioField(
        "Fichier",
        [Required("Choisissez le type de fichier.")],
        choices=[("csv", "CSV"), ("xlsx", "Tableur")],
        default="csv",
    )


@blueprint.get("/pilotage/extractions")
@only(Role.PILOT)
def extractions() -> str:
    """List the formats of the département’s system, and what was taken out."""
    return render_template(
        "indicators/extractions.html",
        mappings=queries.mappings(),
        extractions=queries.extractions(),
        account=me(),
        since=clock.now() - KEPT,
        titles={i.key: i.title for i in REGISTRY},
    )


@blueprint.route("/pilotage/extractions/nouveau", methods=["GET", "POST"])
@only(Role.PILOT)
def new_mapping() -> Response | str:
    """Describe a format."""
    return _edited(ColumnMapping(columns=[[name, name] for name in FIELDS], codes={}))


@blueprint.route("/pilotage/extractions/<token>/colonnes", methods=["GET", "POST"])
@only(Role.PILOT)
def edit_mapping(token: str) -> Response | str:
    """Change a format."""
    return _edited(queries.find_mapping(token))


def _edited(mapping: ColumnMapping) -> Response | str:
    form = MappingForm(
        data={
            "name": mapping.name,
            "identifier": mapping.identifier or Identifier.KEY.value,
            "separator": mapping.separator or ";",
            "codes": extracting.write_codes(mapping.codes),
        }
    )
    columns, problem = _columns(mapping)
    if form.submitted() and not problem and not _taken(form, mapping):
        mapping.name = form.name.data or ""
        mapping.identifier, mapping.separator = form.identifier.data, form.separator.data
        mapping.columns = [[field, name] for field, name, _ in columns if name]
        mapping.codes, _ = extracting.read_codes(form.codes.data or "")
        actions.set_columns(mapping, by=me())
        tell("Le format est enregistré.")
        return go("indicators.mapping", token=mapping.token)
    return render_template(
        "indicators/columns.html",
        form=form,
        columns=columns,
        fields=FIELDS,
        problem=problem if form.is_submitted() else "",
        back=mapping.token if mapping.id else None,
    )


def _taken(form: MappingForm, mapping: ColumnMapping) -> bool:
    other = db.session.scalar(select(ColumnMapping.id).where(ColumnMapping.name == form.name.data))
    if other is None or other == mapping.id:
        return False
    form.name.errors = ["Un autre format porte déjà ce nom."]
    return True


def _columns(mapping: ColumnMapping) -> tuple[list[tuple[str, str, str]], str]:
    """Give (field, name, rank): as typed when the form was sent, else as kept."""
    if request.method != "POST":
        named = {field: (name, str(rank)) for rank, (field, name) in enumerate(mapping.columns, 1)}
        return [(field, *named.get(field, ("", ""))) for field in FIELDS], ""
    typed = [
        (
            field,
            tidy(request.form.get(f"nom-{field}", ""))[:NAME],
            tidy(request.form.get(f"rang-{field}", ""))[:12],
        )
        for field in FIELDS
    ]
    if not any(name for _, name, _ in typed):
        return typed, "Gardez au moins une colonne : écrivez son nom."
    wrong = [name for _, name, rank in typed if name and rank and not rank.isdecimal()]
    if wrong:
        return typed, f"Le rang de « {wrong[0]} » doit être un nombre entier."
    return sorted(typed, key=lambda c: (not c[1], int(c[2]) if c[2].isdecimal() else 99)), ""


@blueprint.route("/pilotage/extractions/<token>", methods=["GET", "POST"])
@only(Role.PILOT)
def mapping(token: str) -> Response | str:
    """Take rows out in a format: it is noted, and the file can be fetched for two days."""
    found, form = queries.find_mapping(token), ExtractForm()
    choices = [*periods.recent(clock.today()), *(r.period for r in queries.reporting_periods())]
    form.period.choices = [(p.code, sentence(p.name)) for p in choices]
    if form.submitted():
        period = next(p for p in choices if p.code == form.period.data)
        wanted = Wanted(form.indicator.data, period, form.kind.data)
        indicator = next(i for i in REGISTRY if i.key == wanted.indicator)
        count = len(extracting.rows_of(indicator, period))
        actions.extract(found, wanted, count, by=me())
        tell("L’extraction est notée. Le fichier se télécharge ci-dessous pendant deux jours.")
        return go("indicators.extractions")
    return render_template("indicators/extract.html", mapping=found, form=form, fields=FIELDS)


@blueprint.get("/pilotage/extractions/fichiers/<token>")
@only(Role.PILOT)
def extraction(token: str) -> FlaskResponse:
    """Give the file of an extraction, to who asked for it, for two days."""
    found = queries.find_extraction(token, asked_by=me())
    if found.asked_at < clock.now() - KEPT:
        raise NotFound("Ce fichier n’est plus là : faites une nouvelle extraction.")
    kind = "text/csv" if found.kind == "csv" else XLSX
    return give(extracting.file_of(found), f"extraction-{found.token[:8]}.{found.kind}", kind)
