"""Fixtures of the whole suite."""

pytest_plugins = ["tests.world", "tests.servers", "tests.browsing"]
