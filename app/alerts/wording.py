"""What an alert is about, in the words of the search: « Missions près de Grenoble · Nature »."""

from app.languages import _
from app.missions.public import where
from app.missions.search_form import WISHES, SearchForm
from app.phrases import half_days
from app.vocabulary import Domain


def title_of(form: SearchForm) -> str:
    """Say what is asked."""
    asked = form.filters()
    about = _(" pour « %(words)s »", words=asked.words) if asked.words else ""
    said = [f"{_('Missions')}{about}{where(asked, at_home=0)}"]
    said += [Domain.said(code) for code in Domain if code in asked.domains]
    said += [words for name, words in WISHES.values() if name in asked.wishes and name != "remote"]
    if asked.half_days:
        said.append(half_days(asked.half_days))
    return " · ".join(str(part) for part in said)
