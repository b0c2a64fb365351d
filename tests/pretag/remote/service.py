"""A real HTTP server on loopback that answers, or misbehaves, as it is told."""

import json
import ssl
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from decimal import Decimal
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

import pytest

from annotator.pretag.remote.settings import RemoteSettings
from annotator.pretag.taggers.remote import Remote
from annotator.pretag.values import Article, Sentence

Behaviour = Callable[[BaseHTTPRequestHandler, dict[str, Any]], None]

ARTICLE = Article(
    title="Ferry firm denies overloading",
    outlet="The Sound",
    language="en",
    sentences=(
        Sentence(text="The firm denied the charge.", paragraph=0),
        Sentence(text="“Every boat is counted,” 🙂 director Ana Prell said.", paragraph=0),
        Sentence(text="The ferries cross the sound nine times a day.", paragraph=1),
    ),
)
FACT = {"label": "fact", "score": 0.9, "spans": []}


def mark(label: object = "fact", score: object = 0.9, **more: Any) -> dict[str, Any]:
    return {"label": label, "score": score, **more}


def says(*marks: Any, number: int = 1) -> dict[str, Any]:
    return {"id": number, "marks": list(marks)}


def facts(asked: dict[str, Any]) -> dict[str, Any]:
    """What a well-behaved service says that finds nothing."""
    return {"sentences": [{"id": number, "marks": [FACT]} for number in asked["wanted"]]}


def answers(what: Any = facts) -> Behaviour:
    """200 with JSON: a value, or what a function makes of the request."""

    def behave(handler: BaseHTTPRequestHandler, asked: dict[str, Any]) -> None:
        raw(json.dumps(what(asked) if callable(what) else what).encode())(handler, asked)

    return behave


def raw(content: bytes, status: int = 200, **headers: str) -> Behaviour:
    def behave(handler: BaseHTTPRequestHandler, _: dict[str, Any]) -> None:
        handler.send_response(status)
        for name, value in headers.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.send_header("Content-Length", str(len(content)))
        handler.end_headers()
        handler.wfile.write(content)

    return behave


def status(code: int, content: bytes = b"", **headers: str) -> Behaviour:
    return raw(content, code, **headers)


def sleeps(seconds: float) -> Behaviour:
    def behave(handler: BaseHTTPRequestHandler, asked: dict[str, Any]) -> None:
        time.sleep(seconds)
        answers()(handler, asked)

    return behave


def drips(seconds: float) -> Behaviour:
    """Never silent for long, and never done."""

    def behave(handler: BaseHTTPRequestHandler, _: dict[str, Any]) -> None:
        handler.send_response(200)
        handler.send_header("Content-Length", "1000")
        handler.end_headers()
        for _i in range(1000):
            handler.wfile.write(b" ")
            time.sleep(seconds)

    return behave


def closes(after: bytes = b"") -> Behaviour:
    """Ends the connection: at once, or within an answer."""

    def behave(handler: BaseHTTPRequestHandler, _: dict[str, Any]) -> None:
        if after:
            handler.send_response(200)
            handler.send_header("Content-Length", "1000")
            handler.end_headers()
            handler.wfile.write(after)
        handler.close_connection = True

    return behave


def never_ends() -> Behaviour:
    """Without a length, until the other side has had enough."""

    def behave(handler: BaseHTTPRequestHandler, _: dict[str, Any]) -> None:
        handler.send_response(200)
        handler.end_headers()
        handler.close_connection = True
        for _i in range(1000):
            handler.wfile.write(b" " * 100_000)

    return behave


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 50

    def handle_error(self, request: Any, client_address: Any) -> None:
        """The client hung up: part of the game."""


@dataclass
class Service:
    """Behaves by `script`, one behaviour a request, the last one for ever; keeps what it was asked."""

    url: str
    script: list[Behaviour] = field(default_factory=lambda: [answers()])
    asked: list[dict[str, Any]] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    at: list[float] = field(default_factory=list)
    ports: list[int] = field(default_factory=list)

    def will(self, *script: Behaviour) -> "Service":
        self.script = list(script)
        return self

    def tagger(self, kind: str = "http", **settings: Any) -> Remote:
        """Quick to give up, so that tests are."""
        defaults: dict[str, Any] = {"timeout": 20.0, "backoff": 0.01, "retries": 2}
        if kind == "chat":
            defaults |= {"model": "small"}
        return Remote(
            RemoteSettings(name="oracle", kind=kind, url=self.url, **(defaults | settings))
        )


@contextmanager
def running(tls: ssl.SSLContext | None = None) -> Iterator[Service]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True

        def do_POST(self) -> None:
            asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            known.asked.append(asked)
            known.headers.append(dict(self.headers))
            known.at.append(time.monotonic())
            known.ports.append(self.client_address[1])
            behaviour = known.script.pop(0) if len(known.script) > 1 else known.script[0]
            behaviour(self, asked)

        def log_message(self, *_: Any) -> None:
            pass

    with _Server(("127.0.0.1", 0), Handler) as server:
        if tls:
            server.socket = tls.wrap_socket(server.socket, server_side=True)
        scheme = "https" if tls else "http"
        known = Service(url=f"{scheme}://127.0.0.1:{server.server_port}/tag")
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        yield known
        server.shutdown()
        thread.join()


@pytest.fixture
def service() -> Iterator[Service]:
    with running() as known:
        yield known


PRICES = {"price_in": Decimal("0.15"), "price_out": Decimal("0.6"), "currency": "EUR"}


def at_once() -> None:
    """A turn without waiting."""
