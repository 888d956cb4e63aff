"""Things most people know how to do without calling them skills, to tap instead of writing."""

GROUPS = (
    (
        "À la maison",
        "home",
        ("Cuisiner", "Faire des gâteaux", "Coudre, réparer un vêtement", "Ranger, nettoyer",
         "Tricoter", "Faire les courses"),
    ),
    (
        "Avec les gens",
        "people",
        ("Écouter", "Accueillir, renseigner", "Tenir compagnie", "M’occuper d’enfants",
         "Aider une personne âgée", "Aider aux devoirs"),
    ),
    (
        "Dehors",
        "nature",
        ("Jardiner", "Marcher, faire du vélo", "M’occuper d’animaux", "Connaître les plantes",
         "Faire du sport"),
    ),
    (
        "Avec les mains",
        "tool",
        ("Bricoler", "Peindre un mur", "Réparer des appareils", "Réparer un vélo",
         "Porter, charger, livrer", "Conduire"),
    ),
    (
        "Papiers et écran",
        "computer",
        ("Remplir des papiers", "Compter, tenir une caisse", "Utiliser un ordinateur",
         "Utiliser un téléphone portable", "Écrire", "Prendre des photos"),
    ),
    (
        "Langues et loisirs",
        "talk",
        ("Parler une autre langue", "Traduire", "Chanter, jouer de la musique",
         "Dessiner, peindre", "Jouer aux cartes, aux jeux", "Lire à voix haute"),
    ),
)  # fmt: skip
ALL = tuple(skill for _title, _picture, skills in GROUPS for skill in skills)
