"""The attendance screen: one form for the whole group, made from who enrolled."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask import render_template
from wtforms.fields.choices import SelectChoice

from app.accounts.models import Account
from app.caseloads import queries as caseloads
from app.forms import RadioField
from app.web import me
from app.workshops import attending, reading
from app.workshops.attending import Roll
from app.workshops.forms import RollForm
from app.workshops.models import Attendance, Enrolment, Session

PREFIX = "venu_"


@dataclass(frozen=True)
class Row:
    """One person of the roll: their name as this référent may read it, and the answer."""

    enrolment: Enrolment
    name: str
    answer: RadioField
    noted: str = ""


class Sheet:
    """The roll of a session as one référent fills it."""

    def __init__(self, session: Session, **given: Any) -> None:
        self.session = session
        self.enrolments = attending.rows_of(session)
        self.names = reading.names_for(me(), [one.volunteer for one in self.enrolments])
        self.others = self._others()
        self.form = self._form(**given)

    def _others(self) -> list[Account]:
        """List one’s own people who are not on the roll."""
        known = {one.volunteer_id for one in self.enrolments}
        return [one for one in caseloads.people_of(me()) if one.id not in known]

    def _form(self, **given: Any) -> RollForm:
        class Filled(RollForm):
            """The questions of this session."""

        for one in self.enrolments:
            question = RadioField(
                self.names[one.volunteer_id], choices=Attendance.choices(), default=one.attendance
            )
            setattr(Filled, PREFIX + one.volunteer.token, question)
        form = Filled(guests=self.session.guests, version=str(self.session.version), **given)
        form.came_too.choices = [SelectChoice(one.token, one.full_name) for one in self.others]
        return form

    @property
    def is_stale(self) -> bool:
        """Whether somebody wrote the attendance since the page was read."""
        return bool(self.form.version.data != str(self.session.version))

    def catch_up(self) -> None:
        """Go on from what somebody wrote meanwhile, without losing what was ticked here."""
        self.form.version.data = str(self.session.version)
        for one in self.enrolments:
            field = self.form[PREFIX + one.volunteer.token]
            field.data = field.data or one.attendance

    def roll(self) -> Roll:
        """Give the roll as it was filled in."""
        chosen = set(self.form.came_too.data or [])
        return Roll(
            said=self._said(),
            came_too=[one for one in self.others if one.token in chosen],
            guests=int(self.form.guests.data or 0),
        )

    def _said(self) -> Mapping[int, str]:
        answers = {one.id: self.form[PREFIX + one.volunteer.token].data for one in self.enrolments}
        return {key: said for key, said in answers.items() if said}

    def everyone(self) -> Roll:
        """Give a roll where all who had a place came, but those already said otherwise."""
        present = Attendance.PRESENT.value
        said = {one.id: one.attendance or present for one in self.enrolments if not one.waiting}
        return Roll(said=said, guests=self.session.guests)

    def rows(self, *, meanwhile: bool) -> Sequence[Row]:
        """List the questions; ``noted`` says what somebody answered meanwhile, when it differs."""
        rows = []
        for one in self.enrolments:
            field = self.form[PREFIX + one.volunteer.token]
            differs = meanwhile and one.attendance and one.attendance != field.data
            noted = Attendance.said(one.attendance) if differs else ""
            rows.append(Row(one, self.names[one.volunteer_id], field, noted))
        return rows

    def draw(self, *, meanwhile: bool = False) -> str:
        """Draw the page."""
        return render_template(
            "workshops/attendance.html",
            session=self.session,
            workshop=self.session.workshop,
            form=self.form,
            rows=self.rows(meanwhile=meanwhile),
            meanwhile=meanwhile,
            history=reading.attendance_history(self.session),
        )
