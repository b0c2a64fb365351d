"""The pages of taggers, with numbers that can be counted by hand."""

from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from annotator.models import Candidate, Document, GoldLabel, Job, LearnedModel, Tagger
from annotator.pretag.learned.gold import LABELS
from annotator.pretag.remote.settings import RemoteSettings
from annotator.pretag.taggers.trained import Trained
from tests.pretag.judged import clear, settle, suggest
from tests.world import NOON, add_many, answer_all

TAGGERS = "/campaigns/ferries/taggers/"
COMPARE = f"{TAGGERS}compare/"


def shown(response) -> str:
    """The page as it reads: without line breaks and runs of blanks."""
    return " ".join(unescape(response.content.decode()).split())


def rows_of(page: str, heading: str) -> list[str]:
    """What stands in the cells of the table's row with this heading."""
    row = next(
        one for one in page.split("<tr>") if f">{heading}<" in one or f"> {heading} <" in one
    )
    cells = row.split("</tr>")[0].split("<td")[1:]
    texts = []
    for cell in cells:
        text = cell.split(">", 1)[1]
        while "<" in text:
            before, _, after = text.partition("<")
            text = f"{before} {after.partition('>')[2]}"
        texts.append(" ".join(text.split()))
    return texts


@pytest.fixture
def two(campaign) -> list[Document]:
    """Two stories with gold, tagged by rules: 6 of 8 sentences with gold, 4 of them right."""
    documents = add_many(campaign, 2)
    Document.objects.update(story=None)
    Job.objects.all().delete()
    one, other = documents
    settle(one, "D A+D F . -")
    suggest(one, "D.9 A.8+D.3 A.7 F.6 F.5")
    settle(other, "C F D F -")
    suggest(other, "C.9 F.7 F.6 - F.5")
    return documents


# --- all of them ----------------------------------------------------------------------------------


def test_the_list_tells_how_far_each_is_and_how_good(signed_in, curator, two):
    page = shown(signed_in(curator).get(TAGGERS))
    # D D/D F/A | C F D/F right: D, A+D (first D), C, F of 6 tagged
    documents, sentences, accuracy, macro, buttons = rows_of(page, "rules")
    assert (documents, sentences) == ("2 of 2", "6")
    assert accuracy == "67 67 to 67"
    # F1: denial 2*2/(2+3), accusation 1, attribution 0, fact 2*1/(2+2)
    assert macro.split()[0] == "57"
    assert buttons == "Use for suggestions"
    assert rows_of(page, "trained") == ["0 of 2", "0", "–", "–", "Run on 2"]
    assert "suggests here" in page


def test_the_list_without_gold_says_what_is_missing(signed_in, curator, document):
    page = shown(signed_in(curator).get(TAGGERS))
    assert "as soon as there is gold" in page
    assert "so far there are 0 in 0." in page
    assert "Train on" not in page


def test_a_viewer_sees_figures_and_no_buttons(signed_in, viewer, two):
    client = signed_in(viewer)
    page = shown(client.get(TAGGERS))
    assert "Run on" not in page
    assert "Use for suggestions" not in page
    assert ">Taggers</a>" in page
    assert "Use for suggestions" not in shown(client.get(f"{TAGGERS}rules/"))


def test_older_settings_and_other_languages_are_told(signed_in, curator, two):
    suggest(two[0], "F.9", by="trained", version="0")
    Document.objects.filter(pk=two[1].pk).update(language="de")
    documents, *_ = rows_of(shown(signed_in(curator).get(TAGGERS)), "trained")
    assert documents == "0 of 2 1 with older settings 1 in another language"


def test_what_came_in_files_is_a_tagger_that_is_only_looked_at(signed_in, curator, two):
    client = signed_in(curator)
    assert "labels that came in files" not in shown(client.get(TAGGERS))
    suggest(two[0], "D1", by="imported")
    documents, sentences, accuracy, _, buttons = rows_of(shown(client.get(TAGGERS)), "imported")
    assert (documents, sentences, accuracy, buttons) == ("1 of 2", "1", "100", "")


def test_a_tagger_is_run_on_what_it_has_not_been_over(signed_in, curator, two):
    client = signed_in(curator)
    response = client.post(f"{TAGGERS}run/", {"tagger": "trained"})
    job = Job.objects.get()
    assert response["Location"] == job.get_absolute_url()
    assert job.chunks.get().payload["tagger"] == "trained"
    assert "Pre-tag documents" in shown(client.get(TAGGERS))
    page = shown(client.post(f"{TAGGERS}run/", {"tagger": "rules"}, follow=True))
    assert "Every document has its candidates already." in page


def test_a_tagger_is_chosen(signed_in, curator, campaign, two):
    client = signed_in(curator)
    page = shown(client.post(f"{TAGGERS}choose/", {"tagger": "rules"}, follow=True))
    campaign.refresh_from_db()
    assert campaign.tagger == "rules"
    assert "The suggestions are those of “rules” from now on." in page
    assert "It has not been over" not in page


def test_who_chooses_a_tagger_that_has_not_been_over_all_is_told(signed_in, curator, two):
    page = shown(signed_in(curator).post(f"{TAGGERS}choose/", {"tagger": "trained"}, follow=True))
    assert "It has not been over 2 documents yet" in page


@pytest.mark.parametrize("action", ["run", "choose"])
@pytest.mark.parametrize("name", ["oracle", "learned-99", "imported"])
def test_an_unknown_tagger_is_refused_in_words(signed_in, curator, campaign, action, name):
    page = shown(signed_in(curator).post(f"{TAGGERS}{action}/", {"tagger": name}, follow=True))
    assert f"There is no tagger called “{name}” here." in page
    campaign.refresh_from_db()
    assert campaign.tagger == "trained"


def test_a_chosen_tagger_that_was_taken_away_is_missed(signed_in, curator, campaign, document):
    campaign.tagger = "oracle"
    campaign.save()
    assert "“oracle” is not there any more" in shown(signed_in(curator).get(TAGGERS))


def test_a_remote_tagger_says_that_texts_leave_before_it_is_run(
    signed_in, curator, document, settings
):
    settings.REMOTE_TAGGERS = (RemoteSettings(name="far", kind="http", url="http://far/"),)
    page = shown(signed_in(curator).get(TAGGERS))
    assert (
        'data-confirm="The text of 1 article leaves this machine: it is sent to the service'
        ' “far”. Run it?"'
    ) in page
    assert "The text of each new article will leave this machine." in page


# --- learning -------------------------------------------------------------------------------------


def test_too_little_gold_is_told_and_refused(signed_in, curator, two):
    client = signed_in(curator)
    page = shown(client.get(TAGGERS))
    assert "so far there are 7 in 2." in page
    page = shown(client.post(f"{TAGGERS}learn/", follow=True))
    assert page.count("so far there are 7 in 2.") == 2


def test_learning_is_asked_for_and_followed(signed_in, curator, two, monkeypatch):
    monkeypatch.setattr("annotator.pretag.queries.learning.LEAST_SENTENCES", 1)
    monkeypatch.setattr("annotator.pretag.queries.learning.LEAST_STORIES", 1)
    client = signed_in(curator)
    assert "Train on 7 sentences" in shown(client.get(TAGGERS))
    response = client.post(f"{TAGGERS}learn/")
    job = Job.objects.get()
    assert (job.kind, response["Location"]) == ("learn", job.get_absolute_url())
    page = shown(client.get(TAGGERS))
    assert f'id="job-{job.pk}"' in page
    assert "Train on" not in page


@pytest.fixture
def learned(campaign, curator, document) -> LearnedModel:
    job = Job.objects.get()
    figures = {"accuracy": 0.8, "macro F1": 0.5, "calibration error": 0.04}
    names = {f"F1 {label}": 0.6 for label in LABELS}
    return LearnedModel.objects.create(
        campaign=campaign,
        job=job,
        version=Trained.version,
        settings_hash="x" * 16,
        files=b"",
        card="# What it is\n<script>alert(1)</script>",
        report={
            "old": {"name": "trained", "figures": figures | names, "intervals": {}},
            "new": {
                "figures": figures | names | {"accuracy": 0.9},
                "intervals": {"accuracy": [0.86, 0.93]},
            },
            "differences": {
                "accuracy": [0.1, 0.06, 0.13],
                "F1 denial": [0.0, -0.02, 0.03],
                "calibration error": [-0.01, -0.02, 0.01],
            },
            "folds": 5,
            "documents": 40,
            "sentences": 1200,
            "labels": {},
        },
        taught_by=list(range(40)),
        sentences=1200,
        asked_by=curator.person,
        made_at=NOON,
    )


def test_a_model_is_shown_beside_the_one_it_started_from(signed_in, curator, learned):
    page = shown(signed_in(curator).get(TAGGERS))
    card = page.split('aria-labelledby="learned-')[1]
    assert "Better on accuracy, no clear difference elsewhere." in card
    assert "from 1,200 gold sentences in 40 articles" in card
    assert rows_of(card, "Accuracy") == ["80", "90 86 to 93", "+10.0 +6.0 to +13.0"]
    assert rows_of(card, "F1 denial") == ["60", "60", "0.0 −2.0 to +3.0"]


def test_a_job_that_learned_leads_to_what_was_learned(signed_in, curator, learned):
    Job.objects.update(kind=Job.Kind.LEARN)
    page = shown(signed_in(curator).get(f"/campaigns/ferries/jobs/{learned.job_id}/"))
    assert f'href="/campaigns/ferries/taggers/#{learned.name}"' in page


def test_a_models_card_is_text_and_nothing_more(signed_in, curator, learned):
    page = signed_in(curator).get(TAGGERS).content.decode()
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "<script>alert" not in page


def test_a_model_is_no_tagger_of_another_campaign(signed_in, stranger, learned):
    client = signed_in(stranger)
    assert client.get(f"/campaigns/elsewhere/taggers/{learned.name}/").status_code == 404
    page = shown(
        client.post("/campaigns/elsewhere/taggers/choose/", {"tagger": learned.name}, follow=True)
    )
    assert f"There is no tagger called “{learned.name}” here." in page


# --- one of them ----------------------------------------------------------------------------------


def test_a_page_tells_each_label_at_a_threshold(signed_in, viewer, two):
    client = signed_in(viewer)
    page = shown(client.get(f"{TAGGERS}rules/"))
    assert "4 right of 6 suggested, out of 6." in page
    # in gold, suggested, right, precision, recall, F1
    denial = rows_of(page, "denial")
    assert denial[:3] == ["3", "2", "2"]
    assert [one.split()[0] for one in denial[3:]] == ["100", "67", "80"]
    page = shown(client.get(f"{TAGGERS}rules/?threshold=0.80"))
    assert "<strong>50 %</strong> of the sentences have a suggestion at or above it" in page
    assert "2 right of 3 suggested, out of 6." in page
    assert rows_of(page, "denial")[:3] == ["3", "1", "1"]


def test_what_is_left_out_is_told(signed_in, curator, two):
    page = shown(signed_in(curator).get(f"{TAGGERS}rules/"))
    assert "<dt>gold sentences not tagged</dt> <dd> 1 </dd>" in page
    assert "<dt>gold: not article text, left out</dt> <dd> 1 </dd>" in page


def test_the_slider_gets_figures_and_words_without_the_page(signed_in, curator, two):
    response = signed_in(curator).get(
        f"{TAGGERS}rules/?threshold=0.8", headers={"HX-Request": "true"}
    )
    page = shown(response)
    assert "2 right of 3 suggested" in page
    assert 'hx-swap-oob="innerHTML:#effect"' in page
    assert "<html" not in page


@pytest.mark.parametrize(
    ("asked", "stands"),
    [("abc", "0.00"), ("9", "1.00"), ("-1", "0.00"), ("nan", "0.00"), ("inf", "1.00"), ("", "0.00"),
     ("1e400", "1.00"), ("0.333333", "0.33")],
)  # fmt: skip
def test_any_threshold_is_answered(signed_in, curator, two, asked, stands):
    response = signed_in(curator).get(f"{TAGGERS}rules/", {"threshold": asked})
    assert response.status_code == 200
    assert f"At <strong>{stands}</strong>" in shown(response)


def test_calibration_stands_in_a_plot_and_in_a_table(signed_in, curator, two):
    page = shown(signed_in(curator).get(f"{TAGGERS}rules/"))
    assert page.count('<circle class="plot__dot"') == 4
    # The first labels of the gold: D.9 D.3 A.7 | C.9 F.7 F.6
    assert rows_of(page, "0.9 to 1.0")[:2] == ["2", "0.90"]
    assert rows_of(page, "0.7 to 0.8")[1:] == ["0.70", "50 0 to 100"]
    # |.9*2-2| + |.3-1| + |.7*2-1| + |.6-0| of 6
    assert "<strong>31.7 points</strong>" in page


def test_the_confusion_leads_to_its_sentences(signed_in, curator, two):
    client = signed_in(curator)
    page = shown(client.get(f"{TAGGERS}rules/"))
    assert 'href="?threshold=0.00&gold=denial&said=fact#differing"' in page
    assert "2 sentences, the surest suggestion first" in page
    page = shown(client.get(f"{TAGGERS}rules/?gold=denial&said=fact"))
    assert "1 sentence, the surest suggestion first" in page
    listed = page.split('class="told"')[1].split("</ol>")[0]
    assert 'data-label="denial">denial<' in listed
    assert "fact 0.60" in listed
    assert "rules saw fact" in listed
    assert f"/documents/{two[1].pk}/" in listed
    page = shown(client.get(f"{TAGGERS}rules/?gold=denial&said=denial"))
    assert "Where gold and suggestion agree" in page
    assert "2 sentences," in page


def test_labels_and_pages_that_are_none_are_let_pass(signed_in, curator, two):
    response = signed_in(curator).get(f"{TAGGERS}rules/?gold=x&said='&page=zz")
    assert response.status_code == 200
    assert "2 sentences, the surest suggestion first" in shown(response)


def test_differences_come_page_by_page(signed_in, curator, campaign):
    for document in add_many(campaign, 6):
        settle(document, "D D D D D")
        suggest(document, "F.9 F.9 F.9 F.9 F.9")
    client = signed_in(curator)
    page = shown(client.get(f"{TAGGERS}rules/?gold=denial&threshold=0.5"))
    assert "1–25 of 30" in page
    assert 'href="?threshold=0.50&gold=denial&page=2"' in page
    page = shown(client.get(f"{TAGGERS}rules/?gold=denial&threshold=0.5&page=2"))
    assert "26–30 of 30" in page
    assert page.count('class="told__one"') == 5


def test_without_gold_there_is_the_spread_of_scores(signed_in, curator, document):
    client = signed_in(curator)
    page = shown(client.get(f"{TAGGERS}rules/"))
    assert "No gold yet" in page
    assert "plot__bar" not in page
    suggest(document, "D.95 A.8 F.7 F.6 F.5")
    page = shown(client.get(f"{TAGGERS}rules/"))
    assert page.count('class="plot__bar"') == 10
    assert "From 0.9 to 1.0: 1 sentence." in page


def test_gold_that_it_has_not_been_over_is_told(signed_in, curator, two):
    page = shown(signed_in(curator).get(f"{TAGGERS}trained/"))
    assert "It has not been over any sentence with gold" in page
    assert "7 sentences of this campaign have gold." in page


def test_nothing_of_single_answers_is_on_the_page(signed_in, viewer, annotator, campaign, two):
    document = two[0]
    GoldLabel.objects.all().delete()
    answer_all(annotator, document, "DDDDD")
    page = shown(signed_in(viewer).get(f"{TAGGERS}rules/"))
    assert "No gold yet" in page
    assert "anna" not in page


def test_an_older_version_is_listed(signed_in, curator, two):
    suggest(two[0], "D.9", version="0")
    page = shown(signed_in(curator).get(f"{TAGGERS}rules/"))
    now = Tagger.objects.exclude(version="0").get().version
    assert rows_of(page.split("Settings")[-1], "0")[1] == "1"
    assert f'{now} <span class="badge badge--good">now</span>' in page


# --- two of them ----------------------------------------------------------------------------------


@pytest.fixture
def both(two) -> list[Document]:
    """Also tagged by trained: it is right where rules errs in the first, and the other way round."""
    one, other = two
    suggest(one, "D.9 D.8 F.7 F.6 A.5", by="trained")
    suggest(other, "F.9 F.7 F.6 - F.5", by="trained")
    return two


def test_two_are_compared_on_the_gold_that_both_have_been_over(signed_in, viewer, both):
    page = shown(signed_in(viewer).get(COMPARE, {"a": "rules", "b": "trained"}))
    assert "Both have been over 6 gold sentences" in page
    assert "same first label for <strong>67 %</strong>" in page
    # 4 of 6 each; by story +1/3 and -1/3
    assert rows_of(page, "Accuracy") == ["67 67 to 67", "67 33 to 100", "0.0 −33.3 to +33.3"]
    assert rows_of(page, "F1 accusation")[2].split()[0] == "−100.0"
    assert rows_of(page, "rules right") == ["3", "1"]
    assert rows_of(page, "rules wrong") == ["1", "1"]
    listed = page.split('class="told"')[1]
    assert "2 sentences with another first label" in page
    assert "rules saw accusation" in listed
    assert "trained saw fact" in listed


def test_gold_that_taught_one_of_two_is_told(signed_in, curator, both, learned):
    LearnedModel.objects.update(taught_by=[document.pk for document in both])
    for document in both:
        suggest(document, "D.9 D.8 F.7 F.6 F.5", by="rules", version="its own")
    Tagger.objects.filter(version="its own").update(name=learned.name)
    page = shown(signed_in(curator).get(COMPARE, {"a": learned.name, "b": "trained"}))
    assert f"gold sentences here taught “{learned.name}” and are left out" in page
    assert "Accuracy" not in page
    page = shown(signed_in(curator).get(COMPARE, {"a": "rules", "b": "trained"}))
    assert "proves nothing" not in page


def test_two_are_compared_without_gold_by_how_often_they_agree(signed_in, curator, both):
    client = signed_in(curator)
    page = shown(client.get(COMPARE, {"a": "rules", "b": "trained", "of": "all"}))
    # 9 sentences, another first label for A/F, C/F and F/A
    assert "Both have been over 9 sentences" in page
    assert "same first label for <strong>67 %</strong>" in page
    assert "Accuracy" not in page
    GoldLabel.objects.all().delete()
    page = shown(client.get(COMPARE, {"a": "rules", "b": "trained"}))
    assert "How often they agree" in page
    assert ">open</span>" in page.replace(" open ", "open")


def test_a_tagger_is_not_compared_with_itself(signed_in, curator, both):
    page = shown(signed_in(curator).get(COMPARE, {"a": "rules", "b": "rules"}))
    assert "Choose two different taggers." in page


def test_two_that_share_no_sentence_say_so(signed_in, curator, two):
    page = shown(signed_in(curator).get(COMPARE, {"a": "rules", "b": "trained"}))
    assert "No sentence that both have been over" in page


@pytest.mark.parametrize(
    "path", ["oracle/", "compare/?a=oracle", "compare/?b=learned-7", "imported/"]
)
def test_a_tagger_that_is_not_there_is_not_found(signed_in, owner, document, path):
    assert signed_in(owner).get(TAGGERS + path).status_code == 404


@pytest.mark.parametrize("path", ["", "rules/", "compare/?a=rules&b=trained"])
def test_a_page_asks_as_often_whatever_there_is_to_read(signed_in, curator, campaign, path):
    client, asked = signed_in(curator), []
    client.get(TAGGERS)
    for many in (1, 3):
        documents = add_many(campaign, many)
        Job.objects.all().delete()
        clear(documents)
        GoldLabel.objects.all().delete()
        for document in documents:
            settle(document, "D A F F F")
            suggest(document, "D.9 F.8 F.7 F.6 F.5")
            suggest(document, "D.9 A.8 A.7 F.6 F.5", by="trained")
        with CaptureQueriesContext(connection) as queries_:
            assert client.get(TAGGERS + path).status_code == 200
        asked.append(len(queries_))
    assert asked[0] == asked[1]


def test_looking_changes_nothing(signed_in, curator, both):
    before = list(Candidate.objects.order_by("pk").values())
    client = signed_in(curator)
    for path in ("", "rules/", "compare/"):
        client.get(TAGGERS + path)
    assert list(Candidate.objects.order_by("pk").values()) == before
