"""Whatever is typed in the forms of contracts gets an answer, and breaks nothing."""

from itertools import product

import time_machine

from tests.browser import Page, check
from tests.contracting import Pair, a_contract, a_proposed_contract
from tests.test_every_page import NASTY, writable


def places(pair: Pair, as_) -> list[str]:
    """List the pages where a référent writes, one of each kind."""
    running = a_contract(pair)
    other = Pair(lea=pair.lea)
    third = Pair(lea=pair.lea)
    waiting = a_proposed_contract(third)
    lea = as_(pair.lea)
    lea.open(f"/referent/personnes/{other.awa.token}/contrats")
    lea.press("Écrire un contrat")
    draft = lea.page.path
    return [
        *[f"{draft}/{part}" for part in ("souhaits", "duree", "partage", "activites")],
        *[f"{draft}/engagements/{side}" for side in ("personne", "referent")],
        *[f"/contrats/{running.token}{end}" for end in ("", "/arreter", "/annuler")],
        *[f"/signer/contrat/{waiting.token}{end}" for end in ("/code", "/papier")],
        f"/referent/personnes/{pair.awa.token}/engagement-citoyen",
    ]


def test_nothing_typed_breaks_a_form(pair, as_):
    with time_machine.travel("2027-01-04 10:00:00+01:00", tick=False):
        visitor = as_(pair.lea)
        forms = [form for path in places(pair, as_) for form in writable(visitor.open(path))]
        assert len(forms) == 12
        for (address, values, names), nasty in product(forms, NASTY):
            response = visitor.send(address, {**values, **dict.fromkeys(names, nasty)})
            assert response.status_code < 500, f"{address} with {nasty[:20]!r} in {names}"
            if response.status_code == 200 and response.mimetype == "text/html":
                check(Page(response, address), typed="{{7*7}}")


def test_what_is_wrong_is_kept_and_said(pair, as_):
    contract = a_contract(pair)
    lea = as_(pair.lea)
    lea.open(f"/contrats/{contract.token}/activites")
    long, year = "x" * 250, "01/01/2199"
    lea.press("Proposer l’avenant", title=long, hours_per_week="beaucoup", since=year)
    assert lea.page.errors() == [
        "Ce texte est trop long : 250 caractères. Gardez-en 200 au plus.",
        "Écrivez un nombre. Par exemple : 2,5.",
        "Écrivez une date. Par exemple : 24/11/2026.",
    ]
    assert long in lea.page.html
    lea.press("Proposer l’avenant", title="2 85 07 75 056 123 45", hours_per_week="900")
    assert "900" in lea.page.html
    assert len(lea.page.errors()) >= 2
