from typing import Any
from uuid import NAMESPACE_URL, uuid5

from django.db import transaction
from django.utils import timezone

from annotator import tasks
from annotator.annotate import actions as annotate
from annotator.annotate.values import Answer, Mark
from annotator.assign import actions as assign
from annotator.campaigns import actions as campaigns
from annotator.gold import actions as gold
from annotator.ingest import actions as ingest
from annotator.management.demo import ARTICLES, DemoArticle, DemoNote
from annotator.management.reporting import ReportingCommand
from annotator.models import Annotation, Campaign, Document, Job, Membership, Person, Role
from annotator.notes import actions as notes
from annotator.pretag import actions as pretag

PEOPLE = {
    "demo-curator": Role.CURATOR,
    "demo-annotator-1": Role.ANNOTATOR,
    "demo-annotator-2": Role.ANNOTATOR,
}


class Command(ReportingCommand):
    help = "Make the campaign `demo` with invented articles, people without passwords, and answers."

    def report(self, **options: Any) -> dict[str, Any]:
        if Campaign.objects.filter(slug="demo").exists():
            return {"campaign": "demo", "is_new": False}
        with transaction.atomic():
            jobs = self._seed()
        for job in jobs:  # at once and here: at the first start no worker runs yet
            tasks.work(job.pk)
        return {"campaign": "demo", "is_new": True, "documents": len(jobs)}

    def told(self, report: dict[str, Any]) -> str:
        if not report["is_new"]:
            return "The demo campaign is there already; nothing was changed."
        return f"Made the demo campaign with {report['documents']} articles."

    def _seed(self) -> list[Job]:
        at = timezone.now()
        campaign = campaigns.create(slug="demo", name="Demo: who says what", by=None, at=at)
        members = {
            username: campaigns.invite(
                campaign=campaign, username=username, role=role, by=None, at=at
            )
            for username, role in PEOPLE.items()
        }
        for member in members.values():
            campaigns.acknowledge_guideline(membership=member, version=1)
        curator = members["demo-curator"].person
        jobs = []
        for article in ARTICLES:
            page = ingest.read_page(
                campaign=campaign,
                content=article.content,
                filename=article.filename,
                outlet=article.outlet,
                url=article.url,
            )
            document = ingest.add_document(campaign=campaign, page=page, by=None, at=at).document
            jobs.append(pretag.request(campaign=campaign, documents=[document], by=None, at=at))
            for username, letters in article.answers.items():
                member = members[username]
                self._answer(article, document, member, letters.split(), by=curator)
            gold.settle(document_id=document.pk, at=at)
        return jobs

    def _answer(
        self,
        article: DemoArticle,
        document: Document,
        member: Membership,
        answers: list[str],
        *,
        by: Person,
    ) -> None:
        assign.reserve(membership=member, document=document, at=timezone.now())
        codes = dict(member.campaign.scheme.labels.values_list("letter", "code"))
        sentences = list(document.sentences.order_by("index"))
        for sentence, letters in zip(sentences, answers, strict=True):
            note = article.notes.get((member.person.username, sentence.index), DemoNote(text=""))
            annotate.submit(
                membership=member,
                sentence_id=sentence.pk,
                submission=uuid5(
                    NAMESPACE_URL, f"demo/{article.filename}/{sentence.index}/{member.person}"
                ),
                revision=0,
                answer=_meant([codes[one] for one in letters if one in codes], note),
                active_ms=4000,
                at=timezone.now(),
            )
            if note.reply:
                said = Annotation.objects.get(sentence=sentence, annotator=member.person)
                notes.reply_to_note(annotation=said, text=note.reply, by=by, at=timezone.now())
        annotate.finish(membership=member, document_id=document.pk, at=timezone.now())


def _meant(labels: list[str], note: DemoNote) -> Answer:
    """What these labels say; none of them: it is not article text."""
    return Answer(
        status="answered" if labels else "not_article_text",
        marks=tuple(Mark(label=label) for label in labels),
        note=note.text,
        is_flagged=note.is_flagged,
    )
