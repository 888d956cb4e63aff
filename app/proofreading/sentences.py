"""The sentences of a page, or of a letter’s template, as numbered blocks."""

import hashlib
import re
from dataclasses import dataclass
from html.parser import HTMLParser

BLOCKS = frozenset(
    {
        "h1", "h2", "h3", "h4", "p", "li", "dt", "dd", "legend", "label", "button", "summary",
        "th", "td", "caption", "figcaption", "option", "div", "section", "ul", "dl", "form", "main",
        "fieldset", "table", "tr", "details", "aside", "article",
    }
)  # fmt: skip
APART = frozenset({"span", "br", "svg"})
SILENT = frozenset({"script", "style", "svg", "template", "select"})
HEADINGS = frozenset({"h1", "h2", "h3", "h4", "legend", "title"})
TAG = re.compile(r"\{%.*?%\}|\{#.*?#\}", re.DOTALL)
MARKED = re.compile(r"\{\{\s*_\(\s*\"(.*?)\".*?\)\s*\}\}", re.DOTALL)
NAMED = re.compile(r"%\(\w+\)\w")
FILLED = re.compile(r"\{\{.*?\}\}", re.DOTALL)
SAYS = re.compile(r"[^\W\d_]{2}")


@dataclass(frozen=True)
class Block:
    """One sentence, or a few that stand together."""

    kind: str
    text: str

    @property
    def mark(self) -> str:
        """What names it whatever its number."""
        return hashlib.sha256(self.text.encode()).hexdigest()[:16]

    @property
    def is_heading(self) -> bool:
        """Whether it is a title."""
        return self.kind in HEADINGS


class _Reader(HTMLParser):
    """Gathers the words of the main part of a page, block by block."""

    def __init__(self) -> None:
        super().__init__()
        self.blocks: list[Block] = []
        self.open: list[str] = []
        self.words: list[str] = []
        self.silent = 0
        self.inside = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a block."""
        if tag == "main":
            self.inside = True
        if tag in SILENT:
            self.silent += 1
        if tag in BLOCKS:
            self.flush()
            self.open.append(tag)
        elif tag in APART:
            self.words.append(" ")
        del attrs

    def handle_endtag(self, tag: str) -> None:
        """End a block."""
        if tag in SILENT:
            self.silent = max(self.silent - 1, 0)
        if tag in BLOCKS:
            self.flush()
            if tag in self.open:
                while self.open.pop() != tag:
                    pass
        if tag == "main":
            self.inside = False

    def handle_data(self, data: str) -> None:
        """Hear words."""
        if self.inside and not self.silent:
            self.words.append(data)

    def flush(self) -> None:
        """Keep what was heard since the last block."""
        text = " ".join("".join(self.words).split())
        self.words = []
        if SAYS.search(text):
            self.blocks.append(Block(self.open[-1] if self.open else "p", text))


def of_page(html: str) -> list[Block]:
    """List the blocks of a page, each said once."""
    reader = _Reader()
    reader.feed(html)
    reader.flush()
    return list(dict.fromkeys(reader.blocks))


def of_letter(template: str) -> list[Block]:
    """List the lines of a letter’s template: what fills it in shows as « … »."""
    plain = MARKED.sub(lambda found: found[1], TAG.sub("\n", template))
    plain = NAMED.sub("…", plain)
    lines = (" ".join(FILLED.sub("…", line).split()) for line in plain.splitlines())
    kept = [line for line in lines if SAYS.search(line)]
    return list(
        dict.fromkeys(Block("title" if line.startswith("Objet :") else "p", line) for line in kept)
    )
