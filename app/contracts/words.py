"""The closed lists of contracts and sheets, as people read them."""

from app.vocabulary import Worded


class ContractType(Worded):
    """The contract in force in the département: a setting."""

    CER = "cer", "Contrat d’engagements réciproques"
    CE = "ce", "Contrat d’engagement"


class Party(Worded):
    """Who commits to something."""

    PERSON = "person", "La personne"
    REFERENT = "referent", "Le référent"


class Setting(Worded):
    """Where a civic activity takes place."""

    ASSOCIATION = "association", "Dans une association"
    PUBLIC_BODY = "public_body", "Dans un service public"
    INFORMAL = "informal", "Entre voisins, en famille, au quartier"
    COLLECTIVE_ACTION = "collective_action", "Dans une action collective"


class State(Worded):
    """Where a contract or a sheet is, in words."""

    DRAFT = "draft", "Brouillon"
    PROPOSED = "proposed", "À signer"
    SIGNED = "signed", "Signé"
    REFUSED = "refused", "Refusé"
    WITHDRAWN = "withdrawn", "Retiré"
    RENEWED = "renewed", "Renouvelé"
    ENDED = "ended", "Fini"
    TERMINATED = "terminated", "Arrêté"
    CANCELLED = "cancelled", "Annulé"


class CopyMedium(Worded):
    """How the person got their copy."""

    PAPER = "paper", "Sur papier, en main propre"
    SITE = "site", "Sur le site"
    POST = "post", "Par courrier"
