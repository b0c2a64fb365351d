"""Every route, for everybody: who gets in, who is sent to sign in, who never hears of it.

The table is checked against the URL resolver: a route without a row fails, and so does a row
without a route.
"""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from annotator.campaigns import actions as campaigns
from annotator.models import Annotation, Job, Token
from tests.ingest.test_intakes import article, jsonl, take_in
from tests.pretag.judged import suggest
from tests.world import answer, says, seat

ROLES = ("anonymous", "stranger", "viewer", "annotator", "curator", "owner")
SIGN_IN = "sign-in"  # 302 to the sign-in page

# Name of the route -> method, and the answer each role gets, in the order of ROLES.
EVERYBODY = (200,) * 6
SIGNED_IN = (SIGN_IN, 200, 200, 200, 200, 200)
MEMBERS = (SIGN_IN, 404, 200, 200, 200, 200)
NOT_ANNOTATORS = (SIGN_IN, 404, 200, 403, 200, 200)
ANNOTATORS = (SIGN_IN, 404, 403, 200, 200, 200)
CURATORS = (SIGN_IN, 404, 403, 403, 200, 200)
CURATORS_DO = (SIGN_IN, 404, 403, 403, 302, 302)
API_MEMBERS = (401, 404, 200, 200, 200, 200)

TABLE: dict[str, tuple[str, tuple[Any, ...]]] = {
    "home": ("get", SIGNED_IN),
    "set_up": ("get", (404,) * 6),  # the key is wrong; the right one: test_entrance
    "sign_in": ("get", (410,) * 6),  # no token; a good one: test_entrance
    "tokens": ("get", SIGNED_IN),
    "token_revoke": ("post", (SIGN_IN, 404, 404, 404, 404, 302)),  # the owner's own token
    "campaign_new": ("get", (SIGN_IN, 403, 403, 403, 403, 403)),  # staff: test_home
    "campaign": ("get", (SIGN_IN, 404, 200, 302, 200, 200)),
    "my_work": ("get", ANNOTATORS),
    "notes": ("get", MEMBERS),  # annotators: their own
    "note_reply": ("post", (SIGN_IN, 404, 403, 403, 422, 422)),  # the form is empty
    "campaign_settings": ("get", CURATORS),
    "keys": ("get", SIGNED_IN),
    "annotate": ("get", ANNOTATORS),
    "guideline": ("get", MEMBERS),
    "guideline_edit": ("get", CURATORS),
    "guideline_changes": ("get", MEMBERS),
    "guideline_acknowledge": ("post", (SIGN_IN, 404, 403, 302, 302, 302)),
    "documents": ("get", NOT_ANNOTATORS),
    "document_add": ("get", CURATORS),
    "document": ("get", NOT_ANNOTATORS),
    "document_correct": ("get", CURATORS),
    "document_discard": ("post", CURATORS_DO),
    "document_lock": ("post", CURATORS_DO),
    "document_unlock": ("post", CURATORS_DO),
    "guideline_version": ("get", MEMBERS),
    "intakes": ("get", NOT_ANNOTATORS),
    "intake": ("get", NOT_ANNOTATORS),
    "intake_progress": ("get", (SIGN_IN, 404, 286, 403, 286, 286)),  # over: htmx asks no more
    "intake_rows": ("get", NOT_ANNOTATORS),
    "intake_begin": ("post", CURATORS_DO),
    "intake_discard": ("post", CURATORS_DO),
    "intake_retry": ("post", CURATORS_DO),
    "intake_undo": ("post", CURATORS_DO),
    "line_restore": ("post", CURATORS_DO),
    "people": ("get", CURATORS),
    "invitation": ("post", CURATORS),
    "member_remove": ("post", CURATORS_DO),
    "jobs": ("get", CURATORS),
    "pretag": ("post", CURATORS_DO),
    "job": ("get", NOT_ANNOTATORS),
    "job_progress": ("get", NOT_ANNOTATORS),
    "job_cancel": ("post", CURATORS_DO),
    "job_retry": ("post", CURATORS_DO),
    "taggers": ("get", NOT_ANNOTATORS),
    "tagger": ("get", NOT_ANNOTATORS),
    "tagger_compare": ("get", NOT_ANNOTATORS),
    "tagger_run": ("post", CURATORS_DO),
    "tagger_choose": ("post", CURATORS_DO),
    "tagger_learn": ("post", CURATORS_DO),
    "set_language": ("post", (302,) * 6),
    "account_login": ("get", (200, 302, 302, 302, 302, 302)),
    "account_logout": ("get", (SIGN_IN, 200, 200, 200, 200, 200)),
    "account_change_password": ("get", (SIGN_IN, 302, 302, 302, 302, 302)),  # none to change yet
    "account_set_password": ("get", SIGNED_IN),
    "account_reauthenticate": ("get", (SIGN_IN, 403, 403, 403, 403, 403)),  # no password yet
    "account_inactive": ("get", EVERYBODY),
    "api-schema": ("get", EVERYBODY),
    "api-campaigns": ("get", (401, 200, 200, 200, 200, 200)),
    "api-campaign": ("get", API_MEMBERS),
    "api-documents": ("get", (401, 404, 200, 403, 200, 200)),
    "api-job": ("get", API_MEMBERS),
    "api-annotations": ("post", (401, 404, 403, 400, 400, 400)),
    "api-undo": ("post", (401, 404, 403, 400, 400, 400)),
    "api-redo": ("post", (401, 404, 403, 400, 400, 400)),
    "api-finish": ("post", (401, 404, 403, 400, 400, 400)),
    "api-reopen": ("post", (401, 404, 403, 400, 400, 400)),
    "api-export": ("get", (401, 404, 200, 403, 200, 200)),
}


def routes(patterns: Any = None, namespace: str = "") -> Iterator[str]:
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        if isinstance(pattern, URLResolver):
            yield from routes(pattern.url_patterns, pattern.namespace or namespace)
        elif isinstance(pattern, URLPattern) and namespace != "admin":
            yield pattern.name or str(pattern.pattern)


def test_every_route_has_a_row_and_every_row_a_route():
    assert sorted(routes()) == sorted(TABLE)


@pytest.fixture
def world(campaign, owner, curator, annotator, viewer, stranger, document, foreign_document):
    token, _ = campaigns.create_token(
        person=owner.person, name="x", scope=Token.Scope.READ, days=None
    )
    line = document.lines.first()
    job = Job.objects.get(campaign=campaign)
    intake = take_in(campaign, jsonl(article(1)))
    suggest(document, "D1", by="imported")
    seat(annotator, document)
    answer(annotator, document, 0, replace(says("denial"), note="Which one?"))
    return {
        "people": {
            "stranger": stranger,
            "viewer": viewer,
            "annotator": annotator,
            "curator": curator,
            "owner": owner,
        },
        "values": {
            "slug": campaign.slug,
            "key": "wrong",
            "token": token.pk,
            "document": document.pk,
            "version": 1,
            "line": line.pk,
            "member": annotator.pk,
            "job": job.pk,
            "intake": intake.pk,
            "annotation": Annotation.objects.get().pk,
            "name": "imported",  # of this campaign only: what came in its files
        },
    }


def address(name: str, values: dict[str, Any]) -> str:
    (found,) = get_resolver().reverse_dict.getlist(name)[:1]
    return reverse(name, kwargs={key: values[key] for key in found[0][0][1]})


def ask(client: Client, method: str, url: str) -> Any:
    if method == "post":
        return client.post(url, data="{}", content_type="application/json")
    return getattr(client, method)(url)


@pytest.mark.parametrize("name", sorted(TABLE))
def test_each_role_gets_what_the_table_says(world, name):
    method, answers = TABLE[name]
    assert tuple(got(world, name, method, role) for role in ROLES) == answers


def got(world: dict[str, Any], name: str, method: str, role: str) -> int | str:
    """What somebody with this role gets; what it did is undone, so that all ask the same world."""
    client = Client()
    with transaction.atomic():
        if role != "anonymous":
            client.force_login(
                world["people"][role].person,
                backend="allauth.account.auth_backends.AuthenticationBackend",
            )
        response = ask(client, method, address(name, world["values"]))
        transaction.set_rollback(True)
    if response.status_code == 302 and response["Location"].startswith("/accounts/login/"):
        return SIGN_IN
    return int(response.status_code)


@pytest.mark.parametrize("name", sorted(name for name in TABLE if "account_" not in name))
def test_no_route_takes_a_method_it_does_not_know(world, name):
    client = Client()
    client.force_login(
        world["people"]["owner"].person,
        backend="allauth.account.auth_backends.AuthenticationBackend",
    )
    wrong = "get" if TABLE[name][0] == "post" else "delete"
    assert getattr(client, wrong)(address(name, world["values"])).status_code in {404, 405}


FOREIGN = sorted(
    name
    for name in TABLE
    if "slug" in get_resolver().reverse_dict.getlist(name)[0][0][0][1]
    and len(get_resolver().reverse_dict.getlist(name)[0][0][0][1]) > 1
    and name != "guideline_version"  # versions are numbered in each campaign
)


@pytest.mark.parametrize("name", FOREIGN)
def test_what_belongs_to_another_campaign_is_not_found_under_ones_own(
    world, name, stranger, foreign_document
):
    """The owner of one campaign asks, in its name, for the parts of another."""
    client = Client()
    client.force_login(
        stranger.person, backend="allauth.account.auth_backends.AuthenticationBackend"
    )
    values = {**world["values"], "slug": "elsewhere"}
    assert ask(client, TABLE[name][0], address(name, values)).status_code == 404


@pytest.mark.parametrize(
    "name", sorted(name for name, (method, _) in TABLE.items() if method == "post")
)
def test_nothing_is_written_without_the_csrf_token(world, name):
    client = Client(enforce_csrf_checks=True)
    client.force_login(
        world["people"]["owner"].person,
        backend="allauth.account.auth_backends.AuthenticationBackend",
    )
    assert client.post(address(name, world["values"])).status_code == 403


def test_every_page_carries_the_strict_policy(world):
    policy = Client().get(reverse("account_login"))["Content-Security-Policy"]
    rules = dict(rule.split(" ", 1) for rule in policy.split("; "))
    assert rules["default-src"] == "'none'"
    assert rules["script-src"] == rules["style-src"] == "'self'"
    assert "unsafe" not in policy


def test_the_admin_panel_is_for_staff(world):
    for person in world["people"].values():
        client = Client()
        client.force_login(
            person.person, backend="allauth.account.auth_backends.AuthenticationBackend"
        )
        assert client.get("/admin/").status_code in {302, 403}
    assert Client().get("/admin/").status_code == 302
