"""The steps of a line of the passport, and who may take each."""

from typing import Any

from app.associations.models import is_member
from app.languages import _
from app.lifecycle import Step
from app.vocabulary import Worded


class State(Worded):
    """Where a line is."""

    DRAFT = "draft", _("À finir")
    AGREED = "agreed", _("En attente de l’association")
    ATTESTED = "attested", _("Attestée")
    CORRECTED = "corrected", _("Remplacée par une nouvelle version")
    WITHDRAWN = "withdrawn", _("Retirée")


def is_the_person(account: Any, entry: Any) -> bool:
    """Tell whether this is the person, or who fills in with them."""
    if account is None:
        return False
    helped = account.acting_for
    return bool(entry.volunteer_id == (helped.id if helped else account.id))


def may_attest(account: Any, entry: Any) -> bool:
    """Let the association’s members attest, and whoever holds the personal link (no account)."""
    if account is None:
        return True
    if account.id == entry.volunteer_id or account.acting_for is not None:
        return False
    return entry.association_id is not None and is_member(account, entry.association_id)


AGREE = Step(
    "agree", {State.DRAFT}, State.AGREED, is_the_person,
    _("C’est juste, demander à l’association"), _("C’est demandé. L’association a reçu votre "
"demande."),
)  # fmt: skip
REOPEN = Step(
    "reopen", {State.AGREED}, State.DRAFT, is_the_person,
    _("Reprendre pour changer"), _("Vous pouvez changer ce que vous voulez."),
)  # fmt: skip
SEND_BACK = Step(
    "send_back", {State.AGREED}, State.DRAFT, may_attest,
    _("Demander un changement"), _("Votre remarque est envoyée."),
)  # fmt: skip
ATTEST = Step(
    "attest", {State.AGREED}, State.ATTESTED, may_attest,
    _("J’atteste"), _("Merci. L’attestation est faite."),
)  # fmt: skip
CORRECT = Step(
    "correct", {State.ATTESTED}, State.CORRECTED, may_attest,
    _("Remplacer"), _("La nouvelle version remplace l’ancienne."),
)  # fmt: skip
WITHDRAW = Step(
    "withdraw", {State.DRAFT, State.AGREED, State.ATTESTED}, State.WITHDRAWN, is_the_person,
    _("Retirer"), _("C’est retiré. Cette ligne n’est plus valable nulle part."),
)  # fmt: skip

STEPS = (AGREE, REOPEN, SEND_BACK, ATTEST, CORRECT, WITHDRAW)
ALIVE = (State.DRAFT.value, State.AGREED.value, State.ATTESTED.value)
