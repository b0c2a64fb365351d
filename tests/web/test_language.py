"""In which language pages and the API answer."""

import re
from html.parser import HTMLParser

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils import translation

from annotator.campaigns import actions as campaigns
from annotator.campaigns.refusals import SlugIsTaken
from annotator.ingest.refusals import TakenInAlready, TooLarge
from annotator.models import Token
from annotator.wording import said
from tests.web.test_routes import TABLE, address, world
from tests.world import NOON

__all__ = ["world"]  # a fixture

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
COOKIE = settings.LANGUAGE_COOKIE_NAME
# Words that any English sentence has and no German one.
ENGLISH = re.compile(
    r"\b(the|and|of|is|this|that|with|you|your|not|has|have|are|be|been|it|its|they|them|their|from"
    r"|who|which|what|when|until|once|than|then|there|here|by|as|or|if|no|yes|all|each|every)\b",
    re.IGNORECASE,
)


@pytest.fixture(autouse=True)
def afterwards_in_english():
    """A request leaves its language behind in the thread, where the next one chooses its own."""
    yield
    translation.activate("en")


@pytest.fixture
def german(owner):
    client = Client()
    client.force_login(owner.person, backend=BACKEND)
    client.cookies[COOKIE] = "de"
    return client


# --- choosing ----------------------------------------------------------------------------------


def test_the_language_is_that_of_the_browser_until_one_is_chosen(db):
    client = Client()
    login = reverse("account_login")
    assert '<html lang="en"' in " ".join(client.get(login).text.split())
    answer = client.get(login, headers={"accept-language": "de-AT,de;q=0.9,en;q=0.5"})
    assert '<html lang="de" dir="ltr">' in " ".join(answer.text.split())
    assert "Anmelden" in answer.text
    assert answer["Content-Language"] == "de"
    nobodys = client.get(login, headers={"accept-language": "tlh"})
    assert nobodys["Content-Language"] == "en"


def test_a_chosen_language_is_kept_on_the_device_and_leads_back(db):
    client = Client()
    answer = client.post(
        reverse("set_language"), {"language": "de", "next": "/accounts/login/?next=/tokens/"}
    )
    assert answer.status_code == 302
    assert answer["Location"] == "/accounts/login/?next=/tokens/"
    cookie = answer.cookies[COOKIE]
    assert (cookie.value, cookie["samesite"], cookie["httponly"]) == ("de", "Lax", True)
    assert cookie["max-age"] == 365 * 24 * 3600
    english = {"accept-language": "en"}
    assert client.get("/accounts/login/", headers=english)["Content-Language"] == "de"
    client.post(reverse("set_language"), {"language": "en", "next": "/"})
    german = {"accept-language": "de"}
    assert client.get("/accounts/login/", headers=german)["Content-Language"] == "en"


@pytest.mark.parametrize(
    "elsewhere", ["https://evil.example/", "//evil.example/", "javascript:alert(1)", "http:///x"]
)
def test_nobody_is_sent_to_another_site(db, elsewhere):
    answer = Client().post(reverse("set_language"), {"language": "de", "next": elsewhere})
    assert (answer.status_code, answer["Location"]) == (302, "/")


def test_an_unknown_language_changes_nothing(db):
    answer = Client().post(reverse("set_language"), {"language": "tlh", "next": "/"})
    assert answer.status_code == 302
    assert COOKIE not in answer.cookies


def test_the_languages_are_offered_by_their_own_names_and_the_present_one_is_told(german):
    page = " ".join(german.get("/tokens/").text.split())
    assert 'value="de" lang="de" aria-current="true">Deutsch</button>' in page
    assert 'value="en" lang="en" >English</button>' in page
    assert '<input type="hidden" name="next" value="/tokens/">' in page


# --- what caches are told ------------------------------------------------------------------------


def test_a_cache_keeps_languages_apart(db):
    varies = {one.strip() for one in Client().get("/accounts/login/")["Vary"].split(",")}
    assert {"Accept-Language", "Cookie"} <= varies
    schema = {one.strip() for one in Client().get("/api/v1/schema/")["Vary"].split(",")}
    assert {"Accept-Language", "Cookie", "Authorization"} <= schema


def test_the_language_costs_no_query(owner, german, django_assert_num_queries):
    english = Client()
    english.force_login(owner.person, backend=BACKEND)
    for client in (english, german):
        with django_assert_num_queries(3):  # the session, the person, their tokens
            client.get("/tokens/")


# --- programs ------------------------------------------------------------------------------------


def test_a_program_is_answered_in_english_whatever_it_accepts(owner):
    _, secret = campaigns.create_token(
        person=owner.person, name="x", scope=Token.Scope.READ, days=None
    )
    client = Client(headers={"accept-language": "de", "authorization": f"Bearer {secret}"})
    client.cookies[COOKIE] = "de"
    answer = client.get(reverse("api-campaign", args=["nowhere"]))
    assert (answer.status_code, answer["Content-Language"]) == (404, "en")
    assert answer.json()["code"] == "not-found"


def test_the_desk_is_answered_in_the_language_of_its_person_with_the_same_code(owner, german):
    def answered(client):
        reply = client.post(
            reverse("api-undo", args=[owner.campaign.slug]),
            {
                "submission": "6fb4f1ac-3b5f-4ad8-a6b5-5b4a1ea9a5c4",
                "sentence": 10**9,
                "revision": 1,
            },
            content_type="application/json",
        )
        return reply.status_code, reply.json()

    english = Client()
    english.force_login(owner.person, backend=BACKEND)
    status, told = answered(english)
    german_status, german_told = answered(german)
    assert (german_status, german_told["code"]) == (status, told["code"])
    assert german_told["message"] != told["message"]


def test_the_admin_panel_is_in_english(owner):
    owner.person.is_staff = owner.person.is_superuser = True
    owner.person.save()
    client = Client()
    client.force_login(owner.person, backend=BACKEND)
    client.cookies[COOKIE] = "de"
    answer = client.get("/admin/")
    assert answer["Content-Language"] == "en"
    assert 'lang="en"' in answer.text


# --- words of rules ------------------------------------------------------------------------------


def test_a_refusal_is_said_in_the_language_of_the_reader_with_its_values():
    refusal = SlugIsTaken("There is a campaign “{slug}” already.", slug="{ferries}")
    assert str(refusal) == "There is a campaign “{ferries}” already."
    assert said(refusal) == str(refusal)
    with translation.override("de"):
        assert said(refusal) == "Eine Kampagne „{ferries}“ gibt es schon."
        assert str(refusal) == "There is a campaign “{ferries}” already."


def test_numbers_and_days_in_a_refusal_are_written_as_the_language_writes_them():
    large = TooLarge("It holds more than {count} files.", count=10_000)
    held = TakenInAlready("This file was taken in on {day} already.", 7, day=NOON.date())
    assert said(large) == "It holds more than 10,000 files."
    assert said(held) == "This file was taken in on 14 March 2026 already."
    with translation.override("de"):
        assert said(large) == "Es enthält mehr als 10.000 Dateien."
        assert said(held) == "Diese Datei wurde schon am 14. März 2026 aufgenommen."


def test_a_message_that_holds_braces_and_no_values_is_said_as_it_is():
    refusal = SlugIsTaken("Neither [ nor {.")
    assert (str(refusal), said(refusal)) == ("Neither [ nor {.", "Neither [ nor {.")


# --- pages ---------------------------------------------------------------------------------------


class Words(HTMLParser):
    """The words of a page that are the page's own: not code, and not what people wrote."""

    VOID = frozenset(["br", "hr", "img", "input", "link", "meta", "path", "rect", "wbr"])

    def __init__(self):
        super().__init__()
        self.texts, self._open, self._skipped = [], [], 0

    def handle_starttag(self, tag, attrs):
        values = dict(attrs)
        if not self._skipped:
            self.texts += [
                values[name]
                for name in ("aria-label", "title", "placeholder", "data-confirm")
                if values.get(name) and values.get("dir") != "auto"
            ]
        if tag in self.VOID:
            return
        is_skipped = (
            tag in {"script", "style", "code", "pre", "kbd", "textarea", "bdi"}
            or values.get("dir") == "auto"
            or values.get("lang") not in {None, "de"}
            or "data-written" in values
        )
        self._open.append((tag, is_skipped))
        self._skipped += is_skipped

    def handle_endtag(self, tag):
        if tag not in {one for one, _ in self._open}:
            return
        while True:
            one, is_skipped = self._open.pop()
            self._skipped -= is_skipped
            if one == tag:
                return

    def handle_data(self, data):
        if not self._skipped:
            self.texts.append(data)


def english_in(page):
    reader = Words()
    reader.feed(page)
    return [" ".join(text.split()) for text in reader.texts if ENGLISH.search(text)]


PAGES = sorted(
    name
    for name, (method, answers) in TABLE.items()
    if method == "get" and answers[-1] in {200, 286} and not name.startswith("api-")
)


@pytest.mark.parametrize("name", PAGES)
def test_no_page_speaks_english_to_a_german(world, name):
    client = Client()
    client.force_login(world["people"]["owner"].person, backend=BACKEND)
    client.cookies[COOKIE] = "de"
    answer = client.get(address(name, world["values"]))
    assert answer["Content-Language"] == "de"
    if answer["Content-Type"].startswith("text/html"):
        assert english_in(answer.text) == []


def test_english_on_a_german_page_is_found():
    page = '<p title="of it">Wort <b dir="auto">who</b></p><code>the</code><p>The end</p>'
    assert english_in(page) == ["of it", "The end"]
