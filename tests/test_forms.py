"""What may be typed in any form, and what is said of what may not."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.fr import nir as official
from werkzeug.datastructures import MultiDict
from wtforms import FieldList, PasswordField, SelectMultipleField, StringField, TextAreaField
from wtforms.validators import Length, NumberRange

from app import nir
from app.forms import (
    DateField,
    DecimalField,
    Form,
    HoursField,
    IntegerField,
    RadioField,
    Required,
    read_day,
    tidy,
)

WOMAN = "2950999126111"
KEY = official.calc_check_digits(WOMAN)
CORSICANS = ("180122A004123", "180122B004123")


class EveryField(Form):
    """One field of each kind."""

    line = StringField("Une ligne", [Length(max=60)])
    text = TextAreaField("Un texte")
    several = FieldList(StringField("Une chose"))
    count = IntegerField("Combien ?")
    hours = DecimalField("Combien d’heures ?")
    time = HoursField("Combien de temps ?")
    day = DateField("Quel jour ?")
    days = SelectMultipleField("Quels jours ?", choices=[("mon", "lundi"), ("tue", "mardi")])
    password = PasswordField("Votre mot de passe")


class Bounded(Form):
    """A number that must be given, and may be zero."""

    count = IntegerField("Combien ?", [Required("Écrivez un nombre."), NumberRange(0, 10)])


@pytest.fixture
def answered(app):
    def answer(kind=EveryField, **typed):
        with app.test_request_context(method="POST"):
            form = kind(MultiDict(typed), meta={"csrf": False})
            form.validate()
            return form

    return answer


@pytest.mark.parametrize(
    "typed",
    [
        WOMAN,
        WOMAN + KEY,
        f"2 95 09 99 126 111 {KEY}",
        f"2.95.09.99.126.111.{KEY}",
        f"2-95-09-99-126-111-{KEY}",
        f"2 95 09 99 126 111 / {KEY}",
        f"295 099 912 611 1{KEY}",
        "2\u202f95\u00a009 99 126 111",
        f"Mon numéro : {WOMAN}{KEY}, merci",
        "n°" + WOMAN,
        WOMAN[:7] + "\u200b" + WOMAN[7:],
        "".join(chr(0xFF10 + int(d)) for d in WOMAN),
        *CORSICANS,
        CORSICANS[0].lower() + official.calc_check_digits(CORSICANS[0]),
        CORSICANS[1] + official.calc_check_digits(CORSICANS[1]),
        "7950999126111" + official.calc_check_digits("7950999126111"),
    ],
)
def test_a_social_security_number_is_refused_wherever_it_is_typed(answered, typed):
    for field in ("line", "text", "several-0"):
        form = answered(**{field: typed})
        found = form.several[0] if field == "several-0" else form[field]
        assert found.errors == [nir.REFUSED]
        assert found.data == tidy(typed), "what was typed is still there to be mended"


@pytest.mark.parametrize(
    "typed",
    [
        "06 12 34 56 78",
        "+33 6 12 34 56 78",
        "0033612345678",
        "06 12 34 56 78 ou 04 76 12 34 56",
        "732 829 320 00074",
        "73282932000074",
        "732829320",
        "FR76 3000 6000 0112 3456 7890 189",
        "3017620422003",
        "W381000001",
        "38185",
        "1234567890123456",
        "24/11/2026 de 9 h à 12 h 30",
        "1 2 3 4 5 6 7 8 9 10",
        "",
    ],
)
def test_a_telephone_number_or_a_siret_passes(answered, typed):
    assert answered(text=typed).errors == {}


@given(st.text(max_size=300))
def test_looking_for_a_number_in_any_text_never_fails(text):
    assert nir.is_in(text) in {True, False}


@pytest.mark.parametrize(
    "typed",
    [
        "😀👩🏽‍🌾 ça va",
        "Robert'); DROP TABLE accounts;--",
        "<script>alert(1)</script>",
        "{{ 7*7 }}",
        "عربي",
    ],
)
def test_odd_texts_are_only_texts(answered, typed):
    form = answered(line=typed, text=typed)
    assert form.errors == {}
    assert form.line.data == typed


@given(st.text(max_size=200))
def test_a_tidy_text_is_clean_and_stays_so(text):
    once = tidy(text)
    assert tidy(once) == once
    assert "\x00" not in once


def test_a_text_of_a_megabyte_is_refused_in_one_sentence_and_kept(answered):
    typed = "a" * 10**6
    form = answered(line=typed, text=typed)
    assert form.errors == {
        "line": ["Ce texte est trop long : 1000000 caractères. Gardez-en 60 au plus."],
        "text": ["Ce texte est trop long : 1000000 caractères. Gardez-en 5000 au plus."],
    }
    assert len(form.text.data) == 10**6


def test_a_password_is_compared_as_it_was_chosen(answered):
    assert answered(password=" deux mots ").password.data == " deux mots "


@pytest.mark.parametrize(
    ("typed", "read"),
    [("2,5", "2.5"), ("2.5", "2.5"), (" 3 ", "3"), ("1 200", "1200"), ("0", "0"), ("", None)],
)
def test_a_number_is_read_as_it_is_written_in_france(answered, typed, read):
    form = answered(hours=typed)
    assert form.errors == {}
    assert form.hours.data == (None if read is None else Decimal(read))


@pytest.mark.parametrize(
    ("typed", "read"),
    [("2,5 h", "2.5"), ("2h30", "2.5"), ("3 heures", "3"), ("1 h 20 min", "1.33"), ("2,5", "2.5")],
)
def test_hours_are_read_as_people_say_them(answered, typed, read):
    form = answered(time=typed)
    assert form.errors == {}
    assert form.time.data == Decimal(read)


@pytest.mark.parametrize(
    "typed", ["deux", "NaN", "Infinity", "1e999999", "9" * 5000, "2,5,5", "--1"]
)
def test_what_is_no_number_is_told_so(answered, typed):
    form = answered(hours=typed, count=typed)
    assert len(form.errors["hours"]) == 1
    assert form.errors["count"] == ["Écrivez un nombre entier. Par exemple : 2."]


def test_a_number_too_large_for_anyone_is_refused(answered):
    form = answered(hours=str(10**20), count=str(10**20))
    assert form.errors == {
        "hours": ["Ce nombre est trop grand."],
        "count": ["Ce nombre est trop grand."],
    }


def test_zero_is_an_answer_and_nothing_is_not(answered):
    assert answered(Bounded, count="0").errors == {}
    assert answered(Bounded, count="").errors == {"count": ["Écrivez un nombre."]}
    assert answered(Bounded, count="11").errors == {"count": ["Écrivez un nombre entre 0 et 10."]}
    assert answered(Bounded, count="onze").errors == {
        "count": ["Écrivez un nombre entier. Par exemple : 2."]
    }


@pytest.mark.parametrize(
    "typed",
    ["24/11/2026", "2026-11-24", "24-11-2026", "24.11.2026", "24 11 2026", "24 novembre 2026"],
)
def test_a_day_is_read_in_every_way_people_write_it(answered, typed):
    assert answered(day=typed).day.data == date(2026, 11, 24)


@pytest.mark.parametrize(
    "typed", ["31/02/2026", "24/11/26", "hier", "0001-01-01", "9" * 99, "\x00"]
)
def test_what_is_no_day_is_told_so(answered, typed):
    form = answered(day=typed)
    assert form.day.data is None
    assert form.errors == (
        {} if typed == "\x00" else {"day": ["Écrivez une date. Par exemple : 24/11/2026."]}
    )


@given(st.dates(date(1900, 1, 1), date(2100, 12, 31)))
def test_every_day_is_read_back(day):
    assert read_day(day.isoformat()) == read_day(f"{day:%d/%m/%Y}") == day
    assert read_day("1er août 2026") == date(2026, 8, 1)


@given(st.text(max_size=50))
def test_reading_a_day_never_fails(text):
    assert read_day(text) is None or isinstance(read_day(text), date)


class Choosing(Form):
    """A choice that may be left, and one that may not."""

    free = RadioField("Comment ?", choices=[("bus", "En bus")])
    asked = RadioField("Quand ?", [Required("Dites quand.")], choices=[("mon", "Lundi")])


def test_a_choice_may_be_left_unless_it_is_required(answered):
    assert answered(Choosing).errors == {"asked": ["Dites quand."]}
    assert answered(Choosing, free="train", asked="mon").errors == {
        "free": ["Choisissez une réponse de la liste."]
    }


def test_a_made_up_choice_is_refused_in_french(answered):
    assert answered(days="dimanche").errors == {"days": ["Choisissez des réponses de la liste."]}
