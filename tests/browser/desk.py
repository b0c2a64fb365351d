"""The desk as a test drives it: what is on the page, and what came to be stored."""

from collections.abc import Callable
from typing import Any

from playwright.sync_api import Locator, Page, Request, Route, expect

from annotator.models import Annotation, Assignment, Candidate, Document, Membership
from tests.pretag.judged import clear, suggest
from tests.servers import until
from tests.world import seat

ANNOTATIONS = "**/api/v1/campaigns/*/annotations*"
AFTER_PAINT = "() => new Promise((done) => requestAnimationFrame(() => setTimeout(done)))"


class Desk:
    """`.press()`, `.current`, `.letters`, `.wait_saved()`; the page itself is `.page`."""

    def __init__(self, page: Page, campaign: str = "ferries") -> None:
        self.page = page
        self.address = f"/campaigns/{campaign}/annotate/"

    def open(self) -> "Desk":
        self.page.goto(self.address)
        return self.wait_ready()

    def reload(self) -> "Desk":
        self.page.reload()
        return self.wait_ready()

    def wait_ready(self) -> "Desk":
        self.page.wait_for_selector("html[data-desk=ready]")
        return self

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)

    def type(self, text: str) -> None:
        self.page.keyboard.type(text)

    def button(self, name: str) -> None:
        self.page.get_by_role("button", name=name).click()

    @property
    def current(self) -> int | None:
        """The place of the current sentence, counted from 1."""
        places = self.page.locator(".sentence").evaluate_all(
            "all => all.flatMap((s, i) => s.getAttribute('aria-current') === 'true' ? [i + 1] : [])"
        )
        assert len(places) <= 1
        return places[0] if places else None

    @property
    def letters(self) -> list[str]:
        """What stands after each sentence."""
        shown = self.page.locator(".letters").evaluate_all("all => all.map(l => l.textContent)")
        return [text.replace("\u00a0", " ") for text in shown]

    def wait_letters(self, *letters: str) -> None:
        """Until these stand after the first sentences: the outbox is read a moment after the page."""
        until(lambda: tuple(self.letters[: len(letters)]) == letters, seconds=5)

    def beside(self) -> None:
        """Until what stands beside the sentence has followed it."""
        self.page.evaluate(AFTER_PAINT)

    @property
    def heard(self) -> str | None:
        """What a screen reader was last told."""
        self.beside()
        return self.page.locator("[data-announce]").text_content()

    def wait_saved(self) -> None:
        expect(self.page.locator("[data-saved]")).to_contain_text("Saved", timeout=15_000)

    def wait_says(self, text: str) -> None:
        """Until the indicator says so and nothing is on its way any more."""
        saved = self.page.locator("[data-saved]")
        expect(saved).to_contain_text(text)
        expect(saved).not_to_contain_text("Saving")

    @property
    def state(self) -> str:
        """What stands beside the sentence's number in the panel."""
        self.beside()
        return self.page.locator("[data-state]").inner_text()

    @property
    def suggestion(self) -> str:
        self.beside()
        return self.page.locator("[data-suggestion]").inner_text()

    @property
    def title(self) -> str:
        return self.page.locator(".article h1 .sentence").inner_text()

    def sentence(self, number: int) -> Locator:
        return self.page.locator(".sentence").nth(number - 1)

    def break_server(self, status: int = 503) -> Callable[[], None]:
        """Every answer gets this status and no one hears of it; returns what repairs it."""

        def fail(route: Route) -> None:
            route.fulfill(status=status, body="")

        self.page.context.route(ANNOTATIONS, fail)
        return lambda: self.page.context.unroute(ANNOTATIONS, fail)

    def wake(self) -> None:
        """As when the person comes back to the tab."""
        self.page.evaluate("() => window.dispatchEvent(new Event('focus'))")


def stored(member: Membership) -> dict[int, tuple[str, list[str], int]]:
    """What the database holds of this annotator: sentence number -> status, labels, revision."""
    answers = Annotation.objects.filter(annotator=member.person).select_related("sentence")
    return {
        answer.sentence.index + 1: (
            answer.status,
            [mark.label.code for mark in answer.marks.select_related("label").order_by("pk")],
            answer.revision,
        )
        for answer in answers.order_by("sentence__index")
    }


def submissions(page: Page) -> list[dict[str, Any]]:
    """Every answer this page sends from now on."""
    sent: list[dict[str, Any]] = []

    def note(request: Request) -> None:
        if request.method == "POST" and (body := request.post_data_json):
            sent.append(body)

    page.on("request", note)
    return sent


def in_arm(arm: str, member: Membership, document: Document, candidates: str) -> None:
    """The member sits at the document in this arm; "D.91 -": what the pre-tagger says of each sentence."""
    seat(member, document)
    Assignment.objects.filter(document=document).update(assistance=arm)
    clear([document])
    suggest(document, candidates, by="trained")
    for candidate in Candidate.objects.filter(sentence__document=document).exclude(
        label__code="fact"
    ):
        words = candidate.sentence.text.split()
        cue = " ".join(words[:2])
        candidate.spans = [{"role": "cue", "start": 0, "end": len(cue), "text": cue}]
        candidate.save(update_fields=["spans"])


def told(member: Membership, number: int) -> Annotation:
    """The stored answer to a sentence, counted from 1."""
    return Annotation.objects.get(annotator=member.person, sentence__index=number - 1)
