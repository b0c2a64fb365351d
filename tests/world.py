"""One campaign with everybody in it, and another one that is none of their business."""

from collections.abc import Callable
from datetime import UTC, datetime
from uuid import uuid4

import pytest
from django.test import Client

from annotator import tasks
from annotator.annotate.values import Answer, Mark
from annotator.assign import actions as assign
from annotator.campaigns import actions as campaigns
from annotator.models import (
    Annotation,
    Assignment,
    Campaign,
    Document,
    Membership,
    Person,
    Role,
)

NOON = datetime(2026, 3, 14, 12, 0, tzinfo=UTC)

ARTICLE = """\
Ferry firm denies overloading claim

The harbour union accused the ferry firm of overloading its boats.

The firm denied the charge. "Every boat is counted," director Ana Prell said 🙂.

The ferries cross the sound nine times a day.
"""
ELSEWHERE = """\
Quarry reopens after the spring floods

The quarry in the upper valley opened again on Monday. It had been closed since the floods.
"""


@pytest.fixture
def campaign(db: None) -> Campaign:
    return campaigns.create(slug="ferries", name="Ferries", overlap=2, by=None, at=NOON)


def join(campaign: Campaign, username: str, role: Role) -> Membership:
    """Somebody with that role, who has read the guideline in force."""
    member = campaigns.invite(campaign=campaign, username=username, role=role, by=None, at=NOON)
    member.guideline_read = campaign.guidelines.latest("version").version
    member.save(update_fields=["guideline_read"])
    return member


@pytest.fixture
def owner(campaign: Campaign) -> Membership:
    return join(campaign, "olga", Role.OWNER)


@pytest.fixture
def curator(campaign: Campaign) -> Membership:
    return join(campaign, "cleo", Role.CURATOR)


@pytest.fixture
def annotator(campaign: Campaign) -> Membership:
    return join(campaign, "anna", Role.ANNOTATOR)


@pytest.fixture
def second(campaign: Campaign) -> Membership:
    return join(campaign, "bert", Role.ANNOTATOR)


@pytest.fixture
def viewer(campaign: Campaign) -> Membership:
    return join(campaign, "vera", Role.VIEWER)


@pytest.fixture
def elsewhere(db: None) -> Campaign:
    return campaigns.create(slug="elsewhere", name="Elsewhere", overlap=1, by=None, at=NOON)


@pytest.fixture
def stranger(elsewhere: Campaign) -> Membership:
    """The owner of another campaign: may do everything there and nothing here."""
    return join(elsewhere, "sven", Role.OWNER)


def add(campaign: Campaign, text: str = ARTICLE, *, outlet: str = "The Sound") -> Document:
    return tasks.add_document(
        campaign=campaign, content=text.encode(), outlet=outlet, by=None
    ).document


def add_many(campaign: Campaign, count: int) -> list[Document]:
    """Copies of one wire story, each at an outlet of its own: no version of one another."""
    return [
        add(campaign, ARTICLE.replace("nine times", f"{number} times"), outlet=f"Outlet {number}")
        for number in range(10, 10 + count)
    ]


@pytest.fixture
def document(campaign: Campaign) -> Document:
    return add(campaign)


@pytest.fixture
def foreign_document(elsewhere: Campaign) -> Document:
    return add(elsewhere, ELSEWHERE)


@pytest.fixture
def signed_in(client: Client) -> Callable[[Membership | Person], Client]:
    def sign_in(who: Membership | Person) -> Client:
        person = who.person if isinstance(who, Membership) else who
        client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
        return client

    return sign_in


def seat(member: Membership, document: Document) -> Assignment:
    assignment = assign.reserve(membership=member, document=document, at=NOON)
    assert assignment is not None
    return assignment


def says(*labels: str) -> Answer:
    return Answer(status="answered", marks=tuple(Mark(label=label) for label in labels))


def answer(
    member: Membership, document: Document, index: int, given: Answer, *, revision: int = 0
) -> Annotation:
    return tasks.submit(
        membership=member,
        sentence_id=document.sentences.get(index=index).pk,
        submission=uuid4(),
        revision=revision,
        answer=given,
    ).annotation


def answer_all(member: Membership, document: Document, labels: str) -> None:
    """Answer a document, a letter a sentence; with a letter for each it is handed in."""
    codes = dict(member.campaign.scheme.labels.values_list("letter", "code"))
    if not document.assignments.filter(annotator=member.person).exists():
        seat(member, document)
    for index, letter in enumerate(labels):
        answer(member, document, index, says(codes[letter]))
    if len(labels) == document.sentences.count():
        tasks.finish(membership=member, document_id=document.pk)
