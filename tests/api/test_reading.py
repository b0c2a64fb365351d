from annotator.campaigns import actions as campaigns
from annotator.models import Job, Token
from tests.world import add_many


def get(client, member, path, scope=Token.Scope.READ):
    token, secret = campaigns.create_token(person=member.person, name="x", scope=scope, days=1)
    response = client.get(f"/api/v1{path}", HTTP_AUTHORIZATION=f"Bearer {secret}")
    token.delete()
    return response


def test_a_reader_lists_their_campaigns_and_no_others(client, viewer, elsewhere):
    (only,) = get(client, viewer, "/campaigns").json()["results"]
    assert only["slug"] == "ferries"
    assert [label["code"] for label in only["labels"]] == [
        "attribution",
        "denial",
        "accusation",
        "fact",
    ]


def test_a_reader_lists_documents_in_as_many_queries_for_three_as_for_one(
    client, viewer, campaign, django_assert_max_num_queries
):
    for wanted in (1, 3):
        add_many(campaign, wanted)
        with django_assert_max_num_queries(20) as queries:
            found = get(client, viewer, "/campaigns/ferries/documents").json()["results"]
        assert [one["sentence_count"] for one in found] == [5] * wanted
        assert len(queries) <= 12


def test_a_reader_sees_a_job(client, viewer, document):
    job = Job.objects.get()
    told = get(client, viewer, f"/campaigns/ferries/jobs/{job.pk}").json()
    assert (told["id"], told["kind"], told["finished_at"]) == (job.pk, "pretag", None)


def test_a_token_for_exporting_reads_nothing(client, viewer):
    assert get(client, viewer, "/campaigns", Token.Scope.EXPORT).status_code == 403
