"""How good a tagger is against gold, and two of them side by side.

Figures are of gold and suggestions alone: what single people answered is not shown here.
"""

from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from annotator.models import Campaign, Membership
from annotator.pretag import judging
from annotator.pretag import queries as pretag
from annotator.pretag.judging import Judged
from annotator.pretag.learned.gold import LABELS
from annotator.web import plots
from annotator.web.access import members_only, not_for_annotators

A_PAGE = 25


# --- one of them ----------------------------------------------------------------------------------


@require_safe
@vary_on_headers("HX-Request")  # or going back would show what the slider got, without its page
@members_only
@not_for_annotators
def tagger(request: HttpRequest, membership: Membership, name: str) -> HttpResponse:
    """Its figures at a threshold, whether its scores mean what they say, where it differs from gold."""
    campaign, threshold = membership.campaign, _threshold(request)
    one = _named(pretag.comparable(campaign), name)
    rows = pretag.rows_of([one])
    sample = pretag.against_gold(campaign, rows)
    judged = sample.by[name].tagged()
    context = {
        "campaign": campaign,
        "membership": membership,
        "tagger": one,
        "threshold": f"{threshold:.2f}",
        "effect": judging.effect(judged, threshold),
    }
    if request.htmx:  # type: ignore[attr-defined]
        return render(request, "tagger/_effect.html", {**context, "is_swap": True})
    context |= {
        "is_chosen": name == campaign.tagger,
        "covered": pretag.covered(campaign, rows)[name],
        "versions": pretag.versions(campaign, name),
        "now": rows[name].now,
        "sample": sample,
        "taught": sample.taught[name],
        "not_tagged": sample.sentences - sample.taught[name] - len(judged.sentences),
    }
    if len(judged.sentences):
        context |= _plots(judged, threshold) | _differing(request, judged, rows[name])
    else:
        counts = judging.spread(pretag.lately(campaign, rows).by[name])
        context |= {"bars": plots.bars(counts), "most": max(counts)}
    return render(request, "tagger/page.html", context)


def _plots(judged: Judged, threshold: float) -> dict[str, Any]:
    calibration = judging.calibration(judged)
    return {
        "calibration": calibration,
        "error_points": f"{100 * (calibration.error or 0):.1f}",
        "dots": plots.dots(calibration),
        "curves": plots.curves(judging.curve(judged), threshold=threshold),
    }


def _differing(request: HttpRequest, judged: Judged, rows: pretag.Rows) -> dict[str, Any]:
    """Gold against what was said, and the sentences of a cell, or of all where the two differ."""
    asked = {key: request.GET.get(key, "") for key in ("gold", "said")}
    asked = {key: value for key, value in asked.items() if value in LABELS}
    found = judging.differing(judged, **asked)
    page = Paginator(found, A_PAGE).get_page(request.GET.get("page"))
    kept = {"threshold": f"{_threshold(request):.2f}"} if "threshold" in request.GET else {}
    query = urlencode(kept | asked)
    return {
        "labels": LABELS,
        "confusion": list(zip(LABELS, _cells(judging.confusion(judged)), strict=True)),
        "asked": asked,
        "page": page,
        "query": f"{query}&" if query else "",
        "sentences": pretag.told(list(page.object_list), [rows]),
    }


def _cells(rows: list[list[int]]) -> list[list[tuple[str, int]]]:
    return [list(zip(LABELS, row, strict=True)) for row in rows]


# --- two of them ----------------------------------------------------------------------------------


@require_safe
@members_only
@not_for_annotators
def tagger_compare(request: HttpRequest, membership: Membership) -> HttpResponse:
    """Two taggers on the sentences that both have been over: with gold, or the latest."""
    campaign = membership.campaign
    known = pretag.comparable(campaign)
    one = _named(known, request.GET.get("a") or known[0].name)
    others = [other.name for other in known if other != one]
    other = _named(known, request.GET.get("b") or others[0])
    context: dict[str, Any] = {
        "campaign": campaign,
        "membership": membership,
        "taggers": known,
        "one": one,
        "other": other,
    }
    if one != other:
        context |= _compared(request, campaign, [one, other])
    return render(request, "tagger_compare/page.html", context)


def _compared(request: HttpRequest, campaign: Campaign, pair: list[pretag.Known]) -> dict[str, Any]:
    rows = pretag.rows_of(pair)
    sample = pretag.against_gold(campaign, rows)
    with_gold = _both(sample, pair)
    has_gold = len(with_gold[0].sentences) > 0
    is_of_gold = has_gold and request.GET.get("of") != "all"
    one, other = with_gold if is_of_gold else _both(pretag.lately(campaign, rows), pair)
    found = judging.unlike(one, other)
    page = Paginator(found, A_PAGE).get_page(request.GET.get("page"))
    asked = {"a": pair[0].name, "b": pair[1].name, "of": "gold" if is_of_gold else "all"}
    return {
        "has_gold": has_gold,
        "is_of_gold": is_of_gold,
        "taught": [(name, count) for name, count in sample.taught.items() if count],
        "compared": judging.compare(one, other),
        "page": page,
        "query": f"{urlencode(asked)}&",
        "sentences": pretag.told(list(page.object_list), [rows[one.name] for one in pair]),
    }


def _both(sample: pretag.Sample, pair: list[pretag.Known]) -> tuple[Judged, Judged]:
    """What each said of the sentences of which both said something."""
    one, other = (sample.by[known.name] for known in pair)
    both = one.is_tagged & other.is_tagged
    return one.only(both), other.only(both)


def _named(known: list[pretag.Known], name: str) -> pretag.Known:
    for one in known:
        if one.name == name:
            return one
    raise Http404


def _threshold(request: HttpRequest) -> float:
    """From 0 to 1 whatever was asked; 0, so all suggestions, where it is no number."""
    try:
        asked = float(request.GET.get("threshold", "0"))
    except ValueError:
        return 0.0
    return round(min(1.0, max(0.0, asked)), 2) if asked == asked else 0.0
