"""A campaign's gold, as there is to learn from."""

from collections import Counter
from dataclasses import dataclass

from django.db.models import Count, F, Max, Q, QuerySet
from django.db.models.functions import Coalesce
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from annotator.models import Campaign, GoldLabel
from annotator.pretag.learned.gold import LABELS, GoldDocument, GoldMark, primary
from annotator.pretag.queries import taggers, tagging

LEAST_STORIES, LEAST_SENTENCES = 10, 100
# What a worker can bear at once; of more gold the articles that were settled last are taken.
MOST_SENTENCES = 10_000
START = "trained"


@dataclass(frozen=True, kw_only=True)
class Learnable:
    """What gold there is to learn from: sentences in all, and by primary label.

    `stories` counts copies of one text once: held out they say no more than one of them.
    """

    documents: int
    stories: int
    sentences: int
    labels: dict[str, int]

    @property
    def taken(self) -> int:
        """How many of the sentences a job learns from, at most."""
        return min(self.sentences, MOST_SENTENCES)

    @property
    def needed(self) -> str:
        """What is missing before learning makes sense, in words; "" when nothing is."""
        if self.stories < LEAST_STORIES or self.sentences < LEAST_SENTENCES:
            return _(
                "Learning needs {sentences} gold sentences in {stories} articles that are not copies "
                "of one another; so far there are {has_sentences} in {has_stories}."
            ).format(
                sentences=LEAST_SENTENCES,
                stories=LEAST_STORIES,
                has_sentences=number_format(self.sentences, force_grouping=True),
                has_stories=number_format(self.stories, force_grouping=True),
            )
        if len([label for label in self.labels.values() if label]) < 2:
            return _("All gold sentences have the same label: there is nothing to tell apart.")
        return ""

    @property
    def is_enough(self) -> bool:
        return not self.needed


def learnable(campaign: Campaign) -> Learnable:
    """What gold of a campaign there is to learn from."""
    labels: Counter[str] = Counter()
    for codes, count in _gold(campaign).order_by().values_list("labels").annotate(n=Count("pk")):
        labels[primary(tuple(codes))] += count
    document = F("sentence__document")
    counts = _gold(campaign).aggregate(
        documents=Count(document, distinct=True),
        stories=Count(Coalesce("sentence__document__story", -document), distinct=True),
    )
    return Learnable(
        **counts,
        sentences=labels.total(),
        labels={label: labels[label] for label in LABELS},
    )


def learning_key(campaign: Campaign) -> str:
    """The same as long as there is no other gold to learn from and no other model to start from."""
    found = _gold(campaign).aggregate(count=Count("pk"), latest=Max("settled_at"))
    latest = found["latest"].isoformat() if found["latest"] else "never"
    return f"learn/{campaign.pk}/{taggers.signature(START)}/{found['count']}/{latest}"


def gold_documents(campaign: Campaign, *, most: int = MOST_SENTENCES) -> list[GoldDocument]:
    """The articles with gold, the latest settled first, as long as they have `most` sentences."""
    chosen: dict[int, str] = {}
    total = 0
    for document, story, count in _latest(campaign):
        total += count
        if chosen and total > most:
            break
        chosen[document] = f"story {story}" if story else f"document {document}"
    gold = _labels(list(chosen))
    return [
        GoldDocument(
            name=str(document),
            story=chosen[document],
            kind="news",
            article=article,
            marks=tuple(gold.get(sentence) for sentence in sentences),
        )
        for document, sentences, article in tagging.articles(list(chosen))
    ]


def _gold(campaign: Campaign) -> QuerySet[GoldLabel]:
    """The gold labels of article text in a language that our taggers know."""
    document = "sentence__document"
    return GoldLabel.objects.filter(
        tagging.in_known_language(f"{document}__"),
        **{f"{document}__campaign": campaign},
        is_article_text=True,
    ).exclude(labels=[])


def _latest(campaign: Campaign) -> QuerySet[GoldLabel, tuple[int, int | None, int]]:
    return (
        _gold(campaign)
        .order_by()
        .values("sentence__document")
        .annotate(story=F("sentence__document__story"), n=Count("pk"), latest=Max("settled_at"))
        .order_by("-latest", "-sentence__document")
        .values_list("sentence__document", "story", "n")
    )


def _labels(documents: list[int]) -> dict[int, tuple[GoldMark, ...]]:
    """The gold of these documents by sentence, as marks without spans."""
    found: dict[int, tuple[GoldMark, ...]] = {}
    for start in range(0, len(documents), tagging.IDS_A_QUERY):
        some = documents[start : start + tagging.IDS_A_QUERY]
        for sentence, codes in GoldLabel.objects.filter(
            Q(sentence__document__in=some), is_article_text=True
        ).values_list("sentence", "labels"):
            if codes:
                found[sentence] = tuple(GoldMark(label=code, spans={}) for code in codes)
    return found
