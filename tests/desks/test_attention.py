"""Who comes first in a caseload: a pure function of dated facts."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from app.desks.attention import Facts, interview_due, interview_late, rank, reasons

TODAY = date(2026, 11, 24)
QUIET = Facts(
    last_news=TODAY - timedelta(days=3), at_work=True, started_on=date(2026, 6, 1),
    followed_since=date(2026, 6, 1), last_held=date(2026, 11, 2),
)  # fmt: skip


def days(count):
    return TODAY + timedelta(days=count)


def because(**facts):
    return [reason.because for reason in reasons(replace(QUIET, **facts), TODAY)]


def test_nothing_asks_for_care_when_all_goes_well():
    assert because() == []


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        ({"contract_ends": days(-1)}, "Contrat fini depuis 1 jour"),
        ({"contract_ends": days(0)}, "Contrat : fin aujourd’hui"),
        ({"contract_ends": days(7)}, "Contrat : fin dans 7 jours"),
        ({"contract_ends": days(30)}, "Contrat : fin dans 30 jours"),
        ({"contract_ends": days(45)}, "Contrat : fin dans 45 jours"),
        ({"difficulty_since": days(-2)}, "Difficulté ouverte depuis 2 jours"),
        ({"asked": days(0)}, "Demande à valider, d’aujourd’hui"),
        ({"asked": days(-8)}, "Demande à valider, depuis 8 jours"),
        ({"unrecorded": days(-5)}, "Entretien du 19 nov. 2026 à noter"),
        ({"last_held": date(2026, 10, 20)}, "Entretien : en retard de 4 jours"),
        ({"last_held": None}, "Entretien : premier à faire"),
        ({"dateless_since": days(-7)}, "Rendez-vous à fixer depuis 7 jours"),
        ({"silent_since": days(-14)}, "Association sans réponse depuis 14 jours"),
        ({"step_on": days(-1)}, "Étape prévue le 23 nov. 2026"),
        ({"last_news": days(-60)}, "Sans nouvelles depuis 60 jours"),
        ({"profile_done": False}, "Profil à finir"),
        ({"at_work": False}, "Sans mission"),
        ({"on_trial": True}, "Essai en cours"),
    ],
)
def test_each_fact_says_why(facts, sentence):
    assert because(**facts) == [sentence]


@pytest.mark.parametrize(
    "facts",
    [
        {"contract_ends": days(46)},
        {"contract_ends": days(-10), "contract_followed": True},
        {"silent_since": days(-13)},
        {"dateless_since": days(-6)},
        {"step_on": days(0)},
        {"last_news": days(-59)},
        {"last_held": date(2026, 10, 24)},
        {"last_held": date(2026, 9, 1), "planned": days(2)},
    ],
)
def test_a_fact_that_can_wait_says_nothing(facts):
    assert because(**facts) == []


def test_the_next_interview_is_due_a_month_after_the_last_or_after_the_start():
    assert interview_due(replace(QUIET, last_held=date(2026, 10, 31))) == date(2026, 11, 30)
    assert interview_due(replace(QUIET, last_held=None)) == date(2026, 7, 1)
    assert interview_due(replace(QUIET, started_on=None)) is None
    assert interview_late(replace(QUIET, last_held=date(2026, 10, 24)), TODAY) == 0
    assert interview_late(replace(QUIET, last_held=date(2026, 10, 23)), TODAY) == 1


def test_someone_not_yet_accompanied_waits_for_a_beginning():
    assert because(started_on=None, last_held=None, followed_since=days(-9)) == [
        "Accompagnement à commencer, depuis 9 jours"
    ]


def test_a_suspended_accompaniment_asks_only_for_what_is_forced():
    facts = {"suspended": True, "last_held": date(2026, 1, 1), "at_work": False}
    assert because(**facts) == []
    assert because(**facts, contract_ends=days(3)) == ["Contrat : fin dans 3 jours"]


def test_the_strongest_reason_comes_first_whatever_the_number_of_small_ones():
    over = replace(QUIET, contract_ends=days(-2))
    many = replace(QUIET, at_work=False, last_held=None, step_on=days(-9), last_news=days(-80))
    fine = QUIET
    assert sorted([fine, many, over], key=lambda f: rank(f, TODAY)) == [over, many, fine]


def test_of_two_alike_the_one_with_more_to_do_then_the_one_not_heard_of_comes_first():
    late = replace(QUIET, last_held=date(2026, 10, 20))
    more = replace(late, at_work=False)
    silent = replace(late, last_news=days(-20))
    assert sorted([late, silent, more], key=lambda f: rank(f, TODAY)) == [more, silent, late]


def test_those_whose_accompaniment_is_over_come_last_unless_someone_waits():
    over = replace(QUIET, started_on=None, last_held=None, left_on=days(-90), at_work=False)
    assert reasons(over, TODAY) == []
    waiting = replace(over, asked=days(-1))
    assert sorted([over, QUIET, waiting], key=lambda f: rank(f, TODAY)) == [waiting, QUIET, over]
