"""Fixtures of the tests in a browser."""

import pytest


@pytest.fixture
def run(open_page):
    """`run("queue.js", "claimed(items)", items=[])`: an expression over a module's exports."""
    # `new Function` is what our own policy forbids.
    page = open_page(bypass_csp=True)
    page.goto("/accounts/login/")

    def evaluate(module, expression, **values):
        return page.evaluate(
            """async ([module, expression, values]) => {
                const scope = {...await import(`/static/annotator/desk/${module}`), ...values};
                return new Function(...Object.keys(scope), `return (${expression})`)(
                    ...Object.values(scope));
            }""",
            [module, expression, values],
        )

    return evaluate
