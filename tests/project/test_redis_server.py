import subprocess
from pathlib import Path

from project import redis_server


def test_its_address_survives_blanks_and_signs_in_the_path():
    address = redis_server.url(Path("/data/my set 100%/redis.sock"))

    assert address == "redis+socket:///data/my%20set%20100%25/redis.sock"


def test_a_path_longer_than_a_socket_may_have_does_not_fit():
    assert redis_server.socket_fits(Path("/srv/hearsay/var/redis.sock"))
    assert not redis_server.socket_fits(Path("/srv") / ("x" * 100) / "redis.sock")


def test_a_redis_left_over_from_a_killed_start_is_stopped(tmp_path):
    server, path = redis_server.executable(), tmp_path / "redis.sock"
    assert server
    command = redis_server.command(server, path, tmp_path / "redis.log")
    with subprocess.Popen(command) as left_over:
        assert redis_server.wait_for(path, seconds=10)

        redis_server.stop_left_over(path)

        assert left_over.wait(10) == 0
    assert not redis_server.answers(path)
    assert not path.exists()


def test_a_socket_that_nobody_listens_on_is_cleared_away(tmp_path):
    path = tmp_path / "redis.sock"
    path.touch()

    redis_server.stop_left_over(path)

    assert not path.exists()
