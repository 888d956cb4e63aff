"""What people say, however they say it: spelling, refusals, states, trades."""

import pytest

from matching import Mission, Profile
from matching.reading import reader


def concepts(vector):
    """The names of the concepts a list of numbers holds firmly."""
    names = [concept.name for concept in reader().lexicon.concepts]
    return {name for name, value in zip(names, vector[:-1], strict=True) if value >= 0.3}


def wishes(text):
    return reader().profile(Profile(wishes=text))


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("plonbier vingt ans", "plomberie"),
        ("j'ai gardé mes petits neveux", "enfants"),
        ("couturiere, ourlés, retouches", "couture"),
        ("TAILLEUR A KABOUL", "couture"),
        ("dikiş", "couture"),
        ("cocinar para mucha gente", "cuisine"),
        ("chaufeur poids lours", "conduite"),
        ("moi travail jardin beaucoup", "jardinage"),
        ("j'ai bossé aux 3x8", "usine"),
        ("assmat depuis dix ans", "bebes"),
    ],
)
def test_a_skill_is_understood_as_people_say_it(said, meant):
    assert meant in concepts(reader().profile(Profile(skills=(said,))).know)


@pytest.mark.parametrize(
    ("said", "refused"),
    [
        ("surtout pas le téléphone, et plus jamais la cantine", "telephone"),
        ("surtout pas le téléphone, et plus jamais la cantine", "cuisine_collective"),
        ("Les chiens, j'ai du mal.", "chiens"),
        ("J'ai arrêté de boire, rien autour du bar.", "alcool"),
        ("Plus jamais de chiffres, de tableaux, de bilans.", "comptabilite"),
        ("Le ménage, j'ai donné.", "menage"),
        ("Les blouses, les malades, la mort, stop.", "malades"),
        ("La cuisine, les casseroles : non merci.", "cuisine"),
        ("J'en ai assez du bruit.", "bruit"),
        ("La maladie, j'en ai assez à la maison.", "malades"),
        ("J'ai le vertige.", "hauteur"),
        ("Mon dos est cassé.", "port_charges"),
        ("Je préfère éviter la foule", "foule"),
        ("des enfants oui, mais sans ordinateur", "ecran"),
        ("Le téléphone c'est l'enfer.", "telephone"),
        ("La prison, je veux plus y aller, même en visite.", "detenus"),
        ("Les bêtes ça me fait mal maintenant.", "animaux"),
        ("Je sais pas lire.", "lire_ecrire"),
        ("conduire. pas trop parler", "conversation"),
        ("Les réunions non merci, écrire non plus.", "redaction"),
        ("Les petits, oui. J'ai peur de l'eau.", "baignade"),
    ],
)
def test_a_refusal_is_heard(said, refused):
    heard = wishes(said)
    assert refused in concepts(heard.averse)
    assert refused not in concepts(heard.want)


@pytest.mark.parametrize(
    ("said", "wanted"),
    [
        ("Pas seulement la couture, le jardin aussi", "couture"),
        ("J'ai pas peur des chiens", "chiens"),
        ("des enfants oui, mais sans ordinateur", "enfants"),
        ("Pas de cuisine. Le jardin j'adore", "jardinage"),
        ("j'en ai assez de rester enfermée", "rencontres"),
        ("sans stress, au calme", "calme"),
        ("aider les femmes qui parlent pas français", "femmes"),
        ("aimer les gens, faire du théâtre amateur", "theatre"),
    ],
)
def test_what_is_wanted_is_not_taken_for_a_refusal(said, wanted):
    heard = wishes(said)
    assert wanted in concepts(heard.want)
    assert wanted not in concepts(heard.averse)


def test_what_brings_along_something_refused_is_less_wanted():
    teacher = reader().profile(Profile(skills=("institutrice",), wishes="Surtout plus d'enfants !"))
    assert "devoirs" not in concepts(teacher.know)
    assert "enseigner_francais" in concepts(teacher.know)


def test_people_of_my_age_are_not_old_people():
    assert "personnes_agees" not in concepts(wishes("avec des gens de mon âge").want)
    assert "enfants" in concepts(wishes("les p'tits").want)


@pytest.mark.parametrize(
    ("said", "misheard"),
    [
        ("aimer", "personnes_agees"),
        ("par intérêt", "ecran"),
        ("amateur", "mer"),
        ("un chapeau", "patrimoine"),
    ],
)
def test_an_ordinary_word_is_not_taken_for_a_misspelt_one(said, misheard):
    assert misheard not in concepts(wishes(said).want)


def test_accents_capitals_and_order_change_nothing():
    one = reader().profile(Profile(skills=("réparer des vélos",))).know
    other = reader().profile(Profile(skills=("VELOS, REPARER",))).know
    assert concepts(one) == concepts(other)


def test_a_past_trade_is_known_rather_than_wished():
    heard = wishes("J'étais caissière pendant dix ans.")
    assert "caisse" in concepts(heard.know)
    assert "caisse" not in concepts(heard.want)


@pytest.mark.parametrize(
    ("text", "named", "unnamed"),
    [
        ("Passer une heure chez une dame de 90 ans", "personnes_agees", "jeux_societe"),
        ("Atelier couture, aucune expérience demandée", "couture", "sciences"),
        ("Atelier cuisine, avec les mêmes personnes", "cuisine", "usine"),
        ("Nettoyer le rivage à marée basse", "dechets", "musique"),
        ("Portage de caisses de légumes", "port_charges", "caisse"),
    ],
)
def test_a_word_with_two_senses_is_taken_in_the_right_one(text, named, unnamed):
    tasks = reader().mission(Mission("m", text))
    names = {reader().lexicon.concepts[c].name for c in tasks.concepts if c < len(reader().lexicon)}
    assert named in names
    assert unnamed not in names


def test_a_mission_is_read_by_its_text_and_its_facts():
    tasks = reader().mission(Mission("m", "Atelier couture", lifting=True, remote=True))
    names = [reader().lexicon.concepts[c].name for c in tasks.concepts if c < len(reader().lexicon)]
    assert {"couture", "port_charges", "distance"} <= set(names)


def test_what_a_mission_spares_is_not_what_it_asks():
    tasks = reader().mission(Mission("m", "Tri de livres", description="Pas de téléphone."))
    names = [reader().lexicon.concepts[c].name for c in tasks.concepts if c < len(reader().lexicon)]
    assert "telephone" not in names
