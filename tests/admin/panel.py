"""What the tests of the panel share: one row of everything that is registered."""

from datetime import timedelta
from typing import Any

from django.contrib import admin
from django.db.models import Model
from django.test import Client
from django.utils import timezone

from annotator import tasks
from annotator.annotate.values import Answer, Mark, Span
from annotator.campaigns import actions as campaigns
from annotator.gold import actions as gold
from annotator.models import (
    Campaign,
    Chunk,
    Job,
    JobProblem,
    Person,
    Release,
    Role,
    Token,
    WorkerSighting,
)
from tests.ingest.test_intakes import article, jsonl, take_in
from tests.world import ARTICLE, NOON, add, answer, join, seat

NAMES = [str(model._meta.model_name) for model in admin.site._registry]


def address(model: str, *rest: object) -> str:
    return "/".join(["/admin/annotator", model, *map(str, rest), ""])


def furnish(number: int, by: Person) -> None:
    """One more row in every list: a campaign of its own with all that can be in it."""
    campaign = campaigns.create(
        slug=f"camp-{number}", name=f"Campaign {number}", overlap=1, by=by, at=NOON
    )
    member = join(campaign, f"annotator-{number}", Role.ANNOTATOR)
    document = add(
        campaign, ARTICLE.replace("nine", f"nine and {number}"), outlet=f"Gazette {number}"
    )
    tasks.work(Job.objects.get(campaign=campaign).pk)
    intake = take_in(campaign, jsonl(article(number), {"title": "Nothing in it", "text": ""}))
    tasks.work(Job.objects.get(key=f"pretag/intake/{intake.pk}").pk)
    seat(member, document)
    words = document.sentences.get(index=0).text[:5]
    span = Span(role="source", start=0, end=5, text=words)
    given = Answer(status="answered", marks=(Mark(label="attribution", spans=(span,)),))
    answer(member, document, 0, given)
    gold.settle(document_id=document.pk, at=NOON)
    campaigns.create_token(person=member.person, name="nightly", scope=Token.Scope.EXPORT, days=30)
    Release.objects.create(campaign=campaign, number=1, sha256="0" * 64, made_by=by, made_at=NOON)
    WorkerSighting.objects.create(name=f"host-{number}", seen_at=timezone.now())
    failed_job(campaign, by, number)


def failed_job(campaign: Campaign, by: Person, number: int = 0) -> Job:
    """A job with one part done, one failed with its problem, one waiting."""
    job = Job.objects.create(
        campaign=campaign,
        kind=Job.Kind.PRETAG,
        key=f"test/{campaign.pk}/{number}",
        opened_by=by,
        opened_at=NOON,
    )
    states = [Chunk.State.DONE, Chunk.State.FAILED, Chunk.State.PENDING]
    chunks = [
        Chunk.objects.create(
            job=job,
            number=n,
            payload={},
            items=10,
            state=state,
            due_at=NOON + timedelta(days=9999),
            done_at=NOON if state == Chunk.State.DONE else None,
        )
        for n, state in enumerate(states)
    ]
    JobProblem.objects.create(job=job, chunk=chunks[1], reason="The page had no body.", at=NOON)
    return job


def administrator(username: str = "ada") -> Person:
    person, _ = campaigns.add_person(username=username)
    person.is_staff = person.is_superuser = True
    person.save()
    return person


def first(model: str) -> Model:
    found = next(m for m in admin.site._registry if m._meta.model_name == model)
    row: Model | None = found._default_manager.order_by("pk").first()
    assert row is not None, model
    return row


def send(client: Client, path: str, values: dict[str, object]) -> Any:
    """Fill a form in and send it, as a browser does: with what the form has hidden in it."""
    hidden: dict[str, object] = {}
    for formset in client.get(path).context["inline_admin_formsets"]:
        management = formset.formset.management_form
        hidden |= {management.add_prefix(k): v for k, v in management.initial.items()}
        for form in formset.formset.forms:
            hidden |= {form.add_prefix("id"): form.instance.pk or ""}
    return client.post(path, {**hidden, **values})
