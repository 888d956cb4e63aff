"""What people write in a thread, or when something is hard."""

from wtforms import RadioField, TextAreaField
from wtforms.validators import InputRequired, Length

from app.forms import Form, Required
from app.languages import _
from app.threads.models import Outcome, Theme


class MessageForm(Form):
    """A few words to the others."""

    body = TextAreaField(
        _("Votre message"),
        validators=[Required(_("Écrivez votre message.")), Length(max=2000)],
    )
    audience = RadioField(
        _("Qui lit ce message ?"),
        choices=[
            ("all", _("L’association le lit aussi")),
            ("aside", _("L’association ne le lit pas")),
        ],
        default="all",
        validators=[InputRequired(_("Dites qui lit ce message."))],
    )


class DifficultyForm(Form):
    """Something that is hard, in two questions."""

    theme = RadioField(
        _("Qu’est-ce qui est difficile ?"),
        choices=Theme.choices(),
        validators=[InputRequired(_("Choisissez ce qui est difficile."))],
    )
    story = TextAreaField(
        _("Racontez en quelques mots"),
        validators=[Required(_("Racontez en quelques mots.")), Length(max=2000)],
    )


class OutcomeForm(Form):
    """How a mediation ended."""

    outcome = RadioField(
        _("Comment cela finit ?"),
        choices=Outcome.choices(),
        validators=[InputRequired(_("Dites comment cela finit."))],
    )
    answer = TextAreaField(
        _("Une phrase pour la personne qui l’a dit"),
        validators=[Required(_("Écrivez une phrase.")), Length(max=1000)],
    )
