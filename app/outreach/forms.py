"""What prescribers, référents and pilotes write around the accompaniment."""

from typing import Any

from wtforms import BooleanField, HiddenField, SelectField, StringField, TextAreaField
from wtforms.validators import Length, ValidationError

from app import clock
from app.accounts.fields import EmailAddressField, PhoneField
from app.accounts.forms import first_name_field
from app.associations.models import Kind
from app.extensions import new_token
from app.forms import DateField, Form, IntegerField, RadioField, Required
from app.outreach import queries
from app.outreach.actions import Card, Sent
from app.outreach.words import DeclineReason
from app.territories.forms import CommuneField
from app.territories.models import Territory

NOT_TO_WRITE = (
    "Quelques mots suffisent : ce que la personne aime, quand l’appeler. N’écrivez rien sur la "
    "santé, la famille, l’argent ou la justice, ni aucun numéro de dossier. Nous en parlerons avec "
    "la personne, si elle le veut."
)


def _line(label: str, most: int, asked: str = "", **given: Any) -> StringField:
    needed = [Required(asked)] if asked else []
    given.setdefault("render_kw", {"autocomplete": "off"})
    return StringField(label, [*needed, Length(max=most)], **given)


def _area(label: str, asked: str = "", most: int = 1000, **given: Any) -> TextAreaField:
    needed = [Required(asked)] if asked else []
    given["render_kw"] = {"rows": 3, "maxlength": most}
    return TextAreaField(label, [*needed, Length(max=most)], **given)


class TerritoryField(SelectField):
    """A territory of the list, or none: ``chosen`` is a Territory or None."""

    def __init__(self, label: str = "Territoire", none: str = "Aucun en particulier", **kw: Any):
        super().__init__(label, choices=[], **kw)
        self.none = none

    def pre_validate(self, form: Any) -> None:
        """Offer the territories there are, then check the choice."""
        self.offer()
        super().pre_validate(form)

    def offer(self) -> None:
        """Fill the list."""
        named = [(one.token, one.name) for one in queries.territories()]
        self.choices = [("", self.none), *named]

    def iter_choices(self) -> Any:
        """Show the list, which is read when it is shown."""
        if not self.choices:
            self.offer()
        return super().iter_choices()

    @property
    def chosen(self) -> Territory | None:
        """The territory named."""
        return queries.territory(self.data)


class PrescriberForm(Form):
    """A card of the directory."""

    first_name = first_name_field("Prénom", "Écrivez son prénom.")
    last_name = _line("Nom", 80, "Écrivez son nom.")
    body = _line(
        "Organisme", 120, "Écrivez le nom de l’organisme.",
        description="Par exemple : CCAS d’Échirolles.",
    )  # fmt: skip
    duty = _line("Fonction", 80, description="Par exemple : assistante sociale.")
    email = EmailAddressField(
        "Adresse e-mail professionnelle",
        required="Écrivez son adresse e-mail : son lien y est envoyé.",
        render_kw={"autocomplete": "off"},
    )
    phone = PhoneField("Téléphone", render_kw={"autocomplete": "off"})
    territory = TerritoryField("Son territoire")

    def card(self) -> Card:
        """Give the card as written."""
        return Card(
            first_name=self.first_name.data,
            last_name=self.last_name.data,
            body=self.body.data,
            duty=self.duty.data or "",
            email=self.email.data or "",
            phone=self.phone.data,
            territory=self.territory.chosen,
        )


class ReferForm(Form):
    """A person whom a prescriber refers."""

    first_name = first_name_field("Son prénom", "Écrivez son prénom.")
    last_name = _line("Son nom", 80, "Écrivez son nom.")
    phone = PhoneField("Son téléphone", render_kw={"autocomplete": "off"})
    email = EmailAddressField("Son adresse e-mail", render_kw={"autocomplete": "off"})
    commune = CommuneField(
        "Sa commune", [Required("Écrivez sa commune.")], render_kw={"autocomplete": "off"}
    )
    note = _area("Quelques mots", description=NOT_TO_WRITE, most=600)
    agreed = BooleanField(
        "La personne est d’accord pour que je vous donne ces renseignements et que vous l’appeliez",
        [Required("Demandez d’abord son accord à la personne, puis cochez cette case.")],
    )
    once = HiddenField(default=new_token)

    def validate(self, extra_validators: Any = None) -> bool:
        """Ask for one way to reach the person."""
        right = super().validate(extra_validators)
        if not (self.email.data or self.phone.data or self.email.errors or self.phone.errors):
            self.phone.errors = ["Écrivez son téléphone ou son adresse e-mail. Un seul suffit."]
            return False
        return right

    def sent(self) -> Sent:
        """Give what is sent."""
        return Sent(
            first_name=self.first_name.data,
            last_name=self.last_name.data,
            email=self.email.data,
            phone=self.phone.data,
            commune_code=self.commune.data.code if self.commune.data else "",
            words=self.note.data or "",
            once=self.once.data,
        )


class ReplyForm(Form):
    """What a prescriber replies to a question."""

    reply = _area("Votre réponse", "Écrivez votre réponse.", 600, description=NOT_TO_WRITE)


class AcceptForm(Form):
    """Who the person referred is here: someone known, or someone new."""

    who = RadioField("Qui est cette personne ?", [Required("Choisissez une réponse.")])


class AskForm(Form):
    """A question to the prescriber."""

    question = _area(
        "Votre question",
        "Écrivez votre question.",
        600,
        description="Le prescripteur la lit telle quelle. Rien sur la vie privée de la personne.",
    )


class DeclineForm(Form):
    """Why a referral is not followed."""

    reason = RadioField(
        "La raison", [Required("Choisissez une raison.")], choices=DeclineReason.choices()
    )
    sentence = _area(
        "Un mot pour le prescripteur",
        most=400,
        description="Par exemple : vers qui se tourner. Rien sur la vie privée de la personne.",
    )


class ProspectForm(Form):
    """A body that could welcome volunteers."""

    name = _line("Nom de la structure", 120, "Écrivez le nom de la structure.")
    kind = RadioField(
        "C’est", [Required("Choisissez une réponse.")], choices=Kind.choices(),
        default=Kind.ASSOCIATION.value,
    )  # fmt: skip
    commune = CommuneField("Sa commune", [Required("Écrivez sa commune.")])
    notes = _area(
        "Notes", most=2000, description="Des faits utiles : ce qu’elle fait, ses besoins."
    )
    next_step = _line("La prochaine étape", 200, description="Par exemple : rappeler Mme Faure.")
    next_step_on = DateField("Pour le", [], description="Par exemple : 24/11/2026.")

    def validate_next_step_on(self, field: Any) -> None:
        """A date says what it is for."""
        if field.data and not self.next_step.data:
            raise ValidationError("Dites ce qu’il y a à faire ce jour-là.")

    def facts(self) -> dict[str, Any]:
        """Give what was written, as the prospect keeps it."""
        return {
            "name": self.name.data,
            "kind": self.kind.data,
            "commune_code": self.commune.data.code if self.commune.data else None,
            "notes": self.notes.data or "",
            "next_step": self.next_step.data or "",
            "next_step_on": self.next_step_on.data,
        }


class ContactForm(Form):
    """Someone to call in a body not yet registered."""

    first_name = first_name_field("Prénom", "Écrivez son prénom.")
    last_name = _line("Nom", 80)
    duty = _line("Fonction", 80, description="Par exemple : présidente.")
    email = EmailAddressField("Adresse e-mail", render_kw={"autocomplete": "off"})
    phone = PhoneField("Téléphone", render_kw={"autocomplete": "off"})

    def facts(self) -> dict[str, Any]:
        """Give what was written, as the contact keeps it."""
        return {
            "first_name": self.first_name.data,
            "last_name": self.last_name.data or "",
            "duty": self.duty.data or "",
            "email": self.email.data,
            "phone": self.phone.data,
        }


class RegisterForm(Form):
    """Who receives the invitation to the space opened for a body."""

    first_name = first_name_field(
        "Prénom de la personne qui tiendra l’espace", "Écrivez son prénom."
    )
    email = EmailAddressField(
        "Son adresse e-mail", required="Écrivez son adresse e-mail : l’invitation y est envoyée."
    )


class EncounterForm(Form):
    """A meeting where the scheme was talked about."""

    on = DateField(
        "La date", [Required("Écrivez la date.")], description="Par exemple : 24/11/2026."
    )
    with_whom = _line("Avec qui", 160, "Dites avec qui.",
                      description="Par exemple : équipe du CCAS de Voiron.")  # fmt: skip
    subject = _line("Le sujet", 200, "Dites le sujet.")
    people = IntegerField("Nombre de personnes présentes", [Required("Écrivez un nombre.")])
    territory = TerritoryField("Le territoire")
    follow_up = _area("La suite", description="Ce qui a été promis, et à qui.")

    def validate_on(self, field: Any) -> None:
        """A meeting is noted once it took place."""
        if field.data and field.data > clock.today():
            raise ValidationError("Cette date n’est pas encore passée. Notez la rencontre après.")

    def validate_people(self, field: Any) -> None:
        """People are counted from one up."""
        if field.data is not None and not 0 < field.data <= 5000:
            raise ValidationError("Écrivez un nombre entre 1 et 5 000.")

    def facts(self) -> dict[str, Any]:
        """Give what was written, as the meeting keeps it."""
        chosen = self.territory.chosen
        return {
            "on": self.on.data,
            "with_whom": self.with_whom.data,
            "subject": self.subject.data,
            "people": self.people.data,
            "territory_id": chosen.id if chosen else None,
            "follow_up": self.follow_up.data or "",
        }
