"""Third persons out of texts written about someone: names, telephones, addresses.

A machine cannot know every name. It removes too much rather than too little: what follows « Mme »,
« M. », « Monsieur »…, a relative’s name (« sa fille Inès »), and any word with a capital inside a
sentence that is not the person’s own name, a place or a day. What it leaves is read by a human only
if the person asks: no automatic rule replaces that.
"""

import re

MASK = "[quelqu’un]"
_EMAIL = re.compile(r"[^\s@<>]+@[^\s@<>]+\.[a-z]{2,}", re.IGNORECASE)
_PHONE = re.compile(r"(?:\+33|0)\s?[1-9](?:[\s.-]?\d{2}){4}")
_TITLE = re.compile(r"\b(?:Mme|Mlle|M\.|Mr|Dr|Madame|Monsieur|Docteur|Maître)\s+[A-ZÀ-Þ][\w’'-]*"
                    r"(?:\s+[A-ZÀ-Þ][\w’'-]*)*")  # fmt: skip
_NAME = re.compile(r"(?<![.!?:…»\n])(?<=[\w,;(’'«-])(\s+|[’'])([A-ZÀ-Þ][a-zß-ÿ][\w-]*)")
_WORD = re.compile(r"\b[A-ZÀ-Þ][\w-]+")
KNOWN = frozenset(
    "CAF CCAS CV France Français Travail Pôle Emploi Département Isère Grenoble Service Noël "
    "Pâques Ramadan Internet WhatsApp".casefold().split()
)


def without_others(text: str, own: set[str], names: set[str]) -> str:
    """Give a text without third persons; ``own`` are the person’s names, ``names`` known others."""
    allowed = {part.casefold() for name in own for part in re.split(r"[\s-]+", name)} | KNOWN
    said = _PHONE.sub(MASK, _EMAIL.sub(MASK, text))
    said = _TITLE.sub(lambda m: m[0] if _is_own(m[0], allowed) else MASK, said)

    def masked(found: re.Match[str]) -> str:
        return found[0] if found[2].casefold() in allowed else found[1] + MASK

    def known(found: re.Match[str]) -> str:
        word = found[0].casefold()
        return MASK if word in names and word not in allowed else found[0]

    return _WORD.sub(known, _NAME.sub(masked, said))


def _is_own(said: str, allowed: set[str]) -> bool:
    return all(part.casefold() in allowed for part in said.split()[1:])
