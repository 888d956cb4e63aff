"""What the links of an association ask: is a mission still wanted, who came this month."""

from datetime import date

from flask import url_for

from app import phrases
from app.accounts.models import Account
from app.answering.questions import Answer, Question, asks
from app.associations.models import Association, is_member
from app.extensions import db
from app.letters.answer_links import AnswerLink, Purpose
from app.missions import actions, life
from app.missions.models import Mission
from app.phrases import half_days, plural
from app.placements import presences
from app.placements.presences import Line


@asks(Purpose.STILL_CURRENT)
def still_current(link: AnswerLink, account: Account) -> Question | None:
    """Ask whether the mission still needs people."""
    mission = db.session.get(Mission, link.subject_id)
    if mission is None or mission.asked_on is None or mission.state not in life.PAUSE.sources:
        return None
    if not is_member(account, mission.association_id):
        return None
    return Question(
        "Toujours d’actualité\u00a0?",
        [
            ("Mission", mission.title, True),
            ("Quand", half_days(mission.slots), False),
            ("Reste", plural(mission.places_left, "place"), False),
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


@asks(Purpose.PRESENCES)
def month_of_presence(link: AnswerLink, account: Account) -> Question | None:
    """Ask whether everyone came as planned in a month."""
    association = db.session.get(Association, link.subject_id)
    month = date.fromisoformat(link.detail)
    if association is None or not is_member(account, association.id):
        return None
    lines = [line for line in presences.lines(association, month) if line.planned]
    if not lines:
        return None
    return Question(
        f"Présences {phrases.after(phrases.month(month), 'de')}",
        [(line.placement.volunteer.first_name, _planned(line), False) for line in lines],
        (
            Answer(
                "oui", "Oui, c’est juste", "Merci. Les présences sont notées.",
                lambda _option: presences.declare_as_planned(association, month, by=account),
            ),
        ),
        url_for("placements.presences_of", month=link.detail[:7]),
        "Il y a une différence\u00a0? Entrez pour la changer.",
        for_whom=association.name,
    )  # fmt: skip


def _planned(line: Line) -> str:
    return f"{plural(len(line.weeks), 'semaine')}, {phrases.hours(line.planned or 0)} en tout"
