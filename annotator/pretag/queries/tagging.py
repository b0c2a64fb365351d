"""What there is to tag, and what has been."""

import hashlib
from collections.abc import Iterator, Sequence

from django.conf import settings
from django.db.models import Count, Exists, OuterRef, Q

from annotator.models import Campaign, Candidate, Chunk, Document, Job, Label, Sentence
from annotator.pretag import values
from annotator.pretag.queries import taggers
from annotator.pretag.queries.remote import in_language_of
from annotator.pretag.tagger import Tagger
from annotator.pretag.taggers.remote import Remote

# A database takes so many values in one query, and SQLite fewer than a campaign may have.
IDS_A_QUERY = 5000
# Articles with their sentences are held in memory, so many at a time.
DOCUMENTS_A_QUERY = 100


def key(campaign: Campaign, documents: Sequence[Document], *, tagger: str) -> str:
    """The idempotency key of pre-tagging these texts with this tagger, as it is now."""
    digest = hashlib.sha256()
    for document in documents:
        digest.update(f"{document.pk}:{document.sha256}\n".encode())
    return f"pretag/{campaign.pk}/{taggers.signature(tagger)}/{digest.hexdigest()}"


def without_candidates(campaign: Campaign, *, tagger: Tagger) -> list[Document]:
    """The documents of a campaign that this tagger, as it is now, has not been over.

    Those in another language than English have none of our taggers' and are not asked for again.
    """
    tagged = Candidate.objects.filter(
        sentence__document=OuterRef("pk"), tagger__in=taggers.rows_like(tagger)
    )
    languages = in_language_of(tagger) if isinstance(tagger, Remote) else in_known_language()
    return list(
        Document.objects.filter(languages, campaign=campaign)
        .exclude(Exists(tagged))
        .only("pk", "sha256")
        .order_by("pk")
    )


def asks_a_service(job: int) -> bool:
    """Whether a job pre-tags by a remote tagger."""
    if not settings.REMOTE_TAGGERS:
        return False
    chunks = Chunk.objects.filter(job=job, job__kind=Job.Kind.PRETAG).order_by("number")
    name = chunks.values_list("payload__tagger", flat=True).first()
    return name is not None and taggers.is_remote(name)


def waiting_for(campaign: Campaign, *, tagger: str) -> dict[int, int]:
    """The documents that this tagger is asked about already, each with the job that is at it."""
    chunks = Chunk.objects.filter(
        job__campaign=campaign,
        job__kind=Job.Kind.PRETAG,
        job__finished_at__isnull=True,
        state__in=[Chunk.State.PENDING, Chunk.State.LEASED],
        payload__tagger=tagger,
    ).order_by("pk")
    return {
        document: job
        for job, documents in chunks.values_list("job", "payload__documents")
        for document in documents
    }


def in_known_language(path: str = "") -> Q:
    """English, or who knows: what our taggers propose anything of. `path` leads to the document."""
    language = f"{path}language"
    return Q(**{language: ""}) | Q(**{language: "en"}) | Q(**{f"{language}__startswith": "en-"})


def sizes(documents: Sequence[Document]) -> Iterator[tuple[int, int]]:
    """Each document with the number of its sentences, in the order given."""
    for start in range(0, len(documents), IDS_A_QUERY):
        some = [document.pk for document in documents[start : start + IDS_A_QUERY]]
        counts = dict(
            Sentence.objects.filter(document__in=some)
            .order_by()
            .values_list("document")
            .annotate(n=Count("pk"))
        )
        yield from ((document, counts.get(document, 0)) for document in some)


def articles(documents: Sequence[int]) -> Iterator[tuple[int, list[int], values.Article]]:
    """Each document as a tagger reads it: its id, the ids of its sentences in order, the article."""
    for start in range(0, len(documents), DOCUMENTS_A_QUERY):
        yield from _articles(documents[start : start + DOCUMENTS_A_QUERY])


def _articles(documents: Sequence[int]) -> Iterator[tuple[int, list[int], values.Article]]:
    for document in (
        Document.objects.filter(pk__in=documents)
        .select_related("outlet")
        .prefetch_related("sentences")
        .order_by("pk")
    ):
        sentences = sorted(document.sentences.all(), key=lambda sentence: sentence.index)
        yield (
            document.pk,
            [sentence.pk for sentence in sentences],
            values.Article(
                title=document.title,
                language=document.language,
                outlet=document.outlet.name if document.outlet else "",
                sentences=tuple(
                    values.Sentence(
                        text=document.text[sentence.start : sentence.end],
                        paragraph=sentence.paragraph,
                        role=sentence.role,
                    )
                    for sentence in sentences
                ),
            ),
        )


def labels_of(documents: Sequence[int]) -> dict[str, int]:
    """The ids of the labels of the scheme these documents are labelled by, by code."""
    scheme = Document.objects.filter(pk__in=documents).values("campaign__scheme")[:1]
    return dict(Label.objects.filter(scheme__in=scheme).values_list("code", "pk"))


def job_of(document: Document) -> Job | None:
    """The job that pre-tags this document: its own, else a running one over many documents."""
    campaign = document.campaign
    own = Job.objects.filter(key=key(campaign, [document], tagger=campaign.tagger)).first()
    if (
        own
        or Candidate.objects.filter(sentence__document=document, tagger__is_import=False).exists()
    ):
        return own
    return Job.objects.filter(
        campaign=campaign, kind=Job.Kind.PRETAG, finished_at__isnull=True
    ).first()


def candidates_of(document: Document) -> dict[int, list[Candidate]]:
    """The candidates of a document by sentence: of one tagger a sentence.

    Those that came in a file before those of the newest version of the campaign's tagger, as the
    desk shows them; what other taggers said for comparison is no suggestion.
    """
    is_shown = Q(tagger__is_import=True) | Q(tagger__name=document.campaign.tagger)
    found: dict[int, list[Candidate]] = {}
    for candidate in (
        Candidate.objects.filter(is_shown, sentence__document=document)
        .select_related("label", "tagger")
        .order_by("sentence", "-tagger__is_import", "-tagger_id", "rank")
    ):
        of_sentence = found.setdefault(candidate.sentence_id, [])
        if not of_sentence or of_sentence[0].tagger_id == candidate.tagger_id:
            of_sentence.append(candidate)
    return found


def misquoted() -> Iterator[str]:
    """Candidates with a span that does not quote its sentence."""
    for candidate in (
        Candidate.objects.exclude(spans=[])
        .select_related("sentence__document")
        .order_by("pk")
        .iterator(chunk_size=500)
    ):
        text = candidate.sentence.text
        if any(text[span["start"] : span["end"]] != span["text"] for span in candidate.spans):
            yield f"candidate {candidate.pk}: a span does not quote its sentence"
