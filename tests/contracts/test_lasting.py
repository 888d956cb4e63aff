"""How long a contract lasts, as the référent reads and chooses it on the pages."""

from datetime import date, timedelta

import pytest
import time_machine
from sqlalchemy import select

from app.caseloads.models import Assignment
from app.contracts.models import Contract
from app.extensions import db
from app.terms import end_of_term
from tests import people
from tests.contracting import Pair, a_contract, an_episode

DAY = timedelta(days=1)


@pytest.fixture
def pair(app):
    """Awa and Léa, on Monday 4 January 2027 at ten in the morning."""
    with time_machine.travel("2027-01-04 10:00:00+01:00", tick=False):
        yield Pair()


def the_contract() -> Contract:
    db.session.expire_all()
    return db.session.scalars(select(Contract).order_by(Contract.id.desc())).first()


def sign_both(lea, contract) -> None:
    lea.open(f"/contrats/{contract.token}")
    lea.press("Proposer à Awa")
    lea.open(f"/signer/contrat/{contract.token}/ici")
    lea.press("Signer pour Awa", agreed="y", checked="y")
    lea.open(f"/signer/contrat/{contract.token}")
    lea.press("Je signe", mine="y")


def past(pair, *firsts: date) -> Contract:
    """Write terms that are over, each followed by the next."""
    made = None
    for first in firsts:
        made = a_contract(pair, first, state="ended", follows_id=made.id if made else None)
    return made


def test_a_later_first_day_is_chosen_and_an_earlier_one_is_refused(pair, as_):
    a_contract(pair, date(2025, 12, 1), state="cancelled", in_error=True)
    lea = as_(pair.lea)
    lea.open(f"/referent/personnes/{pair.awa.token}/contrats")
    lea.press("Écrire un contrat")
    contract = the_contract()
    lea.click("Durée")
    lea.press("Enregistrer", wanted_on="2027-01-03")
    assert "ne peut pas commencer avant d’être signé" in lea.page
    lea.press("Enregistrer", wanted_on="01/02/2027", review_on="2027-04-01")
    assert "Du lundi 1er février 2027 au samedi 31 juillet 2027" in lea.page
    lea.click("Ce que la personne veut")
    lea.press("Enregistrer", **{"goals-0": "Sortir"})
    for side in ("personne", "referent"):
        lea.open(f"/contrats/{contract.token}/engagements/{side}")
        lea.press("Enregistrer", **{"lines-0": "Venir."})
    sign_both(lea, contract)
    signed = the_contract()
    assert (signed.signed_on, signed.effective_on) == (date(2027, 1, 4), date(2027, 2, 1))


def test_a_renewal_signed_late_shows_the_days_that_nothing_covers(pair, as_):
    before = past(pair, date(2026, 6, 20))
    lea = as_(pair.lea)
    lea.open(f"/contrats/{before.token}")
    lea.press("Renouveler")
    assert "15 jours ne sont couverts par aucun contrat" in lea.page
    assert "Mois 7 à 13 sur 24" in lea.page
    sign_both(lea, the_contract())
    after = the_contract()
    assert after.anchor_on == after.effective_on == date(2027, 1, 4)
    assert db.session.get(Contract, before.id).state == "renewed"


def test_the_last_term_is_cut_with_a_warning_and_none_comes_after(pair, as_):
    past(pair, date(2025, 4, 1), date(2025, 10, 1), date(2026, 4, 1))
    lea = as_(pair.lea)
    lea.open(f"/referent/personnes/{pair.awa.token}/contrats")
    lea.press("Renouveler")
    assert "Ce contrat est plus court : les 24 mois finissent avant." in lea.page
    assert "mercredi 31 mars 2027" in lea.page
    sign_both(lea, the_contract())
    last = the_contract()
    assert last.ends_on == end_of_term(date(2025, 4, 1), 24)
    lea.press("Renouveler")
    assert "Les 24 mois sont finis, le mercredi 31 mars 2027" in lea.page
    assert "Proposer" not in lea.page


def test_someone_who_comes_back_goes_on_counting(pair, as_):
    past(pair, date(2026, 1, 1))
    pair.episode.ended_on, pair.episode.state = date(2026, 6, 30), "ended"
    db.session.commit()
    an_episode(pair.awa, started_on=date(2026, 12, 1))
    lea = as_(pair.lea)
    lea.open(f"/referent/personnes/{pair.awa.token}/contrats")
    assert "mois 13 sur 24" in lea.page
    lea.press("Renouveler")
    assert "Mois 13 à 19 sur 24" in lea.page
    assert "couverts" not in lea.page


def test_the_contract_goes_on_with_another_referent(pair, as_):
    contract = a_contract(pair)
    luc = people.a_referent("Luc")
    assignment = db.session.scalars(select(Assignment)).one()
    assignment.referent_id = luc.id
    db.session.commit()
    as_(pair.lea).open(f"/contrats/{contract.token}", status=404)
    page = as_(luc).open(f"/contrats/{contract.token}")
    assert "Signé" in page
    assert contract.referent_id == pair.lea.id
