"""The invented département: whole, the same each time, and discreet."""

from dataclasses import replace

import pytest
from flask import Flask
from sqlalchemy import func, select
from stdnum.fr import siren, siret

from app import clock, create_app
from app.accounts import codes
from app.accounts.models import Account, Role
from app.accounts.queries import find_by_code
from app.associations.models import Association
from app.demonstration import sources
from app.demonstration.cast import token
from app.demonstration.commands import ACCOUNTS, CODE
from app.demonstration.load import load
from app.extensions import db
from app.indicators import models as indicators
from app.introductions.models import Introduction
from app.journal import Event
from app.letters.models import Channel, Letter
from app.missions.models import Mission
from app.placements.models import CheckIn, Placement
from app.profiles.models import Profile
from app.threads.models import Difficulty, Message
from tests.demonstration.counting import states


def _photograph() -> dict[str, list[tuple[object, ...]]]:
    return {
        table.name: [tuple(row) for row in db.session.execute(select(table))]
        for table in db.metadata.sorted_tables
    }


def test_loading_again_changes_nothing(department: Flask):
    before = _photograph()
    assert load() is False
    assert _photograph() == before


def test_the_command_prints_the_accounts_and_says_it_is_there_already(department: Flask):
    result = department.test_cli_runner().invoke(args=["demo"])
    assert result.exit_code == 0
    assert "rien n’a été changé" in result.output
    for email, _ in ACCOUNTS:
        assert email in result.output


def test_outside_a_demonstration_the_command_refuses(site: Flask, tmp_path):
    real = replace(site.config["SETTINGS"], demo=False, instance=str(tmp_path), database_url="")
    result = create_app(real).test_cli_runner().invoke(args=["demo"])
    assert result.exit_code != 0
    assert "RICOCHET_DEMO" in result.output
    assert not (tmp_path / "ricochet.db").exists()


@pytest.mark.parametrize("email", [email for email, _ in ACCOUNTS])
def test_every_demonstration_account_signs_in(department: Flask, email: str):
    with department.test_client() as browser:
        page = browser.get("/connexion")
        token = page.text.split('name="csrf_token"')[1].split('value="')[1].split('"')[0]
        answer = browser.post(
            "/connexion",
            data={"email": email, "password": "Demo-Ricochet-2026", "csrf_token": token},
        )
    assert answer.status_code in {302, 303}, answer.text[:300]


def test_the_card_of_someone_without_address_opens_their_account(department: Flask):
    found = find_by_code(codes.normalised(CODE))
    assert found is not None
    assert found.first_name == "Marcel"
    assert found.email is None
    assert found.opened_by_id is not None


def test_forty_hosts_sixty_missions_thirty_people(department: Flask):
    assert db.session.scalar(select(func.count(Association.id))) == 40
    assert db.session.scalar(select(func.count(Mission.id))) == 60
    roles = dict(
        tuple(row)
        for row in db.session.execute(select(Account.role, func.count()).group_by(Account.role))
    )
    assert roles[Role.VOLUNTEER] == 30 + 14  # fourteen have left
    assert roles[Role.REFERENT] == 4


def test_every_state_of_every_life_is_there(department: Flask):
    assert set(states(Association)) == {"draft", "submitted", "verified", "suspended"}
    assert set(states(Mission)) == {
        "draft", "submitted", "published", "to_correct", "paused", "filled", "ended",
    }  # fmt: skip
    for life in (Introduction, Placement):
        whole = {step.target for step in life.steps} | set().union(*(s.sources for s in life.steps))
        assert set(states(life)) == whole


@pytest.mark.parametrize("life", [Association, Mission, Introduction, Placement])
def test_everyone_lived_the_life_that_is_drawn(department: Flask, life: type):
    """Each journal, read in order, goes from step to step and ends in the state of the row."""
    steps = {step.name: step for step in life.steps}
    openings = {"suggest": "suggested", "ask": "asked"}
    for thing in db.session.scalars(select(life)):
        state = {"associations": "draft", "missions": "draft", "placements": "trial"}.get(
            life.__tablename__
        )
        acts = select(Event).where(
            Event.subject_type == life.__tablename__, Event.subject_id == thing.id
        )
        for act in db.session.scalars(acts.order_by(Event.at, Event.id)):
            if act.verb in steps:
                assert state in steps[act.verb].sources, (act.verb, state)
                state = steps[act.verb].target
            else:
                state = openings.get(act.verb, state)
        assert state == thing.state


def test_letters_have_left_except_those_to_hand_over(department: Flask):
    left = dict.fromkeys(Channel, 0)
    for letter in db.session.scalars(select(Letter)):
        assert letter.written_at <= clock.now()
        assert (letter.sent_at is None) == (letter.channel == Channel.PAPER), letter.kind
        left[Channel(letter.channel)] += 1
    assert all(left.values()), left


def test_places_left_agree_with_those_who_hold_them(department: Flask):
    for mission in db.session.scalars(select(Mission)):
        held = db.session.scalar(
            select(func.count(Introduction.id)).where(
                Introduction.mission_id == mission.id, Introduction.holds_place
            )
        )
        assert mission.places - mission.places_left == held, mission.title
        assert mission.state != "filled" or mission.places_left == 0, mission.title


def test_nothing_that_has_happened_is_dated_in_the_future(department: Flask):
    now = clock.now()
    happened = (
        Introduction.created_at, Introduction.state_since, Placement.state_since, Message.at,
        CheckIn.volunteer_at, Difficulty.opened_at, Account.created_at, Mission.created_at,
    )  # fmt: skip
    for column in happened:
        latest = db.session.scalar(select(func.max(column)))
        assert latest <= now, column


def test_first_meetings_to_come_are_ahead_and_those_held_are_behind(department: Flask):
    now = clock.now()
    for introduction in db.session.scalars(
        select(Introduction).where(Introduction.meeting_at.is_not(None))
    ):
        ahead = introduction.state == "meeting_planned"
        assert (introduction.meeting_at > now) == ahead, introduction.mission.title
        assert clock.in_paris(introduction.meeting_at).weekday() != 6


def test_the_demonstration_volunteer_has_something_under_way_on_both_sides(department: Flask):
    nora = db.session.scalar(select(Account).where(Account.email == "benevole@demo.test"))
    profile = db.session.scalar(select(Profile).where(Profile.account_id == nora.id))
    assert profile.confirmed_at is not None
    states = {
        i.state: i.mission.association.name
        for i in db.session.scalars(
            select(Introduction).where(Introduction.volunteer_id == nora.id)
        )
    }
    assert states["sent"] == "La Table d’à côté"
    assert "suggested" in states


def test_what_an_association_reads_holds_no_last_name_no_phone_and_no_status(department: Flask):
    hidden = [
        word
        for sheet in sources.sheets("volunteers").values()
        for word in (sheet["last_name"], sheet.get("phone"))
        if word
    ]
    status = ["RSA", "allocataire", "insertion", "bénéficiaire", "chômage", "handicap"]
    read = list(db.session.scalars(select(Message.body)))
    for introduction in db.session.scalars(select(Introduction)):
        read += [introduction.words, introduction.sentence, introduction.meeting_note]
        read += [introduction.meeting_place, introduction.meeting_with, introduction.proposal]
    for placement in db.session.scalars(select(Placement)):
        read.append(placement.ending)
    for check_in in db.session.scalars(select(CheckIn)):
        read += [check_in.association_words, check_in.volunteer_words]
    for mission in db.session.scalars(select(Mission)):
        read += [mission.title, mission.description, mission.welcome]
    for text in read:
        for word in hidden + status:
            assert word not in text, text


def test_what_is_published_comes_from_bodies_checked_and_insured(department: Flask):
    for mission in db.session.scalars(select(Mission).where(Mission.state == "published")):
        assert mission.association.is_shown, mission.association.name


def test_identifiers_are_valid_and_belong_to_nobody(department: Flask):
    for association in db.session.scalars(select(Association)):
        assert association.rna or association.siret or association.siren or association.folio
        if association.siren:
            assert siren.is_valid(association.siren)
            assert association.siren.startswith("000")
        if association.siret:
            assert siret.is_valid(association.siret)
            assert association.siret.startswith("000")
        if association.rna:
            assert association.rna.startswith("W38")


def test_the_stories_are_possible(department: Flask):
    """Nobody is led to a mission that the site itself would never suggest."""
    from matching import Mission as Offer
    from matching import Profile as Person
    from matching import Ranker

    offers, people_ = _as_matching_reads_them()
    ranker = Ranker().fit([Offer.from_dict(offer) for offer in offers.values()])
    for slug, story in sources.sheets("stories").items():
        person = Person.from_dict(people_[story["volunteer"]])
        found = ranker.objections(person, story["mission"])
        assert found == [], (slug, found)


def _as_matching_reads_them() -> tuple[dict[str, dict], dict[str, dict]]:
    communes = {row["code"]: row for row in sources.communes()}
    missions = {mission.token: mission for mission in db.session.scalars(select(Mission))}

    def read(slug: str, sheet: dict, *flags: str) -> dict:
        home = communes[sheet["commune"]]
        mission = missions.get(token("mission", slug))
        return {
            **sheet,
            "id": slug,
            "lat": mission.lat if mission else float(home["latitude"]),
            "lon": mission.lon if mission else float(home["longitude"]),
            "hours_per_week": sheet.get("hours"),
            "french": sheet.get("french"),
            **{flag: flag in sheet.get("flags", []) for flag in flags},
        }

    offers = {
        slug: read(slug, sheet, "remote", "flexible", "one_off", "driving_licence", "lifting",
                   "step_free")
        for slug, sheet in sources.missions().items()
    }  # fmt: skip
    people_ = {
        slug: read(slug, sheet, "driving_licence", "no_lifting", "wheelchair", "remote_ok")
        for slug, sheet in sources.sheets("volunteers").items()
    }
    return offers, people_


def test_what_was_said_and_sent_is_there_to_read(department: Flask):
    said = [one.state for one in db.session.scalars(select(indicators.Testimony))]
    assert (said.count("published"), said.count("given")) == (3, 2)
    versions = db.session.scalars(select(indicators.ReportVersion)).all()
    assert len(versions) == 2
    for version in versions:
        assert version.is_intact
        assert version.sendings[0].sent_on >= version.report.until
        figures = {line["key"]: line["figures"] for line in version.figures["lines"]}
        assert int(figures["file-active"][0]["top"]) > 0
