"""What the links of a mission under way ask: how it goes, in one tap."""

from flask import url_for

from app.accounts.models import Account
from app.answering.questions import Answer, Question, asks
from app.extensions import db
from app.introductions.life import Side, side_of
from app.languages import _
from app.letters.answer_links import AnswerLink, Purpose
from app.placements import actions
from app.placements.life import AT_WORK
from app.placements.models import CheckIn, Mood

HEARD = {
    Mood.WELL: _("Merci de votre réponse."),
    Mood.SO_SO: _("Merci de le dire. Nous lisons votre réponse."),
    Mood.HARD: _("Merci de le dire. Nous lisons votre réponse et nous revenons vers vous."),
}


@asks(Purpose.CHECK_IN)
def check_in(link: AnswerLink, account: Account) -> Question | None:
    """Ask either side how the mission goes."""
    found = db.session.get(CheckIn, link.subject_id)
    if found is None or found.placement.state not in AT_WORK:
        return None
    placement = found.placement
    side = side_of(account, placement)
    if side not in (Side.VOLUNTEER, Side.ASSOCIATION):
        return None
    is_person = side == Side.VOLUNTEER
    answered = found.volunteer_at if is_person else found.association_at
    if answered is not None:
        return None

    def say(mood: Mood) -> Answer:
        return Answer(
            mood.value, mood.label, HEARD[mood],
            lambda _option: actions.answer_check_in(found, mood.value, "", by=account),
        )  # fmt: skip

    mission = placement.mission
    who = mission.association.name if is_person else placement.volunteer.first_name
    return Question(
        _("Comment ça va dans votre mission\u00a0?") if is_person else "Comment ça se passe\u00a0?",
        [(_("Mission"), mission.title, True), (_("Avec"), who, True)],
        tuple(say(mood) for mood in Mood),
        url_for("placements.show", token=placement.token),
        _("Une seule réponse suffit. Pour écrire quelques mots, entrez."),
        for_whom="" if is_person else mission.association.name,
        by_phone="news" if is_person else "",
    )
