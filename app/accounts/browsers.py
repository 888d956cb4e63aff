"""Naming a browser in plain words, so that people recognise their own devices."""

PROGRAMS = (
    ("Edg", "Edge"), ("OPR", "Opera"), ("SamsungBrowser", "Samsung Internet"),
    ("Firefox", "Firefox"), ("FxiOS", "Firefox"), ("CriOS", "Chrome"), ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)  # fmt: skip
DEVICES = (
    ("iPhone", "un iPhone"), ("iPad", "un iPad"), ("Android", "un téléphone Android"),
    ("Windows", "Windows"), ("Macintosh", "un Mac"), ("CrOS", "un Chromebook"),
    ("Linux", "Linux"),
)  # fmt: skip


def named(user_agent: str) -> str:
    """Say « Firefox sur Windows » of what a browser tells about itself."""
    program = next((name for mark, name in PROGRAMS if mark in user_agent), "Un navigateur")
    device = next((name for mark, name in DEVICES if mark in user_agent), "")
    return f"{program} sur {device}" if device else program
