"""Ranking from the command line: `python -m matching rank …` and `python -m matching explain …`."""

import argparse
import json
from pathlib import Path
from typing import Any

from matching import Mission, Profile, Ranker
from matching.words import by_id


def _read(path: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = json.loads(Path(path).read_text(encoding="utf-8"))
    return rows


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m matching", description=__doc__)
    verbs = parser.add_subparsers(dest="verb", required=True)
    for verb in ("rank", "explain"):
        command = verbs.add_parser(verb)
        command.add_argument("--missions", required=True)
        command.add_argument("--profiles", required=True)
        if verb == "rank":
            command.add_argument("--k", type=int, default=10)
        else:
            command.add_argument("--profile", required=True)
            command.add_argument("--mission", required=True)
    return parser.parse_args()


def explain(ranker: Ranker, profile: Profile, mission_id: str) -> dict[str, Any]:
    """Everything about one pair, ready to print."""
    against = ranker.objections(profile, mission_id)
    match, told = ranker.match(profile, mission_id), ranker.explain(profile, mission_id)
    return {
        "feasible": not against,
        "objections": [vars(o) for o in against],
        "score": match.score if not against else None,
        "minutes": match.minutes,
        "mode": match.mode,
        "reasons": [vars(r) for r in told.reasons],
        "cautions": [vars(c) for c in told.cautions],
        "parts": [
            {"criterion": name, "value": value, "weight": weight}
            for name, value, weight in told.parts
        ],
    }


def main() -> None:
    """Run one verb and print its JSON."""
    asked = _arguments()
    ranker = Ranker().fit(map(Mission.from_dict, _read(asked.missions)))
    profiles = by_id(map(Profile.from_dict, _read(asked.profiles)))
    if asked.verb == "rank":
        lists = ranker.rank_iter(profiles.values(), asked.k)
        answer: Any = {person: [m.mission_id for m in matches] for person, matches in lists}
    else:
        if asked.profile not in profiles:
            raise SystemExit(f"Profil inconnu : {asked.profile}")
        try:
            answer = explain(ranker, profiles[asked.profile], asked.mission)
        except KeyError:
            raise SystemExit(f"Mission inconnue : {asked.mission}") from None
    print(json.dumps(answer, ensure_ascii=False, indent=1))


if __name__ == "__main__":
    main()
