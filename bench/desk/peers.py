"""The same rows about Label Studio and doccano, as their makers publish them on PyPI.

Each runs with the defaults of its own documentation, SQLite included, on sentences as its items: no
article around them is what it offers. Their labels stay off: four choices, one key each.
"""

import http.cookiejar
import json
import os
import subprocess
import tempfile
import urllib.parse
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser

from bench.desk import browser as chromium
from bench.desk.browser import Tool, median_and_p95
from bench.desk.installation import articles, free_port, wait_for
from bench.intake import processes
from bench.intake.table import Row
from project.tied import tied

ITEMS = 60
LABELS = ("attribution", "denial", "accusation", "fact")
USER, PASSWORD = "bench@example.org", "bench-of-the-desk-1"
LABEL_CONFIG = (
    '<View><Text name="text" value="$text"/><Choices name="label" toName="text">'
    + "".join(f'<Choice value="{label}"/>' for label in LABELS)
    + "</Choices></View>"
)


class Client:
    """JSON over HTTP with the cookies of a browser."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.jar = http.cookiejar.CookieJar()
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self.jar))

    def cookie(self, name: str) -> str:
        """The value of a cookie, or ""."""
        return next((one.value or "" for one in self.jar if one.name == name), "")

    def cookies(self) -> list[dict[str, Any]]:
        """As Playwright takes them."""
        return [{"name": c.name, "value": c.value, "url": self.address} for c in self.jar]

    def get(self, path: str) -> str:
        """The body of a page."""
        with self.opener.open(self.address + path, timeout=60) as response:
            text: str = response.read().decode()
            return text

    def post(self, path: str, body: Any, *, as_form: bool = False) -> Any:
        """What is answered, as JSON where it is JSON."""
        data = urllib.parse.urlencode(body) if as_form else json.dumps(body)
        kind = "application/x-www-form-urlencoded" if as_form else "application/json"
        request = urllib.request.Request(
            self.address + path,
            data.encode(),
            {
                "Content-Type": kind,
                "X-CSRFToken": self.cookie("csrftoken"),
                "Referer": self.address + path,
            },
        )
        with self.opener.open(request, timeout=120) as response:
            told = response.read().decode()
        try:
            return json.loads(told)
        except ValueError:
            return told


@contextmanager
def label_studio(folder: Path) -> Iterator[Tool]:
    """A project of sentences, opened at its stream of tasks: a key, then submit."""
    with ExitStack() as ending:
        data = ending.enter_context(tempfile.TemporaryDirectory(prefix="label-studio-"))
        port = free_port()
        address = f"http://127.0.0.1:{port}"
        command = [
            *(str(folder / "label-studio/bin/label-studio"), "start", "--no-browser"),
            *("--port", str(port), "--internal-host", "127.0.0.1", "--data-dir", data),
            *("--username", USER, "--password", PASSWORD),
        ]
        _start(ending, command, {"COLLECT_ANALYTICS": "false"}, Path(data))
        wait_for(f"{address}/user/login/", seconds=600)
        client = Client(address)
        client.get("/user/login/")
        client.post(
            "/user/login/",
            {
                "email": USER,
                "password": PASSWORD,
                "csrfmiddlewaretoken": client.cookie("csrftoken"),
            },
            as_form=True,
        )
        project = client.post("/api/projects", {"title": "Bench", "label_config": LABEL_CONFIG})
        client.post(
            f"/api/projects/{project['id']}/import", [{"text": text} for text in _sentences()]
        )
        yield Tool(
            name="Label Studio",
            address=f"{address}/projects/{project['id']}/data?labeling=1",
            cookies=client.cookies(),
            shown="[class*='richtext__container'], [class*='lsf-richtext']",
            turns=[[str(n % 4 + 1), "Control+Enter"] for n in range(ITEMS - 2)],
        )


@contextmanager
def doccano(folder: Path) -> Iterator[Tool]:
    """A project of sentences, opened at the first: a key, done, next."""
    with ExitStack() as ending:
        data = ending.enter_context(tempfile.TemporaryDirectory(prefix="doccano-"))
        program = str(folder / "doccano/bin/doccano")
        environment = {"DOCCANO_HOME": data, "DATABASE_URL": f"sqlite:///{data}/db.sqlite3"}
        for words in (
            ["init"],
            ["createuser", "--username", "bench", "--password", PASSWORD, "--email", USER],
        ):
            subprocess.run(
                [program, *words],
                check=True,
                env=_surroundings(environment),
                cwd=data,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
        port = free_port()
        address = f"http://127.0.0.1:{port}"
        _start(ending, [program, "webserver", "--port", str(port)], environment, Path(data))
        wait_for(f"{address}/v1/health", seconds=300)
        client = Client(address)
        client.post("/v1/auth/login/", {"username": "bench", "password": PASSWORD})
        project = client.post(
            "/v1/projects",
            {
                "name": "Bench",
                "description": "Bench",
                "guideline": "",
                "project_type": "DocumentClassification",
                "resourcetype": "TextClassificationProject",
                "single_class_classification": True,
            },
        )
        home = f"/v1/projects/{project['id']}"
        for number, label in enumerate(LABELS, start=1):
            client.post(
                f"{home}/category-types",
                {"text": label, "suffix_key": str(number), "background_color": "#336699"},
            )
        for text in _sentences():
            client.post(f"{home}/examples", {"text": text})
        yield Tool(
            name="doccano",
            address=f"{address}/projects/{project['id']}/text-classification?page=1",
            cookies=client.cookies(),
            shown=".v-card__text.title, .highlight",
            turns=[[str(n % 4 + 1), "Enter", "ArrowRight"] for n in range(ITEMS - 2)],
            # Typed at once, now and then a key does nothing and the same sentence stays.
            heard=("/categories", "/metrics/progress"),
        )


TOOLS: dict[str, Callable[[Path], Any]] = {"label-studio": label_studio, "doccano": doccano}


def rows(browser: Browser, folder: Path) -> Iterator[Row]:
    """Rows about each tool that is installed in the folder."""
    for name, started in TOOLS.items():
        if not (folder / name / "bin" / name).exists():
            yield Row(measure=f"{name}: not installed in the folder", ours="–")
            continue
        with started(folder) as tool:
            yield from _rows(browser, tool, _version(folder / name, name))


def _rows(browser: Browser, tool: Tool, version: str) -> Iterator[Row]:
    size = chromium.weight(browser, tool)
    median, p95 = median_and_p95(chromium.first_sight(browser, tool))
    found = chromium.turns(browser, tool)
    loop, slow = median_and_p95(found.milliseconds)
    yield Row(
        measure=f"{tool.name} {version}: page, kB of HTML, CSS and JS as they came (all on the wire, requests)",
        ours="–",
        beside=f"{size.code / 1000:,.0f} ({size.wire / 1000:,.0f}, {size.requests})",
    )
    yield Row(
        measure=f"{tool.name}: first sentence painted, nothing cached: ms, median / p95 of 5",
        ours="–",
        beside=f"{median:,.0f} / {p95:,.0f}",
    )
    yield Row(
        measure=f"{tool.name}: first key to next sentence painted: ms, median / p95 of"
        f" {len(found.milliseconds)} (keys, requests a sentence)",
        ours="–",
        beside=f"{loop:,.0f} / {slow:,.0f} ({len(tool.turns[0])}, {found.requests:.1f})",
    )


def _sentences() -> list[str]:
    (only,) = articles(1, ITEMS)
    return only


def _surroundings(more: dict[str, str]) -> dict[str, str]:
    """This process's environment, but for what names settings of ours."""
    ours = {"DJANGO_SETTINGS_MODULE", "DATABASE_URL", "REDIS_URL", "PYTHONPATH"}
    return {**{name: value for name, value in os.environ.items() if name not in ours}, **more}


def _start(ending: ExitStack, command: list[str], more: dict[str, str], data: Path) -> None:
    """Start a server that ends with the stack; what it says goes into its data folder."""
    log = ending.enter_context((data / "server.log").open("wb"))
    process = subprocess.Popen(
        tied(*command),
        env=_surroundings(more),
        cwd=data,
        stdout=log,
        stderr=log,
        start_new_session=True,
    )
    ending.callback(processes.end, process)


def _version(environment: Path, name: str) -> str:
    told = subprocess.run(
        [
            str(environment / "bin/python"),
            "-c",
            f"from importlib.metadata import version; print(version('{name}'))",
        ],
        capture_output=True,
        text=True,
        check=True,
    )
    return told.stdout.strip()
