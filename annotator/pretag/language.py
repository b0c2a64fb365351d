"""The taggers know English: of an article in another language they propose nothing."""

from annotator.pretag.values import Article, Candidate

ENGLISH = frozenset({"", "en"})


def is_known(language: str) -> bool:
    """Whether the taggers know a language, by its code: "en-GB" is English, "" may be."""
    return language.lower().replace("_", "-").split("-")[0] in ENGLISH


def is_foreign(article: Article) -> bool:
    """Whether the article is known to be in another language than English."""
    return not is_known(article.language)


def withheld(article: Article) -> tuple[tuple[Candidate, ...], ...]:
    """No candidate for any sentence: the reason is the article's language, which is stored."""
    return ((),) * len(article.sentences)
