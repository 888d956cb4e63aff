"""What a profile says, line by line, as its owner reads it."""

from dataclasses import dataclass

from app import phrases
from app.profiles.models import Profile
from app.profiles.questions import QUESTIONS
from app.vocabulary import Domain, French, Mode

NOT_SEEN = "L’association ne voit pas cette réponse."


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
        Line("J’habite à", commune.name if commune else "", "lieu"),
        Line("J’aide aussi depuis chez moi", _yes_or_no(profile.remote_ok), "lieu"),
        Line("Je suis libre", _first_up(phrases.half_days(profile.slots)), "jours"),
        Line("Temps par semaine", _hours(profile.hours_per_week), "jours"),
        Line("J’y vais", _words(Mode, profile.modes), "trajet"),
        Line("Temps de trajet", minutes(profile.max_minutes), "trajet"),
        Line("Permis de conduire", _yes_or_no(profile.driving_licence), "trajet"),
        Line("Je sais faire", " · ".join(profile.skills), "savoir-faire"),
        Line("J’aime", _words(Domain, profile.interests), "envies"),
        Line("Mes envies", profile.wishes, "envies"),
        Line("Le français", _words(French, [profile.french or ""]), "francais"),
        Line("À éviter", _needs(profile), "a-eviter", private=True),
    ]


def progress(profile: Profile) -> str:
    """Say how far someone is: « Vous avez vu 3 questions sur 7. »."""
    if profile.is_seen_through:
        return "Vous avez vu toutes les questions."
    seen = phrases.plural(len(profile.answered), "question")
    return f"Vous avez vu {seen} sur {len(QUESTIONS)}."


def minutes(value: int | None) -> str:
    """Say the longest trip."""
    if value is None:
        return ""
    return "Une heure au plus" if value == 60 else f"{value}\u00a0minutes au plus"


def _hours(value: float | None) -> str:
    return f"{phrases.hours(value)} au plus" if value else ""


def _yes_or_no(value: bool | None) -> str:
    return "" if value is None else "Oui" if value else "Non"


def _words(kind: type[Domain] | type[French] | type[Mode], values: list[str]) -> str:
    return " · ".join(member.label for member in kind if member.value in values)


def _needs(profile: Profile) -> str:
    said = []
    if profile.no_lifting:
        said.append("Ne pas porter de choses lourdes")
    if profile.wheelchair:
        said.append("Un lieu accessible en fauteuil roulant")
    if not said and profile.no_lifting is False and profile.wheelchair is False:
        return "Rien à éviter"
    return " · ".join(said)


def _first_up(text: str) -> str:
    return text[:1].upper() + text[1:]
