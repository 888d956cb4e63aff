"""What a person lets the association read, item by item; nothing else ever reaches it.

An item is a code: ``availability``, ``commune``, ``french``, ``phone``, ``email``, or one skill or
one need (« skill:couture », « need:lifting »), so that what is added to a profile later is not
shown without a new yes. The first name is always there. Phone and e-mail are read only once the
association has said yes.
"""

from collections.abc import Iterable
from typing import Any

from app import phrases
from app.accounts import contacts
from app.accounts.models import Account
from app.introductions.models import Introduction
from app.languages import _
from app.missions.models import Mission
from app.profiles.models import Profile
from app.vocabulary import French

NEEDS = {
    "lifting": _("ne pas porter de choses lourdes"),
    "step_free": _("un lieu sans marches"),
}
NEVER = (
    _("votre nom de famille"),
    _("votre adresse"),
    _("votre âge"),
    _("vos revenus et vos aides"),
    _("ce que vous dites à votre référent"),
)
BY_DEFAULT = ("availability",)


def choices(profile: Profile, account: Account) -> list[tuple[str, str]]:
    """List what this person may let the association read, with the words it would be read in."""
    offered = []
    if profile.slots:
        offered.append(
            (
                "availability",
                _(
                    "Mes jours libres\u00a0: %(half_days)s",
                    half_days=phrases.half_days(profile.slots),
                ),
            )
        )
    offered += [
        (f"skill:{skill}", _("Ce que je sais faire\u00a0: %(skill)s", skill=skill))
        for skill in profile.skills
    ]
    if account.commune:
        offered.append(("commune", _("J’habite à %(name)s", name=account.commune.name)))
    if profile.french:
        offered.append(
            ("french", _("Je parle français\u00a0: %(spoken)s", spoken=spoken(profile.french)))
        )
    offered += [
        (f"need:{code}", _("J’ai besoin de\u00a0: %(needs)s", needs=NEEDS[code]))
        for code in needs_of(profile)
    ]
    return offered + ways(account)


def ways(account: Account) -> list[tuple[str, str]]:
    """List the ways to be reached, given only once the association has said yes."""
    offered = []
    if account.phone:
        said = contacts.spoken(account.phone)
        offered.append(
            ("phone", _("Mon téléphone, si l’association dit oui\u00a0: %(said)s", said=said))
        )
    if account.email:
        offered.append(
            (
                "email",
                _("Mon e-mail, si l’association dit oui\u00a0: %(email)s", email=account.email),
            )
        )
    return offered


def needs_of(profile: Profile) -> list[str]:
    """List the needs this person has told, as codes."""
    told = {"lifting": profile.no_lifting, "step_free": profile.wheelchair}
    return [code for code, yes in told.items() if yes]


def spoken(level: str) -> str:
    """Say a level of French in everyday words."""
    return dict(French.choices())[level].lower()


def expand(kinds: Iterable[str], profile: Profile, account: Account) -> list[str]:
    """Turn kinds of items (« skills », « needs ») into the items this person has today."""
    wanted = set(kinds)
    found = []
    for code, _words in choices(profile, account):
        kind = {"skill": "skills", "need": "needs"}.get(code.partition(":")[0], code)
        if kind in wanted:
            found.append(code)
    return found


def lines(
    mission: Mission, account: Account, profile: Profile, released: Iterable[str], words: str
) -> list[str]:
    """Write, line by line, what the association reads before it answers."""
    codes = list(released)
    read = [f"{account.first_name} aimerait vous rencontrer pour « {mission.title} »."]
    if words:
        read.append(f"« {words} »")
    if "availability" in codes and profile.slots:
        read.append(f"Libre : {phrases.half_days(profile.slots)}.")
    skills = _of_kind(codes, "skill")
    if skills:
        read.append(
            f"Ce {phrases.after(account.first_name, 'que')} sait faire : {' · '.join(skills)}."
        )
    if "commune" in codes and account.commune:
        read.append(f"Habite à {account.commune.name}.")
    if "french" in codes and profile.french:
        read.append(f"Parle français : {spoken(profile.french)}.")
    needs = [NEEDS[code] for code in _of_kind(codes, "need") if code in NEEDS]
    if needs:
        read.append(f"A besoin de : {phrases.listed(needs)}.")
    return read


def _of_kind(codes: list[str], kind: str) -> list[str]:
    return [code.partition(":")[2] for code in codes if code.startswith(f"{kind}:")]


def channels(introduction: Introduction) -> list[tuple[str, str, str]]:
    """List how the association may reach the person, if it has said yes and the person agreed."""
    if not introduction.holds_place:
        return []
    account = introduction.volunteer
    given: list[tuple[str, Any, str]] = [
        (
            _("Téléphone"),
            contacts.spoken(account.phone) if "phone" in introduction.released else None,
            "phone",
        ),
        ("E-mail", account.email if "email" in introduction.released else None, "mail"),
    ]
    return [(label, value, picto) for label, value, picto in given if value]


def after_a_yes(account: Account, released: Iterable[str]) -> str:
    """Say which ways to be reached are given after a yes."""
    codes = list(released)
    ticked = [("phone", _("le téléphone"), account.phone), ("email", _("l’e-mail"), account.email)]
    given = [words for code, words, value in ticked if code in codes and value]
    if not given:
        return _("Après un oui : ni téléphone, ni e-mail. Chacun écrit ici, sur le site.")
    return _("Après un oui, l’association voit aussi %(list)s.", list=phrases.listed(given))
