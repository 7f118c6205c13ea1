"""Webhooks: what is told, once, signed, later where it failed, and never to this machine itself."""

from __future__ import annotations

import hmac
import json
import socket
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread
from time import monotonic, sleep

import pytest
from sqlalchemy import select

from service.api.addresses import ForbiddenAddressError, resolve, target_of
from service.api.courier import Courier
from service.api.delivering import RETRIES, send_due, signature
from service.api.posting import post
from service.api.webhooks import STOPPED, Event, add_webhook, announce, stop_webhook
from service.database.models import Case, Delivery, LedgerEntry, Submission, SubmissionState, Webhook
from service.moment import now
from service.settings import Settings
from tests.service.api.conftest import Program
from tests.service.conftest import Court


@dataclass
class Receiver:
    """A program on this machine that is told; `answers` are the statuses it gives, the last one for good."""

    url: str
    answers: list[int] = field(default_factory=lambda: [200])
    got: list[tuple[dict[str, str], bytes]] = field(default_factory=list)


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["content-length"]))
            found.got.append(({name.lower(): value for name, value in self.headers.items()}, body))
            status = found.answers.pop(0) if len(found.answers) > 1 else found.answers[0]
            self.send_response(status)
            self.send_header("location", "http://169.254.169.254/latest/meta-data")
            self.end_headers()

        def log_message(self, *_: object) -> None:
            pass

    with HTTPServer(("127.0.0.1", 0), Handler) as server:
        found = Receiver(f"http://127.0.0.1:{server.server_port}/told?by=zb")
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield found
        server.shutdown()
        thread.join()


@pytest.fixture
def told(court: Court, receiver: Receiver) -> Receiver:
    """The receiver, named in the settings and added by the administrator."""
    court.service.settings.webhook_hosts = "127.0.0.1"
    with court.service.writing() as session:
        add_webhook(session, court.service.settings, court.person(session, "admin"), receiver.url)
    return receiver


def _decide(court: Court, case_id: int, event: Event = Event.APPROVED) -> None:
    with court.service.writing() as session:
        state = SubmissionState.APPROVED if event is Event.APPROVED else SubmissionState.RETURNED
        submission = Submission(
            case=session.get_one(Case, case_id),
            gate="online-offline",
            from_group="online",
            by_id=court.people["wang.online"].id,
            at=now(),
            state=state,
        )
        session.add(submission)
        session.flush()
        announce(session, event.rpartition(".")[2], submission)


def _deliveries(court: Court) -> list[Delivery]:
    with court.service.reading() as session:
        return list(session.scalars(select(Delivery).order_by(Delivery.id)))


def test_a_decision_is_told_signed_and_without_the_parties(court: Court, told: Receiver) -> None:
    case_id = court.add_case()
    _decide(court, case_id, Event.RETURNED)
    at = now()
    assert send_due(court.service, at) == 1
    [(headers, body)] = told.got
    content = json.loads(body)
    assert (content["event"], content["case"]["number"]) == ("submission.returned", "（2022）鄂1023执1234号")
    assert "周启明" not in body.decode()
    with court.service.reading() as session:
        secret = session.scalars(select(Webhook.secret)).one()
    assert headers["x-zhongben-signature"] == signature(secret, at, body)
    stamp, _, mark = headers["x-zhongben-signature"].partition(",v1=")
    assert mark == hmac.new(secret.encode(), f"{stamp[2:]}.".encode() + body, sha256).hexdigest()
    assert headers["x-zhongben-delivery"] == str(_deliveries(court)[0].id)


def test_what_was_taken_is_never_sent_again(court: Court, told: Receiver) -> None:
    _decide(court, court.add_case())
    for days in range(3):
        send_due(court.service, now() + timedelta(days=days))
    assert len(told.got) == 1


def test_an_undone_decision_is_not_told(court: Court, told: Receiver) -> None:
    case_id = court.add_case()

    def decide_and_fail() -> None:
        with court.service.writing() as session:
            submission = Submission(case_id=case_id, gate="online-offline", from_group="online", by_id=1, at=now())
            session.add(submission)
            session.flush()
            announce(session, "approved", submission)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        decide_and_fail()
    assert _deliveries(court) == []
    assert send_due(court.service, now()) == 0
    assert told.got == []


def test_a_failure_is_tried_again_ever_later_and_at_last_given_up(court: Court, told: Receiver) -> None:
    told.answers = [500]
    _decide(court, court.add_case())
    at = now()
    for number, wait in enumerate(RETRIES, 1):
        send_due(court.service, at)
        [delivery] = _deliveries(court)
        assert (delivery.attempts, delivery.done_at, delivery.error) == (number, None, "对方答复 500")
        assert send_due(court.service, at + wait - timedelta(seconds=1)) == 0
        assert len(told.got) == number
        at += wait
    send_due(court.service, at)
    [delivery] = _deliveries(court)
    assert delivery.done_at == at
    assert "不再发送" in delivery.error
    send_due(court.service, at + timedelta(days=9))
    assert len(told.got) == len(RETRIES) + 1


def test_it_is_taken_at_the_second_try(court: Court, told: Receiver) -> None:
    told.answers = [503, 204]
    _decide(court, court.add_case())
    assert send_due(court.service, now()) == 0
    assert send_due(court.service, now() + RETRIES[0]) == 1
    assert (_deliveries(court)[0].error, _deliveries(court)[0].attempts) == ("", 2)


def test_a_redirect_is_not_followed(court: Court, told: Receiver) -> None:
    told.answers = [302]
    _decide(court, court.add_case())
    assert send_due(court.service, now()) == 0
    assert _deliveries(court)[0].error == "对方答复 302"


def test_two_processes_send_one_message(any_court: Court, receiver: Receiver) -> None:
    """What one has claimed the other leaves, also where both saw it waiting."""
    any_court.service.settings.webhook_hosts = "127.0.0.1"
    with any_court.service.writing() as session:
        add_webhook(session, any_court.service.settings, any_court.person(session, "admin"), receiver.url)
    case_id, at = any_court.add_case(), now() + timedelta(seconds=1)
    for _ in range(3):
        _decide(any_court, case_id)
    threads = [Thread(target=send_due, args=(any_court.service, at)) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(headers["x-zhongben-delivery"] for headers, _ in receiver.got) == ["1", "2", "3"]


def test_a_sender_that_died_loses_nothing(court: Court, told: Receiver, monkeypatch: pytest.MonkeyPatch) -> None:
    _decide(court, court.add_case())

    def dies(*_: object) -> int:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("service.api.delivering.post", dies)
        with pytest.raises(KeyboardInterrupt):
            send_due(court.service, now())
    assert send_due(court.service, now()) == 0  # its lease has not ended
    assert send_due(court.service, now() + timedelta(minutes=3)) == 1


def test_a_stopped_webhook_is_sent_nothing(court: Court, told: Receiver) -> None:
    case_id = court.add_case()
    _decide(court, case_id)
    with court.service.writing() as session:
        stop_webhook(session, court.person(session, "admin"), 1)
    _decide(court, case_id)
    assert send_due(court.service, now()) == 0
    assert [one.error for one in _deliveries(court)] == [STOPPED]
    assert told.got == []


def test_a_receiver_that_never_answers_is_cut_off(court: Court) -> None:
    settings = court.service.settings
    settings.webhook_hosts, settings.webhook_timeout_seconds = "127.0.0.1", 0.3
    with socket.create_server(("127.0.0.1", 0)) as listening:
        thread = Thread(target=_drip, args=(listening,), daemon=True)
        thread.start()
        begun = monotonic()
        with pytest.raises(OSError):  # noqa: PT011 — whichever of them the network gives
            post(settings, f"http://127.0.0.1:{listening.getsockname()[1]}/", b"{}", {})
        assert monotonic() - begun < 3


def _drip(listening: socket.socket) -> None:
    """Answers a byte every tenth of a second: no single wait is too long."""
    connection, _ = listening.accept()
    with connection:
        for byte in b"HTTP/1.1 200 OK\r\n" * 20:
            try:
                connection.send(bytes([byte]))
            except OSError:
                return
            sleep(0.1)


def _send(court: Court, told: Receiver) -> None:
    """Runs the thread that sends until a message came, for five seconds at most."""
    courier = Courier(court.service, every=0.02)
    courier.start()
    until = monotonic() + 5
    while not told.got and monotonic() < until:
        sleep(0.02)
    courier.stop()


def test_the_thread_of_the_service_sends(court: Court, told: Receiver) -> None:
    _decide(court, court.add_case())
    _send(court, told)
    assert len(told.got) == 1


def test_a_message_that_cannot_be_sent_holds_up_no_other(court: Court, told: Receiver) -> None:
    """Whatever goes wrong with one receiver: the thread that sends goes on."""
    with court.service.writing() as session:
        webhook = Webhook(url=told.url.replace("127.0.0.1", "a..b"), secret="0" * 64, active=True, created_at=now())
        session.add(webhook)
        session.flush()
        session.add(Delivery(webhook_id=webhook.id, event="test", payload="{}", next_at=now() - timedelta(days=1)))
    court.service.settings.webhook_hosts = "127.0.0.1,a..b"
    _decide(court, court.add_case())
    _send(court, told)
    assert len(told.got) == 1
    assert _deliveries(court)[0].error


def test_the_thread_outlives_a_fault_of_ours(court: Court, told: Receiver, monkeypatch: pytest.MonkeyPatch) -> None:
    faults = [ZeroDivisionError(), UnicodeError()]

    def due(*_: object) -> int:
        if faults:
            raise faults.pop()
        return send_due(court.service, now())

    monkeypatch.setattr("service.api.courier.send_due", due)
    test_the_thread_of_the_service_sends(court, told)


FORBIDDEN = (
    "http://localhost/",
    "http://LOCALHOST./",
    "http://a.localhost/",
    "http://127.0.0.1/",
    "http://127.1/",
    "http://0x7f000001/",
    "http://2130706433/",
    "http://0.0.0.0/",
    "http://0.1.2.3/",
    "http://[::1]/",
    "http://[::]/",
    "http://[::ffff:127.0.0.1]/",
    "http://[64:ff9b::7f00:1]/",
    "http://[2002:7f00:1::]/",
    "http://[fe80::1]/",
    "http://[fd00:ec2::254]/",
    "http://169.254.169.254/latest/meta-data",
    "http://100.100.100.200/latest/meta-data",
    "http://168.63.129.16/",
    "http://192.0.0.192/",
    "http://224.0.0.1/",
    "http://255.255.255.255/",
    "ftp://oa.court.example/",
    "file:///etc/passwd",
    "http://user:word@oa.court.example/",
    "http://oa.court.example/#part",
    "http:///nohost",
    "http://oa.court.example:0/",
    "http://oa.court.example:99999/",
    "http://oa.court.example/ x",
    "http://oa.court.example/\r\nx-evil: 1",
    "http://[not-an-address/",
    "http://oa..court.example/",
    "http://" + "a" * 64 + ".example/",
    "oa.court.example",
    "https://oa.court.example/" + "x" * 400,
)


@pytest.mark.parametrize("url", FORBIDDEN)
def test_addresses_that_are_refused(court: Court, program: Program, url: str) -> None:
    with pytest.raises(ForbiddenAddressError):
        target_of(court.service.settings, url)
    answer = program("admin").post("/api/v1/webhooks", json={"url": url})
    assert answer.status_code == 422, answer.text


@pytest.mark.parametrize(
    "url", ["https://oa.court.example/a?b=c", "http://10.1.2.3:8080/", "http://192.168.1.9/", "http://[fd12::9]/"]
)
def test_the_intranet_is_allowed(court: Court, url: str) -> None:
    target_of(court.service.settings, url)


@pytest.mark.parametrize("hidden", ["127.0.0.1", "169.254.169.254", "::1", "::ffff:127.0.0.1", "fe80::1%eth0"])
def test_a_name_that_leads_here_is_refused_on_sending(
    court: Court, monkeypatch: pytest.MonkeyPatch, hidden: str
) -> None:
    """Also where only one of several addresses does: which of them is taken is not the name's to choose."""
    found = [(0, 0, 0, "", (address, 80)) for address in ("10.0.0.9", hidden)]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: found)
    target = target_of(court.service.settings, "http://oa.court.example/")
    with pytest.raises(ForbiddenAddressError):
        resolve(court.service.settings, target)


def test_an_intranet_address_of_this_machine_is_refused_on_sending(
    court: Court, receiver: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Which it is shows only once the connection stands: both ends are the same."""
    monkeypatch.setattr("service.api.posting.resolve", lambda *_: "127.0.0.1")
    with pytest.raises(ForbiddenAddressError):
        post(court.service.settings, receiver.url.replace("127.0.0.1", "oa.court.example"), b"{}", {})
    assert receiver.got == []


def test_only_the_named_hosts_where_some_are_named(court: Court) -> None:
    settings: Settings = court.service.settings
    settings.webhook_hosts = "oa.court.example, 127.0.0.1"
    assert target_of(settings, "http://127.0.0.1:9/").port == 9
    assert target_of(settings, "https://oa.court.example").path == "/"
    for other in ("https://other.example/", "http://127.0.0.2/"):
        with pytest.raises(ForbiddenAddressError):
            target_of(settings, other)


def test_the_administrator_adds_tests_and_stops(court: Court, told: Receiver) -> None:
    court.service.settings.webhook_hosts = "127.0.0.1, oa.court.example"
    browser = court.browser("admin")
    added = browser.post("/webhooks", data={"url": "https://oa.court.example/zb"})
    with court.service.reading() as session:
        secret = session.scalars(select(Webhook.secret).where(Webhook.url.contains("oa.court"))).one()
    assert secret in added.text
    assert secret not in browser.get("/webhooks").text
    assert browser.post("/webhooks/1/test").status_code == 303
    assert send_due(court.service, now()) == 1
    assert json.loads(told.got[0][1])["event"] == "test"
    assert "已送达" in browser.get("/webhooks").text
    assert browser.post("/webhooks/1/stop").status_code == 303
    assert browser.post("/webhooks/1/test").status_code == 404
    wrong = browser.post("/webhooks", data={"url": "http://localhost/"})
    assert (wrong.status_code, "推送只能发到" in wrong.text) == (422, True)
    with court.service.reading() as session:
        acts = [entry.act for entry in session.scalars(select(LedgerEntry)) if entry.act == "webhook-changed"]
    assert len(acts) == 4


def test_programs_of_the_administrator_do_the_same(court: Court, program: Program) -> None:
    client = program("admin")
    made = client.post("/api/v1/webhooks", json={"url": "https://oa.court.example/zb"}).json()
    number = made["webhook"]["id"]
    assert client.post(f"/api/v1/webhooks/{number}/test").status_code == 202
    assert client.get(f"/api/v1/webhooks/{number}/deliveries").json()["items"][0]["event"] == "test"
    assert client.post(f"/api/v1/webhooks/{number}/stop").json()["active"] is False
    listed = client.get("/api/v1/webhooks")
    assert made["secret"] not in listed.text
    assert listed.json()["total"] == 1
