"""One person’s file: what comes next on top, one timeline, what is reserved marked."""

from datetime import date, datetime

import pytest

from app import clock
from app.accompaniments.models import ActivityStart, Episode, Note
from app.extensions import db
from app.placements.models import OwnEngagement
from app.workshops.models import Enrolment, Session, Workshop
from tests import caring, meetings, people


@pytest.fixture
def lea(app):
    return people.a_referent("Léa", holding=people.a_territory())


@pytest.fixture
def awa(lea):
    return caring.accompanied(lea, "Awa", last_name="Traoré", since=90)


def file_of(visitor, person, **query):
    return visitor.open(f"/referent/personnes/{person.token}", **query)


def told(page):
    return [" ".join(p.get_text(" ").split()) for p in page.soup.select(".timeline .what")]


def reserved(page):
    return [
        " ".join(p.get_text(" ").split()) for p in page.soup.select(".timeline .reserved .what")
    ]


def civil(written):
    if "T" not in written:
        return date.fromisoformat(written)
    return clock.in_paris(datetime.fromisoformat(written)).date()


def a_full_life(lea, awa):
    caring.an_interview(awa, lea, caring.days_ago(30), notes="Libre le mardi.")
    caring.an_interview(awa, lea, caring.days_ago(10), "no_show")
    caring.an_interview(awa, lea, caring.days_ago(-5), "planned", mode="phone")
    caring.a_need(awa, lea, "Un trajet sans bus", action="Chercher un covoiturage")
    caring.a_contract(awa, lea, caring.days_ago(-60))
    caring.at_work(awa, people.a_mission(title="Servir le café"))
    workshop = Workshop(kind="workshop", title="Oser se présenter", organiser_id=lea.id)
    session = Session(
        workshop=workshop, starts_at=clock.now(), ends_at=clock.now(), on=clock.today(),
        place="Maison des habitants", capacity=8,
    )  # fmt: skip
    caring.keep(workshop, session)
    caring.keep(
        Enrolment(
            session_id=session.id, volunteer_id=awa.id, enrolled_by_id=lea.id, attendance="present"
        ),
        Note(volunteer_id=awa.id, author_id=lea.id, words="Préfère le matin."),
        ActivityStart(
            volunteer_id=awa.id, kind="cdd", started_on=clock.today(), noted_by_id=lea.id
        ),
        OwnEngagement(
            state="declared", volunteer_id=awa.id, organisation="Le club de foot",
            what="Arbitrer", started_on=caring.days_ago(40),
        ),
    )  # fmt: skip


def test_one_timeline_tells_everything_newest_first(as_, lea, awa):
    a_full_life(lea, awa)
    page = file_of(as_(lea), awa)
    lines = told(page)
    for title in (
        "Entretien prévu, par téléphone",
        "Entretien, en face à face",
        "Entretien : la personne n’est pas venue",
        "Besoin : Se déplacer",
        "Note de Léa Martin",
        "Oser se présenter",
        "Reprise d’activité : Emploi en CDD",
        "Début de la mission : Servir le café",
        "Mission trouvée ailleurs : Le club de foot",
        "Début de l’accompagnement",
        "Suivi par Léa Martin",
        "Inscription sur le site",
    ):
        assert title in lines, title
    assert any("premier jour" in line for line in lines)
    days = [civil(t["datetime"]) for t in page.soup.select(".timeline time")]
    assert days == sorted(days, reverse=True)


def test_what_only_the_referent_reads_is_marked(as_, lea, awa):
    a_full_life(lea, awa)
    lines = reserved(file_of(as_(lea), awa))
    assert "Note de Léa Martin" in lines
    assert "Besoin : Se déplacer" in lines
    assert "Entretien, en face à face" in lines
    assert "Début de la mission : Servir le café" not in lines


def test_the_timeline_shows_one_strand_at_a_time_through_links(as_, lea, awa):
    a_full_life(lea, awa)
    desk = as_(lea)
    file_of(desk, awa)
    page = desk.click("Entretiens")
    assert len(told(page)) == 3
    assert "Servir le café" not in told(page)
    assert "Tout" in page.links().keys().__str__()


def test_the_next_step_the_needs_and_the_contract_stay_on_top(as_, lea, awa):
    a_full_life(lea, awa)
    episode = db.session.query(Episode).one()
    episode.next_step = "Appeler la mairie"
    db.session.commit()
    page = file_of(as_(lea), awa)
    on_top = " ".join(page.soup.select_one(".trio").get_text(" ").split())
    assert "Appeler la mairie" in on_top
    assert "Un trajet sans bus" in on_top
    assert "Chercher un covoiturage" in on_top
    assert "Jusqu’au" in on_top
    assert page.html.index("trio") < page.html.index('id="frise"')


def test_a_long_life_is_cut_and_can_be_read_whole(as_, lea, awa):
    for n in range(70):
        caring.an_interview(awa, lea, caring.days_ago(100 + n))
    desk = as_(lea)
    assert len(told(file_of(desk, awa))) == 60
    assert len(told(desk.click("plus anciens"))) > 70


def test_someone_else_s_file_is_not_found(as_, awa):
    luc = people.a_referent("Luc", holding=people.a_territory("Trièves", "38226"))
    as_(luc).open(f"/referent/personnes/{awa.token}", status=404)


def test_the_person_and_the_association_never_read_the_file(as_, lea):
    cast = meetings.Cast(lea=lea)
    for someone in (cast.awa, cast.jean):
        as_(someone).open(f"/referent/personnes/{cast.awa.token}", status=403)


def test_a_full_file_stays_within_its_queries(as_, lea, awa, queries):
    a_full_life(lea, awa)
    desk = as_(lea)
    with queries() as few:
        file_of(desk, awa)
    for n in range(12):
        caring.an_interview(awa, lea, caring.days_ago(40 + n))
        caring.a_need(awa, lea, f"Besoin {n}")
        caring.at_work(awa, people.a_mission(title=f"Mission {n}"))
        caring.keep(Note(volunteer_id=awa.id, author_id=lea.id, words=f"Note {n}"))
    with queries() as many:
        file_of(desk, awa)
    assert len(many) == len(few) <= 37, (len(few), len(many))  # two write who opened it
