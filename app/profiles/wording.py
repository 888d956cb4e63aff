"""What a profile says, line by line, as its owner reads it."""

from dataclasses import dataclass

from app import phrases
from app.languages import _, capitalised, joined, ngettext
from app.profiles import everyday
from app.profiles.models import Profile
from app.profiles.questions import QUESTIONS
from app.vocabulary import Domain, French, Mode

NOT_SEEN = _("L’association ne voit pas cette réponse.")


@dataclass(frozen=True)
class Line:
    """One line of the summary, and the question that changes it."""

    label: str
    answer: str
    slug: str
    private: bool = False


def lines(profile: Profile) -> list[Line]:
    """Say everything that was understood, in the order of the questions."""
    commune = profile.account.commune
    return [
        Line(_("J’habite à"), commune.name if commune else "", "lieu"),
        Line(_("J’aide aussi depuis chez moi"), _yes_or_no(profile.remote_ok), "lieu"),
        Line(_("Je suis libre"), capitalised(phrases.half_days(profile.slots)), "jours"),
        Line(_("Temps par semaine"), _hours(profile.hours_per_week), "jours"),
        Line(_("J’y vais"), _words(Mode, profile.modes), "trajet"),
        Line(_("Temps de trajet"), minutes(profile.max_minutes), "trajet"),
        Line(_("Permis de conduire"), _yes_or_no(profile.driving_licence), "trajet"),
        Line(_("Je sais faire"), joined(" · ", map(everyday.said, profile.skills)), "savoir-faire"),
        Line(_("J’aime"), _words(Domain, profile.interests), "envies"),
        Line(_("Mes envies"), profile.wishes, "envies"),
        Line(_("Le français"), _words(French, [profile.french or ""]), "francais"),
        Line(_("À éviter"), _needs(profile), "a-eviter", private=True),
    ]


def progress(profile: Profile) -> str:
    """Say how far someone is: « Vous avez vu 3 questions sur 7. »."""
    if profile.is_seen_through:
        return _("Vous avez vu toutes les questions.")
    return ngettext(
        "Vous avez vu %(num)s question sur %(count)s.",
        "Vous avez vu %(num)s questions sur %(count)s.",
        len(profile.answered),
        count=len(QUESTIONS),
    )


def minutes(value: int | None) -> str:
    """Say the longest trip."""
    if value is None:
        return ""
    return (
        _("Une heure au plus") if value == 60 else _("%(value)s\u00a0minutes au plus", value=value)
    )


def _hours(value: float | None) -> str:
    return _("%(hours)s au plus", hours=phrases.hours(value)) if value else ""


def _yes_or_no(value: bool | None) -> str:
    return "" if value is None else _("Oui") if value else _("Non")


def _words(kind: type[Domain] | type[French] | type[Mode], values: list[str]) -> str:
    return joined(" · ", (member.label for member in kind if member.value in values))


def _needs(profile: Profile) -> str:
    said = []
    if profile.no_lifting:
        said.append(_("Ne pas porter de choses lourdes"))
    if profile.wheelchair:
        said.append(_("Un lieu accessible en fauteuil roulant"))
    if not said and profile.no_lifting is False and profile.wheelchair is False:
        return _("Rien à éviter")
    return joined(" · ", said)
