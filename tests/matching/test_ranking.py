"""People and missions, ranked: what must always hold."""

from dataclasses import replace

from matching import Mission, Profile, Ranker

SEWING = Mission("m1", "Atelier couture", slots=("tue-am",), lat=45.19, lon=5.72)
STADIUM = Mission("m2", "Accueil au stade", slots=("sun-pm",), lat=45.19, lon=5.72)
ANNA = Profile("anna", skills=("je couds des ourlets",), slots=("tue-am", "wed-am"))


def test_a_person_is_offered_only_what_she_can_do():
    ranker = Ranker().fit([SEWING, STADIUM])
    assert [m.mission_id for m in ranker.rank(ANNA)] == ["m1"]
    assert [o.limit for o in ranker.objections(ANNA, "m2")] == ["slots"]
    assert ranker.objections(ANNA, "m1") == []


def test_the_reason_tells_her_own_words_and_what_is_done_there():
    match = Ranker().fit([SEWING]).rank(ANNA)[0]
    assert "je couds des ourlets" in match.reasons[0].because
    assert "je couds" not in " ".join(match.for_association)


def test_an_association_reads_nothing_private():
    person = Profile("p", skills=("je sors de prison", "couture"), wishes="Mon dos est cassé.")
    mission = Mission("m", "Atelier couture en maison d’arrêt")
    match = Ranker().fit([mission]).rank(person)[0]
    told = " ".join(match.for_association).lower()
    assert "couture" in told
    assert not any(word in told for word in ("prison", "dos", "santé", "corps"))


def test_a_long_list_ending_in_a_refusal_is_refused_whole():
    tired = Profile("t", wishes="Chanter. Les malades, la mort, stop.")
    found = Ranker().fit([Mission("sick", "Visites aux malades"), Mission("sing", "Chorale")])
    assert [m.mission_id for m in found.rank(tired)] == ["sing", "sick"]
    assert [c.kind for c in found.rank(tired)[1].cautions].count("refusal") == 1


def test_an_unknown_fact_rules_nothing_out_and_is_told():
    wheels = Profile("w", wheelchair=True, no_lifting=True)
    match = Ranker().fit([replace(SEWING, step_free=None)]).rank(wheels)[0]
    assert "À vérifier : l’accès en fauteuil." in [c.because for c in match.cautions]


def test_the_most_empty_mission_is_offered_to_the_most_empty_profile():
    assert len(Ranker().fit([Mission("m")]).rank(Profile())) == 1


def reasons(person, mission):
    return [reason.because for reason in Ranker().fit([mission]).rank(person)[0].reasons]


def test_what_was_tapped_is_not_told_as_if_it_was_written():
    sewing = Mission("m", "Atelier couture")
    tapped = Profile(skills=("Coudre", "je brode"), ticked=("Coudre",))
    assert reasons(tapped, sewing)[0] == "Vous avez coché « Coudre » : ici, on coud."
    assert reasons(Profile(skills=("je brode",)), sewing)[0].startswith("Vous dites « je brode »")


def test_music_in_the_background_is_not_what_people_do_there():
    books = Mission("m", "Tri de livres", description="On trie en silence, un peu de musique.")
    told = " ".join(reasons(Profile(wishes="J’aime la musique."), books))
    assert "on fait de la musique" not in told


def test_learning_to_ride_a_bicycle_is_not_driving():
    riding = Mission("m", "Vélo-école", description="Apprendre à rouler à des adultes.")
    told = reasons(Profile(skills=("permis B", "chauffeur")), riding)
    assert not any("on conduit" in because for because in told)


def test_a_long_trip_is_a_caution_and_not_a_reason():
    far = Mission("m", "Atelier couture", lat=45.19, lon=5.98)
    person = Profile(lat=45.19, lon=5.72, modes=("car",), max_minutes=45, skills=("couture",))
    match = Ranker().fit([far]).rank(person)[0]
    assert any("Le trajet est long" in caution.because for caution in match.cautions)
    assert not any("en voiture" in reason.because for reason in match.reasons)


def test_who_likes_to_mend_is_told_of_mending():
    told = reasons(
        Profile(wishes="Bricoler."),
        Mission("m", "Repair café", description="Réparer, bricoler, travailler de ses mains."),
    )
    assert told[0].startswith("Dans vos souhaits : le bricolage.")


def test_a_refused_place_of_work_is_not_a_wish():
    person = Profile(wishes="L’usine, j’y remets plus les pieds. Coudre un peu.")
    told = reasons(person, Mission("m", "Raconter l’usine", description="Atelier couture aussi."))
    assert not any("usine" in because for because in told)
