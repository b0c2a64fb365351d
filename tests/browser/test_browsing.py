"""The watchers themselves: a check that sees nothing would pass for ever."""

import pytest

pytestmark = pytest.mark.browser

INLINE = """() => {
    const script = document.createElement("script");
    script.textContent = "window.wasRun = true";
    document.body.append(script);
    return window.wasRun;
}"""


def test_what_the_policy_blocks_is_noticed(page, complaints):
    page.goto("/")

    assert page.evaluate(INLINE) is None
    assert "Content Security Policy" in complaints.unexpected()[0]

    complaints.expect("Content Security Policy")
    assert complaints.unexpected() == []


def test_an_exception_in_a_page_is_noticed(page, complaints):
    page.goto("/")

    page.evaluate("() => setTimeout(() => { throw new Error('from the page') })")
    page.wait_for_timeout(100)

    complaints.expect("from the page")
    assert len(complaints) == 1


def test_a_field_without_a_name_is_noticed(page, axe):
    page.goto("/")
    assert axe(page) == []

    page.evaluate("() => document.querySelector('main').append(document.createElement('input'))")

    assert [finding.split(":")[0] for finding in axe(page)] == ["label"]
