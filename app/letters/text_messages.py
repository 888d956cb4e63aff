"""Text messages: the alphabet they are written in, and the gateway that carries them.

A deployment plugs its operator's gateway in: ``app.extensions["text_messages"] = MyGateway()``.
Until then each message is only noted in the log, without its number nor its words.
"""

import unicodedata
from datetime import datetime
from typing import Protocol

import structlog
from flask import Flask, current_app

from app import clock
from app.languages import SOURCE, spoken

log = structlog.get_logger("app.letters")
GSM7 = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
SPELT = {
    "’": "'", "‘": "'", "«": '"', "»": '"', "“": '"', "”": '"', "…": "...", "–": "-", "—": "-",
    "\u00a0": " ", "\u202f": " ", "œ": "oe", "Œ": "OE", "ç": "c", "€": "EUR",
}  # fmt: skip
OPENS, CLOSES, SUNDAY = 8, 20, 6
# Segments for what French says in one: other letters are counted by 67 (268 in all), and Turkish
# is written without its marks, as telephones do.
MOST, MOST_ELSEWHERE = {SOURCE: 1, "en": 2, "tr": 2}, 4


class UndeliverableError(Exception):
    """The gateway will never carry this message."""


class Gateway(Protocol):
    """What carries text messages."""

    def send(self, number: str, text: str, reference: str) -> None:
        """Carry it, or raise UndeliverableError (never ask again) or OSError (ask later)."""


class LogGateway:
    """Notes that a message would have left."""

    def send(self, number: str, text: str, reference: str) -> None:  # noqa: ARG002
        """Note it, without the number."""
        log.info("text message noted", letter=reference, count=segments(text))


def plain(text: str) -> str:
    """Write a text in the alphabet of one-segment messages: « François » becomes « Francois ».

    A text in a language of other letters stays as it is.
    """
    if not spoken().is_short:
        return text
    spelt = "".join(SPELT.get(c, c) for c in unicodedata.normalize("NFC", text))
    return "".join(c if c in GSM7 else _bare(c) for c in spelt)


def _bare(letter: str) -> str:
    """Take its accent off a letter that has no place in the alphabet."""
    return "".join(c for c in unicodedata.normalize("NFKD", letter) if c in GSM7) or "?"


def segments(text: str) -> int:
    """Count the segments an operator would bill: of 160 letters, of 70 in other alphabets."""
    alone, joined = (160, 153) if all(c in GSM7 for c in text) else (70, 67)
    return 1 if len(text) <= alone else -(-len(text) // joined)


def in_one_go(text: str) -> bool:
    """Tell whether a text may leave: in French, one segment."""
    return segments(plain(text)) <= MOST.get(spoken().code, MOST_ELSEWHERE)


def may_ring(at: datetime) -> bool:
    """Tell whether a telephone may ring: from 8 to 20 h, never on Sunday."""
    local = clock.in_paris(at)
    return local.weekday() != SUNDAY and OPENS <= local.hour < CLOSES


def gateway() -> Gateway:
    """Give the gateway of this site."""
    found: Gateway = current_app.extensions["text_messages"]
    return found


def init_app(app: Flask) -> None:
    """Note messages in the log unless a gateway is plugged in."""
    app.extensions.setdefault("text_messages", LogGateway())
