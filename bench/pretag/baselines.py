"""What a tagger must beat: a list of words, and TF-IDF with logistic regression."""

import re
from collections.abc import Sequence

from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import Pipeline, make_pipeline

from annotator.pretag.learned.gold import GoldDocument, primary
from annotator.pretag.values import Article, Candidate

_WORD = re.compile(r"[a-z']+")
_LISTS = (
    (
        "denial",
        """deny denies denied denying denial denials reject rejects rejected dismiss dismisses
        dismissed dispute disputes disputed refute refutes refuted baseless unfounded untrue""",
    ),
    (
        "accusation",
        """accuse accuses accused accusing accusation accusations blame blames blamed blaming allege
        alleges alleged allegedly allegation allegations charged indicted sued condemned condemns
        denounced""",
    ),
    (
        "attribution",
        """say says said saying tell tells told according state states stated claim claims claimed
        announce announces announced add added adds report reports reported reportedly believe
        believes believed think thinks thought warn warns warned explain explained argue argued
        write writes wrote tweet tweeted suggest suggested note noted insist insisted""",
    ),
)
_BY_WORD = {word: label for label, words in reversed(_LISTS) for word in words.split()}


class WordList:
    """The gravest label that any word of the sentence stands for; quoted sentences are attribution."""

    name = "word list"

    def tag(self, article: Article) -> tuple[tuple[Candidate, ...], ...]:
        return tuple((_candidate(self._label(one.text)),) for one in article.sentences)

    def _label(self, text: str) -> str:
        labels = [_BY_WORD[word] for word in _WORD.findall(text.lower()) if word in _BY_WORD]
        if text[:1] in "\"“'‘":
            labels.append("attribution")
        return primary(tuple(labels))


class TfIdf:
    """Words and pairs of words of the sentence alone, weighed by TF-IDF; trained on documents."""

    def __init__(self, documents: Sequence[GoldDocument], *, name: str) -> None:
        self.name = name
        pairs = [
            (sentence.text, primary(tuple(mark.label for mark in marks)))
            for document in documents
            for sentence, marks in zip(document.article.sentences, document.marks, strict=True)
            if marks
        ]
        self._fitted: Pipeline = make_pipeline(
            TfidfVectorizer(ngram_range=(1, 2), min_df=2, sublinear_tf=True),
            LogisticRegression(C=10, max_iter=1000, class_weight="balanced"),
        )
        self._fitted.fit([text for text, _ in pairs], [label for _, label in pairs])

    def tag(self, article: Article) -> tuple[tuple[Candidate, ...], ...]:
        texts = [sentence.text for sentence in article.sentences]
        chances = self._fitted.predict_proba(texts)
        classes = self._fitted.classes_
        return tuple((_candidate(classes[row.argmax()], float(row.max())),) for row in chances)


def _candidate(label: str, score: float = 0.5) -> Candidate:
    return Candidate(label=label, score=score, spans=(), evidence="a baseline")
