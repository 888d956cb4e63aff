"""The closed lists that missions and profiles share, each value with its French words."""

from enum import StrEnum

from app.languages import _


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

    SOLIDARITY = "solidarite_insertion", _("Solidarité")
    EDUCATION = "education", _("Enfance et éducation")
    CULTURE = "art_culture", _("Arts et culture")
    HEALTH = "sante", _("Santé et grand âge")
    SPORT = "sport", _("Sport")
    NATURE = "nature", _("Nature et animaux")
    CITIZENSHIP = "memoire_citoyennete", _("Mémoire et vie du quartier")
    PREVENTION = "prevention_protection", _("Secours et prévention")
    COOPERATION = "cooperation_internationale", _("Monde et accueil")
    EXPERTISE = "competences", _("Coup de main de spécialiste")


class Mode(Worded):
    """How a person travels."""

    WALK = "walk", _("À pied")
    BIKE = "bike", _("À vélo")
    TRANSIT = "transit", _("En bus, tram ou train")
    CAR = "car", _("En voiture")


class French(Worded):
    """How well one speaks French, in the levels of the common European framework."""

    A1 = "A1", _("Quelques mots")
    A2 = "A2", _("Un peu")
    B1 = "B1", _("Assez pour parler de tous les jours")
    B2 = "B2", _("Bien")
    C1 = "C1", _("Très bien")
    C2 = "C2", _("C’est ma langue, ou tout comme")


class Public(Worded):
    """Whom one meets in a mission."""

    OLDER = "older", _("Des personnes âgées")
    CHILDREN = "children", _("Des enfants")
    TEENAGERS = "teenagers", _("Des adolescents")
    PARENTS = "parents", _("Des parents")
    NEWCOMERS = "newcomers", _("Des personnes qui arrivent en France")
    DISABLED = "disabled", _("Des personnes en situation de handicap")
    ILL = "ill", _("Des personnes malades")
    HARDSHIP = "hardship", _("Des personnes en difficulté")
    ANIMALS = "animals", _("Des animaux")
    EVERYONE = "everyone", _("Tout le monde")


DAYS = (
    ("mon", _("lundi")),
    ("tue", _("mardi")),
    ("wed", _("mercredi")),
    ("thu", _("jeudi")),
    ("fri", _("vendredi")),
    ("sat", _("samedi")),
    ("sun", _("dimanche")),
)
PARTS = (("am", _("matin")), ("pm", _("après-midi")), ("eve", _("soir")))
HALF_DAYS = {
    f"{d}-{p}": _("%(day)s %(part)s", day=day, part=part) for d, day in DAYS for p, part in PARTS
}
