"""Commitments to pick from, in plain words, and the parts of a contract in their order."""

PERSON = (
    "Je viens aux rendez-vous, ou je préviens si je ne peux pas.",
    "Je dis ce qui est difficile pour moi.",
    "Je regarde les missions bénévoles et je dis celles qui me plaisent.",
    "J’essaie une mission bénévole, si elle me convient.",
    "Je participe à un atelier.",
    "Je prépare mon CV avec de l’aide.",
    "Je m’inscris à un cours de français.",
    "Je cherche une solution pour garder mes enfants.",
    "Je fais mes démarches pour mes papiers ou mes droits.",
)
REFERENT = (
    "Me propose un rendez-vous chaque mois.",
    "Me prévient si un rendez-vous change.",
    "Me propose des missions qui me vont, et m’explique pourquoi.",
    "Vient avec moi la première fois, si je le souhaite.",
    "M’aide à payer le trajet.",
    "M’inscrit à un atelier.",
    "M’aide pour mes démarches.",
    "Cherche avec moi une solution pour garder mes enfants.",
    "Me répond en trois jours.",
)
PARTS = {
    "souhaits": (
        "Ce que la personne veut",
        "Avec ses mots. On peut enregistrer et revenir plus tard.",
    ),
    "personne": (
        "Ce que fait la personne",
        "Choisissez des phrases, ou écrivez les vôtres. Une ligne, un engagement.",
    ),
    "referent": (
        "Ce que fait le référent",
        "Écrit du point de vue de la personne : « Mon référent me propose… ».",
    ),
    "activites": ("Activités", "Bénévoles, citoyennes, au quartier : ce que la personne choisit."),
    "duree": ("Durée", "La fin se calcule toute seule, depuis le premier jour."),
    "partage": (
        "Accord",
        "À qui la personne accepterait qu’on parle d’elle. Elle coche, ou non, en signant.",
    ),
}
