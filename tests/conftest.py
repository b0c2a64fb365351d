"""Fixtures of the whole suite."""

import pytest
from hypothesis import HealthCheck, settings

pytest_plugins = ["tests.world", "tests.servers", "tests.browsing"]

# How long an example takes says how busy the machine is, not whether the code is right.
settings.register_profile("hearsay", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("hearsay")

DATABASE = {"db", "transactional_db", "_django_db_helper"}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Marks what uses the database: the rest says the same with another one."""
    for item in items:
        if DATABASE.intersection(getattr(item, "fixturenames", ())):
            item.add_marker("database")
