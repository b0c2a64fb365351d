"""Lines that give themselves away, and lines of news that only look like them."""

import pytest

from annotator.ingest import vocabulary


def reason(line: str) -> str:
    return vocabulary.clutter(vocabulary.unquoted(line), len(line.split()))


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Share this article", "share-buttons"),
        ("Facebook Twitter WhatsApp Email", "share-buttons"),
        ("Follow us on Instagram", "share-buttons"),
        ("Sign up for our morning briefing", "newsletter"),
        ("The best of our desk, straight to your inbox every Friday.", "newsletter"),
        ("We cannot do this without your support.", "donation-appeal"),
        ("Support us", "donation-appeal"),
        ("Please help us keep this news free for everyone.", "donation-appeal"),
        ("We use cookies to make this site work.", "cookie-notice"),
        ("© 2031 The Harbour Post. All rights reserved.", "copyright"),
        ("Privacy Policy", "copyright"),
        ("Advertisement", "advertisement"),
        ("Story continues below", "advertisement"),
        ("12 comments", "comments"),
        ("Leave a reply", "comments"),
        ("Related articles", "related-links"),
        ("Read more: Ferry strike enters second week", "related-links"),
        ("* Most read", "related-links"),
        ("Monthly", "form"),
        ("$25 a month", "form"),
        ("Skip to content", "navigation"),
        ("Photo: Ada Marlow", "photo-credit"),
    ],
)
def test_clutter_gives_itself_away(line: str, expected: str) -> None:
    assert reason(line) == expected


@pytest.mark.parametrize(
    "line",
    [
        "Allies agree to the terms of a truce",
        "Senators support US forces in the strait",
        '"We need your support," the mayor told the crowd on Sunday.',
        "Facebook said on Friday that it would share the data with the court.",
        "Support for the coalition is now at 40 percent, a poll showed.",
        "Copyright lawsuit against film studio is thrown out",
        "Trending baby names of the decade revealed",
        "Most popular beaches in the north closed after storm",
        "A message from the president was read to the crowd.",
        "Home prices fell in every region but one.",
        "The newsletter, which has 400 readers, accused the council of lying.",
        "The recipe for the cookies was stolen in March.",
    ],
)
def test_news_is_not_clutter(line: str) -> None:
    assert reason(line) == ""
