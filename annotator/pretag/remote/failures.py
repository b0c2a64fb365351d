"""How asking a service goes wrong. No message holds a key, a header or the address's query."""

from typing import ClassVar

from annotator.errors import RuleBroken


class ServiceFailed(RuleBroken):
    """A service gave no answer that can be used, for all the retries there are.

    `may_pass`: asked again later it may.
    """

    code: ClassVar[str] = "service-failed"
    may_pass = True


class Failed(Exception):
    """One request failed. `may_pass`: worth another try; `after`: seconds the service asks for."""

    def __init__(self, reason: str, *, may_pass: bool = True, after: float | None = None) -> None:
        super().__init__(reason)
        self.may_pass = may_pass
        self.after = after


class BrokenAnswer(Failed):
    """An answer came that means nothing as a whole: another try may bring a better one."""
