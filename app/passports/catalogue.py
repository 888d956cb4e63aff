"""The skills people may put in a passport, in lists known to employers, and in their own words."""

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from app.languages import _
from app.territories.names import simplified
from app.vocabulary import Worded


class Level(Worded):
    """How far one is on one’s own, after the four levels of RECTEC."""

    GUIDED = "1", _("Quelqu’un me montre")
    WATCHED = "2", _("Je le fais, quelqu’un vérifie")
    ALONE = "3", _("Je le fais seul")
    LEADS = "4", _("Je le fais seul et je montre aux autres")


@dataclass(frozen=True)
class Skill:
    """One line of a list."""

    framework: str
    framework_name: str
    framework_url: str
    code: str
    label: str
    simple: str
    examples: tuple[str, ...]
    clues: tuple[str, ...]
    graded: bool

    def fits(self, text: str) -> int:
        """Count its clues in a text without accents."""
        return sum(bool(re.search(rf"\b{re.escape(clue)}", text)) for clue in self.clues)


@cache
def every() -> dict[str, Skill]:
    """Give all skills by their code, RECTEC first."""
    lists = tomllib.loads(Path(__file__).with_name("skills.toml").read_text())
    found = {}
    for name, told in lists.items():
        for one in told["skills"]:
            found[one["code"]] = Skill(
                framework=name,
                framework_name=told["name"],
                framework_url=told["url"],
                code=one["code"],
                label=one["label"],
                simple=_(one["simple"]),
                examples=tuple(_(example) for example in one["examples"]),
                clues=tuple(one["clues"]),
                graded=told["levels"] and one.get("graded", True),
            )
    return found


def proposed(texts: Iterable[str], limit: int = 6) -> list[Skill]:
    """Propose the skills that these texts hint at, the clearest first."""
    said = simplified(" . ".join(texts))
    counted = [(skill.fits(said), skill) for skill in every().values()]
    likely = sorted((pair for pair in counted if pair[0]), key=lambda pair: -pair[0])
    return [skill for _, skill in likely[:limit]]
