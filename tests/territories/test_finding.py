"""A commune is found as people type it, with or without a doubt."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from werkzeug.datastructures import MultiDict

from app.forms import Form, Required
from app.territories import queries
from app.territories.forms import CommuneField
from app.territories.queries import simplified


class WhereForm(Form):
    """One commune."""

    commune = CommuneField("Où habitez-vous ?", [Required("Écrivez votre commune.")])


def answered(app, **typed):
    with app.test_request_context(method="POST"):
        form = WhereForm(MultiDict(typed), meta={"csrf": False})
        return form, form.validate()


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("St Martin d'Heres", "Saint-Martin-d'Hères"),
        ("saint martin d’hères", "Saint-Martin-d'Hères"),
        ("ST-MARTIN-D'HERES", "Saint-Martin-d'Hères"),
        ("martin d'hères", "Saint-Martin-d'Hères"),
        ("st martin dheres", "Saint-Martin-d'Hères"),
        ("38400", "Saint-Martin-d'Hères"),
        ("38 400", "Saint-Martin-d'Hères"),
        ("38421", "Saint-Martin-d'Hères"),
        ("bourgoin", "Bourgoin-Jallieu"),
        ("echirol", "Échirolles"),
        ("Grenoble (38)", "Grenoble"),
        ("38100 grenoble", "Grenoble"),
        ("  mens ", "Mens"),
    ],
)
def test_a_commune_is_found_as_it_is_typed(app, typed, meant):
    form, right = answered(app, commune=typed)
    assert (form.commune.data.name if right else None) == meant


def test_a_slip_of_the_finger_is_asked_about_and_never_decided(app):
    form, right = answered(app, commune="grenble")
    assert not right
    assert form.commune.data is None
    assert form.commune.candidates[0].name == "Grenoble"
    assert "Choisissez ci-dessous" in form.commune.errors[0]
    form, right = answered(app, **{"commune": "grenble", "commune-choice": "38185"})
    assert right
    assert form.commune.data.name == "Grenoble"


def test_a_choice_that_no_longer_fits_the_text_is_forgotten(app):
    form, right = answered(app, **{"commune": "Mens", "commune-choice": "38185"})
    assert right
    assert form.commune.data.name == "Mens"


@pytest.mark.parametrize("typed", ["zzzzzz", "99999", "😀", "' OR 1=1 --", "%", "a\x00b"])
def test_nonsense_gets_one_clear_message(app, typed):
    form, right = answered(app, commune=typed)
    assert not right
    assert len(form.commune.errors) == 1
    assert "Nous ne trouvons pas" in form.commune.errors[0]
    assert len(form.commune.errors[0]) < 200


def test_a_megabyte_of_text_is_refused_in_one_sentence(app):
    form, right = answered(app, commune="x" * 10**6)
    assert not right
    assert "Ce texte est trop long" in form.commune.errors[0]


def test_an_empty_answer_is_asked_for_in_the_words_of_the_field(app):
    form, right = answered(app, commune="  ")
    assert not right
    assert form.commune.errors == ["Écrivez votre commune."]


def test_the_most_exact_comes_first_then_the_most_peopled(app):
    assert [c.name for c in queries.search("s")][:2] == ["Strasbourg", "Saint-Martin-d'Hères"]
    assert queries.search("") == []


def test_a_search_asks_the_database_few_questions(app, queries):
    from app.territories.queries import search

    search("grenble")
    with queries() as sent:
        search("grenoble")
    assert len(sent) == 2, "the communes, their postal codes"
    with queries() as sent:
        search("38400")
    assert len(sent) == 2, "the communes, their postal codes"
    with queries() as sent:
        search("grenble")
    assert len(sent) == 4, "nothing begins so, have names changed, the communes, their codes"


@given(st.text(max_size=60))
def test_a_name_made_simple_stays_as_it_is(text):
    once = simplified(text)
    assert simplified(once) == once
    assert once == once.strip().lower()
    assert set(once) <= set("abcdefghijklmnopqrstuvwxyz0123456789 ")


@given(st.text(max_size=80))
def test_reading_what_was_typed_never_fails(text):
    typed = queries.read(text)
    assert len(typed.digits) <= 5
