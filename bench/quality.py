"""Quality on the judged sets, with its interval, and each part removed in turn."""

import json
import os
import sys
from pathlib import Path
from typing import Any

from matching import Ranker
from matching.criteria import CRITERIA
from matching.reading import Reader, reader

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "tests" / "matching"))


def sets() -> dict[str, Path]:
    """The sets to measure on."""
    judged = ROOT / "tests" / "matching"
    found = {"own": judged / "judged", "finistère": judged / "judged_finistere"}
    shared = os.environ.get("RICOCHET_SHARED")
    if shared:
        found["alsace"] = Path(shared) / "eval" / "alsace"
    else:
        print("RICOCHET_SHARED is unset: the shared set is left out")
    return found


def variants() -> dict[str, Any]:
    """The ranker, then the ranker without each of its parts."""
    made: dict[str, Any] = {"whole": lambda m: Ranker().fit(m)}
    for criterion in CRITERIA:
        name = criterion.name
        made[f"without {name}"] = lambda m, name=name: Ranker({name: 0.0}).fit(m)
    words = dict.fromkeys(("wish", "know", "fit"), 0.0)
    made["without any words"] = lambda m: Ranker(words).fit(m)
    for part in ("refusals", "kin", "implied", "spelling", "facts"):
        made[f"without {part}"] = lambda m, part=part: Ranker(reader_=lesser(part)).fit(m)
    return made


def lesser(part: str) -> Reader:
    """A reader that lacks one faculty."""
    import numpy as np

    from matching import reading
    from matching.lexicon import Lexicon, read

    made = Reader(Lexicon(read()))
    lexicon, same = made.lexicon, np.eye(len(made.lexicon), dtype=np.float32)
    if part == "kin":
        lexicon.kin, lexicon.spread = same, lexicon.means
    elif part == "implied":
        lexicon.means, lexicon.spread = same, lexicon.kin
    elif part == "spelling":
        made.spotter.corrected = lambda _word: None  # type: ignore[assignment,method-assign]
    elif part == "facts":
        made.mission = _without(reading, made)  # type: ignore[method-assign]
    elif part == "refusals":
        made.profile = _docile(made)  # type: ignore[method-assign]
    return made


def _without(reading: Any, made: Reader) -> Any:
    whole = made.mission

    def mission(asked: Any) -> Any:
        told, reading.told = reading.told, lambda _mission: []
        try:
            return whole(asked)
        finally:
            reading.told = told

    return mission


def _docile(made: Reader) -> Any:
    from dataclasses import replace

    whole = made.profile

    def profile(asked: Any) -> Any:
        heard = whole(asked)
        return replace(heard, averse=heard.averse * 0)

    return profile


def main() -> None:
    """Print every figure as one JSON line."""
    from judged import load, measure

    reader()
    answer: dict[str, Any] = {}
    for name, folder in sets().items():
        judged = load(folder)
        for label, make in variants().items():
            found, _ = measure(judged, make(judged.missions))
            key = f"{name} {label}"
            answer[key] = round(found["ndcg@10"], 4)
            if label == "whole":
                answer[f"{name} interval"] = [round(found["low"], 3), round(found["high"], 3)]
                answer[f"{name} violations"] = found["violations"]
    print(json.dumps(answer, ensure_ascii=False))


if __name__ == "__main__":
    main()
