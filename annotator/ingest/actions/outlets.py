"""Whose articles they are."""

from collections.abc import Sequence

from django.db.models import Q

from annotator.ingest import queries, taking
from annotator.ingest.similar import host
from annotator.ingest.taking import Taken
from annotator.models import Campaign, Outlet


def outlets_of(campaign: Campaign, articles: Sequence[Taken]) -> list[Outlet | None]:
    """The outlet of each article, made where it is new: within the transaction of the articles.

    A name that was given with the article counts first, then the domain of its address, whatever
    its pages call themselves, then the name on the page.
    """
    wanted = [
        (queries.outlet_name(taken.article.outlet), host(taken.article.url)[:253], _is_named(taken))
        for taken in articles
    ]
    known = _Known(campaign, [name for name, _, _ in wanted], [domain for _, domain, _ in wanted])
    return [known.outlet(name, domain, is_named=is_named) for name, domain, is_named in wanted]


class _Known:
    """The outlets of a campaign that have one of these names or domains."""

    def __init__(self, campaign: Campaign, names: Sequence[str], domains: Sequence[str]) -> None:
        self._campaign = campaign
        self._by_name: dict[str, Outlet] = {}
        self._by_domain: dict[str, Outlet] = {}
        either = Q(name__in={*names, *domains} - {""}) | Q(domain__in=set(domains) - {""})
        for outlet in Outlet.objects.filter(either, campaign=campaign):
            self._note(outlet)

    def outlet(self, name: str, domain: str, *, is_named: bool) -> Outlet | None:
        if domain in self._by_domain and not (is_named and name):
            return self._by_domain[domain]
        name = name or domain
        if not name:
            return None
        found = self._by_name.get(name)
        is_free = bool(domain) and domain not in self._by_domain
        if found is None:
            found = Outlet.objects.create(
                campaign=self._campaign, name=name[:120], domain=domain if is_free else ""
            )
        elif is_free and not found.domain:
            found.domain = domain
            found.save(update_fields=["domain"])
        self._note(found)
        return found

    def _note(self, outlet: Outlet) -> None:
        self._by_name[outlet.name] = outlet
        if outlet.domain:
            self._by_domain[outlet.domain] = outlet


def _is_named(taken: Taken) -> bool:
    return any(
        one.field == "outlet" and one.source == taking.GIVEN for one in taken.article.evidence
    )
