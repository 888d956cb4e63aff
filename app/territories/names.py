"""Names of communes, made comparable: what people type, and every name kept in memory."""

import re
import unicodedata
from dataclasses import dataclass

from rapidfuzz import fuzz, process

NEAR = 72
LONGEST = 80
WHOLE = {"st": "saint", "ste": "sainte", "sts": "saints", "stes": "saintes"}
LIGATURES = str.maketrans({"œ": "oe", "Œ": "oe", "æ": "ae", "Æ": "ae"})


def simplified(name: str) -> str:
    """Give a name as it is compared: no accent, no punctuation, « saint » written whole."""
    spelt = name.translate(LIGATURES)
    plain = unicodedata.normalize("NFKD", spelt).encode("ascii", "ignore").decode().lower()
    words = re.sub(r"[^a-z0-9]+", " ", re.sub(r"\bs/", "sur ", plain)).split()
    return " ".join(WHOLE.get(word, word) for word in words)


@dataclass(frozen=True)
class Typed:
    """What someone typed, read: the simplified name, and the digits beside it."""

    name: str
    digits: str = ""


def read(text: str) -> Typed:
    """Read « Grenoble (38) », « 38400 » or « St Martin d'Heres »."""
    words = re.sub(r"\b(\d\d) (\d{3})\b", r"\1\2", simplified(text[:LONGEST])).split()
    numbers = [w for w in words if re.fullmatch(r"\d{2,5}|\d[ab]|\d[ab]\d{3}", w)]
    names = [w for w in words if w not in numbers]
    return Typed(" ".join(names), numbers[0].upper() if numbers else "")


@dataclass
class Names:
    """Every name, kept in memory for the searches that no index helps."""

    signature: tuple[int, int]
    codes: list[str]
    names: list[str]

    def holding(self, wanted: str, limit: int = 30) -> list[str]:
        """Give the codes of names with these words inside, or the same letters unspaced."""
        inside = f" {wanted}"
        closed = wanted.replace(" ", "")
        found = []
        for code, name in zip(self.codes, self.names, strict=True):
            if inside in f" {name}" or (name[:1] == closed[:1] and name.replace(" ", "") == closed):
                found.append(code)
                if len(found) == limit:
                    break
        return found

    def near(self, wanted: str, limit: int = 10) -> list[str]:
        """Give the codes of the names that look like this one, the closest first."""
        if len(wanted) < 3:
            return []
        found = process.extract(
            wanted, self.names, scorer=fuzz.ratio, limit=limit, score_cutoff=NEAR
        )
        found.sort(key=lambda hit: (-round(hit[1]), hit[2]))
        return [self.codes[place] for _name, _score, place in found]
