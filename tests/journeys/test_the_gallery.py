"""Every component, looked at in every way people look at screens."""

import pytest

pytestmark = pytest.mark.browser
TURNED = "document.documentElement.dir = 'rtl'"
ENLARGED = "document.documentElement.style.fontSize = '225%'"
SPACED = """const sheet = new CSSStyleSheet();
sheet.replaceSync(`* { line-height: 1.5 !important; letter-spacing: .12em !important;
  word-spacing: .16em !important; } p { margin-block-end: 2em !important; }`);
document.adoptedStyleSheets = [sheet];"""


@pytest.mark.parametrize("width", [320, 1440])
def test_the_gallery_holds_on_any_width(walks, width):
    walks(width).open("/composants")


@pytest.mark.parametrize("seen", [{"color_scheme": "dark"}, {"forced_colors": "active"}])
def test_the_gallery_holds_in_other_colours(walks, seen):
    someone = walks(1440)
    someone.page.emulate_media(**seen)
    someone.open("/composants")


@pytest.mark.parametrize("change", [TURNED, ENLARGED, SPACED], ids=["turned", "enlarged", "spaced"])
def test_the_gallery_holds_when_its_reader_changes_it(walks, change):
    someone = walks(360)
    someone.open("/composants")
    someone.page.evaluate(change)
    someone.look()


def test_every_button_is_large_enough_for_a_thumb(walks):
    someone = walks(320)
    someone.open("/composants")
    small = someone.page.eval_on_selector_all(
        "main .button, main .choice, .slot:has(input), main .input, nav a, .head .tools a, summary",
        "all => all.map(e => [e.className, Math.round(e.getBoundingClientRect().height)])"
        ".filter(([, height]) => height && height < 44)",
    )
    assert small == []


def test_the_keyboard_sees_where_it_is(walks):
    someone = walks(360)
    someone.open("/composants")
    someone.page.locator("header a").first.focus()
    someone.page.keyboard.press("Shift+Tab")
    assert someone.page.evaluate("document.activeElement.className") == "skip"
    for _ in range(12):
        someone.page.keyboard.press("Tab")
        outline = someone.page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
        assert outline == "solid", someone.page.evaluate("document.activeElement.outerHTML")


def test_a_form_with_faults_is_heard_first(walks):
    someone = walks(360)
    someone.open("/composants")
    assert someone.page.title().startswith("Erreur")
    assert someone.page.evaluate("document.activeElement.className") == "error-summary"
