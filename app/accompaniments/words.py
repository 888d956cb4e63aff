"""The closed lists of an accompaniment, each value with its French words."""

from app.languages import _
from app.vocabulary import Worded


class Pathway(Worded):
    """The way a person is on, which decides what a contract may hold."""

    SOCIAL = "social", "Social"
    SOCIO_PROFESSIONAL = "socio_professional", "Socioprofessionnel"
    PROFESSIONAL = "professional", "Professionnel"


class MeetingMode(Worded):
    """How an interview takes place."""

    IN_PERSON = "in_person", _("En face à face")
    PHONE = "phone", _("Par téléphone")
    VIDEO = "video", _("En visio")
    AT_HOME = "at_home", _("Chez la personne")


class BarrierTheme(Worded):
    """What makes things harder: a theme, never a cause."""

    MOBILITY = "mobilite", "Se déplacer"
    HOUSING = "logement", "Logement"
    FAMILY = "contraintes_familiales", "Famille et garde d’enfants"
    HEALTH = "sante", "Rythme et conditions physiques"
    LANGUAGE = "maitrise_langue", "Langue, lecture, calcul"
    DIGITAL = "numerique", "Numérique"
    PAPERWORK = "difficulte_administrative", "Démarches"
    MONEY = "difficulte_financiere", "Budget"
    ISOLATION = "isolement", "Isolement, confiance"


class BarrierStatus(Worded):
    """Where the action on a barrier is."""

    OPEN = "open", "À traiter"
    IN_PROGRESS = "in_progress", "En cours"
    LIFTED = "lifted", "Levé"
    ABANDONED = "abandoned", "Laissé de côté"


class SuspensionReason(Worded):
    """Why an accompaniment waits."""

    HEALTH = "health", "Santé"
    PARENTAL = "parental", "Naissance, enfants"
    AWAY = "away", "Absence"
    OTHER = "other", "Autre"


class ExitCategory(Worded):
    """What the département calls an exit; from the first, which wins on one date, to the last."""

    DURABLE = "durable", "Emploi durable"
    TRANSITION = "transition", "Emploi de transition"
    POSITIVE = "positive", "Sortie positive"
    MISSION = "mission", "Mission bénévole"
    REFERRAL = "referral", "Autre accompagnement"
    NEUTRAL = "neutral", "Autre sortie"
    NO_FOLLOW_UP = "no_follow_up", "Sans suite"


class ExitType(Worded):
    """How an accompaniment ended, in neutral words."""

    PERMANENT_JOB = "emploi_cdi", "Emploi en CDI"
    LONG_JOB = "emploi_cdd_6m_plus", "Emploi en CDD de 6 mois ou plus"
    LONG_TEMPING = "emploi_interim_6m_plus", "Intérim de 6 mois ou plus"
    PUBLIC_SERVICE = "fonction_publique", "Fonction publique"
    OWN_BUSINESS = "creation_entreprise", "Création d’entreprise"
    SHORT_JOB = "emploi_cdd_moins_6m", "Emploi en CDD de moins de 6 mois"
    SHORT_TEMPING = "emploi_interim_court", "Intérim de moins de 6 mois"
    SUBSIDISED_JOB = "contrat_aide", "Contrat aidé"
    QUALIFYING_TRAINING = "formation_qualifiante", "Formation qualifiante"
    FIRST_TRAINING = "formation_prequalifiante", "Formation préqualifiante"
    WORK_INTEGRATION = "iae", "Insertion par l’activité économique"
    CIVIC_SERVICE = "service_civique", "Service civique"
    LASTING_MISSION = "mission_benevole_perenne", "Mission bénévole qui dure"
    OTHER_SUPPORT = "autre_accompagnement", "Autre accompagnement"
    RETIREMENT = "retraite", "Retraite"
    DISABILITY = "aah_invalidite", "AAH ou invalidité"
    LONG_ILLNESS = "maladie_longue", "Maladie longue"
    PARENTAL_LEAVE = "conge_parental", "Congé parental"
    MOVED = "demenagement", "Déménagement"
    DEATH = "deces", "Décès"
    END_OF_RIGHTS = "fin_droit_rsa", "Fin de droit au RSA"
    END_OF_TERM = "fin_de_duree_24m", "Fin des 24 mois"
    OWN_WISH = "souhait_de_la_personne", "Souhait de la personne"
    NO_FOLLOW_UP = "n_a_pas_donne_suite", "N’a pas donné suite"
    NEVER_CAME = "jamais_venu", "N’est jamais venue"
    EXCLUDED = "exclusion", "Arrêt décidé par le service"
    OTHER = "autre", "Autre, à préciser"


class ActivityKind(Worded):
    """An activity that starts; the département chooses which count as going back to work."""

    PERMANENT = "cdi", "Emploi en CDI"
    FIXED_TERM = "cdd", "Emploi en CDD"
    TEMPING = "interim", "Intérim"
    SUBSIDISED = "contrat_aide", "Contrat aidé"
    INTEGRATION = "iae", "Insertion par l’activité économique"
    SELF_EMPLOYED = "independant", "À son compte"
    HOME_SERVICES = "cesu", "Services payés en CESU"
    TRAINING = "formation", "Formation"
    INTERNSHIP = "stage", "Stage"
    IMMERSION = "immersion", "Immersion"


class Reached(Worded):
    """What came of the follow-up six months after."""

    REACHED = "reached", "Jointe"
    UNREACHABLE = "unreachable", "Injoignable"
    REFUSED = "refused", "Ne souhaite pas répondre"
    NOT_TRIED = "not_tried", "Pas essayé"
    DECEASED = "deceased", "Décédée"


class Situation(Worded):
    """What a person does six months after."""

    LOOKING = "recherche_emploi", "Cherche un emploi"
    TRAINING = "formation", "En formation"
    INTERNSHIP = "stage", "En stage"
    APPRENTICE = "alternance", "En alternance"
    INTEGRATION = "iae", "En insertion par l’activité économique"
    TEMPING = "interim", "En intérim"
    FULL_TIME = "emploi_temps_plein", "Emploi à temps plein"
    PART_TIME = "emploi_temps_partiel", "Emploi à temps partiel"
    OWN_BUSINESS = "entrepreneur", "À son compte"
    STUDENT = "etudiant", "Étudiante ou étudiant"
    RETIRED = "retraite", "À la retraite"
    ILL = "longue_maladie", "Longue maladie"
    DISABLED = "invalidite", "Invalidité"
    PARENTAL_LEAVE = "conge_parental", "Congé parental"
    AT_HOME = "au_foyer", "Au foyer"
    CARER = "aidant", "Aidant familial"
    OTHER = "autre", "Autre"
