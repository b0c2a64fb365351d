"""Which key of the desk does what: no key may do two things."""

from collections.abc import Mapping

# Keys whose events have a name instead of a character (KeyboardEvent.key). Not Tab and Escape: who
# works by keyboard needs them to get around.
NAMED = frozenset(
    [
        "Enter",
        "Backspace",
        "Delete",
        "Home",
        "End",
        "PageUp",
        "PageDown",
        "ArrowLeft",
        "ArrowRight",
        "ArrowUp",
        "ArrowDown",
    ]
)


def is_key(key: str) -> bool:
    """Whether a keyboard event can have this `key`: one character, or a named key."""
    return key in NAMED or (len(key) == 1 and key.isprintable() and not key.isspace())


def own(chosen: Mapping[str, str], usual: Mapping[str, tuple[str, ...]]) -> dict[str, str]:
    """What of the chosen keys, by command, is not as usual anyway."""
    return {
        command: key
        for command, key in chosen.items()
        if command in usual and key and key not in usual[command]
    }


def clash(
    chosen: Mapping[str, str], usual: Mapping[str, tuple[str, ...]], command: str
) -> str | None:
    """The other command that has the key chosen for this one, if there is one.

    A command whose key was chosen has lost its usual ones, so they are free.
    """
    key = chosen[command]
    for other, keys in usual.items():
        if other != command and key in ((chosen[other],) if chosen.get(other) else keys):
            return other
    return None
