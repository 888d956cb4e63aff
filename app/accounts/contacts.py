"""Ways to reach someone, as typed and as stored: e-mail addresses and French telephone numbers."""

import re
import unicodedata

import phonenumbers
from email_validator import EmailNotValidError, validate_email
from flask import current_app

from app.languages import _

OVERSEAS = frozenset({"GP", "RE", "MQ", "GF", "YT", "PM", "BL", "MF", "NC", "PF", "WF"})
IN_FRANCE = re.compile(r"\+33[1-79]\d{8}")
EMAIL_UNFIT = _("Cette adresse e-mail n’est pas juste. Par exemple : prenom.nom@exemple.fr.")
EMAIL_ACCENT = _("Une adresse e-mail n’a pas d’accent avant @. Vérifiez l’adresse.")
PHONE_UNFIT = _("Ce numéro de téléphone n’est pas juste. Par exemple : 06 12 34 56 78.")


def canonical(email: str) -> str:
    """Give the one form under which an address is compared, whatever was typed."""
    return unicodedata.normalize("NFKC", email).strip().casefold()


def fit_email(text: str) -> str:
    """Give the canonical form of an address that can receive mail, or say what is wrong."""
    demo = current_app.config["SETTINGS"].demo
    try:
        found = validate_email(
            canonical(text), check_deliverability=False, test_environment=demo,
            allow_smtputf8=False,
        )  # fmt: skip
    except EmailNotValidError as error:
        local = canonical(text).partition("@")[0]
        raise ValueError(EMAIL_UNFIT if local.isascii() else EMAIL_ACCENT) from error
    return f"{found.local_part}@{found.ascii_domain}".casefold()


def fit_phone(text: str) -> str:
    """Give a French number in its international form (E.164), or say what is wrong."""
    try:
        number = phonenumbers.parse(unicodedata.normalize("NFKC", text), "FR")
    except phonenumbers.NumberParseException as error:
        raise ValueError(PHONE_UNFIT) from error
    written = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    region = phonenumbers.region_code_for_number(number)
    if IN_FRANCE.fullmatch(written) or (
        region in OVERSEAS and phonenumbers.is_valid_number(number)
    ):
        return str(written)
    raise ValueError(PHONE_UNFIT)


def spoken(phone: str | None) -> str:
    """Write a stored number as people read it: « 06 12 34 56 78 »."""
    if not phone:
        return ""
    if IN_FRANCE.fullmatch(phone):
        digits = "0" + phone.removeprefix("+33")
        return " ".join(digits[i : i + 2] for i in range(0, 10, 2))
    number = phonenumbers.parse(phone)
    return str(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.INTERNATIONAL))
