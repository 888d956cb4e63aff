"""Hours are declared by one side and confirmed by the other; two figures are settled kindly."""

import pytest
from sqlalchemy import select

from app import clock
from app.extensions import db
from app.placements import queries
from app.placements.models import Hours
from tests import meetings
from tests.meetings import subjects


@pytest.fixture
def placement(cast):
    return meetings.at_work(cast, days_ago=40)


def the_hours():
    db.session.rollback()
    return db.session.scalars(select(Hours)).one()


def counted(as_, account, placement, hours="6", month=None):
    browser = as_(account)
    browser.open(f"/engagements/{placement.token}")
    month = month or clock.today().replace(day=1).isoformat()
    browser.press("Noter les heures", month=month, hours=hours)
    return browser


def test_one_counts_and_the_other_confirms(as_, cast, placement):
    counted(as_, cast.awa, placement, "7,5")
    assert the_hours().hours == 7.5
    assert subjects(cast.jean)[-1] == "Des heures à confirmer"
    assert [row.hours for row in queries.hours_to_confirm(cast.jean)] == [7.5]
    assert queries.hours_to_confirm(cast.awa) == []
    browser = as_(cast.jean)
    browser.open(f"/engagements/{placement.token}")
    page = browser.press("Oui, 7 heures et demie")
    assert "Confirmées" in page
    assert the_hours().confirmed_by_id == cast.jean.id


def test_two_figures_stay_visible_until_one_is_agreed(as_, cast, placement):
    counted(as_, cast.jean, placement, "4")
    browser = as_(cast.awa)
    browser.open(f"/engagements/{placement.token}")
    page = browser.press("Noter ce nombre", other_hours="6")
    assert "L’association compte 4 heures. Vous comptez 6 heures." in page
    assert subjects(cast.jean)[-1] == "Deux nombres d’heures différents"
    assert [row.disputed_hours for row in queries.hours_to_confirm(cast.lea)] == [6.0]
    assert [row.hours for row in queries.hours_to_confirm(cast.jean)] == [4.0]
    association = as_(cast.jean)
    page = association.open(page.path)
    assert "Vous comptez 4 heures. Awa compte 6 heures." in page
    page = association.press("Oui, 6 heures")
    row = the_hours()
    assert (row.hours, row.disputed_hours) == (6.0, None)
    assert row.confirmed_at is not None


def test_the_referent_settles_after_talking_with_both(as_, cast, placement):
    counted(as_, cast.jean, placement, "4")
    awas = as_(cast.awa)
    awas.open(f"/engagements/{placement.token}")
    awas.press("Noter ce nombre", other_hours="6")
    browser = as_(cast.lea)
    browser.open(f"/engagements/{placement.token}")
    browser.press("Noter ce nombre", other_hours="5")
    assert the_hours().hours == 5.0
    assert subjects(cast.awa)[-1] == subjects(cast.jean)[-1] == "Les heures sont réglées"


@pytest.mark.parametrize(
    ("hours", "error"),
    [
        ("", "Écrivez le nombre d’heures."),
        ("beaucoup", "Écrivez un nombre"),
        ("-1", "entre 0 et 300"),
        ("1000", "entre 0 et 300"),
    ],
)
def test_hours_badly_filled_say_what_to_write(as_, cast, placement, hours, error):
    page = counted(as_, cast.awa, placement, hours).page
    assert error in " ".join(page.errors())
    assert db.session.scalars(select(Hours)).all() == []


def test_a_month_before_the_start_is_not_offered(as_, cast, placement):
    page = counted(as_, cast.awa, placement, "3", month="2019-01-01").page
    assert page.errors()


def test_one_does_not_confirm_ones_own_count(as_, cast, placement):
    browser = counted(as_, cast.awa, placement)
    month = clock.today().replace(day=1).isoformat()
    csrf = browser.page.soup.select_one("input[name=csrf_token]")["value"]
    path = f"/engagements/{placement.token}/heures/{month}/oui"
    page = browser.post(path, {"csrf_token": csrf}, status=409)
    assert "Vous avez compté ces heures. Elles attendent une réponse." in page
    assert the_hours().confirmed_at is None


def test_confirmed_hours_do_not_change(as_, cast, placement):
    counted(as_, cast.awa, placement, "6")
    browser = as_(cast.jean)
    browser.open(f"/engagements/{placement.token}")
    browser.press("Oui, 6 heures")
    awas = as_(cast.awa)
    awas.open(f"/engagements/{placement.token}")
    month = clock.today().replace(day=1).isoformat()
    page = awas.press("Noter les heures", status=409, month=month, hours="9")
    assert "déjà confirmées" in page
    assert the_hours().hours == 6.0


def test_the_other_side_is_asked_rather_than_overwritten(as_, cast, placement):
    counted(as_, cast.jean, placement, "4")
    awas = as_(cast.awa)
    awas.open(f"/engagements/{placement.token}")
    month = clock.today().replace(day=1).isoformat()
    page = awas.press("Noter les heures", status=409, month=month, hours="9")
    assert "Un nombre est déjà noté pour ce mois" in page


def test_hours_to_confirm_take_one_statement(as_, cast, placement, queries):
    from app.placements.queries import hours_to_confirm

    counted(as_, cast.awa, placement)
    assert cast.jean.id
    with queries() as seen:
        assert len(hours_to_confirm(cast.jean)) == 1
    assert len([s for s in seen if s.startswith("SELECT")]) == 1
