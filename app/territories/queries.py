"""Finding communes as people type them."""

import re
import unicodedata


def simplified(name: str) -> str:
    """Give a name as it is compared: no accent, no punctuation, « saint » written whole."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    words = re.sub(r"[^a-z0-9]+", " ", plain.replace("œ", "oe")).split()
    whole = {"st": "saint", "ste": "sainte"}
    return " ".join(whole.get(word, word) for word in words)
