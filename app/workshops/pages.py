"""What the pages of ateliers show to référents, people and partners."""

from dataclasses import dataclass
from typing import Any

from flask import current_app, render_template, request
from wtforms.fields.choices import SelectChoice

from app import clock
from app.accompaniments.presence import going_on
from app.letters.actions import may_recall
from app.profiles.queries import profile_of
from app.web import me, person
from app.workshops import forms, partners, queries, reading, referrals, released
from app.workshops.models import AmbassadorReferral, Enrolment, Session, Workshop


def workshop(one: Workshop) -> str:
    """Draw a workshop for a référent."""
    sought = forms.PartnerForm(request.args)
    return render_template(
        "workshops/show.html",
        workshop=one,
        counts=queries.counts(one.sessions),
        runs=queries.may_run(me(), one),
        partner_form=sought,
        found=partners.search(sought.nom.data or "", one),
        now=clock.now(),
    )


def enrol_form(session: Session, **given: Any) -> forms.EnrolForm:
    """Give the form to enrol one’s own people, those who are not yet."""
    known = {one.volunteer_id for one in queries.enrolments_of(session)}
    form = forms.EnrolForm(**given)
    form.people.choices = [
        SelectChoice(one.token, one.full_name) for one in going_on(me()) if one.id not in known
    ]
    return form


def session(one: Session, form: forms.EnrolForm | None = None) -> str:
    """Draw a session for a référent: all who enrolled if they run it, else their own people."""
    runs = queries.may_run(me(), one.workshop)
    enrolled = queries.enrolments_of(one)
    people = [row.volunteer for row in enrolled]
    own = reading.own_among(me(), people)
    return render_template(
        "workshops/session.html",
        session=one,
        workshop=one.workshop,
        runs=runs,
        own=own,
        names=reading.names_for(me(), people),
        enrolled=[row for row in enrolled if runs or row.volunteer_id in own],
        tally=queries.counts([one])[one.id],
        form=form or enrol_form(one, formdata=None),
        several=len([other for other in one.workshop.sessions if other.is_ahead]) > 1,
        may_restore=one.cancelled_at is not None and may_recall(one, one.cancelled_at),
        undo_minutes=current_app.config["SETTINGS"].undo_minutes,
    )


@dataclass(frozen=True)
class Offer:
    """One workshop as a person reads of it: its dates, and where they are on each."""

    workshop: Workshop
    dates: list[tuple[Session, Enrolment | None, bool]]

    @property
    def free(self) -> list[Session]:
        """The dates where one may still say « je viens »."""
        return [session for session, mine, _ in self.dates if mine is None]


def of_person() -> str:
    """Draw what a person may come to, in plain words."""
    someone = person()
    mine = queries.upcoming_of(someone)
    sessions = queries.offered_to(someone)
    counts = queries.counts(sessions)
    own = {one.session_id: one for one in mine}
    offers: dict[int, Offer] = {}
    for one in sessions:
        offer = offers.setdefault(one.workshop_id, Offer(one.workshop, []))
        full = counts[one.id].enrolled >= one.capacity
        offer.dates.append((one, own.get(one.id), full))
    return render_template(
        "workshops/mine.html",
        person=someone,
        mine=mine,
        offers=[offer for offer in offers.values() if offer.workshop.is_open and offer.free],
        meetings=[(one, _read_by(one)) for one in referrals.open_for(someone)],
    )


def _read_by(referral: AmbassadorReferral) -> list[tuple[str, str]]:
    """Tell a person what an ambassador reads of them."""
    someone = referral.volunteer
    return released.lines(someone, profile_of(someone), referral.released, referral.message)
