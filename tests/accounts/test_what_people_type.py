"""Codes, telephone numbers, addresses, passwords and paths, whatever is typed."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.accounts import codes, contacts, passwords
from app.accounts.entering import safe_path
from app.accounts.strength import objection

CODES = st.text(codes.ALPHABET, min_size=8, max_size=8)
GAPS = st.lists(st.sampled_from(["", " ", "-", " ", ".", "–", " - "]), min_size=8, max_size=8)


@given(CODES, GAPS, st.booleans())
def test_a_code_is_read_whatever_stands_between_its_letters(code, gaps, lower):
    typed = "".join(a + b for a, b in zip(code, gaps, strict=True))
    assert codes.normalised(typed.lower() if lower else typed) == code


@given(st.text(max_size=40))
def test_what_is_not_a_code_is_nothing(text):
    found = codes.normalised(text)
    assert found is None or (len(found) == 8 and set(found) <= set(codes.ALPHABET))


def test_drawn_codes_are_codes_and_differ():
    drawn = {codes.new_code() for _ in range(500)}
    assert len(drawn) == 500
    assert all(codes.normalised(code) == code for code in drawn)
    assert not set("0O1ILU") & set("".join(drawn))


def test_a_fingerprint_needs_the_secret_key(app):
    with_ours = codes.fingerprint("ABCD2345")
    app.secret_key, kept = "another-secret", app.secret_key
    try:
        assert codes.fingerprint("ABCD2345") != with_ours
    finally:
        app.secret_key = kept


@pytest.mark.parametrize(
    "typed",
    ["06 12 34 56 78", "0612345678", "06.12.34.56.78", "0033612345678", "+33 (0)6 12 34 56 78",
     "+33612345678", "06-12-34-56-78", "０６１２３４５６７８"],
)  # fmt: skip
def test_a_telephone_number_is_read_as_people_write_it(typed):
    assert contacts.fit_phone(typed) == "+33612345678"
    assert contacts.spoken("+33612345678") == "06 12 34 56 78"


@given(st.from_regex(r"0[1-79][0-9]{8}", fullmatch=True))
def test_a_number_read_and_said_again_is_the_same(typed):
    stored = contacts.fit_phone(typed)
    assert contacts.spoken(stored).replace(" ", "") == typed
    assert contacts.fit_phone(contacts.spoken(stored)) == stored


def test_an_overseas_number_is_french_too():
    assert contacts.fit_phone("+262 692 12 34 56") == "+262692123456"


def _fitted(fit, text):
    """Give the canonical form, or the words of the refusal."""
    try:
        return fit(text)
    except ValueError as error:
        return str(error)


@settings(deadline=None)
@given(st.text(max_size=60))
def test_any_text_is_a_number_or_is_refused_with_an_example(text):
    said = _fitted(contacts.fit_phone, text)
    assert said.startswith("+") or said == contacts.PHONE_UNFIT


@pytest.mark.parametrize("typed", ["12", "36 46", "+49 151 23456789", "0899 12 34 56", "", "abc"])
def test_what_cannot_be_called_from_here_is_refused(typed):
    with pytest.raises(ValueError, match="Par exemple"):
        contacts.fit_phone(typed)


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("Awa@Example.ORG", "awa@example.org"),
        ("  awa@example.org ", "awa@example.org"),
        ("ａｗａ@example.org", "awa@example.org"),
        ("awa@bénévoles.fr", "awa@xn--bnvoles-byab.fr"),
    ],
)
def test_one_mailbox_has_one_written_form(app, typed, stored):
    assert contacts.fit_email(typed) == stored


@settings(deadline=None, max_examples=60)
@given(text=st.text(max_size=60))
def test_an_address_never_holds_a_line_break(site, text):
    with site.app_context():
        assert not set(_fitted(contacts.fit_email, f"{text}@example.org")) & set("\r\n\0")


@given(st.text(max_size=60))
def test_a_path_kept_is_a_path_of_ours(text):
    kept = safe_path(text)
    assert kept is None or (kept.startswith("/") and not kept.startswith(("//", "/\\")))


@pytest.mark.parametrize(
    "password",
    ["une phrase longue", "tasse nuage velo", "le chat dort ici", "K7!mPz#2vQ9x",
     "éééàùïçñßøåæ", "🙂🙃😀😁😂🤣😃😄😅😆😉😊", "      a bcdxyz kl"],
)  # fmt: skip
def test_any_twelve_characters_serve_unless_everyone_tries_them(password):
    assert objection(password, ["Awa", "awa.diop@example.org"]) is None


@pytest.mark.parametrize(
    ("password", "said"),
    [
        ("court", "trop court"),
        ("x" * 257, "trop long"),
        ("aaaaaaaaaaaaaa", "se répète"),
        ("azertyazerty", "se répète"),
        ("azertyuiop12", "clavier"),
        ("987654321098", "clavier"),
        ("1qaz2wsx3edc", "clavier"),
        ("motdepasse2026", "courant"),
        ("M0tDeP@sse2026", "courant"),
        ("Bienvenue2026!!", "courant"),
        ("lundi mardi mercredi", "courant"),
        ("Awa-Diop-2026", "N’utilisez"),
        ("awa.diop2026", "N’utilisez"),
        ("Ricochet2026!", "N’utilisez"),
        (passwords.DEMONSTRATION, "courant"),
    ],
)
def test_what_others_would_try_first_is_refused_with_its_reason(password, said):
    assert said in objection(password, ["Awa", "awa.diop@example.org"])


@given(st.text(min_size=12, max_size=256))
@settings(max_examples=60, deadline=None)
def test_every_password_is_judged(password):
    assert objection(password, ["Awa"]) is None or "." in objection(password, ["Awa"])


def test_a_huge_password_is_judged_at_once():
    start = time.perf_counter()
    objection("a1" * 50_000, ["Awa"])
    assert time.perf_counter() - start < 5, "an exponential expression would take years"


def test_the_last_character_counts():
    stored = passwords.hashed("x" * 200 + "a")
    assert passwords.is_right("x" * 200 + "a", stored)
    assert not passwords.is_right("x" * 200 + "b", stored)
    assert not passwords.is_right("x" * 200, None)
