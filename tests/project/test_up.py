import os
import socket
import subprocess
import sys
from contextlib import ExitStack

import pytest

from annotator.models import Campaign
from project import up


def test_two_starts_on_one_data_folder_are_refused_with_the_address_of_the_first(tmp_path):
    already = pytest.raises(up.CannotStart, match=r"already running .*: http://127\.0\.0\.1:8000")
    with up.lock(tmp_path, "http://127.0.0.1:8000"), already:
        up.lock(tmp_path, "http://127.0.0.1:8001")

    up.lock(tmp_path, "http://127.0.0.1:8001").close()


def test_a_taken_port_is_named_with_another_to_try():
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]

        with pytest.raises(up.CannotStart, match=f"{port} is taken .* --port {port + 1}"):
            up.check_port("127.0.0.1", port)

    up.check_port("127.0.0.1", port)


def test_a_data_folder_that_cannot_be_written_is_named(tmp_path, monkeypatch):
    (tmp_path / "file").touch()
    monkeypatch.setenv("HEARSAY_DATA", str(tmp_path / "file"))

    with pytest.raises(up.CannotStart, match=r"cannot write in the data folder .*/file"):
        up.open_data_folder()


def test_redis_moves_to_a_short_path_when_the_data_folder_is_deep(tmp_path):
    deep = tmp_path / ("x" * 100)
    deep.mkdir()
    with ExitStack() as cleanup:
        command = up.own_redis(deep, cleanup)
        path = command[command.index("--unixsocket") + 1]

        assert path.startswith("/tmp/hearsay-")
        assert (deep / "redis-url").read_text() == f"redis+socket://{path}\n"


@pytest.mark.django_db
def test_a_demo_that_its_owner_deleted_does_not_come_back(tmp_path, monkeypatch):
    seeded = []
    monkeypatch.setattr(up, "call_command", lambda name, **options: seeded.append(name))

    up.seed_once(tmp_path / "mark")
    up.seed_once(tmp_path / "mark")

    assert seeded == ["seed_demo"]


def test_a_database_in_use_gets_no_demo(campaign: Campaign, tmp_path, monkeypatch):
    seeded = []
    monkeypatch.setattr(up, "call_command", lambda name, **options: seeded.append(name))

    up.seed_once(tmp_path / "mark")

    assert seeded == []


def test_who_waits_for_services_is_a_program_of_its_own_where_there_are_some(tmp_path, settings):
    settings.REMOTE_TAGGERS = ()
    assert list(up.programs(tmp_path, "127.0.0.1", 8000, None)) == ["web", "worker", "beat"]
    settings.REMOTE_TAGGERS = (object(),)
    programs = up.programs(tmp_path, "127.0.0.1", 8000, None)
    assert list(programs) == ["web", "worker", "asking", "beat"]
    assert programs["worker"][-2:] == ["--queues", "celery"]
    asking = programs["asking"]
    assert asking[asking.index("--queues") + 1] == "services"


def test_a_command_says_in_a_line_what_is_wrong_with_its_settings(tmp_path):
    taggers = tmp_path / "taggers.toml"
    taggers.write_text(
        '[oracle]\nkind = "http"\nurl = "http://127.0.0.1:9/"\nkey_env = "NOT_SET"\n'
    )
    told = subprocess.run(
        [sys.executable, up.ROOT / "manage.py", "check"],
        env={**os.environ, "HEARSAY_DATA": str(tmp_path), "HEARSAY_TAGGERS": str(taggers)},
        capture_output=True,
        text=True,
    )
    assert told.returncode == 1
    assert told.stderr.startswith("bin/manage: ")
    assert "NOT_SET" in told.stderr
    assert "Traceback" not in told.stderr
