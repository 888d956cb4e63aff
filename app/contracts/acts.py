"""What each side fills in to sign, to stop, to note a copy."""

from flask_wtf.file import FileField
from wtforms import BooleanField, Field, SelectMultipleField, StringField
from wtforms.fields import SelectChoice
from wtforms.validators import InputRequired, Length, ValidationError

from app import clock
from app.contracts import rules
from app.contracts.models import Contract, CopyMedium, SharingConsent
from app.contracts.policy import policy
from app.forms import DateField, Form, Free, RadioField, Required
from app.languages import _
from app.papers.scanning import RefusedScan, checked

AGREED = _("J’ai lu. Je suis d’accord et je signe.")
CHECKED = "J’ai vérifié l’identité de la personne, en face de moi."
WATCHED = "La personne a lu, ou je lui ai lu. Elle est d’accord et elle signe."
MINE = "Je suis d’accord et je signe."
ON_THE_SHEET = "La personne et le référent ont signé la feuille. L’original est gardé."


class SignForm(Form):
    """One’s own signature, on one’s own account; and to whom one may be spoken of."""

    agreed = BooleanField(AGREED, [Required(_("Cochez la case pour signer."))])
    recipients = SelectMultipleField(_("On peut parler de moi à"), [Free()], choices=[])

    def offer(self, consents: list[SharingConsent]) -> None:
        """Set to whom something could be told: nothing is ticked beforehand."""
        self.recipients.choices = [SelectChoice(c.token, c.recipient) for c in consents]


class InPersonForm(SignForm):
    """The person’s signature in front of the référent."""

    agreed = BooleanField(WATCHED, [Required("Cochez la case pour signer.")])
    checked = BooleanField(CHECKED, [Required("Vérifiez l’identité, puis cochez la case.")])


class CodeForm(SignForm):
    """The person’s signature by the code they received."""

    agreed = BooleanField(WATCHED, [Required("Cochez la case pour signer.")])
    code = StringField(
        "Le code reçu par la personne",
        [Required("Écrivez les 6 chiffres du code."), Length(max=12)],
        render_kw={"inputmode": "numeric", "autocomplete": "one-time-code"},
    )


class MineForm(Form):
    """The référent’s own signature."""

    mine = BooleanField(MINE, [Required("Cochez la case pour signer.")])


class PaperForm(SignForm):
    """The printed sheet, signed by both, that comes back as a scan."""

    agreed = BooleanField(ON_THE_SHEET, [Required("Vérifiez la feuille, puis cochez la case.")])
    signed_on = DateField("Signé le", [Required("Écrivez le jour écrit sur la feuille.")])
    reason = StringField(
        "Pourquoi ce n’est pas noté le jour même",
        [Free(), Length(max=300)],
        description="À écrire si la feuille n’est pas d’aujourd’hui.",
    )
    upload = FileField(
        "La feuille signée",
        [Required("Choisissez la photo ou le PDF de la feuille signée.")],
        description="Une photo (JPG, PNG) ou un PDF, 5 Mo au plus.",
    )

    def validate_signed_on(self, field: Field) -> None:
        """Hold the day within what the département allows."""
        problem = rules.backdating(field.data, clock.today(), policy())
        if problem:
            raise ValidationError(problem)

    def validate_reason(self, field: Field) -> None:
        """Ask for a reason when the sheet is older than today."""
        on = self.signed_on.data
        if on and on < clock.today() and not field.data:
            raise ValidationError("Écrivez pourquoi ce n’est pas noté le jour même.")

    def validate_upload(self, field: Field) -> None:
        """Read the sheet really, so that what is wrong is said beside the field."""
        try:
            checked(field.data)
        except RefusedScan as refused:
            raise ValidationError(str(refused)) from refused
        field.data.seek(0)


class StopForm(Form):
    """The last day of a contract, and why it stops."""

    on = DateField("Dernier jour", [Required("Écrivez le dernier jour.")], default=clock.today)
    reason = StringField(
        "Pourquoi",
        [Required("Écrivez la raison, en quelques mots neutres."), Length(max=300)],
        description="La personne peut lire ces mots. Par exemple : « Début d’un emploi ».",
    )

    def about(self, contract: Contract) -> None:
        """Remember which days are possible."""
        self._contract = contract

    def validate_on(self, field: Field) -> None:
        """Hold the day inside the contract, and not long ago."""
        first, last = self._contract.effective_on, self._contract.ends_on
        if first and last and not first <= field.data <= last:
            raise ValidationError("Ce jour n’est pas dans le contrat.")
        problem = rules.backdating(field.data, clock.today(), policy())
        if problem:
            raise ValidationError(problem.replace("une signature", "un arrêt"))


class ErrorForm(Form):
    """Why a contract was signed by mistake."""

    reason = StringField(
        "Quelle est l’erreur ?",
        [Required("Écrivez quelle est l’erreur."), Length(max=300)],
    )


class CopyForm(Form):
    """The day the person got their copy, and how."""

    given_on = DateField("Remise le", [Required("Écrivez le jour.")], default=clock.today)
    medium = RadioField(
        "Comment ?",
        [InputRequired("Choisissez une réponse.")],
        choices=CopyMedium.choices(),
        default=CopyMedium.PAPER.value,
    )

    def validate_given_on(self, field: Field) -> None:
        """Refuse a day to come."""
        if field.data > clock.today():
            raise ValidationError("Ce jour n’est pas encore arrivé.")
