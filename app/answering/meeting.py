"""What the links of a request to meet ask: the association’s answer, the person’s, the meeting."""

from flask import url_for

from app.accounts.models import Account
from app.answering.questions import Answer, Line, Question, asks
from app.extensions import db
from app.introductions import actions, life, meetings, release
from app.introductions.actions import Release
from app.introductions.life import Side, side_of
from app.introductions.models import Introduction, Refusal
from app.languages import _
from app.letters.answer_links import AnswerLink, Purpose
from app.phrases import half_days, moment
from app.profiles.queries import profile_of

OTHER_TIMES = (
    ("Un autre jour, le matin.", _("Un autre jour, le matin")),
    ("Un autre jour, l’après-midi.", _("Un autre jour, l’après-midi")),
    ("La semaine suivante.", _("La semaine suivante")),
    ("Appelez-moi, on cherche ensemble.", _("Appelez-moi, on cherche ensemble")),
)


def _found(link: AnswerLink, account: Account, side: Side, *states: str) -> Introduction | None:
    """Find the request, if it waits for this side’s word."""
    found = db.session.get(Introduction, link.subject_id)
    if found is None or found.state not in states or side_of(account, found) != side:
        return None
    return found


def _page(introduction: Introduction) -> str:
    return url_for("introductions.show", token=introduction.token)


def _where(introduction: Introduction) -> list[Line]:
    mission = introduction.mission
    return [
        (_("Mission"), mission.title, True),
        (_("Association"), mission.association.name, True),
        (_("Quand"), half_days(mission.slots), False),
        (_("Où"), mission.place, True),
    ]


@asks(Purpose.REQUEST)
def request(link: AnswerLink, account: Account) -> Question | None:
    """Ask the association whether it would like to meet someone."""
    found = _found(link, account, Side.ASSOCIATION, "sent")
    if found is None:
        return None
    profile = profile_of(found.volunteer)
    free = half_days(profile.slots) if "availability" in found.released else ""
    return Question(
        f"{found.volunteer.first_name} aimerait vous rencontrer",
        [(_("Mission"), found.mission.title, True), ("Libre", free, False)],
        (
            Answer(
                "oui", life.ACCEPT.label, "Merci. La personne est prévenue.",
                lambda _option: actions.accept(found, "", by=account),
            ),
            Answer(
                "non", life.DECLINE.label, life.DECLINE.done,
                lambda option: actions.decline(found, option, by=account),
                [("other", Refusal.OTHER.label), *Refusal.choices()[:-1]],
                "Si c’est non, pourquoi\u00a0?",
            ),
        ),
        _page(found),
        "Un premier rendez-vous n’engage personne. Pour lire toute la demande, entrez.",
        for_whom=found.mission.association.name,
    )  # fmt: skip


@asks(Purpose.PROPOSAL)
def proposal(link: AnswerLink, account: Account) -> Question | None:
    """Ask the person whether they would like the mission proposed to them."""
    found = _found(link, account, Side.VOLUNTEER, "suggested")
    if found is None:
        return None
    profile = profile_of(account)
    offered = {code for code, _ in release.choices(profile, account)}
    shown = [code for code in release.BY_DEFAULT if code in offered]
    return Question(
        _("Une mission pour vous"),
        _where(found),
        (
            Answer(
                "oui", life.AGREE.label, life.AGREE.done,
                lambda _option: actions.agree(found, Release(shown), by=account),
            ),
            Answer(
                "non", life.DECLINE_SUGGESTION.label, life.DECLINE_SUGGESTION.done,
                lambda _option: actions.decline_suggestion(found, by=account),
            ),
        ),
        url_for("introductions.agree", token=found.token),
        _("C’est vous qui choisissez. Dire non ne change rien pour vous."),
        release.lines(found.mission, account, profile, shown, ""),
        by_phone="proposal",
    )  # fmt: skip


@asks(Purpose.MEETING)
def appointment(link: AnswerLink, account: Account) -> Question | None:
    """Ask the person whether they come to the first meeting."""
    found = _found(link, account, Side.VOLUNTEER, "meeting_planned")
    if found is None or found.meeting_at is None:
        return None
    return Question(
        _("Venez-vous au rendez-vous\u00a0?"),
        [
            (_("Quand"), moment(found.meeting_at), False),
            (_("Où"), found.meeting_place, True),
            (_("Avec"), found.mission.association.name, True),
        ],
        (
            Answer(
                "je-viens", _("Je viens"),
                _("C’est noté\u00a0: vous venez. L’association est prévenue."),
                lambda _option: meetings.confirm(found, by=account),
            ),
            Answer(
                "autre-moment", _("Je préfère un autre moment"),
                _("C’est noté. On vous propose un autre moment."),
                lambda option: meetings.ask_another_time(found, option, by=account),
                OTHER_TIMES, _("Quand\u00a0?"),
            ),
        ),
        _page(found),
        by_phone="meeting",
    )  # fmt: skip


@asks(Purpose.AFTERWARDS)
def afterwards(link: AnswerLink, account: Account) -> Question | None:
    """Ask either side whether the meeting took place, and whether it goes on."""
    side = side_of(account, db.session.get(Introduction, link.subject_id))
    if side is None:
        return None
    found = _found(link, account, side, "meeting_planned", "met")
    if found is None:
        return None
    is_person = side == Side.VOLUNTEER
    met = Answer(
        "oui", life.MEET.label, _("Merci, c’est noté."), lambda _o: meetings.meet(found, by=account)
    )
    stop = Answer(
        "non", life.NOT_PURSUE.label, life.NOT_PURSUE.done,
        lambda _option: actions.not_pursue(found, by=account),
    )  # fmt: skip
    return Question(
        _("Le rendez-vous a eu lieu\u00a0?")
        if found.state == "meeting_planned"
        else _("On continue\u00a0?"),
        [(_("Mission"), found.mission.title, True), (_("Avec"), _other(found, is_person), True)],
        (met, stop) if found.state == "meeting_planned" else (stop,),
        _page(found),
        _("Il n’y a pas besoin de raison. Pour dire quel jour on commence, entrez."),
        for_whom="" if is_person else found.mission.association.name,
        by_phone="meeting" if is_person else "",
    )


def _other(introduction: Introduction, is_person: bool) -> str:
    if is_person:
        return introduction.mission.association.name
    return introduction.volunteer.first_name
