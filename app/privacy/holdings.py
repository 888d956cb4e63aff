"""Where each concept keeps something of a person, and what becomes of it when it must go.

One line a table: whose rows, in which category people read about, and what is emptied. A row that
an indicator counts stays, with nothing in it that names or tells; every other row goes.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import ColumnElement, Table, Text, cast, or_, select

from app.accompaniments import models as care
from app.accounts import models as accounts
from app.alerts.models import Alert
from app.caseloads.calls import CallWish
from app.caseloads.models import EmergencyAccess
from app.contracts import models as contracts
from app.extensions import db
from app.indicators.models import Testimony
from app.introductions.models import Introduction
from app.languages import _
from app.letters.answer_links import AnswerLink
from app.outreach.models import Referral
from app.passports import models as passports
from app.placements import models as placements
from app.profiles.models import Profile
from app.suggestions.models import Choice
from app.threads.models import Difficulty, Message
from app.vocabulary import Worded
from app.workshops import models as workshops

Who = list[int]
Whose = Callable[[Who], ColumnElement[bool]]


class Category(Worded):
    """What is kept, as people read it."""

    ENTRY = "entry", _("Comment vous entrez")
    ANSWERS = "answers", _("Vos réponses et vos choix")
    REQUESTS = "requests", _("Vos demandes")
    MESSAGES = "messages", _("Vos messages")
    MISSIONS = "missions", _("Vos missions")
    PASSPORT = "passport", _("Votre passeport")
    WORKSHOPS = "workshops", _("Vos ateliers et vos rencontres")
    FOLLOW_UP = "follow_up", _("Votre accompagnement")
    CONTRACTS = "contracts", _("Vos contrats")
    WORDS = "words", _("Vos témoignages")


@dataclass(frozen=True)
class Holding:
    """What one table keeps of people: the rows go, or stay with these columns emptied."""

    table: Table
    category: str
    whose: Whose
    empty: Mapping[str, Any] = field(default_factory=dict)

    @property
    def goes(self) -> bool:
        """Whether the rows themselves go."""
        return not self.empty


def _table(model: Any) -> Table:
    found: Table = model.__table__
    return found


def _by(column: Any) -> Whose:
    return column.in_  # type: ignore[no-any-return]


def _through(column: Any, key: Any, owner: Any) -> Whose:
    return lambda who: column.in_(select(key).where(owner.in_(who)))


def _holding(model: Any, category: str, whose: Whose | None = None, /, **empty: Any) -> Holding:
    return Holding(_table(model), category, whose or _by(model.volunteer_id), empty)


def _of_contract(model: Any) -> Whose:
    contract = contracts.Contract
    return _through(model.contract_id, contract.id, contract.volunteer_id)


def _in_their_threads(model: Any) -> Whose:
    asked = _through(model.thread_id, Introduction.thread_id, Introduction.volunteer_id)
    at_work = placements.Placement
    done = _through(model.thread_id, at_work.thread_id, at_work.volunteer_id)
    return lambda who: or_(asked(who), done(who))


C = Category
BOTH: dict[str, Any] = {"closing_reason": "", "backdating_reason": "", "code_hash": None}
DONE: dict[str, Any] = {
    "title": "", "place": "", "rhythm": "", "context": "", "tasks": [], "results": "",
    "responsibilities": "", "tools": [], "trainings": [], "skills": [], "comment": "",
    "remark": "", "attester_email": "", "ask": None, "attester_name": "", "attester_role": "",
    "statement": "", "hidden": True, "association_name": "", "association_facts": "",
    "association_purpose": "",
}  # fmt: skip
HOLDINGS = (
    _holding(accounts.Authenticator, C.ENTRY, _by(accounts.Authenticator.account_id)),
    _holding(accounts.Passkey, C.ENTRY, _by(accounts.Passkey.account_id)),
    _holding(accounts.RecoveryCode, C.ENTRY, _by(accounts.RecoveryCode.account_id)),
    _holding(accounts.OneTimeLink, C.ENTRY, _by(accounts.OneTimeLink.account_id)),
    _holding(AnswerLink, C.ENTRY, _by(AnswerLink.to_id)),
    _holding(accounts.ProviderIdentity, C.ENTRY, _by(accounts.ProviderIdentity.account_id)),
    _holding(accounts.AccountSession, C.ENTRY, _by(accounts.AccountSession.account_id)),
    _holding(Profile, C.ANSWERS, _by(Profile.account_id)),
    _holding(Choice, C.ANSWERS),
    _holding(Alert, C.ANSWERS, _by(Alert.account_id)),
    _holding(CallWish, C.REQUESTS),
    _holding(
        Introduction, C.REQUESTS, proposal="", words="", released=[], sentence="",
        meeting_place="", meeting_with="", meeting_note="", meeting_wish="",
    ),
    _holding(
        Referral, C.REQUESTS, first_name="Personne", last_name="effacée", email=None, phone=None,
        words="", question="", reply="", sentence="", once=None,
    ),
    _holding(Message, C.MESSAGES, _in_their_threads(Message)),
    _holding(Difficulty, C.MESSAGES),
    _holding(placements.Placement, C.MISSIONS, ending=""),
    _holding(
        placements.CheckIn, C.MISSIONS,
        _through(placements.CheckIn.placement_id, placements.Placement.id,
                 placements.Placement.volunteer_id),
    ),
    _holding(
        placements.OwnEngagement, C.MISSIONS, organisation="", what="", once=None,
        association_id=None,
    ),
    _holding(passports.Booklet, C.PASSPORT),
    _holding(passports.Entry, C.PASSPORT, **DONE),
    _holding(passports.Proof, C.PASSPORT, words_hash="", entries=[]),
    _holding(
        passports.Credential, C.PASSPORT,
        _through(passports.Credential.entry_id, passports.Entry.id, passports.Entry.volunteer_id),
        jwt="",
    ),
    _holding(workshops.AmbassadorReferral, C.WORKSHOPS, message="", answer="", released=[]),
    _holding(
        workshops.AmbassadorContact, C.WORKSHOPS,
        _through(workshops.AmbassadorContact.referral_id, workshops.AmbassadorReferral.id,
                 workshops.AmbassadorReferral.volunteer_id),
    ),
    _holding(
        care.Episode, C.FOLLOW_UP, next_step="", next_step_on=None, may_contact_after=False,
        exit_detail="", exit_evidence="",
    ),
    _holding(care.Interview, C.FOLLOW_UP, place="", notes="", replaced=None),
    _holding(care.ContactAttempt, C.FOLLOW_UP),
    _holding(care.Barrier, C.FOLLOW_UP),
    _holding(care.Note, C.FOLLOW_UP),
    _holding(
        care.Review, C.FOLLOW_UP,
        _through(care.Review.episode_id, care.Episode.id, care.Episode.volunteer_id),
    ),
    _holding(care.FollowUp, C.FOLLOW_UP, changed="", may_quote=False),
    _holding(EmergencyAccess, C.FOLLOW_UP, reason=""),
    _holding(
        contracts.Contract, C.CONTRACTS, strengths="", goals=[], experience="", done=[], **BOTH,
    ),
    _holding(
        contracts.CivicCommitment, C.CONTRACTS, activity="", place="", job_link="", **BOTH,
    ),
    _holding(contracts.Commitment, C.CONTRACTS, _of_contract(contracts.Commitment)),
    _holding(
        contracts.PlannedActivity, C.CONTRACTS, _of_contract(contracts.PlannedActivity),
        title="", place="",
    ),
    _holding(contracts.Amendment, C.CONTRACTS, _of_contract(contracts.Amendment)),
    _holding(contracts.SharingConsent, C.CONTRACTS, _of_contract(contracts.SharingConsent)),
    _holding(
        Testimony, C.WORDS, _by(Testimony.author_id), words="", signed_as="", state="withdrawn"
    ),
)  # fmt: skip
_PLACED = _through(
    placements.Hours.placement_id, placements.Placement.id, placements.Placement.volunteer_id
)
_PAUSED = _through(care.Suspension.episode_id, care.Episode.id, care.Episode.volunteer_id)
COUNTED_ONLY = (
    (_table(placements.Hours), C.MISSIONS),
    (_table(workshops.Enrolment), C.WORKSHOPS),
    (_table(care.ActivityStart), C.FOLLOW_UP),
    (_table(care.Suspension), C.FOLLOW_UP),
)


def counted(table: Table, who: Who) -> ColumnElement[bool]:
    """Select the rows of these people in a table that holds nothing but days and numbers."""
    through = {"hours": _PLACED, "suspensions": _PAUSED}.get(table.name)
    return through(who) if through else table.c.volunteer_id.in_(who)


def of(category: str) -> Iterator[Holding]:
    """List what one category holds."""
    return (one for one in HOLDINGS if one.category == category)


def filled(holding: Holding) -> ColumnElement[bool]:
    """Select the rows that still hold something to empty."""
    columns = holding.table.c
    return or_(*(_is_filled(columns[name], blank) for name, blank in holding.empty.items()))


def _is_filled(column: ColumnElement[Any], blank: Any) -> ColumnElement[bool]:
    if blank is None:
        return column.is_not(None)
    if isinstance(blank, list):
        return cast(column, Text) != "[]"
    return or_(column.is_(None), column != blank)


def clear(holding: Holding, who: Who) -> int:
    """Have the rows of these people go, or be emptied; count those that changed."""
    table, whose = holding.table, holding.whose(who)
    if holding.goes:
        done = db.session.execute(table.delete().where(whose))
    else:
        values = dict(holding.empty)
        done = db.session.execute(table.update().where(whose, filled(holding)).values(values))
    return int(getattr(done, "rowcount", 0))


def clear_all(who: Who, *categories: str) -> int:
    """Clear every table of some categories, or of all."""
    wanted = [one for one in HOLDINGS if not categories or one.category in categories]
    return sum(clear(one, who) for one in wanted)
