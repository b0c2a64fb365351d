import json

import pytest
import schemathesis
from django.core.management import call_command
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from django.test import Client
from hypothesis import given, settings
from hypothesis import strategies as st
from schemathesis import GenerationMode

from annotator.campaigns import actions as campaigns
from annotator.models import Token
from project.wsgi import application


def test_the_schema_is_valid_openapi_3_without_a_warning(tmp_path, db):
    path = tmp_path / "schema.json"
    call_command(
        "spectacular", "--validate", "--fail-on-warn", "--format", "openapi-json", file=str(path)
    )
    assert json.loads(path.read_text())["openapi"].startswith("3.")


def test_the_schema_is_served_to_everybody(client: Client, db):
    response = client.get("/api/v1/schema/")
    assert response.status_code == 200
    assert b"/api/v1/campaigns/{slug}/export" in response.content


@pytest.fixture
def described_schema(db, owner, document):
    """The API behind its own description, within this test's transaction."""
    request_started.disconnect(close_old_connections)
    request_finished.disconnect(close_old_connections)
    schema = schemathesis.openapi.from_wsgi("/api/v1/schema/", application)
    _, secret = campaigns.create_token(
        person=owner.person, name="fuzz", scope=Token.Scope.ANNOTATE, days=1
    )
    schema.config.update(headers={"Authorization": f"Bearer {secret}"})
    yield schema
    request_started.connect(close_old_connections)
    request_finished.connect(close_old_connections)


def test_no_request_the_schema_allows_or_forbids_breaks_the_api(described_schema):
    operations = [one.ok() for one in described_schema.get_all_operations()]
    assert len(operations) == 10

    for operation in operations:
        cases = st.one_of(operation.as_strategy(generation_mode=mode) for mode in GenerationMode)

        @given(case=cases)
        @settings(max_examples=30, database=None)
        def holds(case: schemathesis.Case) -> None:
            assert case.call().status_code < 500

        holds()
