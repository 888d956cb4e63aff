"""What a similarity of words would add: TF-IDF of words, of letters, and LSA, alone or blended.

`python -m bench.similarity` prints one JSON line: NDCG@10 on each judged set. Every model is fitted
on the lexicon alone, as it would have to be: never on the missions it is measured on.
"""

import json
from collections.abc import Callable, Sequence
from typing import Any, TypeAlias

import numpy as np
from sklearn.decomposition import TruncatedSVD
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.pipeline import Pipeline, make_pipeline
from sklearn.preprocessing import Normalizer

from bench.peers import document, words
from bench.quality import sets
from matching import Profile, Ranker
from matching.evaluation import evaluate
from matching.lexicon import read
from matching.text import plain

Texts: TypeAlias = Sequence[str]
Vectors: TypeAlias = Callable[[Texts], Any]
# how much our score counts, and how much a cosine
BLENDS = {"alone": (0, 1), "none": (1, 0), "+ 0.1": (1, 0.1), "+ 0.2": (1, 0.2), "+ 0.4": (1, 0.4)}


def models() -> dict[str, Vectors]:
    """The models, fitted on what the lexicon says."""
    corpus = [f"{c.label} {c.here} {c.words}" for c in read()]
    by_word = TfidfVectorizer(analyzer=words, sublinear_tf=True)
    by_letter = TfidfVectorizer(
        analyzer="char_wb", ngram_range=(3, 5), sublinear_tf=True, preprocessor=plain
    )
    made: dict[str, Pipeline] = {
        "words": make_pipeline(by_word),
        "letters": make_pipeline(by_letter),
        "LSA 64": make_pipeline(by_word, TruncatedSVD(64, random_state=0), Normalizer()),
        "LSA 128": make_pipeline(by_word, TruncatedSVD(128, random_state=0), Normalizer()),
        "LSA 64 of letters": make_pipeline(
            by_letter, TruncatedSVD(64, random_state=0), Normalizer()
        ),
    }
    return {name: model.fit(corpus).transform for name, model in made.items()}


def cosines(vectors: Vectors, documents: Any, person: Profile) -> np.ndarray:
    """How close each mission's text is to what someone says."""
    asked = vectors([f"{' '.join(person.skills)} {person.wishes}"])
    found = documents @ asked.T
    return np.asarray(found.todense() if hasattr(found, "todense") else found).ravel()


def measured(judged: Any, ranker: Ranker, vectors: Vectors) -> dict[str, float]:
    """NDCG@10 of one model on one set: alone over feasible missions, then added to our score."""
    at = {m.id: i for i, m in enumerate(judged.missions)}
    documents = vectors([document(m) for m in judged.missions])
    lists: dict[str, dict[str, list[str]]] = {}
    for person in judged.profiles:
        close = cosines(vectors, documents, person)
        given = [(m.mission_id, m.score) for m in ranker.rank(person, len(at))]
        for name, (ours, theirs) in BLENDS.items():
            worth = [(-round(ours * s + theirs * close[at[i]], 9), i) for i, s in given]
            lists.setdefault(name, {})[person.id] = [i for _, i in sorted(worth)]
    return {
        name: round(evaluate(found, judged.grades, judged.borderline)["ndcg@10"], 4)
        for name, found in lists.items()
    }


def main() -> None:
    """Print every figure as one JSON line."""
    from judged import load

    made = models()
    answer = {}
    for name, folder in sets().items():
        judged = load(folder)
        ranker = Ranker().fit(judged.missions)
        answer[name] = {label: measured(judged, ranker, v) for label, v in made.items()}
    print(json.dumps(answer, ensure_ascii=False))


if __name__ == "__main__":
    main()
