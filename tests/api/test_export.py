import csv
import io
import json

import pytest

from annotator.campaigns import actions as campaigns
from annotator.models import Token
from tests.world import answer_all

URL = "/api/v1/campaigns/ferries/export"


@pytest.fixture
def bearer(curator):
    _, secret = campaigns.create_token(
        person=curator.person, name="nightly", scope=Token.Scope.EXPORT, days=1
    )
    return {"HTTP_AUTHORIZATION": f"Bearer {secret}"}


def body(response) -> str:
    return b"".join(response.streaming_content).decode()


def test_a_token_gets_the_dataset_as_json_lines(client, bearer, annotator, document):
    answer_all(annotator, document, "DCDAF")
    response = client.get(f"{URL}?format=jsonl", **bearer)
    assert response["Content-Type"] == "application/x-ndjson; charset=utf-8"
    assert response["Content-Disposition"] == 'attachment; filename="ferries.jsonl"'
    lines = [json.loads(line) for line in body(response).splitlines()]
    assert [line["annotations"][0]["labels"] for line in lines] == [
        ["denial"],
        ["accusation"],
        ["denial"],
        ["attribution"],
        ["fact"],
    ]


def test_a_token_gets_the_dataset_as_csv(client, bearer, annotator, document):
    answer_all(annotator, document, "DCDAF")
    response = client.get(f"{URL}?format=csv", **bearer)
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    rows = list(csv.DictReader(io.StringIO(body(response), newline="")))
    assert [row["label"] for row in rows] == [
        "denial",
        "accusation",
        "denial",
        "attribution",
        "fact",
    ]


def test_json_lines_is_what_you_get_when_you_name_no_format(client, bearer, document):
    assert body(client.get(URL, **bearer)) == body(client.get(f"{URL}?format=jsonl", **bearer))


def test_the_bytes_are_the_same_as_long_as_nothing_changes(client, bearer, annotator, document):
    for format in ("jsonl", "csv"):
        url = f"{URL}?format={format}"
        assert body(client.get(url, **bearer)) == body(client.get(url, **bearer))


def test_an_unknown_format_is_refused_with_those_there_are(client, bearer, document):
    response = client.get(f"{URL}?format=xlsx", **bearer)
    assert response.status_code == 400
    assert "choose one of jsonl, csv" in response.json()["errors"]["format"][0]


def test_a_signed_in_curator_needs_no_token(signed_in, curator, document):
    assert signed_in(curator).get(URL).status_code == 200


def test_a_token_of_another_scope_exports_nothing(client, curator, document):
    for scope in (Token.Scope.READ, Token.Scope.ANNOTATE):
        _, secret = campaigns.create_token(person=curator.person, name=scope, scope=scope, days=1)
        response = client.get(URL, HTTP_AUTHORIZATION=f"Bearer {secret}")
        assert (response.status_code, response.json()["code"]) == (403, "permission-denied")


@pytest.mark.parametrize(
    "header", ["Bearer", "Bearer x", "Bearer x y", "Basic eDp5", "Bearer hs_" + "0" * 64]
)
def test_a_wrong_token_is_a_401(client, document, header):
    response = client.get(URL, HTTP_AUTHORIZATION=header)
    assert response.status_code == 401
    assert response["WWW-Authenticate"].startswith("Bearer")


def test_a_token_that_ran_out_is_dead(client, bearer, document):
    Token.objects.update(expiry="2020-01-01T00:00:00Z")
    assert client.get(URL, **bearer).status_code == 401


def test_a_token_of_somebody_deactivated_is_dead(client, bearer, curator, document):
    curator.person.is_active = False
    curator.person.save()
    assert client.get(URL, **bearer).status_code == 401


def test_a_token_reaches_no_campaign_its_person_is_not_in(client, bearer, foreign_document):
    response = client.get("/api/v1/campaigns/elsewhere/export", **bearer)
    assert (response.status_code, response.json()["code"]) == (404, "not-found")


def test_an_annotators_token_exports_nothing_since_they_are_blind(client, annotator, document):
    _, secret = campaigns.create_token(
        person=annotator.person, name="x", scope=Token.Scope.EXPORT, days=1
    )
    response = client.get(URL, HTTP_AUTHORIZATION=f"Bearer {secret}")
    assert response.status_code == 403
    assert "blind" in response.json()["message"]
