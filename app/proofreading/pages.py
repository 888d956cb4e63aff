"""Which pages readers see, and how they are drawn for them: as a stranger, or as someone not real.

A page is asked of the site itself, inside, in a context of its own: only those of the list, only by
reading, and never as anyone real.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from flask import current_app, g, url_for
from werkzeug.exceptions import NotFound

from app.accounts.models import Account
from app.extensions import db
from app.profiles.questions import QUESTIONS
from app.proofreading import actions, sentences
from app.proofreading.models import ReadingLink
from app.proofreading.sentences import Block

PUBLIC, PERSON, LETTERS = "Les pages de tout le monde", "Les pages d’un bénévole", "Les lettres"
FOLDER = Path(__file__).resolve().parent.parent.parent / "templates" / "letters"
KINDS = {
    "accompaniments": "les rendez-vous avec le référent", "accounts": "le compte",
    "alerts": "les alertes", "associations": "la fiche de l’association",
    "caseloads": "les référents", "contracts": "le contrat", "introductions": "les demandes",
    "missions": "les missions, pour l’association", "outreach": "les prescripteurs",
    "passports": "le passeport", "placements": "la mission", "privacy": "vos données",
    "threads": "les messages", "workshops": "les ateliers",
}  # fmt: skip


@dataclass(frozen=True)
class Page:
    """One page to read: its name in addresses, its title, and where it is."""

    key: str
    title: str
    part: str
    path: Callable[[], str | None]


def _to(endpoint: str, **values: Any) -> Callable[[], str | None]:
    return lambda: url_for(endpoint, **values)


def _of_mission(endpoint: str) -> Callable[[], str | None]:
    def path() -> str | None:
        mission = actions.a_mission()
        return url_for(endpoint, token=mission.token) if mission else None

    return path


def _public(key: str, title: str, endpoint: str) -> Page:
    return Page(key, title, PUBLIC, _to(endpoint))


def _personal(key: str, title: str, endpoint: str) -> Page:
    return Page(key, title, PERSON, _to(endpoint))


@cache
def every() -> dict[str, Page]:
    """List every page to read, in their order."""
    found = [
        _public("accueil", "L’accueil", "home.index"),
        _public("aide", "L’aide", "home.help"),
        _public("missions", "Les missions", "missions.listing"),
        Page("mission", "Une mission", PUBLIC, _of_mission("missions.show")),
        _public("alerte", "Être prévenu", "alerts.ask"),
        _public("classement", "Comment nous classons", "suggestions.how"),
        _public("inscription", "S’inscrire", "accounts.sign_up_volunteer"),
        _public("entrer", "Entrer", "accounts.sign_in"),
        _public("code", "J’ai un code", "accounts.use_code"),
        _public("donnees", "Vos données personnelles", "home.personal_data"),
        _public("verifier", "Vérifier un papier", "passports.check"),
        _personal("moi", "Pour moi", "desks.volunteer"),
        _personal("profil", "Mon profil", "profiles.summary"),
        *(
            Page(f"question-{one.slug}", str(one.title), PERSON,
                 _to("profiles.question", question=one.slug))
            for one in QUESTIONS
        ),
        _personal("suggestions", "Des missions pour moi", "suggestions.listing"),
        Page("demander", "Demander une rencontre", PERSON, _of_mission("introductions.ask")),
        _personal("demandes", "Mes demandes", "introductions.mine"),
        _personal("ailleurs", "Une mission trouvée ailleurs", "placements.own_list"),
        _personal("passeport", "Mon passeport", "passports.mine"),
        _personal("rendez-vous", "Mes rendez-vous", "accompaniments.my_meetings"),
        _personal("contrat", "Mon contrat", "contracts.mine"),
        _personal("appel", "Être appelé", "caseloads.my_number"),
        _personal("mes-donnees", "Mes données", "privacy.mine"),
        _personal("compte", "Mon compte", "accounts.settings"),
        *(
            Page(f"lettres-{folder}", f"Lettres : {words}", LETTERS, lambda: None)
            for folder, words in KINDS.items()
        ),
    ]  # fmt: skip
    return {page.key: page for page in found}


def find(key: str) -> Page:
    """Find a page to read."""
    found = every().get(key)
    if found is None:
        raise NotFound
    return found


def blocks(page: Page, link: ReadingLink) -> list[Block]:
    """List the sentences of a page, as this link’s readers see them; none when it cannot show."""
    if page.part == LETTERS:
        return _letters(page.key.removeprefix("lettres-"))
    path = page.path()
    if path is None:
        return []
    html = rendered(path, link.person_id if page.part == PERSON else None)
    return sentences.of_page(html) if html else []


def _letters(folder: str) -> list[Block]:
    texts = [path.read_text() for path in sorted((FOLDER / folder).glob("*.txt"))]
    return list(dict.fromkeys(b for text in texts for b in sentences.of_letter(text)))


def rendered(path: str, person_id: int | None) -> str | None:
    """Draw a page of the site for a stranger, or for someone who is not real."""
    app = current_app._get_current_object()  # type: ignore[attr-defined]  # noqa: SLF001
    with app.app_context(), app.test_request_context(path, headers={"Accept-Language": "fr"}):
        if person_id is not None:
            someone = db.session.get(Account, person_id)
            if someone is None or not someone.is_practice:
                return None
            g._login_user = someone  # noqa: SLF001 - where flask-login looks for who reads
        response = app.full_dispatch_request()
        return response.get_data(as_text=True) if response.status_code == 200 else None
