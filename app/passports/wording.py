"""The sentences of passports that several pages share."""

from app.passports.life import State

CONSENT = (
    "J’ai lu cette page. J’atteste qu’elle est juste, au nom de l’association, et mon nom peut y "
    "être écrit."
)
TONES: dict[str, str] = {
    State.DRAFT: "neutral",
    State.AGREED: "info",
    State.ATTESTED: "good",
}
