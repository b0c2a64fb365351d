"""What is made once, before the processes that serve are forked."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.servers import ROOT

pytestmark = pytest.mark.database  # in a process of its own

LOADED = """
import sys
import project.wsgi
from django.db import connection
from django.template import engines
from django.urls import get_resolver

loader = engines["django"].engine.template_loaders[0]
made = [one.origin.template_name for one in loader.get_template_cache.values()]
print(get_resolver()._populated, "desk/_panel.html" in made)
print("kombu.transport.redis" in sys.modules, connection.connection)
"""


def test_pages_and_the_bell_are_ready_and_nothing_is_connected(tmp_path: Path):
    environment = {**os.environ, "HEARSAY_DATA": str(tmp_path)}
    told = subprocess.run(
        [sys.executable, "-c", LOADED], cwd=ROOT, env=environment, capture_output=True, text=True
    )
    assert told.stdout.split() == ["True", "True", "True", "None"], told.stderr
