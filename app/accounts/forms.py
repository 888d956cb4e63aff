"""What people write to sign in and to sign up."""

from wtforms import EmailField, PasswordField

from app.forms import Form, Required


class SignInForm(Form):
    """An e-mail address and a password."""

    email = EmailField(
        "Votre adresse e-mail",
        [Required("Écrivez votre adresse e-mail.")],
        render_kw={"autocomplete": "username"},
    )
    password = PasswordField(
        "Votre mot de passe",
        [Required("Écrivez votre mot de passe.")],
        render_kw={"autocomplete": "current-password"},
    )
