"""What the links of an association’s offers ask: whether a mission still needs people."""

from flask import url_for

from app.accounts.models import Account
from app.answering.questions import Answer, Question, asks
from app.associations.models import is_member
from app.extensions import db
from app.letters.answer_links import AnswerLink, Purpose
from app.missions import actions, life
from app.missions.models import Mission
from app.phrases import half_days, plural


@asks(Purpose.STILL_CURRENT)
def still_current(link: AnswerLink, account: Account) -> Question | None:
    """Ask whether the mission still needs people."""
    mission = db.session.get(Mission, link.subject_id)
    if mission is None or mission.asked_on is None or mission.state not in life.PAUSE.sources:
        return None
    if not is_member(account, mission.association_id):
        return None
    return Question(
        "Toujours d’actualité ?",
        [
            ("Mission", mission.title),
            ("Quand", half_days(mission.slots)),
            ("Reste", plural(mission.places_left, "place")),
        ],
        (
            Answer(
                "oui", "Oui, toujours", "Merci. Nous vous le redemandons dans un mois.",
                lambda _option: actions.confirm(mission, by=account),
            ),
            Answer(
                "pause", life.PAUSE.label, life.PAUSE.done,
                lambda _option: actions.move(mission, life.PAUSE, by=account),
            ),
        ),
        url_for("missions.manage", token=mission.token),
        "Pour changer les jours ou le texte, entrez.",
        for_whom=mission.association.name,
    )  # fmt: skip
