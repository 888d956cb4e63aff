"""What an association answers, and what anyone brings to be checked."""

from flask_wtf.file import FileField
from wtforms import BooleanField, Field, StringField, TextAreaField
from wtforms.validators import Length, ValidationError

from app.forms import Form, Required
from app.papers.scanning import RefusedScan, checked
from app.passports.forms import Neutral
from app.passports.wording import CONSENT


class AttestForm(Form):
    """The association’s word."""

    name = StringField(
        "Votre nom", [Required("Écrivez votre nom."), Neutral(), Length(max=120)],
        render_kw={"autocomplete": "name"},
    )  # fmt: skip
    role = StringField(
        "Votre rôle dans l’association",
        [Required("Écrivez votre rôle."), Neutral(), Length(max=120)],
        description="Par exemple : présidente, responsable du jardin.",
    )
    statement = TextAreaField(
        "Un mot pour la personne", [Neutral(), Length(max=1000)],
        description="Ce que vous avez vu, ce qu’elle sait faire. Ce texte sera sur l’attestation.",
        render_kw={"rows": 3},
    )  # fmt: skip
    consent = BooleanField(CONSENT, [Required("Cochez cette case pour attester.")])


class RemarkForm(Form):
    """What an association would like changed."""

    remark = TextAreaField(
        "Ce qu’il faut changer",
        [Required("Écrivez ce qu’il faut changer."), Neutral(), Length(max=500)],
        description="Par exemple : Awa est venue jusqu’en juin, pas en mai.", render_kw={"rows": 3},
    )  # fmt: skip


class CodeForm(Form):
    """The code under the square of a paper."""

    code = StringField(
        "Le code écrit sous le carré", [Required("Écrivez le code."), Length(max=200)],
        render_kw={"autocomplete": "off", "autocapitalize": "off", "spellcheck": "false"},
    )  # fmt: skip


class FileForm(Form):
    """A file to compare with the one that was made here."""

    file = FileField(
        "Le fichier PDF que vous avez reçu", [Required("Choisissez un fichier.")],
        render_kw={"accept": ".pdf,application/pdf"},
    )  # fmt: skip


class BadgeForm(Form):
    """A badge to read."""

    file = FileField(
        "Le badge que vous avez reçu", [Required("Choisissez un fichier.")],
        description="Un petit fichier qui finit par .jwt.", render_kw={"accept": ".jwt"},
    )  # fmt: skip


class SheetForm(AttestForm):
    """The page that the association signed by hand."""

    name = StringField("Qui a signé", [Required("Écrivez le nom."), Neutral(), Length(max=120)])
    role = StringField(
        "Son rôle dans l’association",
        [Required("Écrivez son rôle."), Neutral(), Length(max=120)],
    )
    statement = TextAreaField(
        "Le mot écrit sur la feuille", [Neutral(), Length(max=1000)], render_kw={"rows": 3}
    )
    consent = BooleanField(
        "J’ai vu la feuille signée, et cette page dit la même chose qu’elle.",
        [Required("Cochez cette case quand vous avez comparé.")],
    )
    file = FileField(
        "La feuille signée, en photo ou en PDF",
        [Required("Choisissez un fichier.")],
        description="JPG, PNG ou PDF, 5 Mo au plus.",
        render_kw={"accept": ".jpg,.jpeg,.png,.pdf,image/jpeg,image/png,application/pdf"},
    )

    def validate_file(self, field: Field) -> None:
        """Read the file as it will be kept, and leave it to be read again."""
        try:
            checked(field.data)
        except RefusedScan as refused:
            raise ValidationError(str(refused)) from refused
        finally:
            field.data.seek(0)
