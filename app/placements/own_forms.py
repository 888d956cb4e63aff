"""What someone tells of a mission found without the site."""

from datetime import date
from typing import Any

from wtforms import Field, HiddenField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Length, NumberRange, Optional, StopValidation, ValidationError
from wtforms.widgets import TextInput

from app import clock
from app.associations.models import Association
from app.extensions import new_token
from app.forms import DateField, Form, HoursField, RadioField, Required, tidy
from app.languages import _
from app.neutral import Neutral
from app.phrases import after
from app.placements import own
from app.placements.models import OwnEngagement, Setting
from app.placements.own import Told
from app.territories.queries import simplified

NONE = "none"
MOST_IN_A_WEEK = 60
OLDEST = date(1950, 1, 1)
SEVERAL = _("Est-ce l’une de celles-ci\u00a0? Choisissez, ou dites que non.")
ASSOCIATION, REFERENT = "association", "referent"


class OrganisationField(Field):
    """A name, typed as one likes: ``data`` is the name, ``association`` the one of the site.

    When the site knows associations of that name, the page comes back with ``candidates``.
    """

    widget = TextInput()

    def __init__(self, label: str = "", validators: Any = None, **given: Any) -> None:
        super().__init__(label, validators, **given)
        self.typed = ""
        self.chosen = ""
        self.association: Association | None = None
        self.candidates: list[Association] = []

    @property
    def choice_name(self) -> str:
        """The name of the radio buttons that settle a doubt."""
        return f"{self.name}-choice"

    def process(self, formdata: Any, *given: Any, **kept: Any) -> None:
        """Read the name and the choice beside it."""
        if formdata is not None:
            self.chosen = formdata.get(self.choice_name, "")
        super().process(formdata, *given, **kept)

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Keep the name; find who it may be."""
        self.typed = self.data = str(tidy(valuelist[0])) if valuelist else ""

    def look(self) -> None:
        """Find the association of that name, or ask which."""
        found = own.registered(self.typed)
        if self.chosen == NONE:
            return
        named = simplified(self.typed)
        exact = [one for one in found if len(found) == 1 and one.search_name == named]
        picked = [one for one in found if one.token == self.chosen] or exact
        if picked:
            self.association = picked[0]
        elif found:
            self.candidates = found
            raise StopValidation(SEVERAL)

    def _value(self) -> str:
        return str(self.data or "")


class OwnForm(Form):
    """Where, what, since when, how long."""

    setting = RadioField(
        _("Où donnez-vous du temps\u00a0?"),
        [Required(_("Choisissez une réponse."))],
        choices=Setting.choices(),
        default=Setting.ASSOCIATION.value,
    )
    organisation = OrganisationField(
        _("Son nom"),
        [Required(_("Écrivez le nom.")), Length(max=120), Neutral()],
        description=_("Par exemple\u00a0: Secours populaire, école Jean-Macé, voisins de la rue."),
    )
    what = TextAreaField(
        _("Ce que vous y faites"),
        [Required(_("Écrivez ce que vous y faites.")), Length(max=500), Neutral()],
        description=_("En quelques mots. Par exemple\u00a0: je range les livres."),
    )
    started_on = DateField(
        _("Depuis quel jour\u00a0?"),
        [Required(_("Écrivez un jour."))],
        description=_("Même à peu près. Par exemple\u00a0: 01/09/2026."),
    )
    hours_per_week = HoursField(
        _("Combien d’heures par semaine\u00a0?"),
        [Optional(), NumberRange(min=0, max=MOST_IN_A_WEEK)],
        description=_("Par exemple\u00a0: 2 ou 3,5."),
    )
    confirms = RadioField(
        _("Qui peut dire que c’est vrai\u00a0?"),
        [Required(_("Choisissez une réponse."))],
        choices=[
            (ASSOCIATION, _("L’association. Elle lit votre prénom et ce que vous écrivez ici")),
            (REFERENT, _("Mon référent, ou le service bénévolat. L’association n’en sait rien")),
        ],
        default=REFERENT,
    )
    once = HiddenField(default=new_token)

    def speak_of(self, first_name: str) -> None:
        """Word the questions for a référent who tells it for someone."""
        self.setting.label.text = "Où"
        self.organisation.label.text = "Le nom"
        self.what.label.text = f"Ce {after(first_name, 'que')} y fait"
        self.confirms.choices = [
            SelectChoice(
                ASSOCIATION, f"L’association. Elle lit le prénom, {first_name}, et ce texte"
            ),
            SelectChoice(REFERENT, "Moi. L’association n’en sait rien"),
        ]

    def validate_organisation(self, field: OrganisationField) -> None:
        """Look among the associations of the site, unless it is between neighbours."""
        if self.setting.data != Setting.INFORMAL:
            field.look()

    def validate_started_on(self, field: Field) -> None:
        """Refuse a day to come."""
        if field.data > clock.today():
            raise ValidationError(_("Ce jour n’est pas encore arrivé."))
        if field.data < OLDEST:
            raise ValidationError(_("Vérifiez l’année."))

    def told(self) -> Told:
        """Give what was told."""
        on, hours = self.started_on.data, self.hours_per_week.data
        known = self.organisation.association
        assert on is not None  # noqa: S101 - asked for once it is filled in
        return Told(
            setting=self.setting.data,
            organisation=known.name if known else self.organisation.data or "",
            what=self.what.data or "",
            started_on=on,
            hours_per_week=float(hours) if hours is not None else None,
            association=known,
            asks_association=self.confirms.data == ASSOCIATION,
        )


def written(one: OwnEngagement) -> dict[str, Any]:
    """Give what the form shows of what was told."""
    return {
        "setting": one.setting,
        "organisation": one.organisation,
        "what": one.what,
        "started_on": one.started_on,
        "hours_per_week": one.hours_per_week,
        "confirms": ASSOCIATION if one.association and one.asks_association else REFERENT,
    }


class FinishForm(Form):
    """The last day."""

    last_day = DateField(
        _("Le dernier jour"), [Required(_("Écrivez un jour."))], default=clock.today
    )

    def check(self, started_on: date) -> bool:
        """Refuse a day to come, or before the first."""
        on = self.last_day.data
        if not self.submitted() or on is None:
            return False
        if started_on <= on <= clock.today():
            return True
        self.last_day.errors = [_("Ce jour est entre le premier jour et aujourd’hui.")]
        return False
