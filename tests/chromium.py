"""Finds a Chromium, or installs one: `python -m tests.chromium` prints where it is.

HEARSAY_CHROMIUM, then one on PATH, then the one Playwright has; else Debian's package, as root, or
Playwright's own download. The one without a user interface takes a third less time for the same pages;
CI gets it on Debian where another Chromium is already.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

WITHOUT_INTERFACE = "chromium-headless-shell"
NAMES = (WITHOUT_INTERFACE, "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
ON_MACOS = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
)
# What it draws the pages with: Latin letters of known widths, and emoji.
DEBIAN = (WITHOUT_INTERFACE, "fonts-liberation", "fonts-noto-color-emoji")


def find() -> str | None:
    if named := os.environ.get("HEARSAY_CHROMIUM"):
        return named if Path(named).exists() else None
    for name in NAMES:
        if found := shutil.which(name):
            return found
    return next((path for path in (*ON_MACOS, playwrights_own()) if Path(path).exists()), None)


def playwrights_own() -> str:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        return playwright.chromium.executable_path


def has_apt() -> bool:
    return shutil.which("apt-get") is not None and os.geteuid() == 0


def install() -> None:
    """Leaves its output on stderr: stdout is for the answer."""
    if has_apt():
        quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        apt = ["apt-get", "-qq"]
        run([*apt, "update"], env=quiet)
        run([*apt, "install", "--yes", "--no-install-recommends", *DEBIAN], env=quiet)
    else:
        run([sys.executable, "-m", "playwright", "install", "chromium"], env={**os.environ})


def run(command: list[str], *, env: dict[str, str]) -> None:
    # No terminal and no input: a question would wait for ever.
    subprocess.run(
        command, check=False, env=env, stdin=subprocess.DEVNULL, stdout=sys.stderr, timeout=900
    )


if __name__ == "__main__":
    found = find()
    is_free = os.environ.get("CI") == "true" and "HEARSAY_CHROMIUM" not in os.environ
    is_slow = is_free and has_apt() and shutil.which(WITHOUT_INTERFACE) is None
    if not found or is_slow:
        print(f"No {'quick ' if found else ''}Chromium here; installing one...", file=sys.stderr)
        install()
    if not (browser := find()):
        sys.exit("No Chromium, and none could be installed. Name one: HEARSAY_CHROMIUM=/path")
    print(browser)
