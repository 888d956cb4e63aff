"""The steps of a report and of a testimony, and who may take each."""

from typing import Any

from sqlalchemy import select

from app.accounts.models import Role
from app.caseloads.models import Post
from app.extensions import db
from app.lifecycle import Step


def prepares(account: Any, report: Any) -> bool:
    """Tell whether this account prepares the report: a pilote, or a manager of its operator."""
    if account is None:
        return False
    if account.role == Role.PILOT:
        return bool(report.operator_id is None)
    return bool(account.role == Role.OPERATOR and report.operator_id == _operator(account))


def _operator(account: Any) -> int | None:
    found = db.session.scalar(select(Post.operator_id).where(Post.account_id == account.id))
    return found if found is not None else -1


def pilots(account: Any, _thing: Any) -> bool:
    """Tell whether this account pilots the département."""
    return account is not None and account.role == Role.PILOT


def gave_it(account: Any, testimony: Any) -> bool:
    """Tell whether these are this account’s own words."""
    who = account and (account.acting_for or account)
    return who is not None and who.id == testimony.author_id


def gave_it_or_pilots(account: Any, testimony: Any) -> bool:
    """Allow who gave the words, and the pilote who was told."""
    return gave_it(account, testimony) or pilots(account, testimony)


def may_publish(account: Any, testimony: Any) -> bool:
    """Allow a pilote, and only with the consent of who gave the words."""
    return pilots(account, testimony) and testimony.consented_on is not None


FREEZE = Step(
    "freeze", {"open", "frozen", "sent"}, "frozen", prepares,
    "Figer les chiffres", "Les chiffres sont figés. Ils ne changeront plus.",
)  # fmt: skip
SEND = Step(
    "send", {"frozen"}, "sent", prepares,
    "Marquer comme envoyé", "C’est noté : à qui, et quand.",
)  # fmt: skip
STEPS = (FREEZE, SEND)

PUBLISH = Step(
    "publish", {"given"}, "published", may_publish,
    "Publier", "Le témoignage est public.",
)  # fmt: skip
HIDE = Step(
    "hide", {"published"}, "given", pilots,
    "Ne plus montrer", "Le témoignage n’est plus public.",
)  # fmt: skip
WITHDRAW = Step(
    "withdraw", {"given", "published"}, "withdrawn", gave_it_or_pilots,
    "Retirer", "C’est retiré. Il n’y a pas besoin de raison.",
)  # fmt: skip
TESTIMONY_STEPS = (PUBLISH, HIDE, WITHDRAW)
