"""One request to a service over HTTP: the bytes of its answer, or why there are none.

No redirect is followed, no proxy or password file of the environment is read, certificates are
verified, and an answer may be neither endlessly long nor endlessly slow.
"""

import json
import re
import ssl
import time
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from types import TracebackType
from typing import Any

import urllib3
from urllib3.exceptions import (
    ConnectTimeoutError,
    HTTPError,
    NewConnectionError,
    SSLError,
    TimeoutError,
)

from annotator.pretag.remote.failures import Failed
from annotator.pretag.remote.parsing import clean
from annotator.pretag.remote.settings import RemoteSettings

MOST_BYTES = 10_000_000
_PIECE = 64 * 1024
_MAY_PASS = {408, 425, 429}
_ABOUT_KEYS = {401, 403, 407}


class Line:
    """A line to one service, open while the `with` block lasts."""

    def __init__(self, settings: RemoteSettings) -> None:
        self._settings = settings
        self._headers = urllib3.HTTPHeaderDict({"User-Agent": "Hearsay"})
        self._headers.update(settings.headers)
        self._headers["Accept"] = self._headers["Content-Type"] = "application/json"
        # What is counted against the limit is what is read.
        self._headers["Accept-Encoding"] = "identity"
        self._secrets = [settings.key, *settings.headers.values()]
        if settings.key:
            is_bearer = settings.key_header.lower() == "authorization"
            self._headers[settings.key_header] = (
                f"Bearer {settings.key}" if is_bearer else settings.key
            )
        self._pool = urllib3.PoolManager(
            maxsize=1,
            retries=False,
            timeout=urllib3.Timeout(connect=min(10, settings.timeout), read=settings.timeout),
            ca_certs=settings.ca_file,
        )

    def __enter__(self) -> "Line":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._pool.clear()

    def post(self, body: dict[str, Any]) -> bytes:
        """The answer to `body`. Raises Failed, whose message holds no secret."""
        ends = time.monotonic() + self._settings.timeout
        data = json.dumps(body).encode()
        try:
            response = self._pool.request(
                "POST",
                self._settings.url,
                body=data,
                headers=self._headers,
                redirect=False,
                preload_content=False,
                decode_content=False,
            )
        except HTTPError as error:
            raise self._broken(error) from None
        try:
            content = self._content(response, ends)
            if response.status != 200:
                raise self._refused(response, content)
        except HTTPError as error:
            raise self._broken(error) from None
        finally:
            response.close()
        return content

    def _content(self, response: urllib3.BaseHTTPResponse, ends: float) -> bytes:
        pieces: list[bytes] = []
        size = 0
        while piece := response.read1(_PIECE):
            size += len(piece)
            if size > MOST_BYTES:
                raise Failed(f"its answer is longer than {MOST_BYTES:,} bytes")
            if time.monotonic() > ends:
                raise self._late()
            pieces.append(piece)
        return b"".join(pieces)

    def _late(self) -> Failed:
        return Failed(f"there was no whole answer within {self._settings.timeout:g} s")

    def _broken(self, error: HTTPError) -> Failed:
        match error:
            case SSLError(args=(ssl.SSLCertVerificationError(), *_)):
                return Failed("its certificate could not be verified", may_pass=False)
            case NewConnectionError() | ConnectTimeoutError():
                return Failed("it cannot be reached")
            case TimeoutError():
                return self._late()
            case _:
                return Failed(f"the connection broke ({type(error).__name__})")

    def _refused(self, response: urllib3.BaseHTTPResponse, content: bytes) -> Failed:
        status = response.status
        if 300 <= status < 400:
            return Failed(
                f"it answers {status}, a redirect, which is not followed: set url to the last address",
                may_pass=False,
            )
        told = "" if status in _ABOUT_KEYS else self._without_secrets(content)
        return Failed(
            f"it answers {status}{told}",
            may_pass=status in _MAY_PASS or status >= 500,
            after=seconds_to_wait(response.headers.get("Retry-After", "")),
        )

    def _without_secrets(self, content: bytes) -> str:
        """The start of what it says, unless it repeats, if in part, what only it and we know."""
        said = content[:2000].decode("utf-8", "replace")
        if not said.strip() or any(_repeats(said, secret) for secret in self._secrets):
            return ""
        return f": {clean(said, most=200)}"


def _repeats(said: str, secret: str) -> bool:
    """Whether six characters of the secret in a row stand in what was said: services shorten keys."""
    return any(
        secret[start : start + 6] in said for start in range(max(1, len(secret) - 5)) if secret
    )


def seconds_to_wait(given: str) -> float | None:
    """What a Retry-After header asks for, as seconds or as a date; None where it says nothing."""
    if re.fullmatch(r" *[0-9]{1,9} *", given):
        return float(given)
    try:
        at = parsedate_to_datetime(given)
    except (TypeError, ValueError, IndexError, OverflowError):
        return None
    if at.tzinfo is None:
        at = at.replace(tzinfo=UTC)
    return max(0.0, (at - datetime.now(UTC)).total_seconds())
