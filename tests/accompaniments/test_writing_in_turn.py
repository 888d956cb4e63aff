"""Two référents with the same page open: the second is told what the first wrote."""

from collections.abc import Callable
from datetime import timedelta

from app import clock
from app.accompaniments.models import Barrier
from app.accounts.models import Account, Role
from app.caseloads import programmes
from app.caseloads.models import Operator, Post
from app.extensions import db
from tests import accompanying, people
from tests.accompaniments.conftest import Cast
from tests.browser import Visitor

As = Callable[[Account], Visitor]
MEANWHILE = "Quelqu’un d’autre vient de changer cette page"


def test_the_next_step_written_meanwhile_is_shown_and_nothing_typed_is_lost(cast: Cast, as_: As):
    first, second = as_(cast.lea), as_(cast.lea)
    first.open(f"{cast.file}/prochaine-etape")
    second.open(f"{cast.file}/prochaine-etape")
    first.press("Garder", next_step="Visiter le jardin")
    second.press("Garder", next_step="Appeler la mairie")
    assert MEANWHILE in second.page
    assert "Visiter le jardin" in second.page
    assert second.page.soup.select_one("#next_step")["value"] == "Appeler la mairie"
    second.press("Garder")
    assert "La prochaine étape est notée" in second.page
    db.session.refresh(cast.episode)
    assert cast.episode.next_step == "Appeler la mairie"


def test_a_need_changed_meanwhile_is_not_written_over(cast: Cast, as_: As):
    lea = as_(cast.lea)
    lea.open(f"{cast.file}/besoins")
    lea.press("Ajouter", theme="mobilite", need="Une mission à pied")
    row = db.session.query(Barrier).one()
    first, second = as_(cast.lea), as_(cast.lea)
    first.open(f"{cast.file}/besoins/{row.token}")
    second.open(f"{cast.file}/besoins/{row.token}")
    first.press("Garder", action="Carte de bus demandée")
    second.press("Garder", action="Vélo prêté")
    assert MEANWHILE in second.page
    assert "Carte de bus demandée" in second.page
    db.session.refresh(row)
    assert row.action == "Carte de bus demandée"


def test_a_meeting_moved_meanwhile_is_not_moved_again_unseen(cast: Cast, as_: As):
    planned = accompanying.a_planned(cast.awa, cast.lea)
    address = f"{cast.file}/entretiens/{planned.token}/deplacer"
    first, second = as_(cast.lea), as_(cast.lea)
    first.open(address)
    second.open(address)
    first.press("Changer", place="Médiathèque")
    second.press("Changer", place="Gare")
    assert MEANWHILE in second.page
    assert "Médiathèque" in second.page


def test_only_the_actions_of_the_referent_s_operator_are_offered(cast: Cast, as_: As):
    ours, theirs = Operator(name="Relais"), Operator(name="Ailleurs")
    db.session.add_all([ours, theirs])
    db.session.flush()
    db.session.add(Post(account_id=cast.lea.id, operator_id=ours.id))
    pilot = people.an_account(Role.PILOT, "Paul")
    since = clock.today() - timedelta(days=30)
    for name, operator in (("Action du Relais", ours), ("Action d’ailleurs", theirs)):
        programmes.create({"name": name, "since": since, "operators": [operator]}, by=pilot)
    db.session.commit()
    nina = people.a_volunteer("Nina", followed_by=cast.lea)
    page = as_(cast.lea).open(f"/referent/personnes/{nina.token}/accompagnement")
    assert "Action du Relais" in page
    assert "Action d’ailleurs" not in page
