"""The closed lists that missions and profiles share, each value with its French words."""

from enum import StrEnum


class Worded(StrEnum):
    """A closed list whose values carry the words people read."""

    label: str

    def __new__(cls, value: str, label: str) -> "Worded":
        """Keep the words beside the value."""
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = label
        return member

    @classmethod
    def choices(cls) -> list[tuple[str, str]]:
        """Give the (value, words) pairs a form shows."""
        return [(member.value, member.label) for member in cls]

    @classmethod
    def said(cls, value: str | None) -> str:
        """Give the words of a stored value, or nothing when it has none."""
        return dict(cls.choices()).get(value or "", "")


class Domain(Worded):
    """What a mission is about, and what a person is drawn to."""

    SOLIDARITY = "solidarite_insertion", "Solidarité"
    EDUCATION = "education", "Enfance et éducation"
    CULTURE = "art_culture", "Arts et culture"
    HEALTH = "sante", "Santé et grand âge"
    SPORT = "sport", "Sport"
    NATURE = "nature", "Nature et animaux"
    CITIZENSHIP = "memoire_citoyennete", "Mémoire et vie du quartier"
    PREVENTION = "prevention_protection", "Secours et prévention"
    COOPERATION = "cooperation_internationale", "Monde et accueil"
    EXPERTISE = "competences", "Coup de main de spécialiste"


class Mode(Worded):
    """How a person travels."""

    WALK = "walk", "À pied"
    BIKE = "bike", "À vélo"
    TRANSIT = "transit", "En bus, tram ou train"
    CAR = "car", "En voiture"


class French(Worded):
    """How well one speaks French, in the levels of the common European framework."""

    A1 = "A1", "Quelques mots"
    A2 = "A2", "Un peu"
    B1 = "B1", "Assez pour parler de tous les jours"
    B2 = "B2", "Bien"
    C1 = "C1", "Très bien"
    C2 = "C2", "C’est ma langue, ou tout comme"


class Public(Worded):
    """Whom one meets in a mission."""

    OLDER = "older", "Des personnes âgées"
    CHILDREN = "children", "Des enfants"
    TEENAGERS = "teenagers", "Des adolescents"
    PARENTS = "parents", "Des parents"
    NEWCOMERS = "newcomers", "Des personnes qui arrivent en France"
    DISABLED = "disabled", "Des personnes en situation de handicap"
    ILL = "ill", "Des personnes malades"
    HARDSHIP = "hardship", "Des personnes en difficulté"
    ANIMALS = "animals", "Des animaux"
    EVERYONE = "everyone", "Tout le monde"


DAYS = (
    ("mon", "lundi"),
    ("tue", "mardi"),
    ("wed", "mercredi"),
    ("thu", "jeudi"),
    ("fri", "vendredi"),
    ("sat", "samedi"),
    ("sun", "dimanche"),
)
PARTS = (("am", "matin"), ("pm", "après-midi"), ("eve", "soir"))
HALF_DAYS = {f"{d}-{p}": f"{day} {part}" for d, day in DAYS for p, part in PARTS}
