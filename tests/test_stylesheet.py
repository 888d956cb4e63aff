"""What the look of the site must keep: both directions, old phones, small bills, contrast."""

import gzip
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SHEET = (ROOT / "static/site.css").read_text()
IDENTITY = (ROOT / "static/identity.css").read_text()
SIDES = "left|right|top|bottom"
PHYSICAL = rf"(?<![\w-])(?:(?:margin|padding|border)-(?:{SIDES})|(?:{SIDES}|width|height|float):)"
TOO_NEW = (
    r"color-mix|light-dark\(|@starting-style|@container|@layer|:popover|(?m:^\s*&)|\d(dvh|svh)\b"
)
COMPONENTS = sorted(p.stem for p in ROOT.glob("templates/components/*.html"))
GALLERY = "".join(
    p.read_text() for p in [ROOT / "templates/gallery.html", *ROOT.glob("templates/gallery/*.html")]
)
TEXTS = [
    *[(t, ground) for t in ("ink", "link", "visited") for ground in ("ground", "paper", "band")],
    *[("ink-soft", ground) for ground in ("ground", "paper", "band", "water-tint")],
    *[("water", ground) for ground in ("ground", "paper", "water-tint")],
    *[(tone, f"{tone}-tint") for tone in ("good", "warn", "bad", "info")],
    *[("ink", f"{tone}-tint") for tone in ("good", "warn", "bad", "info")],
    *[("link", f"{tone}-tint") for tone in ("good", "warn", "bad", "info")],
    ("bad", "ground"), ("bad", "paper"), ("on-water", "water"), ("on-water", "water-deep"),
    ("on-clay", "clay"), ("good", "water-tint"), ("bad", "band"),
]  # fmt: skip
BORDERS = [("edge", "ground"), ("edge", "paper"), ("water", "paper"), ("bad", "paper")]


def test_the_sheet_reads_in_both_directions():
    assert re.findall(PHYSICAL, SHEET) == []
    assert "text-align: left" not in SHEET


def test_the_sheet_asks_nothing_newer_than_an_old_phone():
    assert re.findall(TOO_NEW, SHEET + IDENTITY) == []


def test_the_sheet_takes_every_colour_from_the_identity():
    bare = [
        c for c in re.findall(r"#[0-9a-f]{3,8}\b", SHEET) if c not in {"#fff", "#000", "#14191b"}
    ]
    assert bare == [], "paper alone has colours of its own"
    asked = set(re.findall(r"var\(--([\w-]+)\)", SHEET)) - {"page", "gap", "tone"}
    assert asked <= set(re.findall(r"--([\w-]+):", IDENTITY))


def test_a_first_visit_stays_small():
    files = ("site.css", "identity.css", "site.js", "logo.svg")
    sizes = {name: len(gzip.compress((ROOT / "static" / name).read_bytes())) for name in files}
    assert sum(sizes.values()) < 12_000, sizes
    assert (ROOT / "static/site.js").stat().st_size <= 3_000


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_words_stand_out_from_their_ground(scheme: str):
    light, dark = IDENTITY.split("@media")
    colours = dict(
        re.findall(r"--([\w-]+):\s*(#[0-9a-f]{3,6})", light if scheme == "light" else dark)
    )
    weak = [(a, b, round(_contrast(colours[a], colours[b]), 1)) for a, b in TEXTS]
    assert [w for w in weak if w[2] < 4.5] == []
    thin = [(a, b, round(_contrast(colours[a], colours[b]), 1)) for a, b in BORDERS]
    assert [t for t in thin if t[2] < 3] == []


@pytest.mark.parametrize("name", [n for n in COMPONENTS if n not in {"header", "footer"}])
def test_every_component_is_in_the_gallery(name: str):
    shown = f'"components/{name}.html"' in GALLERY
    within = any(
        f'"components/{name}.html"' in path.read_text()
        for path in ROOT.glob("templates/components/*.html")
    )
    assert shown or within, f"nobody can look at {name}"


@pytest.mark.parametrize("name", COMPONENTS)
def test_every_component_begins_with_its_manual(name: str):
    assert (ROOT / f"templates/components/{name}.html").read_text().startswith("{# ")


def test_pictures_stay_in_the_page_or_on_the_site():
    for path in ROOT.glob("templates/**/*.html"):
        text = path.read_text()
        assert "style=" not in text, path
        assert "data:" not in text.replace("metadata:", ""), path


def _contrast(one: str, other: str) -> float:
    high, low = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def _luminance(colour: str) -> float:
    digits = colour[1:] if len(colour) == 7 else "".join(d * 2 for d in colour[1:])
    parts = [int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
