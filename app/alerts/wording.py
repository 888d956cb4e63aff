"""What an alert is about, in the words of the search: « Missions près de Grenoble · Nature »."""

from app.languages import _, joined
from app.missions.public import searched
from app.missions.search_form import WISHES, SearchForm
from app.phrases import half_days
from app.vocabulary import Domain


def title_of(form: SearchForm) -> str:
    """Say what is asked."""
    asked = form.filters()
    said = [searched(_("Missions"), asked)]
    said += [Domain.said(code) for code in Domain if code in asked.domains]
    said += [words for name, words in WISHES.values() if name in asked.wishes and name != "remote"]
    if asked.half_days:
        said.append(half_days(asked.half_days))
    return joined(" · ", said)
