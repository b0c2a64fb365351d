"""Every list and form that is registered: who may open it, and what it costs."""

import pytest
from django.contrib import admin
from django.db import connection
from django.test.utils import CaptureQueriesContext

from annotator.admin.panel import Panel
from annotator.models import Person
from tests.admin.panel import NAMES, address, administrator, first, furnish

WITH_A_FORM = {"campaign", "person", "membership", "guideline", "label"}
CHANGED_BY_FORM = WITH_A_FORM - {"guideline"}
ADDED_BY_FORM = WITH_A_FORM - {"label"}


@pytest.fixture
def boss(db):
    boss = administrator()
    furnish(1, boss)
    return boss


def queries_of(client, path):
    with CaptureQueriesContext(
        connection,
    ) as captured:
        assert client.get(path).status_code == 200
    return len(captured)


def test_only_what_is_of_use_is_registered():
    assert {model._meta.app_label for model in admin.site._registry} == {"annotator"}
    assert all(isinstance(one, Panel) for one in admin.site._registry.values())


@pytest.mark.parametrize("name", NAMES)
def test_a_list_costs_as_many_queries_with_three_rows_as_with_one(boss, signed_in, name):
    client = signed_in(boss)
    queries_of(client, address(name))  # content types and the like are kept from now on
    with_one = queries_of(client, address(name))

    furnish(2, boss)
    furnish(3, boss)

    assert queries_of(client, address(name)) == with_one


@pytest.mark.parametrize("name", NAMES)
def test_an_administrator_opens_every_list_form_and_history(boss, signed_in, name):
    client = signed_in(boss)
    pk = first(name).pk

    assert client.get(address(name)).status_code == 200
    assert client.get(address(name), {"q": "a"}).status_code == 200
    assert client.get(address(name, pk, "change")).status_code == 200
    assert client.get(address(name, pk, "history")).status_code == 200


@pytest.mark.parametrize("name", NAMES)
def test_every_list_is_searched_and_filtered(name):
    panel = next(a for m, a in admin.site._registry.items() if m._meta.model_name == name)

    assert panel.search_fields
    assert panel.list_filter


@pytest.mark.parametrize("name", NAMES)
def test_nobody_else_opens_them(boss, client, signed_in, name):
    pk = first(name).pk
    paths = [address(name), address(name, "add"), address(name, pk, "change")]
    assert [client.get(path).status_code for path in paths] == [302, 302, 302]

    annotator = Person.objects.get(username="annotator-1")
    client = signed_in(annotator)
    assert [client.get(path).status_code for path in paths] == [302, 302, 302]
    assert client.get(address(name), follow=True).status_code == 403

    annotator.is_staff = True
    annotator.save()
    assert [client.get(path).status_code for path in paths] == [403, 403, 403]


@pytest.mark.parametrize("name", NAMES)
def test_nothing_is_deleted_by_anybody(boss, signed_in, name):
    client = signed_in(boss)
    row = first(name)

    assert client.get(address(name, row.pk, "delete")).status_code == 403
    assert client.post(address(name, row.pk, "delete"), {"post": "yes"}).status_code == 403
    chosen = {"action": "delete_selected", "_selected_action": [row.pk], "post": "yes"}
    client.post(address(name), chosen)
    assert type(row)._default_manager.filter(pk=row.pk).exists()


@pytest.mark.parametrize("name", sorted(set(NAMES) - ADDED_BY_FORM))
def test_nothing_is_added_where_it_comes_about_elsewhere(boss, signed_in, name):
    client = signed_in(boss)

    assert client.get(address(name, "add")).status_code == 403
    assert client.post(address(name, "add"), {}).status_code == 403


@pytest.mark.parametrize("name", sorted(set(NAMES) - CHANGED_BY_FORM))
def test_what_is_read_only_is_so_for_an_administrator_too(boss, signed_in, name):
    client = signed_in(boss)

    assert client.post(address(name, first(name).pk, "change"), {}).status_code == 403


@pytest.mark.parametrize("name", sorted(ADDED_BY_FORM))
def test_an_add_form_opens(boss, signed_in, name):
    assert signed_in(boss).get(address(name, "add")).status_code == 200
