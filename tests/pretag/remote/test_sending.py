"""Against a real server that misbehaves: slow, broken, full, tired, gone, elsewhere, endless."""

import json
import socket
import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from itertools import pairwise

import pytest

from annotator.pretag.remote import sending
from annotator.pretag.remote.failures import ServiceFailed
from annotator.pretag.remote.sending import seconds_to_wait
from annotator.pretag.remote.settings import RemoteSettings
from annotator.pretag.remote.values import Usage
from annotator.pretag.taggers.remote import Remote
from annotator.pretag.values import Candidate
from tests.pretag.remote.service import (
    ARTICLE,
    PRICES,
    answers,
    at_once,
    closes,
    drips,
    facts,
    never_ends,
    raw,
    sleeps,
    status,
)

NOTHING = (Candidate(label="fact", score=0.9, spans=(), evidence=""),)
FACTS = (NOTHING,) * 3
SECRET = "sk-very-secret"


def failure(tagger) -> str:
    with pytest.raises(ServiceFailed) as failed:
        tagger.tag(ARTICLE)
    return str(failed.value)


def told(reason: str, *, times: str = "3 times", requests: str = "3 requests") -> str:
    return (
        f"The tagger “oracle” was asked {times}: {reason}. Spent on this try: {requests}, 0 tokens."
    )


@pytest.mark.parametrize(
    "misbehaviour",
    [
        status(500),
        status(502, b"<html>"),
        status(429, Retry_After="0"),
        status(503, Retry_After="Thu, 01 Jan 1998 00:00:00 GMT"),
        status(408),
        closes(),
        closes(after=b'{"sentences": '),
        raw(b"not json"),
        raw(b""),
        raw(b'{"sentences": [{'),
        raw(b"\xff\xfe"),
        raw(b"[" * 200_000),
        raw(b"9" * 10_000),
        raw(b"null"),
        raw(json.dumps(facts({"wanted": [1, 2, 3]})).encode("utf-16")),
    ],
)
def test_what_may_pass_is_tried_again(service, misbehaviour):
    service.will(misbehaviour, misbehaviour, answers())
    found = service.tagger().tag_counted([ARTICLE], turn=at_once)
    assert found.candidates == (FACTS,)
    assert found.usage == Usage(requests=3, retries=2, uncounted=3)


@pytest.mark.parametrize(
    ("misbehaviour", "reason"),
    [
        (status(500), "it answers 500"),
        (status(429, b"slow down\n"), "it answers 429: slow down"),
        (closes(), "the connection broke (ProtocolError)"),
        (closes(after=b"{"), "the connection broke (ProtocolError)"),
        (raw(b"{"), "the answer is not JSON"),
    ],
)
def test_what_does_not_pass_fails_in_plain_words(service, misbehaviour, reason):
    assert failure(service.will(misbehaviour).tagger()) == told(reason)


@pytest.mark.parametrize("code", [400, 401, 403, 404, 405, 410, 413, 422])
def test_what_will_not_pass_is_not_tried_again(service, code):
    tagger = service.will(status(code)).tagger()
    assert failure(tagger) == told(f"it answers {code}", times="once", requests="1 request")
    assert len(service.asked) == 1


def test_a_redirect_is_not_followed(service):
    elsewhere = service.url.replace("/tag", "/elsewhere")
    for code in (301, 302, 303, 307, 308):
        service.will(status(code, Location=elsewhere))
        assert failure(service.tagger()) == told(
            f"it answers {code}, a redirect, which is not followed: set url to the last address",
            times="once",
            requests="1 request",
        )
    assert len(service.asked) == 5


def test_silence_ends_at_the_timeout(service):
    began = time.monotonic()
    tagger = service.will(sleeps(30)).tagger(timeout=0.2, retries=1)
    reason = "there was no whole answer within 0.2 s"
    assert failure(tagger) == told(reason, times="2 times", requests="2 requests")
    assert time.monotonic() - began < 20


def test_an_answer_that_drips_ends_at_the_timeout_too(service):
    began = time.monotonic()
    tagger = service.will(drips(0.05)).tagger(timeout=0.3, retries=0)
    reason = "there was no whole answer within 0.3 s"
    assert failure(tagger) == told(reason, times="once", requests="1 request")
    assert time.monotonic() - began < 20


def test_an_endless_answer_is_cut_off(service, monkeypatch):
    monkeypatch.setattr(sending, "MOST_BYTES", 1_000_000)
    reason = "its answer is longer than 1,000,000 bytes"
    assert failure(service.will(never_ends()).tagger(timeout=20)) == told(reason)


def test_nobody_there(service):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))  # bound and not listening
        address = f"http://127.0.0.1:{taken.getsockname()[1]}/"
        tagger = Remote(RemoteSettings(name="oracle", kind="http", url=address, backoff=0.01))
        assert failure(tagger) == told(
            "it cannot be reached", times="5 times", requests="5 requests"
        )


def test_a_server_without_tls_is_not_spoken_to_as_if_it_had(service):
    settings = replace(service.tagger().settings, url=service.url.replace("http:", "https:"))
    assert failure(Remote(settings)) == told("the connection broke (SSLError)")
    assert service.asked == []


def test_a_retry_waits_as_long_as_the_service_asks_up_to_a_limit(service):
    service.will(status(429, Retry_After="30"), answers())
    assert service.tagger(longest_wait=0.4).tag(ARTICLE) == FACTS
    assert 0.4 <= service.at[1] - service.at[0] < 20


def test_retries_wait_longer_each_time(service):
    failure(service.will(status(500)).tagger(backoff=0.1, retries=3))
    waits = [after - before for before, after in pairwise(service.at)]
    assert len(waits) == 3
    for number, wait in enumerate(waits):
        assert wait >= 0.05 * 2**number


@pytest.mark.parametrize(
    ("header", "seconds"),
    [("7", 7), (" 0 ", 0), ("", None), ("soon", None), ("-1", None), ("1.5", None)],
)  # fmt: skip
def test_retry_after_in_seconds(header, seconds):
    assert seconds_to_wait(header) == seconds


def test_retry_after_as_a_date():
    header = format_datetime(datetime.now(UTC) + timedelta(seconds=30), usegmt=True)
    assert 28 < (seconds_to_wait(header) or 0) <= 30


def test_requests_share_a_connection(service):
    service.tagger(batch=1).tag(ARTICLE)
    assert len(service.asked) == 3
    assert len(set(service.ports)) == 1


def test_each_try_waits_for_its_turn(service):
    turns = []
    service.will(status(500), answers())
    service.tagger(batch=2).tag_counted([ARTICLE], turn=lambda: turns.append(len(service.asked)))
    assert turns == [0, 1, 2]


def test_one_process_keeps_the_pace_by_itself(service):
    began = time.monotonic()
    service.tagger(batch=1, requests_a_minute=600.0).tag(ARTICLE)
    assert [at - began >= 0.1 * number for number, at in enumerate(service.at)] == [True] * 3


def test_a_key_goes_as_a_bearer_token_or_in_the_header_that_is_named(service):
    service.tagger(key=SECRET).tag(ARTICLE)
    service.tagger(key=SECRET, key_header="api-key", headers={"X-Team": "news"}).tag(ARTICLE)
    service.tagger().tag(ARTICLE)
    assert [one.get("Authorization") for one in service.headers] == [f"Bearer {SECRET}", None, None]
    assert [one.get("api-key") for one in service.headers] == [None, SECRET, None]
    assert [one.get("X-Team") for one in service.headers] == [None, "news", None]
    assert service.headers[0]["Content-Type"] == "application/json"


def test_headers_of_the_operator_do_not_double_ours(service):
    service.tagger(headers={"user-agent": "Newsroom", "accept": "text/plain"}).tag(ARTICLE)
    sent = [(name.lower(), text) for name, text in service.headers[0].items()]
    assert sorted(one for one in sent if one[0] in {"user-agent", "accept", "content-type"}) == [
        ("accept", "application/json"),
        ("content-type", "application/json"),
        ("user-agent", "Newsroom"),
    ]


@pytest.mark.parametrize("code", [400, 401, 403, 500, 302])
def test_no_message_holds_a_key_even_if_the_service_repeats_it(service, code, caplog):
    tagger = service.tagger(key=SECRET, headers={"X-Token": "other-secret"}, retries=0)
    for content in (f"wrong key {SECRET}", "x" * 195 + "other-secret", "key sk-very-s***"):
        service.will(status(code, content.encode(), Location=f"/?key={SECRET}"))
        told = failure(tagger)
        assert "secret" not in told
        assert "sk-very" not in told
    assert "secret" not in repr(tagger)
    assert "secret" not in caplog.text


def test_tokens_and_cost_are_counted(service):
    usage = {"tokens_in": 1000, "tokens_out": 50}
    service.will(answers(lambda asked: {**facts(asked), "usage": usage}))
    found = service.tagger(batch=2, **PRICES).tag_counted([ARTICLE, ARTICLE], turn=at_once)
    assert found.usage.as_json() == {
        "requests": 4,
        "retries": 0,
        "uncounted": 0,
        "tokens_in": 4000,
        "tokens_out": 200,
        "cost": "0.000720",
        "currency": "EUR",
    }


@pytest.mark.parametrize(
    "usage",
    [None, 7, {}, {"tokens_in": 1}, {"tokens_in": -1, "tokens_out": 1},
     {"tokens_in": float("nan"), "tokens_out": 1}, {"tokens_in": 10**30, "tokens_out": 1},
     {"tokens_in": "1", "tokens_out": 1}, {"tokens_in": True, "tokens_out": 1}],
)  # fmt: skip
def test_a_count_that_is_none_is_not_believed(service, usage):
    service.will(answers(lambda asked: {**facts(asked), "usage": usage}))
    found = service.tagger().tag_counted([ARTICLE], turn=at_once)
    assert found.usage == Usage(requests=1, uncounted=1)


def test_a_failure_says_what_was_spent(service):
    service.will(answers({"usage": {"tokens_in": 2_000_000, "tokens_out": 0}}))
    assert failure(service.tagger(**PRICES)).endswith(
        "Spent on this try: 3 requests, 6000000 tokens, 0.900000 EUR."
    )


def test_an_answer_that_was_no_use_is_counted_all_the_same(service):
    usage = {"tokens_in": 10, "tokens_out": 1}
    service.will(answers({"usage": usage}), answers(lambda a: {**facts(a), "usage": usage}))
    found = service.tagger().tag_counted([ARTICLE], turn=at_once)
    assert found.usage == Usage(requests=2, retries=1, tokens_in=20, tokens_out=2)


def test_the_settings_hash_stands_for_what_changes_answers_and_for_nothing_else(service):
    tagger = service.tagger("chat")

    def hashed(**changes) -> str:
        return Remote(replace(tagger.settings, **changes)).settings_hash

    same = [
        {"key": SECRET},
        {"timeout": 5.0},
        {"retries": 9},
        {"requests_a_minute": 3.0},
        {"headers": {"a": "b"}},
        PRICES,
    ]
    other = [
        {"url": "https://a.example/"},
        {"model": "large"},
        {"temperature": 0.5},
        {"extra": {"seed": 7}},
        {"batch": 3},
        {"context": 0},
        {"kind": "http"},
    ]
    assert {hashed(**changes) for changes in same} == {tagger.settings_hash}
    assert len({tagger.settings_hash, *(hashed(**changes) for changes in other)}) == 8
    assert len(tagger.settings_hash) == 16
