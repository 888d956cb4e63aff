"""Handing one letter over: e-mail by SMTP (or as a file when there is no server), text message."""

import smtplib
from dataclasses import dataclass
from email import charset
from email.utils import parseaddr
from pathlib import Path

from flask import current_app
from flask_mail import BadHeaderError, Connection, Message

from app import clock
from app.languages import speaking
from app.letters import text_messages
from app.letters.models import Channel, Letter

charset.add_charset("utf-8", charset.SHORTEST, charset.QP, "utf-8")


@dataclass(frozen=True)
class Outcome:
    """What became of a letter.

    ``refused``: never try again. ``later``: try again after a while. ``closed``: so it is for every
    letter of that channel now, the server does not answer.
    """

    state: str
    reason: str = ""


SENT = Outcome("sent")


class TimedConnection(Connection):
    """Flask-Mail's connection, which gives up when the server does not answer."""

    def configure_host(self) -> smtplib.SMTP:
        """Open the connection with a time-out."""
        timeout = current_app.config["SETTINGS"].mail_timeout
        host = smtplib.SMTP(self.mail.server, self.mail.port, timeout=timeout)
        if self.mail.use_tls:
            host.starttls()
        if self.mail.username and self.mail.password:
            host.login(self.mail.username, self.mail.password)
        return host


class PostOffice:
    """Keeps one SMTP connection open over several letters."""

    def __init__(self) -> None:
        self.connection: TimedConnection | None = None

    def hand_over(self, letter: Letter) -> Outcome:
        """Hand one letter over, and tell what became of it."""
        if not letter.address:
            return Outcome("refused", "Il n’y a pas d’adresse.")
        if letter.channel == Channel.SMS:
            return self._text(letter)
        if not current_app.config["SETTINGS"].mail_server:
            write_file(letter)
            return SENT
        outcome = self._mail(letter)
        if outcome is not SENT:
            self.close()
        return outcome

    def _text(self, letter: Letter) -> Outcome:
        with speaking(letter.language):
            text = text_messages.plain(letter.body)
        try:
            text_messages.gateway().send(letter.address, text, letter.token)
        except text_messages.UndeliverableError as error:
            return Outcome("refused", str(error))
        except OSError as error:
            return Outcome("closed", type(error).__name__)
        return SENT

    def _mail(self, letter: Letter) -> Outcome:
        try:
            self._open().send(compose(letter))
        except smtplib.SMTPRecipientsRefused as error:
            return _answered(*next(iter(error.recipients.values())))
        except smtplib.SMTPDataError as error:
            return _answered(error.smtp_code, error.smtp_error)
        except (BadHeaderError, ValueError):
            return Outcome("refused", "L’adresse n’est pas écrite comme il faut.")
        except (smtplib.SMTPException, OSError) as error:
            return Outcome("closed", type(error).__name__)
        return SENT

    def _open(self) -> TimedConnection:
        if self.connection is None:
            connection = TimedConnection(current_app.extensions["mail"])
            connection.host = connection.configure_host()
            self.connection = connection
        return self.connection

    def close(self) -> None:
        """Let go of the connection, whatever state it is in."""
        if self.connection is not None and self.connection.host is not None:
            self.connection.host.close()
        self.connection = None


def _answered(code: int, said: bytes | str) -> Outcome:
    words = said.decode("utf-8", "replace") if isinstance(said, bytes) else said
    return Outcome("refused" if code >= 500 else "later", f"{code} {words}")


def signed(letter: Letter) -> str:
    """Give the words of a letter, with whom to call at the end if they do not say it already."""
    site = current_app.config["SETTINGS"]
    if letter.channel == Channel.SMS or site.help_phone in letter.body:
        return letter.body
    lines = ("", "À bientôt,", site.service_name, f"Une question ? Appelez le {site.help_phone}.")
    return letter.body + "\n".join(lines) + "\n"


def heads(letter: Letter) -> dict[str, str]:
    """Give what a mailbox reads of a letter: no machine answers it; how to stop it (RFC 8058)."""
    said = {"Auto-Submitted": "auto-generated", "Content-Language": "fr"}
    if letter.unsubscribe:
        said["List-Unsubscribe"] = f"<{letter.unsubscribe}>"
        said["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    return said


def compose(letter: Letter) -> Message:
    """Write the e-mail of a letter: plain text, an identifier that stays, no tracking."""
    sender = current_app.config["SETTINGS"].mail_sender
    message = Message(
        subject=letter.subject,
        recipients=[letter.address],
        body=signed(letter),
        extra_headers=heads(letter),
    )
    message.msgId = f"<{letter.token}@{parseaddr(sender)[1].rpartition('@')[2]}>"
    message.date = clock.now().timestamp()
    if letter.attachment and letter.attachment_name:
        message.attach(
            letter.attachment_name, "text/calendar; charset=utf-8", letter.attachment.encode()
        )
    return message


def write_file(letter: Letter) -> None:
    """Write the e-mail as a file of the instance, where there is no server to send it."""
    folder = Path(current_app.instance_path) / "courrier"
    folder.mkdir(parents=True, exist_ok=True)
    draft = folder / f"{letter.token}.part"
    draft.write_bytes(compose(letter).as_bytes())
    draft.replace(folder / f"{letter.token}.eml")
