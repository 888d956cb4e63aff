"""The ways people look at a page, and what must hold in each of them."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],
}
PHONE, DESK, NARROWEST = (360, 740), (1280, 900), (320, 640)
# Without movement: a colour measured in the middle of a transition is no colour of ours.
PLAIN = {"color_scheme": "light", "forced_colors": "none", "reduced_motion": "reduce"}
TURNED = "document.documentElement.dir = 'rtl'"
UNTURNED = "document.documentElement.dir = 'ltr'"


@dataclass(frozen=True)
class Mode:
    """One way of looking at a page."""

    name: str
    size: tuple[int, int] = PHONE
    media: dict[str, Any] = field(default_factory=dict)
    turned: bool = False


MODES = (
    Mode("phone"),
    Mode("desk", DESK),
    Mode("dark", media={"color_scheme": "dark"}),
    Mode("forced", media={"forced_colors": "active"}),
    Mode("rtl", DESK, turned=True),
)

OVERFLOW = "document.documentElement.scrollWidth - innerWidth"
ENLARGED = "document.documentElement.style.fontSize = '225%'"  # twice the site’s own 112.5 %
SPACED = """const sheet = new CSSStyleSheet();
sheet.replaceSync(`* { line-height: 1.5 !important; letter-spacing: .12em !important;
  word-spacing: .16em !important; } p { margin-block-end: 2em !important; }`);
document.adoptedStyleSheets = [sheet];"""
NATURAL = "document.documentElement.style.fontSize = ''; document.adoptedStyleSheets = [];"
# What a thumb presses: 44 px high at least; a link inside a sentence is excused (WCAG 2.5.8).
TARGETS = """() => {
  const said = e => (e.innerText || e.value || e.name || e.className || "").trim().slice(0, 40);
  const shown = e => e.getClientRects().length && getComputedStyle(e).visibility !== "hidden";
  const own = e => {
    const label = e.closest("label");
    const pressed = label && ["checkbox", "radio"].includes(e.type) ? label : e;
    return pressed.getBoundingClientRect().height;
  };
  const controls = [...document.querySelectorAll(
    "button, .button, summary, select, textarea, nav a, .chips a, input:not([type=hidden])")];
  return controls.filter(e => shown(e) && own(e) && Math.round(own(e)) < 44)
    .map(e => `${e.tagName.toLowerCase()} « ${said(e)} » : ${Math.round(own(e))} px`);
}"""


def see(page: Page, mode: Mode) -> None:
    """Look at the page as it is, in this mode, without asking for it again."""
    page.set_viewport_size({"width": mode.size[0], "height": mode.size[1]})
    page.emulate_media(**{**PLAIN, **mode.media})
    page.evaluate(TURNED if mode.turned else UNTURNED)


def violations(page: Page, mode: Mode) -> list[str]:
    """Say what axe finds, one line for each place."""
    see(page, mode)
    found = Axe().run(page, options=RULES).response["violations"]
    wide = page.evaluate(OVERFLOW)
    return [f"{mode.name}: overflow {wide} px"] * (wide > 0) + [
        f"{mode.name}: {rule['id']}: {' '.join(node['target'][0:1])} {node['html'][:140]}"
        for rule in found
        for node in rule["nodes"]
    ]


def overflows(page: Page) -> Iterator[str]:
    """Say where the page scrolls sideways: narrow, enlarged twice, with wide spacing, turned."""
    see(page, Mode("narrowest", NARROWEST))
    for change, words in (("0", "at 320 px"), (ENLARGED, "enlarged"), (SPACED, "spaced")):
        page.evaluate(NATURAL)
        page.evaluate(change)
        if (wide := page.evaluate(OVERFLOW)) > 0:
            yield f"overflow {words}: {wide} px"
    page.evaluate(NATURAL)


def small_targets(page: Page) -> list[str]:
    """List what is too small for a thumb."""
    see(page, MODES[0])
    found: list[str] = page.evaluate(TARGETS)
    return [f"target: {one}" for one in found]
