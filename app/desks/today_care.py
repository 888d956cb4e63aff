"""What waits for a référent with the people they accompany: interviews, contracts, groups."""

from flask import url_for

from app import clock
from app.accompaniments import agenda
from app.accompaniments.calendar import where
from app.accompaniments.models import Interview
from app.accounts.models import Account
from app.caseloads import calls
from app.caseloads import queries as caseloads
from app.caseloads.calls import Subject
from app.contracts import queries as contracts
from app.contracts.models import Contract
from app.desks.todo import Act, Item, Section, telephone_act
from app.outreach import queries as outreach
from app.phrases import ago, day, hour, plural, short_day
from app.workshops import queries as workshops

CALL_WITHIN = 2  # working days


def _meeting(interview: Interview, endpoint: str = "meeting") -> str:
    person = interview.volunteer.token
    return url_for(f"accompaniments.{endpoint}", token=person, interview=interview.token)


def interviews_today(referent: Account) -> Section:
    """Today’s interviews, to record as soon as they are over."""
    items = [
        Item(
            f"{hour(one.at) if one.at else 'Sans heure'} · {one.volunteer.full_name}",
            url_for("desks.person", token=one.volunteer.token),
            where(one) or "lieu à préciser",
            (
                Act("Noter", _meeting(one), main=True),
                Act("A prévenu", _meeting(one, "excuse_meeting"), True),
            ),
        )
        for one in agenda.interviews_on(referent, clock.today())
    ]
    return Section("entretiens-du-jour", "Entretiens d’aujourd’hui", items)


def to_record(referent: Account) -> Section:
    """The interviews of the days before of which nothing was said."""
    items = [
        Item(
            one.volunteer.full_name,
            url_for("desks.person", token=one.volunteer.token),
            f"prévu le {day(one.on)}",
            (
                Act("Noter", _meeting(one), main=True),
                Act("A prévenu", _meeting(one, "excuse_meeting"), True),
            ),
            late=True,
        )
        for one in agenda.to_record(referent)
    ]
    return Section("a-noter", "Entretiens à noter", items)


def to_meet(referent: Account) -> Section:
    """Who is due for the interview of the month, with none planned."""
    items = []
    for due in agenda.due(referent):
        person = due.volunteer
        held = f"dernier {ago(due.last_held)}" if due.last_held else "premier entretien"
        missed = {"no_show": ", pas venu la dernière fois", "excused": ", a prévenu"}
        items.append(
            Item(
                person.full_name,
                url_for("desks.person", token=person.token),
                f"{held}{missed.get(due.last_state or '', '')}, à voir avant le {day(due.due_on)}",
                (
                    Act("Noter", url_for("accompaniments.note_meeting", token=person.token)),
                    Act("Prévoir", url_for("accompaniments.plan_meeting", token=person.token)),
                    *telephone_act(person.phone),
                ),
                due.is_late,
            )
        )
    return Section("entretiens-du-mois", "Entretiens du mois à faire", items)


def contracts_ending(referent: Account) -> Section:
    """The contracts that end soon or are over, and those that wait for a signature."""
    today = clock.today()
    items = [_ending(contract, contracts.is_overdue(contract, today))
             for contract in contracts.ending(referent)]  # fmt: skip
    return Section("contrats", "Contrats qui finissent", items)


def _ending(contract: Contract, over: bool) -> Item:
    person = contract.volunteer
    ends = contract.ends_on or clock.today()
    said = f"fini le {day(ends)}" if over else f"finit le {day(ends)}, {ago(ends)}"
    url = url_for("contracts.show", token=contract.token)
    again = Act("Renouveler", url_for("contracts.renew", token=contract.token), posts=True)
    acts = (again, Act("Ouvrir", url), *telephone_act(person.phone))
    return Item(
        person.full_name, url, f"{said} · période n° {contract.number}", acts, late=over
    )  # fmt: skip


def to_sign(referent: Account) -> Section:
    """What the person has signed and waits for the référent."""
    items = []
    for one in contracts.waiting(referent):
        is_contract = isinstance(one, Contract)
        url = url_for("contracts.show" if is_contract else "contracts.sheet", token=one.token)
        name = "contrat" if is_contract else "engagement citoyen"
        act = Act("Lire et signer", url, main=True)
        items.append(Item(one.volunteer.full_name, url, f"{name} signé par la personne", (act,)))
    return Section("a-signer", "À signer", items)


def attendance(referent: Account) -> Section:
    """The sessions begun whose attendance is not written."""
    items = []
    for session in workshops.attendance_to_take(referent):
        url = url_for("workshops.attendance", token=session.token)
        late = session.on < clock.today()
        act = Act("Faire l’appel", url, main=True)
        items.append(Item(session.workshop.title, url, day(session.on), (act,), late))
    return Section("presences", "Présences à noter", items)


def follow_ups(referent: Account) -> Section:
    """Who left six months ago, and whose news are to be asked for."""
    items = []
    for one in agenda.follow_ups_due(referent):
        url = url_for("accompaniments.follow_up", token=one.volunteer.token)
        acts = (Act("Noter", url), *telephone_act(one.volunteer.phone))
        late = one.due_on < clock.today()
        detail = f"à prendre vers le {day(one.due_on)}"
        items.append(Item(one.volunteer.full_name, url, detail, acts, late))
    return Section("six-mois", "Nouvelles six mois après", items)


def referred(referent: Account) -> Section:
    """Whom prescribers sent, and the bodies to call back."""
    items = [
        Item(
            f"{one.first_name} {one.last_name}",
            url := url_for("outreach.referral", token=one.token),
            f"{one.prescriber.body}, {ago(one.referred_on)}",
            (Act("Lire et répondre", url),),
            outreach.is_late(one),
        )
        for one in outreach.referrals_to_answer(referent)
    ]
    for prospect in outreach.prospects_due(referent):
        url = url_for("outreach.prospect", token=prospect.token)
        on = short_day(prospect.next_step_on or clock.today())
        items.append(Item(prospect.name, url, f"étape du {on}", (Act("Ouvrir", url),)))
    return Section("orientations", "Personnes adressées et structures", items)


def calls_to_make(referent: Account) -> Section:
    """Who would rather answer by telephone."""
    late_before = clock.working_days_ago(CALL_WITHIN)
    items = [
        Item(
            wish.volunteer.full_name,
            url_for("desks.person", token=wish.volunteer.token),
            f"{Subject.said(wish.subject)}, demandé {ago(wish.asked_at)}",
            (
                *telephone_act(wish.volunteer.phone),
                Act("C’est fait", url_for("caseloads.call_made", token=wish.token), True),
            ),
            wish.asked_at < late_before,
        )
        for wish in calls.to_make(referent)
    ]
    return Section("appels", "Appels demandés", items)


def letters(referent: Account) -> Section:
    """The letters to print and hand over."""
    waiting = len(caseloads.letters_to_hand_over(referent))
    url = url_for("caseloads.letters")
    title = f"{plural(waiting, 'lettre')} pour des personnes sans e-mail"
    items = [Item(title, url, "à imprimer et à donner", (Act("Imprimer", url),))] if waiting else []
    return Section("lettres", "Lettres à remettre", items)
