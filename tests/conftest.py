"""Fixtures of the whole suite."""

from hypothesis import HealthCheck, settings

pytest_plugins = ["tests.world", "tests.servers", "tests.browsing"]

# How long an example takes says how busy the machine is, not whether the code is right.
settings.register_profile("hearsay", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("hearsay")
