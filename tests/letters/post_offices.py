"""Real SMTP servers that accept, refuse or keep people waiting."""

import asyncio
import contextlib
from collections.abc import Iterator
from email import message_from_bytes, policy

from aiosmtpd.controller import Controller


class Mailbox:
    """Keeps what was delivered; refuses the addresses it was told to."""

    def __init__(self, **answers: str) -> None:
        self.answers = answers
        self.slow = 0.0
        self.received = []

    async def handle_RCPT(self, server, session, envelope, address, options):  # noqa: N802
        local = address.partition("@")[0]
        if local in self.answers:
            return self.answers[local]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):  # noqa: N802
        if self.slow:
            await asyncio.sleep(self.slow)
        self.received.append(message_from_bytes(envelope.content, policy=policy.default))
        return "250 Message accepted"

    def subjects(self) -> list[str]:
        return [str(message["Subject"]) for message in self.received]


class Office(Controller):
    """Takes any free port."""

    def _trigger_server(self) -> None:
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()


@contextlib.contextmanager
def opened(mailbox: Mailbox) -> Iterator[int]:
    """Open the office, and give its port."""
    controller = Office(mailbox, hostname="127.0.0.1", port=0)
    controller.start()
    try:
        yield controller.port
    finally:
        controller.stop()
