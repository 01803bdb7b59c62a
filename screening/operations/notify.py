"""Telling people by webhook and mail, without Prefect: what must ring rings when Prefect is what has failed."""

import logging
import smtplib
import ssl
from collections.abc import Callable
from email.message import EmailMessage

import httpx2

from screening.operating import Notify

logger = logging.getLogger(__name__)


def send(notify: Notify, subject: str, body: str) -> str | None:
    """Tell by every way that is configured; one that fails does not stop the other.

    Returns:
        What went wrong, or None. Addresses of webhooks are secrets and are not in it.
    """
    problems = []
    if notify.webhook is not None:
        problems.append(_problem("webhook", lambda: _post(notify, f"{subject}\n{body}")))
    if notify.smtp_host:
        problems.append(_problem(f"mail server {notify.smtp_host}", lambda: _mail(notify, subject, body)))
    told = [problem for problem in problems if problem is not None]
    for problem in told:
        logger.error("%s", problem)
    return "; ".join(told) or None


def is_configured(notify: Notify) -> bool:
    """Whether there is any way to tell."""
    return notify.webhook is not None or bool(notify.smtp_host)


def _problem(way: str, attempt: Callable[[], None]) -> str | None:
    try:
        attempt()
    except (httpx2.HTTPError, httpx2.InvalidURL, smtplib.SMTPException, OSError) as error:
        # the texts of HTTP errors hold the address
        return f"{way}: not told ({type(error).__name__})"
    return None


def _post(notify: Notify, message: str) -> None:
    if notify.webhook is None:
        return
    httpx2.post(
        notify.webhook.get_secret_value(), json={"text": message}, timeout=notify.timeout_seconds
    ).raise_for_status()


def _mail(notify: Notify, subject: str, body: str) -> None:
    message = EmailMessage()
    message["Subject"], message["From"], message["To"] = subject, notify.mail_from, ", ".join(notify.mail_to)
    message.set_content(body)
    with smtplib.SMTP(notify.smtp_host, notify.smtp_port, timeout=notify.timeout_seconds) as server:
        if notify.smtp_starttls:
            server.starttls(context=ssl.create_default_context())
        if notify.smtp_user and notify.smtp_password is not None:
            server.login(notify.smtp_user, notify.smtp_password.get_secret_value())
        server.send_message(message)
