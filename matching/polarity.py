"""What people want, refuse or tell of their past: a text cut into stretches, each with its tone."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from matching.text import Token, tokens

WISH, PAST, RELUCTANT, REFUSED = 1.0, 0.5, -0.6, -1.0

_SENTENCE = re.compile(r"[.!?;\n…]+|\s[-–—]\s")
_CLAUSE = re.compile(
    r"[,:()«»\"]|\bmais\b|\bpar contre\b|\ben revanche\b|\balors que\b|\bplutot\b"
    r"|\bet (?=(?:pas|plus|surtout|sans|jamais|je|j|au|a la|dans|avec|moi|du calme|ca)\b)"
    r"|(?=\bsauf\b)|(?=\bsans\b)|(?=\b(?:quand|lorsque|pendant que|tant que|des que)\b)"
    r"|\bparce qu[e']|\bpuis\b|\bcar\b"
)


def _any(cues: str) -> re.Pattern[str]:
    """Any of these turns of phrase, separated by slashes."""
    return re.compile("|".join(cue.strip() for cue in re.split(r" / |\n", cues) if cue.strip()))


_FINE = _any(
    r"""
    \bpas (?:seulement|que\b|juste|peur|de problemes?|de soucis?|besoin|grave|contre|difficile)
    \bpas (?:tout de suite|mal\b|loin|mieux)
    (?:derange|gene|fatigue) pas / pourquoi pas / sans (?:probleme|souci) / plus que
    (?:un peu|beaucoup|encore|toujours|voir) plus / non plus / pas n'importe / peur de rien
    \bsi possible pas\b(?= loin)
    sauf (?:le |les )?(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)
    sauf (?:le |les )?(?:matin|soir)
    """
)
_REFUSAL = _any(
    r"""
    plus jamais / j'ai (?:arrete|cesse) / surtout pas / surtout plus / \bjamais\b
    hors de question / pas question / plus question / allergi\w+ / phobi\w+ / \bdeteste
    horreur / \brefuse / (?:supporte|veu[xt]|peu[xt]|tien[st]) (?:plus|pas)\b / plus envie
    plus entendre / \bmarre\b / ras le bol / \baucune?\b / impossible / interdit / \bfuis\b
    \bexclu\w* / \bfini[es]?\b(?= (?:la|le|les|l)\b) / \bstop\b / \bpeur\b / panique
    j'aime pas / aime pas du tout / j'en ai (?:assez|marre|plein|soupe)
    """
)
_RELUCTANCE = _any(
    r"""
    \bpas\b / \bplus (?:de|d'|du|la|le|les|trop)\b / \bsans\b / \bsauf\b / evite\w* / \bni\b
    \b(?:du|de) mal\b / \bmoins\b / autre chose que / \bgene\w* / \bfuir\b / \btimide\b
    pas a l'aise / honte
    angoiss\w+ / stress\w+ / \bnon\b / trop de\b / difficile de / dur de / crain[st]
    \bn'\w+ plus\b / \bne \w+ plus\b / \brien (?:autour|avec|de|qui|a voir) / loin d(?:e|u|es)\b
    """
)
_AFTER = _any(
    r"""
    c'est (?:fini|termine|bon|mort|dur|trop|difficile|complique)(?: pour moi)?
    c'est trop (?:de |d')?\w+
    c'est (?:un |une |l[ae] |l')?(?:enfer|horreur|galere|plaie|cauchemar|calvaire|corvee|angoisse)
    c'est (?:insupportable|penible|infernal)
    (?:me )?f(?:ait|ont) (?:trop |du |beaucoup de |tant de )?(?:mal|peine|pleurer|souffrir|honte)
    c'est pas (?:pour moi|mon \w+|ma \w+|possible|trop \w+|trop|evident|facile)
    \b(?:fini|termine)e?s?\b / \bbof\b / \bstop\b / non merci / tres peu / je bloque / pas pour moi
    pas mon (?:truc|fort|domaine|dada|delire|rayon|kif|monde|genre|rythme|metier)
    fait le tour / tourne la page / assez vu
    \bnon\b / me vid\w+ / m'angoiss\w+ / me fatigu\w+ / me stress\w+ / fait peur
    font peur / j'en ai (?:assez|marre|soupe|ma claque|plein)
    j'ai (?:assez |trop |deja |bien |tellement |tant )?donne
    m'epuis\w+ / me met mal / pas trop / j'ai du mal / j'en peux plus / merci bien
    (?:peux|sais|suis|aime|veux) (?:pas|plus) / me degout\w+ / fait flipper / font flipper
    ma dose / me gen\w+ / mal a l'aise / me retourn\w+ / me crisp\w+ / me rebut\w+ / m'ennui\w+
    m'ennerv\w+ / m'enerv\w+ / je fuis / me hérisse\w* / ras le bol / me paralys\w+
    me bloqu\w+ / me fatigue\w* / me prend la tete / me gonfl\w+ / tres peu pour moi
    m'agac\w+ / m'etouff\w+ / m'oppress\w+ / me pes\w+ / me fil\w+ le / me rend\w* malade
    (?:surement|certainement|absolument|vraiment|franchement|carrement|du tout) pas
    (?:pas|non) du tout / je dors / je suis pas du matin / sans moi / tres peu / je zappe
    j'ai (?:eu )?ma (?:dose|claque|ration) / ca me (?:lourde|broute|degoute|stresse|fait peur)
    j'y \w+ (?:plus |pas |jamais )*(?:pas|plus|jamais)(?: les pieds)?(?: pour \w+)?
    plus les pieds / j'evite / j'y arrive (?:pas|plus) / pas la peine / ca suffit / me saoul\w+
    """
)
_PAST = _any(
    r"""
    j'ai (?:travaill|boss|fait|ete|garde|eleve|tenu|connu|appris) / j'etais / ^ancien
    ^je vis / ^j'habite / \bavant\b / j'ai longtemps / dans le temps / mon metier / ma vie
    retraite d / i was
    """
)
_LIKES = _any(
    r"""
    \baime / \badore / \bveux\b / voudrai / aimerai / cherche / prefere / \boui\b / me plai
    \bok\b / ca me va / ca va / volontiers / envie de / besoin d / contente?\b / bien sur
    passion / souhait / interess / avec plaisir
    """
)
# said in passing: what follows is the subject
_EMPTY = re.compile(
    r"entendre parler|\bpas peur\b|\bde (?:mon|notre) age\b"
    r"|\b(?:pendant|durant) (?:l'ecole|la classe|les cours|les heures d'ecole|les vacances)"
    r"|\b(?:quand|pendant que|le temps que) (?:les enfants|les petits|ils|elles) sont a l'ecole"
)
# « ceux qui n'ont pas eu l'école » says who, and refuses nothing
_WHO = re.compile(
    r"\b(ceux|celles|gens|personnes?|quelqu'un|femmes|hommes|familles|habitants|jeunes)"
    r" qui (?!me |m')(?:[\w']+ ){1,2}(?:pas|plus|jamais|rien)\b[^,.;:!?\n]*"
)
_GOES_ON = re.compile(r"^(?:et |ou |ni )*(?:de|d'|du|des|les|la|le|l'|un|une|ni|ou|trop)\b")


# « la maladie, j'en ai assez », « la prison, je veux plus y aller » : of what was just named
_ENOUGH = re.compile(
    r"j'en ai (?:assez|marre|plein|soupe|ma claque)\b(?! d)"
    r"|(?:veux|peux|voudrais) (?:pas|plus) y \w+"
)
# « quand ma fille est chez la nounou » says when, not what
_MEANWHILE = re.compile(r"^(?:quand|lorsque|pendant que|tant que|des que)\b")
# « la mort aussi » goes the way of what precedes
_TOO = re.compile(r"\b(?:aussi|non plus|pareil|idem|egalement|itou)\W*$")
_SOME = re.compile(r"^(?:du|de la|de l')\b")  # « pas de bureau, de l'air » asks for air


class Stretch(NamedTuple):
    """Some words of a text and their tone, from refused (-1) to wished (1)."""

    words: list[Token]
    tone: float
    said: str


def _cut(clause: str) -> tuple[str, str, float]:
    """A clause as what precedes its refusal, what follows, and how firm it is."""
    masked = _FINE.sub(lambda m: "_" * len(m.group()), clause)
    firm, soft = _REFUSAL.search(masked), _RELUCTANCE.search(masked)
    if not firm and not soft:
        return clause, "", WISH
    cue = min((c for c in (firm, soft) if c), key=lambda c: (c.start(), c is soft))
    tone = REFUSED if firm and firm.start() <= cue.end() + 12 else RELUCTANT
    return clause[: cue.start()], clause[cue.start() :], tone


def _tone(text: str) -> float:
    return PAST if _PAST.search(text) and not _LIKES.search(text) else WISH


def _empty(text: str) -> bool:
    return all(token.stop for token in tokens(text))


def _nothing_more(text: str) -> bool:
    return _empty(text) and not _LIKES.search(text)


def _clauses(sentence: str) -> Iterator[str]:
    """The clauses that say what, and not when."""
    for clause in (c.strip() for c in _CLAUSE.split(sentence) if c):
        if clause and not _MEANWHILE.match(clause):
            yield clause


def _sentence(sentence: str) -> Iterator[Stretch]:
    """The stretches of a sentence, a refusal said last reaching back to what it is about."""
    kept: list[Stretch] = []
    previous = before_it = WISH
    for clause in _clauses(sentence):
        enough = _ENOUGH.search(clause)
        after = enough or _AFTER.search(_FINE.sub(lambda m: "_" * len(m.group()), clause))
        if after and (enough or _nothing_more(clause[after.end() :])):
            said = clause[: after.start()]
            if _empty(said):
                kept = [Stretch(s.words, min(s.tone, REFUSED), s.said) for s in kept]
            kept.append(Stretch(tokens(said), REFUSED, clause))
            previous, before_it = WISH, REFUSED
            continue
        if _TOO.search(clause) and before_it < 0 and not _LIKES.search(clause):
            kept.append(Stretch(tokens(clause), before_it, clause))
            continue
        before, refused, tone = _cut(clause)
        goes_on = previous < 0 and _GOES_ON.match(clause) and not _LIKES.search(clause)
        goes_on = goes_on and not _SOME.match(clause)
        kept.append(Stretch(tokens(before), previous if goes_on else _tone(before), clause))
        if refused and _empty(clause):
            kept = [Stretch(s.words, min(s.tone, tone), s.said) for s in kept]
        elif refused:
            kept.append(Stretch(tokens(refused), tone, clause))
        previous = tone if refused else (previous if goes_on else WISH)
        before_it = previous
    yield from kept


def stretches(text: str) -> list[Stretch]:
    """Cut a text, already plain, into stretches of one tone."""
    text = _WHO.sub(r"\1", _EMPTY.sub("", text))
    found = [s for part in _SENTENCE.split(text) if part for s in _sentence(part)]
    return [s for s in found if s.words]
