"""The folder of reports, served to this machine only, so that the links of Prefect's pages open."""

import functools
import logging
import threading
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import urlsplit

from screening.settings import Settings

logger = logging.getLogger(__name__)

_LOOPBACK = {"127.0.0.1", "localhost"}


def serve_reports(settings: Settings) -> ThreadingHTTPServer | None:
    """Serve `runs` in a thread at `reports_url`; not where the site serves that address itself (another host)."""
    address = urlsplit(settings.reports_url)
    if address.hostname not in _LOOPBACK:
        return None
    folder = settings.home / "runs"
    folder.mkdir(parents=True, exist_ok=True)
    handler = functools.partial(_Reports, directory=str(folder))
    server = ThreadingHTTPServer((address.hostname, address.port or 80), handler)
    threading.Thread(target=server.serve_forever, name="reports", daemon=True).start()
    return server


class _Reports(SimpleHTTPRequestHandler):
    """Files of reports by their name; folders are not listed."""

    def list_directory(self, path: str | Any) -> None:
        self.send_error(HTTPStatus.NOT_FOUND)

    def log_message(self, format: str, *args: Any) -> None:
        logger.debug(format, *args)

    def end_headers(self) -> None:
        self.send_header("Cache-Control", "no-store")
        self.send_header("X-Content-Type-Options", "nosniff")
        super().end_headers()
