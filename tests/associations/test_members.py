"""Several people act for an association; it never stays without anyone."""

import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from flask import Flask
from sqlalchemy import select

from app.associations import actions, queries
from app.associations.models import Association, Membership
from app.extensions import db
from app.letters.models import Letter
from tests.browser import Visitor
from tests.people import a_member, an_association

As = Callable[..., Visitor]


def test_a_colleague_is_invited(as_: As):
    jean = as_(a_member(an_association()))
    jean.open("/association/fiche")
    jean.click("Inviter un collègue")
    page = jean.press("Envoyer l’invitation", first_name="Rose", email="rose@example.org")
    assert "rose@example.org" in page
    letter = db.session.scalars(select(Letter).where(Letter.kind == "accounts/invitation")).one()
    assert letter.address == "rose@example.org"
    page = jean.press("Retirer l’invitation")
    assert "rose@example.org" not in page


def test_a_colleague_who_accepts_acts_for_the_association(app: Flask):
    from app.accounts import invitations

    association = an_association()
    invitation = actions.invite(association, "Rose", "rose@example.org", by=a_member(association))
    rose = invitations.accept(invitation, "Rose", "", "cactus violon brume tiroir")
    assert queries.association_of(rose) == association


def test_the_hand_over_leaves_the_space_to_the_next(as_: As):
    association = an_association()
    jean, rose = a_member(association), a_member(association, "Rose")
    browser = as_(jean)
    browser.open("/association/membres")
    browser.click("Partir")
    browser.press("Partir")
    browser.open("/association/fiche")
    assert browser.page.path.startswith("/connexion")
    assert [m.account_id for m in queries.members_of(association)] == [rose.id]


def test_the_last_member_stays(as_: As):
    jean = a_member(an_association())
    browser = as_(jean)
    page = browser.open("/association/membres")
    assert "Partir" not in [*page.links()]
    browser.open(f"/association/membres/{jean.token}/retirer")
    page = browser.press("Partir", status=409)
    assert "la seule personne" in page


def test_someone_else_s_colleague_is_not_found(as_: As):
    other = a_member(an_association("Autre", rna="W381000002"), "Rose")
    browser = as_(a_member(an_association()))
    browser.open(f"/association/membres/{other.token}/retirer", status=404)


def test_two_members_who_leave_at_once_leave_one(app: Flask):
    association = an_association()
    ids = [a_member(association).id, a_member(association, "Rose").id]
    db.session.rollback()
    together = Barrier(2, timeout=20)

    def leave(account_id: int) -> bool:
        with app.app_context():
            together.wait()
            member = db.session.scalars(
                select(Membership).where(Membership.account_id == account_id)
            ).one()
            try:
                actions.leave(member, by=member.account)
                db.session.commit()
            except actions.LastMember:
                db.session.rollback()
                return False
            finally:
                db.session.remove()
            return True

    with ThreadPoolExecutor(2) as crowd:
        assert sorted(crowd.map(leave, ids)) == [False, True]
    assert len(queries.members_of(db.session.scalars(select(Association)).one())) == 1


def test_the_public_page_names_no_one(as_: As, visitor: Visitor):
    association = an_association(description="On jardine.", phone="+33476000001")
    a_member(association, "Jean-Barnabé")
    page = visitor.open(f"/associations/{association.token}")
    assert "On jardine." in page
    assert not re.search("Jean-Barnabé|@|W381|Mutuelle", page.html)
