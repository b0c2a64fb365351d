"""The rules of the desk's script that need no page: each module alone, run by Chromium."""

import pytest

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def item(sentence, order, **changes):
    answer = {"status": "answered", "marks": [{"label": "fact", "spans": []}], "note": ""}
    return {
        "queue": "q",
        "order": order,
        "submission": f"s{order}",
        "kind": "answer",
        "document": 1,
        "sentence": sentence,
        "revision": 0,
        "answer": answer,
        "activeMs": 0,
        "attempts": 0,
        "state": "queued",
        **changes,
    }


def test_items_go_out_in_order_and_a_conflict_holds_back_its_own_sentence_only(run):
    items = [item(1, 1, state="conflict"), item(1, 2), item(2, 3), item(3, 4)]
    claimed = run("queue.js", "claimed(items)", items=items)
    assert claimed["result"] == item(2, 3, attempts=1)
    assert claimed["write"] == [item(2, 3, attempts=1)]


def test_what_fails_beside_the_sentence_is_told_and_keeps_nothing_else_from_following(
    run, complaints
):
    complaints.expect("broken")
    done = run(
        "after-paint.js",
        """(() => {
            const done = [], after = new AfterPaint();
            after.later("one", () => done.push("one"));
            after.later("two", () => { throw new Error("broken"); });
            after.later("three", () => done.push("three"));
            after.now();
            return done;
        })()""",
    )
    assert done == ["one", "three"]
    assert any("broken" in complaint for complaint in complaints)


def test_a_refused_item_lets_the_next_one_go(run):
    items = [item(1, 1, state="refused"), item(2, 2)]
    assert run("queue.js", "claimed(items)", items=items)["result"]["submission"] == "s2"


def test_what_follows_builds_on_the_revision_that_was_stored(run):
    items = [item(1, 1, attempts=1), item(2, 2), item(1, 3)]
    saved = run("queue.js", "saved(items, 's1', {revision: 7})", items=items)
    assert saved == {
        "remove": [item(1, 1, attempts=1)],
        "write": [item(1, 3, revision=7)],
        "result": False,
    }


def test_only_what_was_refused_can_be_withdrawn(run):
    items = [item(1, 1), item(2, 2, attempts=1), item(3, 3, attempts=2, state="refused")]
    assert [
        run("queue.js", "withdrawn(items, id).result", items=items, id=name)
        for name in ["s1", "s2", "s3", "s4"]
    ] == [False, False, True, False]


@pytest.mark.parametrize(
    ("kinds", "fallen", "is_kept"),
    [
        ("answer", [], True),
        ("answer undo", ["s2"], False),
        ("answer undo redo", ["s2", "s3"], True),
        ("answer undo redo undo", ["s2", "s3", "s4"], False),
        ("answer answer", [], False),
        ("answer answer undo", [], True),
        ("answer answer undo undo", ["s4"], False),
        ("answer answer undo redo undo undo redo", ["s6", "s7"], True),
        ("answer answer undo undo redo redo", ["s4", "s5"], False),
        ("answer undo undo", ["s2"], False),
        ("answer undo undo redo redo", ["s2", "s5"], True),
        ("answer undo answer undo", ["s2"], False),
        ("redo undo", ["s2"], False),
        ("undo", [], True),
        ("undo redo", ["s2"], False),
        ("undo undo redo redo", ["s4"], False),
        ("undo redo undo", ["s2", "s3"], True),
        ("undo answer undo", [], False),
    ],
)
def test_what_took_back_a_refused_step_falls_with_it(run, kinds, fallen, is_kept):
    kept = [item(1, order, kind=kind) for order, kind in enumerate(kinds.split(), start=1)]
    change = run("queue.js", "refused(items, 's1', 'No.')", items=[*kept, item(2, 9, kind="undo")])
    assert change["result"] == {"fallen": fallen, "isKept": is_kept}
    gone = [one["submission"] for one in change["remove"]]
    assert gone == (fallen if is_kept else ["s1", *fallen])
    assert [one["state"] for one in change.get("write", [])] == ["refused"] * is_kept


def test_a_new_answer_takes_the_place_of_a_refused_one(run):
    items = [item(1, 1, state="refused"), item(2, 2)]
    draft = {k: v for k, v in item(1, 0).items() if k not in {"order", "attempts", "state"}}
    change = run("queue.js", "enqueued(items, draft)", items=items, draft=draft)
    assert [one["order"] for one in change["write"]] == [3]
    assert [one["order"] for one in change["remove"]] == [1]


@pytest.mark.parametrize(
    ("status", "body", "kind"),
    [
        (200, {"revision": 1}, "saved"),
        (200, None, "later"),
        (401, None, "signed-out"),
        (403, {"detail": "CSRF"}, "signed-out"),
        (409, {"code": "stale-revision", "current": {"revision": 2}}, "conflict"),
        (409, {"code": "stale-revision", "current": None}, "refused"),
        (400, {"message": "No such label."}, "refused"),
        (404, None, "refused"),
        (429, None, "later"),
        (503, None, "later"),
    ],
)
def test_what_a_reply_means(run, status, body, kind):
    assert run("reply.js", "outcomeOf(status, body).kind", status=status, body=body) == kind


def test_a_server_that_asks_for_patience_gets_it(run):
    assert run("reply.js", "outcomeOf(429, null, '12')") == {"kind": "later", "waitMs": 12_000}


def test_waits_double_up_to_half_a_minute(run):
    waits = run("backoff.js", "[1, 2, 3, 4, 5, 6, 9].map((n) => [backoff(n, 0), backoff(n, 1)])")
    assert waits == [
        [500, 1000],
        [1000, 2000],
        [2000, 4000],
        [4000, 8000],
        [8000, 16000],
        [15000, 30000],
        [15000, 30000],
    ]


def test_idle_time_counts_for_a_minute_at_most_and_hidden_time_for_nothing(run):
    spent = run(
        "clock.js",
        """(() => {
            const clock = new ActiveClock();
            clock.turnTo(1, 0);
            clock.stir(2_000);
            clock.turnTo(2, 300_000);
            clock.see(false, 301_000);
            clock.see(true, 400_000);
            clock.turnTo(1, 400_500);
            return [clock.take(1, 401_000), clock.take(2, 401_000), clock.take(1, 401_000)];
        })()""",
    )
    assert spent == [62_500, 1_500, 0]


def test_the_primary_label_comes_first_and_the_last_label_stays(run):
    labels = run(
        "answer.js",
        """["fact", "denial", "accusation"]
            .reduce((answer, label) => withLabel(answer, label), OPEN).marks.map((m) => m.label)""",
    )
    assert labels == ["denial", "accusation", "fact"]
    assert run("answer.js", "toggledLabel(onlyLabel(OPEN, 'fact'), 'fact').marks.length") == 1


def test_the_middle_third(run):
    boxes = {"inside": [400, 460], "below": [900, 960], "above": [100, 160], "tall": [300, 900]}
    needed = {
        name: run(
            "follow.js",
            "scrollNeeded({top, bottom}, {top: 0, bottom: 900})",
            top=top,
            bottom=bottom,
        )
        for name, (top, bottom) in boxes.items()
    }
    assert needed == {"inside": 0, "below": 525, "above": -275, "tall": 0}
