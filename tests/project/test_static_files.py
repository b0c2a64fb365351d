"""What bin/up does to static files, and what happens where it did nothing."""

import gzip
import re
from pathlib import Path

import pytest
from django.core.management import call_command
from django.test import Client, override_settings

from annotator.models import Document, Membership
from project.static_files import CollectedFiles

MAIN = "annotator/desk/main.js"


@pytest.fixture(scope="module")
def collected(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("static")
    with override_settings(STATIC_ROOT=folder):
        call_command("collectstatic", interactive=False, verbosity=0)
    return folder


def test_our_modules_import_each_other_by_names_of_their_content(collected: Path) -> None:
    files = CollectedFiles(location=collected, base_url="/static/")
    ahead, seen = [collected / files.stored_name(MAIN)], set[Path]()
    while ahead:
        module = ahead.pop()
        assert re.fullmatch(r"[\w-]+\.[0-9a-f]{12}\.js", module.name), module
        seen.add(module)
        imported = re.findall(r'(?m)^import .* from "(\..+)";$', module.read_text("utf-8"))
        ahead += {(module.parent / one).resolve() for one in imported} - seen
    assert len({module.parent.name for module in seen}) == 2  # desk/ and desk/spans/
    assert len(seen) > 50


def test_each_text_lies_there_compressed(collected: Path) -> None:
    script = (collected / MAIN).read_bytes()
    packed = (collected / f"{MAIN}.gz").read_bytes()
    assert gzip.decompress(packed) == script
    assert len(packed) < len(script) / 2


def test_what_was_not_collected_keeps_its_name(tmp_path: Path) -> None:
    assert CollectedFiles(location=tmp_path, base_url="/static/").url(MAIN) == f"/static/{MAIN}"


def test_pages_leave_compressed_and_exports_as_they_are(
    client: Client, curator: Membership, document: Document
) -> None:
    client.force_login(curator.person)
    page = client.get("/campaigns/ferries/", headers={"Accept-Encoding": "gzip"})
    assert page["Content-Encoding"] == "gzip"
    assert b"Ferries" in gzip.decompress(page.content)
    export = client.get(
        "/api/v1/campaigns/ferries/export?format=jsonl", headers={"Accept-Encoding": "gzip"}
    )
    assert export.streaming
    assert not export.has_header("Content-Encoding")
