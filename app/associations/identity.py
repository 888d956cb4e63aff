"""The numbers that identify a body, read as people type them."""

import re

from stdnum import luhn

LA_POSTE = "356000000"
RNA_WRONG = "Le numéro RNA commence par W, suivi de 9 chiffres. Par exemple : W381000001."
SIREN_WRONG = (
    "Ce numéro n’est pas juste. Un numéro SIREN a 9 chiffres, un numéro SIRET en a 14. "
    "Vérifiez-les un par un."
)


def compact(text: str) -> str:
    """Give a number without the spaces, dots and hyphens people put in it."""
    return re.sub(r"[\s.\-‑–]", "", text).upper()


def rna(text: str) -> str:
    """Read a RNA number, or say what is wrong with it."""
    number = compact(text)
    if not re.fullmatch(r"W[0-9]{9}", number):
        raise ValueError(RNA_WRONG)
    return number


def siren_and_siret(text: str) -> tuple[str, str | None]:
    """Read a SIREN or a SIRET, and give both: the SIRET is None when only the SIREN was typed."""
    number = compact(text)
    if re.fullmatch(r"[0-9]{9}", number) and luhn.is_valid(number):
        return number, None
    if is_siret(number):
        return number[:9], number
    raise ValueError(SIREN_WRONG)


def is_siret(number: str) -> bool:
    """Tell whether 14 digits are a SIRET; La Poste gives many of its own another rule."""
    if not re.fullmatch(r"[0-9]{14}", number) or not luhn.is_valid(number[:9]):
        return False
    of_la_poste = number.startswith(LA_POSTE) and sum(map(int, number)) % 5 == 0
    return luhn.is_valid(number) or of_la_poste
