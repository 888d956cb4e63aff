"""Scans: what people send is really a PDF, a JPG or a PNG, of a bounded size, and inert."""

import io
import warnings
from typing import Any, Protocol

from PIL import Image, ImageOps, UnidentifiedImageError
from pypdf import PdfReader
from pypdf.errors import PyPdfError
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject

LARGEST = 5 * 1024 * 1024
PIXELS = 40_000_000
PAGES = 50
OBJECTS = 50_000
KINDS = {"PDF": "application/pdf", "JPEG": "image/jpeg", "PNG": "image/png"}
HIDDEN = frozenset({"/JavaScript", "/JS", "/EmbeddedFiles", "/EF", "/RichMediaContent", "/XFA"})
ACTIONS = frozenset(
    {"/JavaScript", "/Launch", "/SubmitForm", "/ImportData", "/GoToR", "/GoToE", "/Rendition"}
)
PLAIN_LINKS = ("http://", "https://", "mailto:", "tel:")
WRONG_KIND = "Envoyez une photo (JPG ou PNG) ou un PDF."
TOO_LARGE = "Ce fichier est trop lourd\u00a0: 5\u00a0Mo au plus. Envoyez une photo plus petite."
EMPTY = "Ce fichier est vide. Choisissez-en un autre."
DAMAGED = "Nous n’arrivons pas à lire ce fichier. Prenez une nouvelle photo, et envoyez-la."
LOCKED = "Ce PDF a un mot de passe. Envoyez-le sans mot de passe, ou envoyez une photo."
LIVELY = "Ce PDF contient un programme ou un autre fichier. Envoyez une photo de la feuille."
TOO_LONG = f"Ce PDF a plus de {PAGES} pages. Envoyez seulement la feuille signée."


class RefusedScan(Exception):  # noqa: N818 - said as it happens
    """The file cannot be kept; the words say why and what to do."""


class Upload(Protocol):
    """A file as a form gives it."""

    def read(self, size: int = -1, /) -> bytes:
        """Give its bytes."""


def checked(upload: Upload) -> tuple[bytes, str]:
    """Give the bytes to keep and what they are, or refuse them with the reason."""
    content = upload.read(LARGEST + 1)
    if not content:
        raise RefusedScan(EMPTY)
    if len(content) > LARGEST:
        raise RefusedScan(TOO_LARGE)
    if content.startswith(b"%PDF-"):
        _check_pdf(content)
        return content, KINDS["PDF"]
    return _redrawn(content)


def _redrawn(content: bytes) -> tuple[bytes, str]:
    """Draw the picture again: only its pixels stay, neither place nor hidden content."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            picture = Image.open(io.BytesIO(content), formats=("JPEG", "PNG"))
            kind = "PNG" if picture.format == "PNG" else "JPEG"  # telephones write « MPO » too
            if picture.width * picture.height > PIXELS:
                raise RefusedScan(TOO_LARGE)
            turned = _upright(picture)
    except UnidentifiedImageError as error:
        raise RefusedScan(WRONG_KIND) from error
    except (OSError, ValueError, SyntaxError, Warning, Image.DecompressionBombError) as error:
        raise RefusedScan(DAMAGED) from error
    drawn = io.BytesIO()
    turned.save(drawn, format=kind, **({"quality": 85} if kind == "JPEG" else {}))
    return drawn.getvalue(), KINDS[kind]


def _upright(picture: Any) -> Any:
    turned = ImageOps.exif_transpose(picture)
    turned.load()
    if turned.has_transparency_data:  # ink on nothing is ink on paper
        paper = Image.new("RGBA", turned.size, "white")
        paper.alpha_composite(turned.convert("RGBA"))
        turned = paper
    kept = turned.convert("L" if turned.mode in {"1", "L", "LA"} else "RGB")
    kept.info.clear()
    return kept


def _check_pdf(content: bytes) -> None:
    _, end, after = content.rpartition(b"%%EOF")
    if end and after.strip(b"\0\t\n\f\r "):
        raise RefusedScan(LIVELY)
    try:
        reader = PdfReader(io.BytesIO(content), strict=False)
        if reader.is_encrypted:
            raise RefusedScan(LOCKED)
        pages = len(reader.pages)
        lively = _is_lively(reader)
    except (PyPdfError, OSError, ValueError, KeyError, TypeError, RecursionError) as error:
        raise RefusedScan(DAMAGED) from error
    if pages == 0:
        raise RefusedScan(DAMAGED)
    if pages > PAGES:
        raise RefusedScan(TOO_LONG)
    if lively:
        raise RefusedScan(LIVELY)


def _is_lively(reader: Any) -> bool:
    """Walk every object reached from the trailer, in search of what could run or hide."""
    waiting: list[Any] = [reader.trailer]
    seen: set[tuple[int, int]] = set()
    for _ in range(OBJECTS):
        if not waiting:
            return False
        thing = _reached(waiting.pop(), seen)
        if isinstance(thing, DictionaryObject):
            if HIDDEN & set(thing) or str(thing.get("/S")) in ACTIONS or _leads_astray(thing):
                return True
            waiting.extend(thing.values())
        elif isinstance(thing, ArrayObject):
            waiting.extend(thing)
    return True


def _leads_astray(thing: Any) -> bool:
    """Tell whether a link would do something else than open a page or write to someone."""
    address = thing.get("/URI")
    return isinstance(address, str) and not address.lstrip().lower().startswith(PLAIN_LINKS)


def _reached(thing: Any, seen: set[tuple[int, int]]) -> Any:
    """Follow a reference the first time it is met."""
    if not isinstance(thing, IndirectObject):
        return thing
    key = (thing.idnum, thing.generation)
    if key in seen:
        return None
    seen.add(key)
    return thing.get_object()
