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
