"""Spans: the rules that need no page, each module alone, run by Chromium."""

import pytest

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

DENIED = 'The firm denied the charge. "Every boat is counted," director Ana Prell said 🙂.'
OPEN = {"status": "open", "marks": [], "reason": "", "is_flagged": False, "note": ""}


def words(run, text):
    return run("spans/text.js", "wordsOf(text).map(w => text.slice(w.start, w.end))", text=text)


def moves(run, text, *steps, start=0):
    """What is selected once the steps, like "word+" or "clause-!" (! extends), are made from a word."""
    steps = [
        {"by": step.rstrip("!+-"), "forward": "+" in step, "extends": step.endswith("!")}
        for step in steps
    ]
    return run(
        "spans/select.js",
        """import("/static/annotator/desk/spans/text.js").then(({lineOf}) => {
            const line = lineOf(text);
            const last = steps.reduce((s, step) => moved(line, s, step), selected(line, start, start));
            return text.slice(last.start, last.end);
        })""",
        text=text,
        steps=steps,
        start=start,
    )


def test_words_are_what_a_person_points_at(run):
    cases = [
        (
            "The firm's walk-outs, she said, cost $5.2m – 30%!",
            ["The", "firm's", "walk-outs", "she", "said", "cost", "$5.2m", "30%"],
        ),
        ("Wow 🙂👩‍🚀 said U.S. #ferries", ["Wow", "🙂", "👩‍🚀", "said", "U.S", "#ferries"]),
        ("𝕊he 𝕕enied", ["𝕊he", "𝕕enied"]),
        ("قالت الوزارة: «لا»", ["قالت", "الوزارة", "لا"]),
        ("The ███ ██ said", ["The", "███", "██", "said"]),
        ("***", ["***"]),
        (" ", []),
    ]
    for text, expected in cases:
        assert words(run, text) == expected


def test_without_a_segmenter_letters_and_digits_in_a_row_are_words(run):
    text = "The firm's walk-outs cost $5.2m 🙂"
    found = run(
        "words.js",
        """(() => {
            const segmenter = Intl.Segmenter;
            delete Intl.Segmenter;
            return import("/static/annotator/desk/spans/text.js").then(({wordsOf}) => {
                const found = wordsOf(text).map(w => text.slice(w.start, w.end));
                Intl.Segmenter = segmenter;
                return found;
            });
        })()""",
        text=text,
    )
    assert found == ["The", "firm's", "walk-outs", "cost", "$5.2m", "🙂"]


def test_clauses_begin_after_commas_dashes_and_at_quotations(run):
    text = "No, she said: “we do not” – or so; the firm's 2,500 walk-outs, ‘all’ of them"
    starts = run(
        "spans/text.js",
        "(() => { const l = lineOf(text); return l.clauses.map(p => text.slice(l.words[p].start, l.words[p].end)) })()",
        text=text,
    )
    assert starts == ["No", "she", "we", "or", "the", "all", "of"]


def test_offsets_are_code_points_on_the_wire(run):
    text = "🙂 𝕊he said"
    spans = [{"role": "source", "start": 2, "end": 5, "text": "𝕊he"}]
    parts = run("spans/set.js", "fromWire(text, spans)", text=text, spans=spans)
    assert parts == [{"role": "source", "start": 3, "end": 7}]
    assert run("spans/set.js", "toWire(text, parts)", text=text, parts=parts) == spans


def test_how_a_selection_moves(run):
    cases = [
        (["word+", "word+"], 0, "denied"),
        (["word-"], 0, "The"),
        (["word+!"], 0, "The firm"),
        (["word+!", "word+!", "word-!"], 0, "The firm"),
        (["word+!", "word+"], 0, "denied"),
        (["word-!"], 1, "The firm"),
        (["word+!", "word-"], 2, "firm"),
        (["clause+"], 0, "Every"),
        (["clause+", "clause+"], 0, "director"),
        (["clause-"], 11, "director"),
        (["clause+!"], 0, "The firm denied the charge"),
        (["clause+", "clause+!"], 0, '"Every boat is counted,"'),
        (["clause-!"], 12, "director Ana Prell said"),
        (["edge+"], 0, "🙂"),
        (["edge-"], 5, "The"),
        (["edge+!"], 9, "director Ana Prell said 🙂"),
        (["word+"], 13, "🙂"),
    ]
    for steps, start, expected in cases:
        assert moves(run, DENIED, *steps, start=start) == expected


def test_a_quotation_is_taken_with_its_marks(run):
    cases = [
        ("He said “no”.", "no", "“no”"),
        ("He said “no way”.", "no", "no"),
        ("He said 'no.'", "no", "'no.'"),
        ("„Nein“, sagte er", "Nein", "„Nein“"),
        ("« Non », dit-il", "Non", "« Non »"),
        ("“We will pay in full", "We will pay in full", "“We will pay in full"),
        ("It will not,” she said", "It will not", "It will not,”"),
        ("The “firm” denied", "The “firm", "The “firm"),
        ("The boats' owner", "boats", "boats"),
    ]
    for text, part, expected in cases:
        start = text.index(part)
        found = run(
            "spans/text.js",
            "(() => { const s = withQuotes(lineOf(text), {start, end}); return text.slice(s.start, s.end) })()",
            text=text,
            start=start,
            end=start + len(part),
        )
        assert found == expected


def test_a_drag_takes_the_words_it_touches_or_exactly_its_characters(run):
    cases = [
        (5, 13, False, "firm denied"),
        (5, 13, True, "irm deni"),
        (3, 9, True, "firm"),
        (3, 4, False, None),
        (3, 4, True, None),
        (77, 78, True, "🙂"),
        (-1, 3, False, "The"),
    ]
    for start, end, is_exact, expected in cases:
        found = run(
            "spans/select.js",
            """import("/static/annotator/desk/spans/text.js").then(({lineOf}) => {
                const taken = dragged(lineOf(text), {start: Math.max(start, 0), end}, isExact);
                return taken && text.slice(taken.start, taken.end);
            })""",
            text=DENIED,
            start=start,
            end=end,
            isExact=is_exact,
        )
        assert found == expected


def part(role, start, end, **more):
    return {"role": role, "start": start, "end": end, **more}


def test_setting_a_role_again_replaces_it_and_shift_adds_another(run):
    held = [part("source", 0, 3), part("cue", 4, 8)]
    new = part("source", 10, 14)
    assert run("spans/set.js", "withPart(held, part)", held=held, part=new) == [held[1], new]
    added = run("spans/set.js", "withPart(held, part, {adds: true})", held=held, part=new)
    assert added == [*held, new]


def test_a_span_that_is_moved_leaves_the_others_of_its_role(run):
    held = [part("source", 0, 3), part("source", 5, 8)]
    moved = run(
        "spans/set.js", "withPart(held, p, {instead: held[1]})", held=held, p=part("source", 10, 12)
    )
    assert moved == [held[0], part("source", 10, 12)]


def test_a_role_does_not_overlap_itself_but_another_may(run):
    held = [part("content", 0, 9), part("target", 2, 5)]
    added = run(
        "spans/set.js", "withPart(held, p, {adds: true})", held=held, p=part("content", 5, 12)
    )
    assert added == [part("target", 2, 5), part("content", 5, 12)]


def test_touching_a_machine_made_span_makes_it_the_persons(run):
    held = [part("source", 0, 3, isMachine=True), part("cue", 4, 8, isMachine=True)]
    touched = run("spans/set.js", "withPart(held, p, {instead: p})", held=held, p=held[0])
    assert touched == [part("source", 0, 3), part("cue", 4, 8, isMachine=True)]


def test_spans_that_overlap_get_lanes_of_their_own(run):
    parts = [part("content", 0, 20), part("source", 0, 4), part("cue", 5, 9), part("target", 8, 12)]
    assert run("spans/runs.js", "lanesOf(parts)", parts=parts) == [0, 1, 1, 2]
    assert run("spans/runs.js", "turnsOf(parts)", parts=parts) == [0, 1, 0, 0]
    near = [part("content", 0, 20), part("source", 1, 4), part("cue", 3, 9)]
    assert run("spans/runs.js", "turnsOf(parts)", parts=near) == [0, 1, 0]
    runs = run("spans/runs.js", "runsOf(20, parts)", parts=parts)
    assert [(one["start"], one["end"], one["parts"]) for one in runs] == [
        (0, 4, [0, 1]),
        (4, 5, [0]),
        (5, 8, [0, 2]),
        (8, 9, [0, 2, 3]),
        (9, 12, [0, 3]),
        (12, 20, [0]),
    ]


def span(role, start, end, text, **more):
    return {"role": role, "start": start, "end": end, "text": text, **more}


def answered(*marks):
    return {
        **OPEN,
        "status": "answered",
        "marks": [{"label": label, "spans": spans} for label, spans in marks],
    }


CUE = span("cue", 9, 15, "denied")
FIRM = span("source", 0, 8, "The firm")
SUGGESTED = [{"label": "denial", "score": 0.9, "spans": [FIRM, CUE]}]


def dressed(run, answer, *, before=OPEN, draft=None, shown=(), policy="all"):
    given = {
        "text": DENIED,
        "policy": policy,
        "before": before,
        "answer": answer,
        "draft": draft,
        "shown": list(shown),
    }
    marks = run("spans/answer.js", "dressed(given)", given=given)["marks"]
    return [(mark["label"], mark["spans"]) for mark in marks]


def machine(span):
    return {**span, "is_machine_made": True}


def test_the_spans_of_a_shown_suggestion_come_with_its_label_as_the_machines(run):
    assert dressed(run, answered(("denial", [])), shown=SUGGESTED) == [
        ("denial", [machine(FIRM), machine(CUE)])
    ]
    assert dressed(run, answered(("attribution", [])), shown=SUGGESTED) == [("attribution", [])]
    assert dressed(run, answered(("denial", []))) == [("denial", [])]


def test_a_draft_goes_to_the_label_that_comes(run):
    draft = [part("source", 4, 8)]
    firm = span("source", 4, 8, "firm")
    assert dressed(run, answered(("denial", [])), draft=draft) == [("denial", [firm])]
    assert dressed(run, answered(("denial", [])), draft=draft, policy="claims") == [
        ("denial", [firm])
    ]
    for label, policy in [("fact", "all"), ("attribution", "claims"), ("denial", "none")]:
        assert dressed(run, answered((label, [])), draft=draft, policy=policy) == [(label, [])]


def test_a_draft_over_a_suggestion_keeps_what_the_person_left_in_it_and_no_more(run):
    draft = [part("source", 4, 8), part("cue", 9, 15, isMachine=True)]
    firm = span("source", 4, 8, "firm")
    assert dressed(run, answered(("denial", [])), draft=draft, shown=SUGGESTED) == [
        ("denial", [firm, machine(CUE)])
    ]
    assert dressed(run, answered(("denial", [])), draft=draft[:1], shown=SUGGESTED) == [
        ("denial", [firm])
    ]
    assert dressed(run, answered(("accusation", [])), draft=draft, shown=SUGGESTED) == [
        ("accusation", [firm])
    ]


def test_spans_go_along_from_one_label_to_another_but_not_to_fact(run):
    before = answered(("denial", [FIRM, machine(CUE)]))
    assert dressed(run, answered(("accusation", [])), before=before) == [("accusation", [FIRM])]
    assert dressed(run, answered(("fact", [])), before=before) == [("fact", [])]
    both = answered(("denial", [FIRM]), ("attribution", []))
    assert dressed(run, both, before=answered(("denial", [FIRM]))) == [
        ("denial", [FIRM]),
        ("attribution", []),
    ]


def test_arrows_go_where_they_point(run):
    cases = [
        ({"key": "ArrowRight"}, False, ("word", True, False)),
        ({"key": "ArrowRight"}, True, ("word", False, False)),
        ({"key": "ArrowLeft", "shiftKey": True}, True, ("word", True, True)),
        ({"key": "ArrowRight", "ctrlKey": True}, False, ("clause", True, False)),
        ({"key": "ArrowDown", "shiftKey": True}, True, ("clause", True, True)),
        ({"key": "Home"}, True, ("edge", False, False)),
        ({"key": "End", "shiftKey": True}, False, ("edge", True, True)),
    ]
    for key, rtl, expected in cases:
        event = {"shiftKey": False, "ctrlKey": False, "altKey": False, "metaKey": False, **key}
        move = run("spans/keys.js", "actOf(event, rtl).move", event=event, rtl=rtl)
        assert (move["by"], move["forward"], move["extends"]) == expected
