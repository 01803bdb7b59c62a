import socketserver
import threading

import pytest

from screening.operating import Notify
from screening.operations.notify import is_configured, send


class Mailbox(socketserver.StreamRequestHandler):
    """As much of a mail server as a message needs."""

    def handle(self):
        self.wfile.write(b"220 ready\r\n")
        for line in self.rfile:
            command = line.strip().upper()
            if command == b"DATA":
                self.wfile.write(b"354 go on\r\n")
                self.server.letters.append(self._letter())
            elif command == b"QUIT":
                self.wfile.write(b"221 bye\r\n")
                return
            self.wfile.write(b"250 ok\r\n")

    def _letter(self):
        lines = []
        while (line := self.rfile.readline()) not in {b".\r\n", b""}:
            lines.append(line)
        return b"".join(lines).decode()


@pytest.fixture
def mailbox():
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Mailbox) as server:
        server.letters = []
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.shutdown()


def by_mail(mailbox, **more):
    return Notify(
        smtp_host="127.0.0.1", smtp_port=mailbox.server_address[1], mail_from="screening@example.com",
        mail_to=("compliance@example.com", "it@example.com"), **more,
    )  # fmt: skip


def test_a_message_goes_by_mail(mailbox):
    problem = send(by_mail(mailbox), "Two alarms", "One.\nTwo.")
    [letter] = mailbox.letters

    assert problem is None
    assert "Subject: Two alarms" in letter
    assert "To: compliance@example.com, it@example.com" in letter
    assert letter.endswith("One.\r\nTwo.\r\n")


def test_a_webhook_that_fails_is_told_without_its_address_and_the_mail_goes_out(mailbox, httpserver):
    httpserver.expect_request("/secret").respond_with_data("no", status=404)
    problem = send(by_mail(mailbox, webhook=httpserver.url_for("/secret")), "Alarm", "text")

    assert problem == "webhook: not told (HTTPStatusError)"
    assert len(mailbox.letters) == 1


def test_a_mail_server_that_is_not_there_is_told(httpserver):
    httpserver.expect_request("/hook").respond_with_data("ok")
    notify = Notify(
        webhook=httpserver.url_for("/hook"), smtp_host="127.0.0.1", smtp_port=9, mail_from="a@b.c", mail_to=("d@e.f",)
    )

    assert send(notify, "Alarm", "text") == "mail server 127.0.0.1: not told (ConnectionRefusedError)"
    assert httpserver.log[0][0].get_json() == {"text": "Alarm\ntext"}


def test_without_a_way_nothing_is_told():
    assert not is_configured(Notify())
    assert send(Notify(), "Alarm", "text") is None
