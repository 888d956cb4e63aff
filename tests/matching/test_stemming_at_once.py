"""Many threads read French at the same time."""

from concurrent.futures import ThreadPoolExecutor

from matching.text import stem

WORDS = [f"{root}{end}" for root in ("jardin", "accompagn", "couturi", "bricol", "anim", "visit")
         for end in ("ement", "ations", "eries", "ateurs", "issement", "euses")]  # fmt: skip


def test_words_are_not_mixed_when_threads_stem_together():
    alone = {word: stem.__wrapped__(word) for word in WORDS}
    for _ in range(20):
        with ThreadPoolExecutor(8) as pool:
            together = list(pool.map(stem.__wrapped__, WORDS * 4))
        assert together == [alone[word] for word in WORDS * 4]
