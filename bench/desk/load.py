"""Many annotators at once, over HTTP: each answers as fast as the server takes it.

They come one after the other and do what the desk does: get a document, answer its sentences one
after the other, hand it in, get the next. No browser: what is measured is the server.
"""

import json
import re
import threading
import time
from dataclasses import dataclass, field
from html import unescape
from http.client import HTTPConnection, HTTPException
from typing import Any
from urllib.parse import urlsplit
from uuid import uuid4

from bench.desk.installation import CAMPAIGN, Installation

DATA = re.compile(r'<script id="desk-data" type="application/json">(.*?)</script>', re.DOTALL)
TOKEN = re.compile(r'<meta name="csrf-token"\s+content="([^"]+)"')
BETWEEN = 0.02
"""Seconds from one annotator's coming to the next one's: a process of the server that is free takes
a connection, and keeps it. Fifty that came in one instant fell into quick ones and slow ones."""
LABELS = ("attribution", "denial", "accusation", "fact")


@dataclass(kw_only=True)
class Told:
    """Seconds each answer took, seconds each page took, what went wrong."""

    answers: list[float] = field(default_factory=list)
    pages: list[float] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    seconds: float = 0.0


def annotate(at: Installation, *, annotators: int, seconds: float) -> Told:
    """What so many annotators saw in so many seconds."""
    told = Told()
    start = threading.Barrier(annotators + 1)
    until = [0.0]
    clients = [
        threading.Thread(
            target=_client, args=(at, session, start, number * BETWEEN, until, told), daemon=True
        )
        for number, session in enumerate(at.sessions[:annotators])
    ]
    for client in clients:
        client.start()
    until[0] = time.perf_counter() + seconds
    start.wait()
    began = time.perf_counter()
    until[0] = began + seconds
    for client in clients:
        client.join()
    told.seconds = time.perf_counter() - began
    return told


def _client(
    at: Installation,
    session: str,
    start: threading.Barrier,
    wait: float,
    until: list[float],
    told: Told,
) -> None:
    start.wait()
    time.sleep(wait)
    try:
        _Annotator(at.address, session, told).work(until)
    except (OSError, HTTPException, AssertionError, ValueError) as error:
        told.errors.append(f"{type(error).__name__}: {error}")


class _Annotator:
    def __init__(self, address: str, session: str, told: Told) -> None:
        self.connection = HTTPConnection(urlsplit(address).netloc, timeout=60)
        self.address, self.told = address, told
        self.cookies = {"sessionid": session}
        self.token = ""
        self.asked = 0.0

    def work(self, until: list[float]) -> None:
        while time.perf_counter() < until[0]:
            data = self._document()
            if data is None:
                self.told.errors.append("no document was left: make more for this many")
                return
            for number, sentence in enumerate(data["sentences"]):
                if sentence["status"] != "open":
                    continue
                if time.perf_counter() >= until[0]:
                    return
                self._answer(data, sentence["id"], LABELS[number % len(LABELS)])
            self._post(data["finish_url"], {"document": data["document"]})

    def _document(self) -> dict[str, Any] | None:
        began = time.perf_counter()
        body = self._ask("GET", f"/campaigns/{CAMPAIGN}/annotate/", None)
        self.told.pages.append(time.perf_counter() - began)
        found, token = DATA.search(body), TOKEN.search(body)
        if not found or not token:
            return None
        self.token = unescape(token[1])
        data: dict[str, Any] = json.loads(found[1])
        return data

    def _answer(self, data: dict[str, Any], sentence: int, label: str) -> None:
        answer = {
            "submission": str(uuid4()),
            "sentence": sentence,
            "revision": 0,
            "status": "answered",
            "marks": [{"label": label, "spans": []}],
            "note": "",
            "active_ms": 4000,
        }
        began = time.perf_counter()
        # The desk asks for more than the answer this often.
        is_more = began - self.asked > 10
        self.asked = began if is_more else self.asked
        self._post(data["annotations_url"] + ("?with=progress" if is_more else ""), answer)
        self.told.answers.append(time.perf_counter() - began)

    def _post(self, url: str, body: dict[str, Any]) -> None:
        self._ask("POST", url, json.dumps(body))

    def _ask(self, method: str, url: str, body: str | None) -> str:
        headers = {
            "Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items()),
            "Content-Type": "application/json",
            "X-CSRFToken": self.token,
            "Referer": self.address,
        }
        self.connection.request(method, url, body, headers)
        response = self.connection.getresponse()
        text = response.read().decode()
        for name, value in response.getheaders():
            if name.lower() == "set-cookie":
                key, _, rest = value.partition("=")
                self.cookies[key] = rest.partition(";")[0]
        assert response.status == 200, f"{method} {url}: {response.status} {text[:200]}"
        return text
