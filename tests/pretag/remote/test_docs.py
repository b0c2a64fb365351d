"""docs/remote-taggers.md is true: its example service runs, its examples are what is sent and read."""

import json
import re
import socket
import subprocess
import sys
import tomllib
from dataclasses import fields
from decimal import Decimal
from pathlib import Path

from annotator.pretag.remote.checking import checked
from annotator.pretag.remote.contract import HTTP, body
from annotator.pretag.remote.keys import KEYS
from annotator.pretag.remote.labels import LABELS
from annotator.pretag.remote.settings import RemoteSettings, services
from annotator.pretag.remote.values import Asked
from annotator.pretag.taggers.remote import Remote
from annotator.pretag.values import Candidate, Span
from tests.pretag.remote.service import ARTICLE

PAGE = (Path(__file__).parents[3] / "docs/remote-taggers.md").read_text()
ASKED = Asked(article=ARTICLE, labels=LABELS, shown=range(1, 4), wanted=range(1, 3))
SETTINGS = RemoteSettings(name="a", kind="http", url="http://a/")


def blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)


def test_the_request_is_what_is_sent():
    request, _ = blocks("json")
    assert json.loads(request) == body(SETTINGS, ASKED)


def test_the_answer_is_believed_to_the_last_span():
    _, answer = blocks("json")
    found = checked(HTTP.answer(json.loads(answer)), asked=ASKED, place=HTTP.place)
    assert found.refused == ()
    assert [len(one.spans) for candidates in found.candidates.values() for one in candidates] == [
        3,
        2,
    ]


def test_the_settings_are_read(tmp_path):
    (given,) = blocks("toml")
    key = tmp_path / "key"
    key.write_text("sk-1")
    tables = tomllib.loads(
        given.replace("/etc/hearsay/paid-model-key", str(key)), parse_float=Decimal
    )
    found = services(tables, environment={"OUR_TAGGER_KEY": "sk-2"}, folder=tmp_path)
    assert [one.name for one in found] == ["our-tagger", "small-model", "paid-model"]


def test_each_setting_is_documented():
    for key in [*KEYS, "key_env", "key_file"]:
        assert f"`{key}`" in PAGE, key
    assert {one.name for one in fields(RemoteSettings)} - {"name", "key"} == set(KEYS)


def test_the_example_service_runs():
    (program,) = blocks("python")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with subprocess.Popen(
        [sys.executable, "-c", program.replace("9000", str(port))], stderr=subprocess.DEVNULL
    ) as process:
        try:
            url = f"http://127.0.0.1:{port}/"
            tagger = Remote(
                RemoteSettings(name="a", kind="http", url=url, backoff=0.2, retries=10, timeout=10)
            )
            cue = Span(role="cue", start=9, end=15, text="denied")
            fact = Candidate(label="fact", score=0.6, spans=(), evidence="")
            assert tagger.tag(ARTICLE) == (
                (Candidate(label="denial", score=0.8, spans=(cue,), evidence="it says “denied”"),),
                (fact,),
                (fact,),
            )
        finally:
            process.kill()
