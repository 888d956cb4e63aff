"""The closed lists of contracts and sheets, as people read them."""

from app.languages import _
from app.vocabulary import Worded


class ContractType(Worded):
    """The contract in force in the département: a setting."""

    CER = "cer", _("Contrat d’engagements réciproques")
    CE = "ce", _("Contrat d’engagement")


class Party(Worded):
    """Who commits to something."""

    PERSON = "person", _("La personne")
    REFERENT = "referent", _("Le référent")


class Setting(Worded):
    """Where a civic activity takes place."""

    ASSOCIATION = "association", _("Dans une association")
    PUBLIC_BODY = "public_body", _("Dans un service public")
    INFORMAL = "informal", _("Entre voisins, en famille, au quartier")
    COLLECTIVE_ACTION = "collective_action", _("Dans une action collective")


class State(Worded):
    """Where a contract or a sheet is, in words."""

    DRAFT = "draft", _("Brouillon")
    PROPOSED = "proposed", _("À signer")
    SIGNED = "signed", _("Signé")
    REFUSED = "refused", _("Refusé")
    WITHDRAWN = "withdrawn", _("Retiré")
    RENEWED = "renewed", _("Renouvelé")
    ENDED = "ended", _("Fini")
    TERMINATED = "terminated", _("Arrêté")
    CANCELLED = "cancelled", _("Annulé")


class CopyMedium(Worded):
    """How the person got their copy."""

    PAPER = "paper", _("Sur papier, en main propre")
    SITE = "site", _("Sur le site")
    POST = "post", _("Par courrier")
