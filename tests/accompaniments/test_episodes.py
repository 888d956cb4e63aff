"""Léa starts, pauses and ends an accompaniment, and takes an exit back within thirty days."""

from collections.abc import Callable
from datetime import timedelta

import pytest
import time_machine
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from app import clock
from app.accompaniments import agenda, interviews, queries, rules
from app.accompaniments.categories import RANK, USUAL, strongest
from app.accompaniments.models import ActivityStart, Episode, FollowUp, Suspension
from app.accompaniments.words import ExitCategory, ExitType
from app.accounts.models import Account
from app.caseloads.models import Assignment, Operator
from app.extensions import db
from tests import accompanying, people
from tests.accompaniments.conftest import Cast
from tests.browser import Visitor
from tests.meetings import subjects

As = Callable[[Account], Visitor]
TYPES = st.lists(st.sampled_from(list(ExitType)), min_size=1, max_size=6)


def fresh(episode: Episode) -> Episode:
    db.session.rollback()
    db.session.refresh(episode)
    return episode


def day(ago: int) -> str:
    return accompanying.days_ago(ago).isoformat()


@given(TYPES)
def test_the_strongest_reason_is_one_of_them_and_none_is_stronger(types: list[ExitType]):
    kept = strongest(types)
    assert kept in types
    assert RANK[USUAL[kept]] == min(RANK[USUAL[t]] for t in types)
    assert strongest(reversed(types)) == kept
    assert strongest([*types, kept]) == kept


def test_a_lasting_job_wins_over_everything_and_silence_over_nothing():
    everything = list(ExitType)
    assert USUAL[strongest(everything)] == ExitCategory.DURABLE
    assert strongest(["n_a_pas_donne_suite", "demenagement"]) == "demenagement"
    assert strongest(["formation_qualifiante", "contrat_aide"]) == "contrat_aide"
    assert strongest(["mission_benevole_perenne", "autre_accompagnement"]) == (
        "mission_benevole_perenne"
    )


def test_lea_starts_an_accompaniment(cast: Cast, as_: As):
    sofia = people.a_volunteer("Sofia", followed_by=cast.lea)
    lea = as_(cast.lea)
    lea.open(f"/referent/personnes/{sofia.token}/accompagnement")
    lea.press("Commencer", on=day(-1))
    assert lea.page.errors() == ["Cette date est dans le futur. Notez le début le jour venu."]
    lea.press("Commencer", on=day(5), pathway="social")
    episode = queries.open_episode(sofia)
    assert episode is not None
    assert (episode.state, episode.started_on, episode.pathway) == (
        "started", accompanying.days_ago(5), "social",
    )  # fmt: skip


def test_a_new_one_cannot_start_before_the_last_exit(cast: Cast, as_: As):
    accompanying.an_exit(cast.episode, cast.lea, ago=3)
    lea = as_(cast.lea)
    lea.open(f"{cast.file}/accompagnement")
    lea.press("Commencer", on=day(3))
    assert "L’accompagnement d’avant a fini" in lea.page.errors()[0]


def test_a_pause_stops_the_clock_of_interviews(cast: Cast, as_: As):
    lea = as_(cast.lea)
    lea.open(f"{cast.file}/accompagnement")
    lea.press("Suspendre", since=day(90), reason="health")
    assert "L’accompagnement a commencé" in lea.page.errors()[0]
    lea.press("Suspendre", since=day(10), reason="health")
    assert agenda.due(cast.lea) == []
    lea.press("Reprendre", on=day(2))
    pause = db.session.scalars(select(Suspension)).one()
    assert (pause.since, pause.until) == (accompanying.days_ago(10), accompanying.days_ago(3))
    assert [one.volunteer.id for one in agenda.due(cast.lea)] == [cast.awa.id]


def leave(lea: Visitor, cast: Cast, **answers: str) -> None:
    lea.open(f"{cast.file}/sortie")
    lea.press("Finir l’accompagnement", **{"may_contact": "no", **answers})


def test_lea_notes_an_exit_and_awa_is_thanked(cast: Cast, as_: As):
    ahead = accompanying.a_planned(cast.awa, cast.lea)
    lea = as_(cast.lea)
    leave(
        lea, cast, on=day(1), type="formation_qualifiante", also="emploi_cdi",
        began_on=day(2), evidence="Contrat vu", may_contact="yes",
    )  # fmt: skip
    episode = fresh(cast.episode)
    assert (episode.state, episode.exit_type, episode.exit_also) == (
        "ended", "emploi_cdi", ["formation_qualifiante"],
    )  # fmt: skip
    started = db.session.scalars(select(ActivityStart)).one()
    assert (started.kind, started.started_on) == ("formation", accompanying.days_ago(2))
    assert db.session.get_one(type(ahead), ahead.id).state == "cancelled"
    assert "Merci pour ce chemin ensemble" in subjects(cast.awa)


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        ({"on": day(-1)}, "Cette date est dans le futur. Notez la sortie le jour venu."),
        ({"on": day(90)}, "L’accompagnement a commencé le"),
        ({"type": ""}, "Choisissez une réponse."),
        ({"type": "autre"}, "Précisez en quelques mots."),
        ({"type": "n_a_pas_donne_suite"}, "Il faut deux essais de contact avec leur date"),
        ({"may_contact": ""}, "Demandez à la personne, puis choisissez une réponse."),
    ],
)
def test_a_wrong_exit_is_told_beside_its_field(cast: Cast, as_: As, answers: dict, said: str):
    lea = as_(cast.lea)
    leave(lea, cast, **{"type": "emploi_cdi", "evidence": "Contrat vu", **answers})
    assert said in lea.page.errors()[0]
    assert "Contrat vu" in lea.page.html
    assert fresh(cast.episode).state == "started"


def test_no_follow_up_needs_two_dated_tries(cast: Cast, as_: As):
    lea = as_(cast.lea)
    for ago in (80, 20, 6):  # the first is older than the accompaniment: it does not count
        leave(lea, cast, type="n_a_pas_donne_suite")
        assert "essais de contact avec leur date" in lea.page.errors()[0]
        lea.open(f"{cast.file}/contacts")
        lea.press("Noter cet essai", on=day(ago), mode="phone")
    leave(lea, cast, type="n_a_pas_donne_suite")
    assert fresh(cast.episode).exit_type == "n_a_pas_donne_suite"


def test_who_came_cannot_have_never_come(cast: Cast, as_: As):
    accompanying.a_held(cast.awa, cast.lea)
    lea = as_(cast.lea)
    leave(lea, cast, type="jamais_venu")
    assert "Un entretien a eu lieu : choisissez une autre raison." in lea.page.errors()[0]


def test_a_death_is_noted_in_silence(cast: Cast, as_: As):
    accompanying.a_planned(cast.awa, cast.lea)
    with time_machine.travel(clock.now() + timedelta(minutes=11)):
        lea = as_(cast.lea)
        leave(lea, cast, type="deces", may_contact="yes")
    assert fresh(cast.episode).may_contact_after is False
    assert subjects(cast.awa) == ["Votre rendez-vous avec Léa Martin"]
    assert db.session.scalars(select(FollowUp)).all() == []


def test_an_exit_is_taken_back_as_if_it_had_not_been(cast: Cast, as_: As):
    accompanying.an_exit(cast.episode, cast.lea, ago=4)
    lea = as_(cast.lea)
    lea.open(f"{cast.file}/accompagnement")
    lea.press("Annuler cette sortie")
    episode = fresh(cast.episode)
    assert (episode.state, episode.ended_on, episode.exit_type) == ("started", None, None)
    assert db.session.scalars(select(FollowUp)).all() == []
    assert subjects(cast.awa) == []


def test_after_thirty_days_a_new_accompaniment_begins_instead(cast: Cast, as_: As):
    accompanying.an_exit(cast.episode, cast.lea, ago=31)
    page = as_(cast.lea).open(f"{cast.file}/accompagnement")
    assert "Annuler cette sortie" not in page
    assert "Commencer un nouvel accompagnement" in page


def test_another_operator_begins_a_new_accompaniment(cast: Cast):
    accompanying.an_exit(cast.episode, cast.lea, ago=4)
    assert queries.may_reopen(cast.episode)
    other = Operator(name="Un autre opérateur")
    db.session.add(other)
    db.session.flush()
    current = db.session.scalars(
        select(Assignment).where(Assignment.volunteer_id == cast.awa.id)
    ).one()
    current.since = accompanying.days_ago(60)
    current.until = accompanying.days_ago(2)
    db.session.flush()
    db.session.add(
        Assignment(
            volunteer_id=cast.awa.id,
            referent_id=cast.luc.id,
            operator_id=other.id,
            since=accompanying.days_ago(1),
        )
    )
    db.session.commit()
    assert not queries.may_reopen(cast.episode)


def test_the_pilot_sets_the_rules_and_only_differences_are_kept(cast: Cast, as_: As):
    paula = as_(people.a_pilot())
    paula.open("/pilotage/regles")
    paula.press("Changer les règles", exit_retraite="positive", counted=["cdi", "stage"])
    assert rules.exit_categories()["retraite"] == "positive"
    assert rules.exit_categories()["emploi_cdi"] == "durable"
    assert rules.counted_kinds() == {"cdi", "stage"}
    rules.set_rules(USUAL, ["cdi"], by=db.session.merge(people.a_pilot("Max")))
    assert rules.exit_categories() == USUAL


def test_interviews_follow_who_takes_over(cast: Cast):
    planned = accompanying.a_planned(cast.awa, cast.lea)
    interviews.hand_over([cast.awa.id], to=cast.luc)
    db.session.commit()
    assert planned.referent_id == cast.luc.id


def test_a_job_is_written_once(cast: Cast, as_: As):
    lea = as_(cast.lea)
    lea.open(f"{cast.file}/reprise")
    lea.press("Noter", kind="cesu", started_on=day(3))
    assert "Compte" in lea.page
    lea.press("Noter", kind="cesu", started_on=day(3))
    assert lea.page.errors() == ["Ce début est déjà noté."]
    lea.open(f"{cast.file}/reprise")
    lea.press("Effacer")
    assert db.session.scalars(select(ActivityStart)).all() == []
