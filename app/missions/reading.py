"""Help to write so that everyone can read: long sentences, and words that belong to a job."""

import re

LONG = 25
SHOWN = 6
JOB_WORDS = re.compile(
    r"\b(salair\w*|salari[ée]\w*|r[ée]mun[ée]r\w*|embauch\w*|cdd|cdi|smic|hi[ée]rarchi\w*|"
    r"sanction\w*|horaires impos[ée]s|p[ée]riode d’essai|contrat de travail|prime\w*)\b",
    re.IGNORECASE,
)


def long_sentences(text: str) -> list[tuple[int, str]]:
    """Find the sentences of more than 25 words: how many words, and how each begins."""
    found = []
    for sentence in re.split(r"(?<=[.!?…])\s+|\n+", text):
        words = re.findall(r"\w+(?:[’'\-]\w+)*", sentence)
        if len(words) > LONG:
            found.append((len(words), " ".join(words[:SHOWN])))
    return found


def advice(text: str) -> list[str]:
    """Say which sentences to cut, in words people can act on."""
    return [
        f"Phrase de {count} mots : coupez-la. Elle commence par « {start}… »."
        for count, start in long_sentences(text)
    ]


def job_words(text: str) -> list[str]:
    """List the words that make a mission sound like a job."""
    found = (match.group().lower() for match in JOB_WORDS.finditer(text.replace("'", "’")))
    return sorted(set(found))
