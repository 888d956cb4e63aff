"""Every yes someone gave, one by one, with its days: each is taken back in one click."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import delete, select
from werkzeug.exceptions import NotFound

from app import clock, journal
from app.accompaniments.models import Episode, FollowUp, Review
from app.accounts.models import Account
from app.contracts import actions as contracts
from app.contracts.models import Contract, SharingConsent
from app.extensions import db
from app.indicators import actions as indicators
from app.indicators.models import Testimony
from app.introductions.models import Introduction
from app.journal import Event
from app.languages import _
from app.outreach.models import OpeningNotice
from app.passports.models import Booklet
from app.workshops.models import AmbassadorReferral

VERB = "withdraw_consent"


@dataclass(frozen=True)
class Consent:
    """One yes: what it lets be told, to whom, since when, and until when if it was taken back."""

    kind: str
    key: int
    what: str
    whom: str
    since: date | None
    until: date | None = None

    @property
    def holds(self) -> bool:
        """Whether it holds today."""
        return self.until is None


def of(person: Account) -> list[Consent]:
    """List what someone agreed to, what holds first."""
    found = [one for kind in KINDS.values() for one in kind.listed(person)]
    return sorted(found, key=lambda c: (not c.holds, -(c.since or date.min).toordinal()))


def withdraw(kind: str, key: int, person: Account, by: Any) -> None:
    """Take one back; nothing else changes for the person."""
    if kind not in KINDS or not any(c.key == key and c.holds for c in KINDS[kind].listed(person)):
        raise NotFound
    KINDS[kind].taken_back(key, person, by)


def _day(moment: datetime | None) -> date | None:
    return clock.in_paris(moment).date() if moment else None


def _withdrawn(table: str, person: Account) -> dict[int, date]:
    """Give, from the journal, the day each was taken back."""
    rows = db.session.execute(
        select(Event.subject_id, Event.at).where(
            Event.verb == VERB,
            Event.subject_type == table,
            (Event.actor_id == person.id) | (Event.on_behalf_of_id == person.id),
        )
    )
    return {key: clock.in_paris(at).date() for key, at in rows}


def _sharing(person: Account) -> Iterator[Consent]:
    rows = select(SharingConsent).join(Contract).where(
        Contract.volunteer_id == person.id, SharingConsent.agreed_on.is_not(None)
    )  # fmt: skip
    for one in db.session.scalars(rows):
        yield Consent("partage", one.id, _("Un point de votre contrat"), one.recipient,
                      one.agreed_on, one.withdrawn_on)  # fmt: skip


def _stop_sharing(key: int, _person: Account, by: Any) -> None:
    consent = db.session.get_one(SharingConsent, key)
    contract = db.session.get_one(Contract, consent.contract_id)
    contracts.share(contract, consent, by, yes=False)


def _released(person: Account) -> Iterator[Consent]:
    gone = _withdrawn("introductions", person)
    for one in db.session.scalars(
        select(Introduction).where(Introduction.volunteer_id == person.id)
    ):
        if one.released or one.id in gone:
            whom = one.mission.association.name
            since = _day(one.sent_at or one.created_at)
            until = None if one.released else gone.get(one.id)
            yield Consent("demande", one.id, _("Ce que vous montrez, en plus du prénom"), whom,
                          since, until)  # fmt: skip


def _release_nothing(key: int, _person: Account, by: Any) -> None:
    request = db.session.get_one(Introduction, key)
    request.released = []
    journal.record(VERB, request, by=by)


def _ambassadors(person: Account) -> Iterator[Consent]:
    gone = _withdrawn("ambassador_referrals", person)
    for one in db.session.scalars(
        select(AmbassadorReferral).where(AmbassadorReferral.volunteer_id == person.id)
    ):
        if one.released or one.id in gone:
            until = None if one.released else gone.get(one.id)
            yield Consent("ambassadeur", one.id, _("Ce que vous montrez à l’ambassadeur"),
                          one.ambassador.first_name, one.referred_on, until)  # fmt: skip


def _release_nothing_more(key: int, _person: Account, by: Any) -> None:
    referral = db.session.get_one(AmbassadorReferral, key)
    referral.released = []
    journal.record(VERB, referral, by=by)


def _testimonies(person: Account) -> Iterator[Consent]:
    rows = select(Testimony).where(
        Testimony.author_id == person.id, Testimony.consented_on.is_not(None)
    )
    for one in db.session.scalars(rows):
        yield Consent("temoignage", one.id, _("Votre témoignage, avec votre signature"),
                      _("Tout le monde"), one.consented_on, one.withdrawn_on)  # fmt: skip


def _take_words_back(key: int, _person: Account, by: Any) -> None:
    indicators.withdraw(db.session.get_one(Testimony, key), by=by)


def _news(person: Account) -> Iterator[Consent]:
    gone = _withdrawn("episodes", person)
    for one in db.session.scalars(select(Episode).where(Episode.volunteer_id == person.id)):
        if one.may_contact_after or one.id in gone:
            until = None if one.may_contact_after else gone.get(one.id)
            yield Consent("nouvelles", one.id, _("Vous rappeler six mois après"),
                          _("Le service"), one.ended_on or one.started_on, until)  # fmt: skip


def _ask_no_news(key: int, _person: Account, by: Any) -> None:
    episode = db.session.get_one(Episode, key)
    episode.may_contact_after = False
    journal.record(VERB, episode, by=by)


def _quotes(model: Any, kind: str, table: str, mine: Any, on: str) -> Callable[[Account], Any]:
    def listed(person: Account) -> Iterator[Consent]:
        gone = _withdrawn(table, person)
        for one in db.session.scalars(select(model).where(mine(person))):
            if one.may_quote or one.id in gone:
                until = None if one.may_quote else gone.get(one.id)
                yield Consent(kind, one.id, _("Citer vos mots, sans votre nom"),
                              _("Le Département, qui peut les publier"), getattr(one, on),
                              until)  # fmt: skip

    return listed


def _quote_no_more(model: Any) -> Callable[[int, Account, Any], None]:
    def taken_back(key: int, _person: Account, by: Any) -> None:
        row = db.session.get_one(model, key)
        row.may_quote = False
        journal.record(VERB, row, by=by)

    return taken_back


def _of_their_episodes(person: Account) -> Any:
    theirs = select(Episode.id).where(Episode.volunteer_id == person.id)
    return Review.episode_id.in_(theirs) & (Review.side == "person")


def _passport(person: Account) -> Iterator[Consent]:
    gone = _withdrawn("booklets", person)
    for one in db.session.scalars(select(Booklet).where(Booklet.volunteer_id == person.id)):
        if one.shares or one.id in gone:
            until = None if one.shares else gone.get(one.id)
            yield Consent("passeport", one.id, _("Montrer votre passeport à qui a le lien"),
                          _("Qui lit un document du passeport"), None, until)  # fmt: skip


def _show_no_passport(key: int, _person: Account, by: Any) -> None:
    booklet = db.session.get_one(Booklet, key)
    booklet.shares = False
    journal.record(VERB, booklet, by=by)


def _alerts(person: Account) -> Iterator[Consent]:
    if not person.email:
        return
    for one in db.session.scalars(select(OpeningNotice).where(OpeningNotice.email == person.email)):
        yield Consent("ouverture", one.id, _("Vous écrire quand le site ouvre à "
"%(name)s", name=one.commune.name),
                      _("Le service"), _day(one.asked_at))  # fmt: skip


def _write_no_more(key: int, _person: Account, _by: Any) -> None:
    db.session.execute(delete(OpeningNotice).where(OpeningNotice.id == key))


@dataclass(frozen=True)
class Kind:
    """How one kind of yes is listed, and taken back."""

    listed: Callable[[Account], Any]
    taken_back: Callable[[int, Account, Any], None]


KINDS = {
    "partage": Kind(_sharing, _stop_sharing),
    "demande": Kind(_released, _release_nothing),
    "ambassadeur": Kind(_ambassadors, _release_nothing_more),
    "temoignage": Kind(_testimonies, _take_words_back),
    "nouvelles": Kind(_news, _ask_no_news),
    "bilan": Kind(
        _quotes(Review, "bilan", "reviews", _of_their_episodes, "written_on"),
        _quote_no_more(Review),
    ),
    "apres": Kind(
        _quotes(FollowUp, "apres", "follow_ups",
                lambda person: FollowUp.volunteer_id == person.id, "done_on"),
        _quote_no_more(FollowUp),
    ),
    "passeport": Kind(_passport, _show_no_passport),
    "ouverture": Kind(_alerts, _write_no_more),
}  # fmt: skip
