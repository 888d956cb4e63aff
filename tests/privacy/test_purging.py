"""What is past its time goes, once, by the command; the report stays and names nobody."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from app import clock, journal
from app.accompaniments.models import Note
from app.accounts.models import AccountSession
from app.extensions import db
from app.introductions import actions as introductions
from app.introductions.models import Introduction
from app.letters.models import Letter, write
from app.outreach.models import Referral
from app.papers.models import Signature
from app.passports.models import Entry
from app.placements import actions as placements
from app.placements.models import Placement
from app.placements.queries import find
from app.privacy import erasing, holdings, purging, rule
from app.privacy.models import Archive, ErasureRequest, LastContact, Purge
from app.threads.models import Message
from tests import accompanying, attesting, leaving_traces, meetings, people, reaching_out
from tests.accompanying import days_ago


def run(app, *arguments):
    done = app.test_cli_runner().invoke(args=["privacy", *arguments])
    assert done.exit_code == 0, done.output
    db.session.expire_all()
    return done.output


def figures(app):
    run(app, "purge")
    return db.session.scalars(select(Purge).order_by(Purge.id.desc())).first().figures


def ago(days):
    return clock.now() - timedelta(days=days)


@pytest.fixture
def lea(app):
    return people.a_referent()


def test_a_dry_run_says_what_would_go_and_writes_nothing(app):
    letter = Letter(kind="x", channel="email", subject="s", body="mots", sent_at=ago(400))
    db.session.add(letter)
    db.session.commit()
    said = run(app, "purge", "--dry-run")
    assert "Mots des lettres parties" in said
    assert "rien n’a été effacé" in said
    assert letter.body == "mots"
    assert not db.session.scalars(select(Purge)).all()


def test_running_twice_changes_nothing_more(app, lea):
    zenobie = leaving_traces.full_life().awa
    accompanied = db.session.scalars(select(holdings.care.Episode)).one()
    accompanied.ended_on = days_ago(800)
    accompanied.started_on = accompanied.referred_on = days_ago(1000)
    db.session.commit()
    first = figures(app)
    assert first["follow_up"] == first["contracts"] == 1
    assert not any(figures(app)[key] for key in ("follow_up", "contracts", "letters", "links"))
    assert zenobie.first_name != erasing.NOBODY
    assert db.session.scalars(select(Archive)).one().keep_until > clock.today()


def test_the_archive_itself_ends(app):
    leaving_traces.full_life()
    episode = db.session.scalars(select(holdings.care.Episode)).one()
    episode.ended_on, episode.started_on = days_ago(2000), days_ago(2100)
    db.session.commit()
    figures(app)
    assert not db.session.scalars(select(Archive)).all()
    names = {one.signer_name for one in db.session.scalars(select(Signature))}
    assert names == {"", "Jean Petit"}  # Jean attested a line of the passport, which is hers


def test_notes_of_who_is_accompanied_stay(app, lea):
    awa = people.a_volunteer(followed_by=lea)
    accompanying.an_accompaniment(awa, lea, since=1500)
    db.session.add(Note(volunteer_id=awa.id, author_id=lea.id, words="à garder"))
    db.session.commit()
    assert figures(app)["follow_up"] == 0
    assert db.session.scalars(select(Note)).one().words == "à garder"


def test_an_association_forgets_a_request_that_led_nowhere(app):
    cast = meetings.Cast()
    made = meetings.sent(cast, words="Je m’appelle Awa et j’aime les fleurs")
    introductions.decline(made, "full", by=cast.jean)
    db.session.commit()
    assert figures(app)["requests"] == 0
    db.session.execute(Introduction.__table__.update().values(state_since=ago(40)))
    db.session.commit()
    assert figures(app)["requests"] == 1
    assert (made.words, made.released) == ("", [])
    members = select(Letter).where(Letter.to_id == cast.jean.id, Letter.about != "")
    assert not db.session.scalars(members).all()


def test_messages_go_two_years_after_the_mission_but_not_while_it_lasts(app):
    cast = meetings.Cast()
    placement = meetings.at_work(cast)
    db.session.add(Message(thread_id=placement.thread_id, author_id=cast.awa.id, body="bonjour"))
    db.session.execute(Introduction.__table__.update().values(state_since=ago(1000)))
    db.session.commit()
    assert figures(app)["messages"] == 0
    placements.stop(find(placement.token, seen_by=cast.awa), by=cast.awa)
    placement.ended_on = days_ago(900)
    db.session.commit()
    assert figures(app)["messages"] == 1
    assert not db.session.scalars(select(Message)).all()
    assert db.session.scalars(select(Placement)).one().started_on


def test_a_link_leaves_the_letter_once_it_was_sent(app):
    awa = people.a_volunteer()
    write("accounts/confirm", to=awa, token="SECRETSECRET")
    db.session.commit()
    letter = db.session.scalars(select(Letter)).one()
    assert figures(app)["links"] == 0
    letter.sent_at = clock.now()
    db.session.commit()
    assert figures(app)["links"] == 1
    assert "SECRETSECRET" not in letter.body
    assert "[lien enlevé]" in letter.body


def test_an_old_referral_that_was_declined_names_nobody(app):
    nadia = reaching_out.a_prescriber()
    facts = {"prescriber_id": nadia.id, "first_name": "Omar", "last_name": "Saïd",
             "commune_code": "38185", "state_since": ago(400)}  # fmt: skip
    kept = Referral(**facts, state="received", words="à voir")
    gone = Referral(**facts, state="declined", words="non", phone="+33611111111")
    db.session.add_all([kept, gone])
    db.session.commit()
    assert figures(app)["referrals"] == 1
    assert (gone.words, gone.phone, kept.words) == ("", None, "à voir")


def test_an_association_s_copy_of_an_attestation_ends_after_five_years(app):
    entry = attesting.attested(meetings.Cast())
    db.session.execute(Entry.__table__.update().values(attested_at=ago(1900)))
    db.session.commit()
    assert figures(app)["attestations"] == 1
    db.session.refresh(entry)
    assert entry.association_id is None
    assert entry.association_name


def silent(person, days):
    """Have nobody heard of a person for so many days."""
    db.session.execute(AccountSession.__table__.delete())
    person.created_at = ago(days)
    contact = db.session.get(LastContact, person.id)
    if contact:
        contact.on = days_ago(days)
    db.session.commit()


def test_an_account_without_news_is_warned_twice_then_goes(app):
    awa = people.a_volunteer(first_name="Awa", last_name="Diallo")
    silent(awa, 400)
    assert figures(app)["warned"] == 1
    contact = db.session.get(LastContact, awa.id)
    again = figures(app)
    assert (again["warned"], again["warned_again"], again["accounts"]) == (0, 0, 0)
    contact.warned_on = days_ago(50)
    db.session.commit()
    assert figures(app)["warned_again"] == 1
    contact.warned_again_on = days_ago(20)
    db.session.commit()
    assert figures(app)["accounts"] == 1
    request = db.session.scalars(select(ErasureRequest)).one()
    assert request.by_the_clock
    request.ended_at = ago(3)
    db.session.commit()
    assert figures(app)["erased"] == 1
    assert awa.first_name == erasing.NOBODY
    assert not db.session.scalars(select(Letter).where(Letter.to_id == awa.id)).all()


def test_entering_once_keeps_the_account(app, as_):
    awa = people.a_volunteer()
    silent(awa, 400)
    figures(app)
    as_(awa).open("/moi")
    figures(app)
    contact = db.session.get(LastContact, awa.id)
    assert (contact.on, contact.warned_on) == (clock.today(), None)


def test_who_used_the_site_has_two_years_and_who_is_accompanied_stays(app, lea):
    cast = meetings.Cast()
    meetings.asked(cast)
    db.session.execute(Introduction.__table__.update().values(created_at=ago(400)))
    silent(cast.awa, 400)
    assert figures(app)["warned"] == 0
    nour = people.a_volunteer("Nour", followed_by=lea)
    accompanying.an_accompaniment(nour, lea, since=1500)
    silent(nour, 1500)
    told = figures(app)
    assert (told["warned"], told["forgotten_files"]) == (0, 1)


def test_the_journal_of_acts_forgets_after_three_years(app, lea):
    old, recent = (journal.record("meet", lea, by=lea) for _ in range(2))
    old.at, recent.at = ago(1200), ago(1000)
    db.session.commit()
    kept = recent.id
    assert figures(app)["events"] == 1
    assert list(db.session.scalars(select(journal.Event.id))) == [kept]


def test_the_night_s_purge_runs_once_a_night(app, monkeypatch):
    monkeypatch.setattr(purging, "NIGHT", range(24))
    assert purging.each_night() is not None
    assert purging.each_night() is None


def test_a_purge_goes_by_small_batches_and_leaves_nothing(app, monkeypatch):
    monkeypatch.setattr(rule, "BATCH", 2)
    db.session.add_all(
        Letter(kind="x", channel="email", subject="s", body=f"mots {n}", sent_at=ago(400))
        for n in range(5)
    )
    db.session.commit()
    assert figures(app)["letters"] == 5
    assert not db.session.scalars(select(Letter).where(Letter.body != "")).all()


def test_an_account_closed_long_ago_names_nobody(app, lea):
    awa = people.a_volunteer(last_name="Diallo", closed_at=ago(800))
    luc = people.a_referent("Luc")
    luc.closed_at = ago(800)
    db.session.commit()
    told = figures(app)
    assert (told["closed"], told["professionals"]) == (1, 1)
    assert (luc.first_name, luc.email) == (erasing.NOBODY, None)
    db.session.scalars(select(ErasureRequest)).one().ended_at = ago(3)
    db.session.commit()
    figures(app)
    assert (awa.first_name, lea.first_name) == (erasing.NOBODY, "Léa")
