"""The site’s key is changed one night: what people hold still opens."""

from collections.abc import Iterator

import pytest
from sqlalchemy import select

from app import keys
from app.accounts import codes, factors, sealing
from app.accounts.models import Account, Authenticator
from app.extensions import db
from app.outreach import links
from app.privacy import accesses
from app.privacy.models import Access
from tests import contracting, people, reaching_out

NEW = "another-secret-for-the-tests-just-as-long"


@pytest.fixture
def change_the_key(app) -> Iterator[object]:
    """Give what changes the key, keeping the one before or not."""
    before = app.secret_key

    def change(*, keeping: bool) -> None:
        app.secret_key = NEW
        app.config["SECRET_KEY_FALLBACKS"] = [before] if keeping else []

    yield change
    app.secret_key = before
    app.config["SECRET_KEY_FALLBACKS"] = []


def test_who_is_signed_in_stays_so(app, as_, change_the_key):
    browser = as_(people.a_volunteer())
    change_the_key(keeping=True)
    assert browser.open("/moi").path == "/moi"


def test_without_the_key_before_everyone_enters_again(app, as_, change_the_key):
    browser = as_(people.a_volunteer())
    change_the_key(keeping=False)
    assert browser.open("/moi").path.startswith("/connexion")


def test_the_code_of_a_card_still_opens(app, visitor, change_the_key):
    awa = people.a_volunteer(email=None, code_hash=codes.fingerprint("ABCD2345"))
    change_the_key(keeping=True)
    visitor.open("/code")
    assert awa.first_name in visitor.press("Entrer", code="abcd 2345").text


def test_the_application_of_six_figures_still_proves(app, change_the_key):
    lea = people.a_referent()
    secret = factors.propose_application(lea)
    change_the_key(keeping=True)
    kept = db.session.scalar(select(Authenticator.secret).where(Authenticator.account_id == lea.id))
    assert sealing.opened(kept) == secret


def test_a_prescribers_link_still_opens_and_a_new_one_is_under_the_new_key(
    app, visitor, change_the_key
):
    nadia = reaching_out.a_prescriber()
    page = reaching_out.page_of(nadia)
    change_the_key(keeping=True)
    assert reaching_out.page_of(nadia) == page
    visitor.open(page)
    nadia.generation += 1
    fresh = links.secret_of(nadia)
    change_the_key(keeping=False)
    assert links.secret_of(nadia) == fresh


def test_the_record_of_opened_files_still_holds_and_is_still_read(app, as_, change_the_key):
    pair = contracting.Pair()
    as_(pair.lea).open(f"/referent/personnes/{pair.awa.token}")
    accesses.seal()
    change_the_key(keeping=True)
    as_(pair.lea).open(f"/referent/personnes/{pair.awa.token}")
    accesses.seal()
    assert accesses.faults() == []
    assert len(accesses.of(db.session.get_one(Account, pair.awa.id))) == 2
    app.config["SECRET_KEY_FALLBACKS"] = []
    assert accesses.faults()
    assert db.session.scalar(select(Access.rank).order_by(Access.rank.desc())) == 2


def test_a_mark_of_a_stranger_is_none_of_ours(app):
    assert not keys.is_mark(None, "words")
    assert not keys.is_mark("0" * 64, "words")
    assert keys.is_mark(keys.mark("words"), "words")
