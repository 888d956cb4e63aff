"""Things most people know how to do without calling them skills, to tap instead of writing."""

from app.languages import _, french

GROUPS = (
    (
        _("À la maison"),
        "home",
        (
            _("Cuisiner"),
            _("Faire des gâteaux"),
            _("Coudre, réparer un vêtement"),
            _("Ranger, nettoyer"),
            _("Tricoter"),
            _("Faire les courses"),
        ),
    ),
    (
        _("Avec les gens"),
        "people",
        (
            _("Écouter"),
            _("Accueillir, renseigner"),
            _("Tenir compagnie"),
            _("M’occuper d’enfants"),
            _("Aider une personne âgée"),
            _("Aider aux devoirs"),
        ),
    ),
    (
        _("Dehors"),
        "nature",
        (
            _("Jardiner"),
            _("Marcher, faire du vélo"),
            _("M’occuper d’animaux"),
            _("Connaître les plantes"),
            _("Faire du sport"),
        ),
    ),
    (
        _("Avec les mains"),
        "tool",
        (
            _("Bricoler"),
            _("Peindre un mur"),
            _("Réparer des appareils"),
            _("Réparer un vélo"),
            _("Porter, charger, livrer"),
            _("Conduire"),
        ),
    ),
    (
        _("Papiers et écran"),
        "computer",
        (
            _("Remplir des papiers"),
            _("Compter, tenir une caisse"),
            _("Utiliser un ordinateur"),
            _("Utiliser un téléphone portable"),
            _("Écrire"),
            _("Prendre des photos"),
        ),
    ),
    (
        _("Langues et loisirs"),
        "talk",
        (
            _("Parler une autre langue"),
            _("Traduire"),
            _("Chanter, jouer de la musique"),
            _("Dessiner, peindre"),
            _("Jouer aux cartes, aux jeux"),
            _("Lire à voix haute"),
        ),
    ),
)
ALL = tuple(skill for _title, _picture, skills in GROUPS for skill in skills)
_SAID = {french(skill): skill for skill in ALL}


def said(skill: str) -> str:
    """Say a skill in the language that is read, when it is one of these; else as it was written."""
    return _SAID.get(skill, skill)
