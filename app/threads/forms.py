"""What people write in a thread, or when something is hard."""

from wtforms import RadioField, TextAreaField
from wtforms.validators import InputRequired, Length

from app.forms import Form, Required
from app.threads.models import Outcome, Theme


class MessageForm(Form):
    """A few words to the others."""

    body = TextAreaField(
        "Votre message",
        validators=[Required("Écrivez votre message."), Length(max=2000)],
    )
    audience = RadioField(
        "Qui lit ce message ?",
        choices=[("all", "L’association le lit aussi"), ("aside", "L’association ne le lit pas")],
        default="all",
        validators=[InputRequired("Dites qui lit ce message.")],
    )


class DifficultyForm(Form):
    """Something that is hard, in two questions."""

    theme = RadioField(
        "Qu’est-ce qui est difficile ?",
        choices=Theme.choices(),
        validators=[InputRequired("Choisissez ce qui est difficile.")],
    )
    story = TextAreaField(
        "Racontez en quelques mots",
        validators=[Required("Racontez en quelques mots."), Length(max=2000)],
    )


class OutcomeForm(Form):
    """How a mediation ended."""

    outcome = RadioField(
        "Comment cela finit ?",
        choices=Outcome.choices(),
        validators=[InputRequired("Dites comment cela finit.")],
    )
    answer = TextAreaField(
        "Une phrase pour la personne qui l’a dit",
        validators=[Required("Écrivez une phrase."), Length(max=1000)],
    )
