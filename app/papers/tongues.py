"""The language a paper is read in: which way it runs, and whether French habits apply to it."""

from dataclasses import asdict, dataclass
from functools import cache

from babel import Locale
from babel.core import UnknownLocaleError

FRENCH = "fr"
OTHER_NAMES = {"prs": "fa_AF"}  # Dari has a code of its own that few readers know


@dataclass(frozen=True)
class Tongue:
    """A language as the typesetter and a reader’s voice know it."""

    lang: str
    region: str
    rtl: bool

    @property
    def is_french(self) -> bool:
        """Whether French punctuation applies."""
        return self.lang == FRENCH

    def words(self) -> dict[str, str | bool]:
        """Give it as the templates read it."""
        return asdict(self)


@cache
def tongue(code: str | None) -> Tongue:
    """Know a language by its code (« ar », « fa_AF », « prs », « uk »…); French when unknown."""
    name = (code or FRENCH).replace("-", "_")
    try:
        known = Locale.parse(OTHER_NAMES.get(name, name))
    except (UnknownLocaleError, ValueError):
        return Tongue(FRENCH, "FR", rtl=False)
    region = known.territory or ("FR" if known.language == FRENCH else "")
    return Tongue(known.language, region, rtl=known.text_direction == "rtl")
