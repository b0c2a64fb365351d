"""The admin panel in a browser: silent under the strict policy, accessible, and it works.

`open_page` fails a test for any console error, exception or blocked style or script.
"""

import pytest
from playwright.sync_api import expect

from annotator.admin.sidebar import GROUPS
from annotator.models import Campaign, Job
from tests.admin.panel import address, administrator, first, furnish

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

MODELS = [model for group in GROUPS.values() for model, _, _ in group]
SCREENS = {
    "light": {},
    "dark": {"color_scheme": "dark"},
    "phone": {"viewport": {"width": 390, "height": 844}, "has_touch": True},
}


@pytest.fixture
def boss(transactional_db):
    boss = administrator()
    furnish(1, boss)
    return boss


def visit(page, path):
    page.goto(path)
    page.wait_for_load_state("networkidle")


@pytest.mark.parametrize("screen", SCREENS)
def test_every_list_and_form_is_silent_and_accessible(open_page, boss, axe, screen):
    page = open_page(boss, **SCREENS[screen])
    visit(page, "/admin/")
    assert axe(page) == []
    for model in MODELS:
        visit(page, address(model))
        assert axe(page) == []
        visit(page, address(model, first(model).pk, "change"))
        assert axe(page) == []
    for model in ["campaign", "person", "membership", "guideline"]:
        visit(page, address(model, "add"))
        assert axe(page) == []


def test_filters_open_and_close(open_page, boss, axe):
    furnish(2, boss)  # a filter with nothing to choose from is not shown
    page = open_page(boss)
    for model in MODELS:
        if model == "tagger":
            continue
        visit(page, address(model))
        page.get_by_role("button", name="Filters").click()
        expect(page.locator("#changelist-filter")).to_be_visible()
        page.keyboard.press("Escape")
        expect(page.locator("#changelist-filter")).to_be_hidden()
    page.get_by_role("button", name="Filters").click()
    assert axe(page) == []


def test_a_job_is_cancelled_from_the_list(open_page, boss):
    job = Job.objects.get(finished_at__isnull=True)
    page = open_page(boss)
    visit(page, address("job"))
    page.get_by_role("row", name=f"job {job.pk}:").get_by_role("checkbox").check()
    page.locator("select[name=action]").select_option(label="Cancel")
    page.get_by_role("button", name="Run").click()
    expect(page.get_by_text("1 cancelled.")).to_be_visible()


def test_a_campaign_with_members_is_saved_by_its_form(open_page, boss):
    campaign = Campaign.objects.get()
    page = open_page(boss)
    visit(page, address("campaign", campaign.pk, "change"))
    page.get_by_label("Name").first.fill("Renamed")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("was changed successfully")).to_be_visible()
    campaign.refresh_from_db()
    assert campaign.name == "Renamed"


def test_a_campaign_is_chosen_by_typing_its_name(open_page, boss, axe):
    page = open_page(boss)
    visit(page, address("membership", "add"))
    page.get_by_role("combobox", name="Campaign").click()
    page.keyboard.type("camp")
    page.get_by_role("option", name="Campaign 1").click()
    expect(page.get_by_role("combobox", name="Campaign")).to_contain_text("Campaign 1")


def test_a_running_job_is_watched(open_page, boss):
    job = Job.objects.get(finished_at__isnull=True)
    page = open_page(boss)
    visit(page, address("job", job.pk, "change"))
    expect(page.locator("#job-progress")).to_contain_text("10 of 30 done")
    job.chunks.filter(state="pending").update(state="cancelled")
    Job.objects.filter(pk=job.pk).update(finished_at=job.opened_at)
    page.get_by_role("link", name="Show what came of it").click()
    expect(page.get_by_role("button", name="Try again what failed")).to_be_visible()


def test_things_are_found_from_the_keyboard(open_page, boss, axe):
    page = open_page(boss)
    visit(page, "/admin/")
    page.keyboard.press("Control+k")
    page.get_by_role("searchbox", name="Search").press_sequentially("campaign 1", delay=20)
    expect(page.locator("#command-results-list li").first).to_be_visible()
    assert axe(page) == []
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{address('campaign', Campaign.objects.get().pk, 'change')}")


def test_the_theme_chosen_in_the_panel_is_the_theme_of_the_site(open_page, boss, axe):
    page = open_page(boss)
    visit(page, "/admin/")
    page.get_by_role("button", name=boss.username).click()
    assert axe(page) == []
    page.get_by_role("button", name="Dark").click()
    expect(page.locator("html")).to_have_class("dark")
    visit(page, "/")
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")


def test_the_navigation_folds_away_and_stays_so(open_page, boss):
    page = open_page(boss)
    visit(page, "/admin/")
    page.get_by_role("button", name="Navigation").click()
    expect(page.locator("#nav-sidebar")).to_be_hidden()
    visit(page, address("job"))
    expect(page.locator("#nav-sidebar")).to_be_hidden()


def test_the_navigation_opens_on_a_phone(open_page, boss, axe):
    page = open_page(boss, **SCREENS["phone"])
    visit(page, "/admin/")
    page.get_by_role("button", name="Navigation").click()
    expect(page.locator("#nav-sidebar")).to_be_visible()
    assert axe(page) == []
    page.get_by_role("button", name="Close navigation").click()
    expect(page.locator("#nav-sidebar")).to_be_hidden()


def test_a_sign_in_address_is_shown(open_page, boss, axe):
    page = open_page(boss)
    visit(page, address("membership", first("membership").pk, "change"))
    page.get_by_role("button", name="Make a one-time sign-in address").click()
    expect(page.locator("#sign-in-address")).to_contain_text("/sign-in/?token=")
    assert axe(page) == []
