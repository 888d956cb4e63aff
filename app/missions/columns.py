"""The columns of a file of missions: their name, what they mean, and how a cell is read."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from app.forms import in_hours, read_day
from app.missions.forms import MOST_HOURS, MOST_PLACES, listed
from app.territories.queries import simplified
from app.vocabulary import HALF_DAYS, Domain, French, Public, Worded

YES = frozenset({"oui", "o", "vrai", "x", "1", "yes", "true"})
NO = frozenset({"non", "n", "faux", "0", "no", "false"})


def text(limit: int) -> Callable[[str], str]:
    """Read a text of so many characters at most; it stays text whatever it looks like."""

    def read(cell: str) -> str:
        if len(cell) > limit:
            raise ValueError(f"{len(cell)} caractères, {limit} au plus")
        return cell

    return read


def title(cell: str) -> str:
    """Read a title of two words at least."""
    if len(cell.split()) < 2:
        raise ValueError("un titre de deux mots au moins")
    return text(120)(cell)


def one_of(kind: type[Worded]) -> Callable[[str], str]:
    """Read a value of a closed list, by its code or its words."""
    known = {simplified(word): value for value, label in kind.choices() for word in (value, label)}

    def read(cell: str) -> str:
        if simplified(cell) not in known:
            labels = ", ".join(label for _, label in kind.choices())
            raise ValueError(f"« {cell[:40]} » n’est pas dans la liste : {labels}")
        return known[simplified(cell)]

    return read


def some_of(kind: type[Worded]) -> Callable[[str], list[str]]:
    """Read several values of a closed list."""
    one = one_of(kind)
    return lambda cell: list(dict.fromkeys(one(item) for item in listed(cell)))


def yes_or_no(cell: str) -> bool:
    """Read oui or non."""
    said = simplified(cell)
    if said not in YES | NO:
        raise ValueError(f"« {cell[:40]} » : écrivez oui ou non")
    return said in YES


def count(cell: str) -> int:
    """Read how many people."""
    if not cell.isdecimal() or not 1 <= int(cell[:9]) <= MOST_PLACES:
        raise ValueError(f"« {cell[:40]} » : un nombre entre 1 et {MOST_PLACES}")
    return int(cell)


def hours(cell: str) -> float:
    """Read a number of hours."""
    try:
        value = float(in_hours(cell).replace(",", "."))
    except ValueError:
        value = 0
    if not 0.5 <= value <= MOST_HOURS:
        raise ValueError(f"« {cell[:40]} » : un nombre entre 0,5 et {MOST_HOURS}")
    return value


def day(cell: str) -> date:
    """Read a day."""
    found = read_day(cell)
    if found is None:
        raise ValueError(f"« {cell[:40]} » : une date, par exemple 24/11/2026")
    return found


def half_days(cell: str) -> list[str]:
    """Read half-days: « mardi matin, jeudi », or their codes."""
    known = {simplified(words): [code] for code, words in HALF_DAYS.items()}
    known |= {simplified(code): [code] for code in HALF_DAYS}
    for code, words in HALF_DAYS.items():
        if not code.endswith("eve"):
            known.setdefault(simplified(words.split()[0]), []).append(code)
    found: list[str] = []
    for item in listed(cell):
        if simplified(item) not in known:
            raise ValueError(f"« {item[:40]} » : un jour et un moment, par exemple mardi matin")
        found += known[simplified(item)]
    return [code for code in HALF_DAYS if code in found]


@dataclass(frozen=True)
class Column:
    """One column: its name in the file, the fact it fills, how it is read, and what to write."""

    name: str
    fact: str
    read: Callable[[str], Any]
    meaning: str
    required: bool = False


COLUMNS = (
    Column("titre", "title", title, "Un verbe et quelques mots.", required=True),
    Column("description", "description", text(3000), "Ce que fait la personne.", required=True),
    Column("domaine", "domain", one_of(Domain), "Par exemple : Solidarité.", required=True),
    Column("reference", "reference", text(80), "Votre numéro, pour la mettre à jour ensuite."),
    Column("association", "association", text(40), "RNA, SIRET ou SIREN de l’association."),
    Column("commune", "commune", text(80), "Le nom ou le code postal."),
    Column("code_insee", "code_insee", text(5), "Le code INSEE, à la place de la commune."),
    Column("a_distance", "remote", yes_or_no, "oui si cela se fait depuis chez soi."),
    Column("lieu", "place_detail", text(200), "L’adresse."),
    Column("transports", "transit", text(200), "L’arrêt le plus proche."),
    Column("jours", "slots", half_days, "Par exemple : mardi matin, jeudi après-midi."),
    Column("jours_libres", "flexible", yes_or_no, "oui si les jours se décident ensemble."),
    Column("heures", "hours_per_week", hours, "Heures par semaine. Par exemple : 2,5."),
    Column("une_seule_fois", "one_off", yes_or_no, "oui pour un événement."),
    Column("debut", "starts_on", day, "Le premier jour : 24/11/2026."),
    Column("fin", "ends_on", day, "Le dernier jour."),
    Column("places", "places", count, "Combien de personnes."),
    Column("publics", "publics", some_of(Public), "Qui l’on rencontre : Des enfants."),
    Column("competences", "skills", listed, "Une liste, entre virgules."),
    Column("francais", "french", one_of(French), "De A1 (quelques mots) à C2."),
    Column("permis", "driving_licence", yes_or_no, "oui s’il faut le permis."),
    Column("porter", "lifting", yes_or_no, "oui s’il faut porter lourd."),
    Column("sans_marche", "step_free", yes_or_no, "oui si le lieu est sans marche."),
    Column("debutants", "beginners", yes_or_no, "oui si l’on peut venir sans savoir faire."),
    Column("essai", "trial", yes_or_no, "oui si l’on peut essayer d’abord."),
    Column("accueil", "welcome", text(600), "Qui accueille la personne, et comment."),
    Column("frais", "expenses", text(200), "Les frais remboursés."),
)
BY_NAME = {column.name: column for column in COLUMNS}
