"""Finding French that nobody could translate: words of a template outside every mark."""

import re
from collections.abc import Iterator
from pathlib import Path

TEMPLATES = Path(__file__).resolve().parent.parent / "templates"
# Read by those who work here, by associations, or by passers-by who are professionals: French.
FRENCH = (
    "gallery", "gallery.html", "territories", "outreach", "caseloads", "indicators", "contracts",
    "accompaniments", "workshops", "missions", "associations", "desks", "letters/associations",
    "letters/missions", "letters/outreach", "letters/caseloads", "letters/listing.html",
    "letters/read.html", "proofreading", "upkeep", "papers", "components/compare.html",
    "components/progress.html", "components/figure_tile.html",
    "components/charts.html", "components/facts.html", "placements/presences.html",
    "accounts/accept_invitation.html", "accounts/invited_already.html",
    "accounts/provider/invited.html", "accounts/provider/not_invited.html",
    "introductions/association.html", "introductions/referent", "introductions/suggest.html",
    "letters/introductions/asked", "letters/introductions/meeting_confirmed",
    "letters/introductions/mission_closed", "letters/introductions/other_time",
    "letters/introductions/reminder", "letters/introductions/said_no",
    "letters/introductions/sent", "letters/introductions/to_plan",
    "letters/introductions/withdrawn", "letters/passports/reminder",
    "letters/accounts/invitation", "letters/contracts/answered",
    "letters/contracts/amended", "letters/passports/to_attest", "letters/placements/hard",
    "letters/placements/own_to_confirm", "letters/placements/presences",
    "letters/placements/still_current", "letters/privacy/correction",
    "letters/privacy/erasure_wanted", "letters/threads/difficulty.txt",
    "letters/accompaniments/cannot_come", "letters/accompaniments/follow_up",
    "letters/workshops/referral_moved", "letters/workshops/stopped", "letters/workshops/to_meet",
    "placements/association.html", "placements/referent.html", "placements/begin.html",
    "passports/attest", "passports/dead_link", "passports/to_attest.html", "privacy/reports.html",
    "suggestions/_evaluation", "suggestions/_versions", "suggestions/for_", "suggestions/ranking",
)  # fmt: skip
# Inside those, what a volunteer or the public reads all the same.
SPOKEN = (
    "indicators/ensemble.html", "indicators/testify.html", "contracts/mine.html",
    "contracts/_mine.html", "contracts/own", "accompaniments/my_", "accompaniments/own_review",
    "workshops/mine.html", "workshops/_soon.html", "missions/public", "desks/volunteer.html",
    "papers/show.html", "letters/caseloads/new_referent",
)  # fmt: skip
TOKEN = re.compile(r"(\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}|<!--.*?-->)", re.DOTALL)
TAG = re.compile(r"</?[a-zA-Z!][^<>]*>", re.DOTALL)
ATTRIBUTE = re.compile(r'\b(?:aria-label|alt|title|placeholder)="([^"]*)"')
LITERAL = re.compile(r'(_\(\s*|ngettext\((?:"[^"]*",\s*)?)?"((?:[^"\\]|\\.)*)"')
LETTERS = re.compile(r"[A-Za-zÀ-ÿœŒ]{2,}")
FRENCH_WORDS = re.compile(
    r"[À-ÿœ’…«]|^[A-Z][a-zà-ÿ]+(?: |$)|[a-zà-ÿ]{2,} (?:de|du|la|le|les|à|et)\b"
)
SAYS_NOTHING = {"Chromium", "Objet :", "SHA-256", "une bénévole"}
OTHER_READER = re.compile(
    r'(?:reader|side)\s*(?:==\s*"(?:referent|association|ambassador)"|!=\s*"volunteer")'
)
ONE_READER = re.compile(r'(?:reader|side)\s*==\s*"volunteer"')


def spoken_templates() -> list[Path]:
    """List the templates that people read in their own language."""
    found = []
    for path in sorted(TEMPLATES.rglob("*")):
        name = str(path.relative_to(TEMPLATES))
        stays = name.startswith(FRENCH) and not name.startswith(SPOKEN)
        if path.suffix in {".html", ".txt", ".jinja"} and not stays:
            found.append(path)
    return found


def unmarked(path: Path) -> list[str]:
    """Give the French of a template that no mark holds."""
    left: list[str] = []
    text = ""
    source = re.sub(r"\{% block body_class %\}.*?\{% endblock %\}", "", path.read_text())
    for part in _shown(source):
        if part.startswith("{"):
            left += list(_literals(part))
            text += "\0"
        else:
            text += part
    text = re.sub(r"<(script|style|svg)\b.*?</\1>", "", text, flags=re.DOTALL)
    words = [w for attribute in ATTRIBUTE.findall(text) for w in [attribute]]
    words += re.split(r"[\0\n]", TAG.sub("\n", text))
    for said in words:
        plain = re.sub(r"&[a-z]+;|https?://\S+", " ", said).strip()
        if LETTERS.search(plain) and plain not in SAYS_NOTHING:
            left.append(plain)
    return left


def _shown(source: str) -> Iterator[str]:
    """Go through a template without its marked blocks nor what others read."""
    marked, branches = False, list[tuple[bool, bool]]()
    for part in TOKEN.split(source):
        words = part[2:-2].strip(" -") if part.startswith("{%") else ""
        marked = (marked or words.startswith("trans")) and not words.startswith("endtrans")
        _follow(words, branches)
        hidden = marked or any(others for others, _one in branches)
        if not hidden and not part.startswith(("{#", "<!--")):
            yield part


def _follow(words: str, branches: list[tuple[bool, bool]]) -> None:
    """Keep, for each ``if`` we are in, whether others read this branch, and the next one."""
    if words.startswith("if "):
        branches.append((bool(OTHER_READER.search(words)), bool(ONE_READER.search(words))))
    elif words.startswith("elif "):
        branches[-1] = (bool(OTHER_READER.search(words)), branches[-1][1])
    elif words == "else":
        branches[-1] = (branches[-1][1], False)
    elif words == "endif":
        branches.pop()


def _literals(part: str) -> Iterator[str]:
    """Give the French texts of an expression that ``_`` does not hold."""
    if re.match(r"\{%-?\s*(?:from|import|include|extends|block|trans)", part):
        return
    for found in LITERAL.finditer(part):
        mark, said = found.groups()
        if mark or '"' + said + '" if reader' in part or ONE_READER.search(part):
            continue
        if FRENCH_WORDS.search(said) and said not in SAYS_NOTHING:
            yield said
