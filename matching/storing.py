"""The index on disk: columns as memory-mapped files, all or nothing, stale when words changed."""

import json
import shutil
import tempfile
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING

from matching import answers, polarity, reading, spotting, text
from matching.columns import Columns
from matching.lexicon import HERE
from matching.text import learn_stems

if TYPE_CHECKING:
    from matching.ranker import Ranker

VERSION = 4


class StaleIndex(Exception):  # noqa: N818
    """The saved index is absent, damaged, or made with other words: fit again and save."""


def signature() -> str:
    """What the index was made with: the lexicon's files and this version."""
    made = blake2b(str(VERSION).encode(), digest_size=12)
    code = [Path(str(m.__file__)) for m in (text, polarity, spotting, reading, answers)]
    for path in [*sorted(HERE.glob("*.t*")), *code]:
        made.update(path.read_bytes())
    return made.hexdigest()


def save(ranker: "Ranker", folder: Path) -> None:
    """Write beside, then swap: a reader finds the old index or the new one, whole."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    fresh = Path(tempfile.mkdtemp(prefix=f"{folder.name}-", dir=folder.parent))
    ranker.columns_.save(fresh)
    known = json.dumps(ranker.reader_.lexicon.stems())
    (fresh / "stems.json").write_text(known, encoding="utf-8")
    manifest = {
        "signature": signature(),
        "count": len(ranker.columns_),
        "embedding": ranker.embedding.name if ranker.embedding else "",
    }
    (fresh / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    link = folder.with_name(f"{fresh.name}.link")
    link.symlink_to(fresh.name)
    old = folder.resolve() if folder.is_symlink() else None
    link.replace(folder)
    if old is not None and old != fresh:
        shutil.rmtree(old, ignore_errors=True)


def load(folder: Path, embedding: str = "") -> Columns:
    """Open the columns without reading them, and the stems of the lexicon's words."""
    try:
        manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
        known = json.loads((folder / "stems.json").read_text(encoding="utf-8"))
        columns = Columns.load(folder)
    except (OSError, ValueError) as error:
        raise StaleIndex(str(error)) from error
    made_with = (manifest.get("signature"), manifest.get("embedding"))
    if made_with != (signature(), embedding) or not columns.whole(manifest.get("count")):
        raise StaleIndex("The index was made with other words.")
    learn_stems(known)
    return columns
