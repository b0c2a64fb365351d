"""Settings from the environment: each reader fails with the variable's name and an example."""

import os
import secrets
import tomllib
from decimal import Decimal
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

from annotator.pretag.remote.settings import BadSettings, RemoteSettings, services


def text(name: str, default: str) -> str:
    """The variable, or `default` when it is unset or empty."""
    return os.environ.get(name, "").strip() or default


def flag(name: str, *, default: bool) -> bool:
    """A yes/no variable: 1/0, true/false, yes/no, on/off."""
    value = os.environ.get(name, "").strip().lower()
    if not value:
        return default
    if value in {"1", "true", "yes", "on"}:
        return True
    if value in {"0", "false", "no", "off"}:
        return False
    raise ImproperlyConfigured(f"{name}={value!r} is neither yes nor no; for example {name}=1")


def number(name: str, default: int) -> int:
    """A whole number."""
    value = os.environ.get(name, "").strip()
    try:
        return int(value) if value else default
    except ValueError as error:
        raise ImproperlyConfigured(
            f"{name}={value!r} is not a whole number; for example {name}={default}"
        ) from error


def listed(name: str) -> list[str]:
    """A list separated by commas; empty when unset."""
    return [part.strip() for part in os.environ.get(name, "").split(",") if part.strip()]


def data_folder(default: Path) -> Path:
    """Where everything that must outlive a restart is kept; made if absent, for its owner alone."""
    folder = Path(text("HEARSAY_DATA", str(default))).expanduser().absolute()
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise ImproperlyConfigured(
            f"HEARSAY_DATA={folder} cannot be made ({error.strerror}); for example HEARSAY_DATA=var"
        ) from error
    return folder


def note(path: Path, default: str) -> str:
    """One line that `bin/up` left in the data folder for the other commands, else `default`."""
    try:
        return path.read_text().strip() or default
    except FileNotFoundError:
        return default


def taggers(default: Path) -> tuple[RemoteSettings, ...]:
    """The services that tag, of the file HEARSAY_TAGGERS, else of `default` if it is there."""
    path = Path(text("HEARSAY_TAGGERS", str(default))).expanduser().absolute()
    if path == default and not path.exists():
        return ()
    try:
        tables = tomllib.loads(path.read_bytes().decode(), parse_float=Decimal)
        return services(tables, environment=os.environ, folder=path.parent)
    except OSError as error:
        raise ImproperlyConfigured(
            f"HEARSAY_TAGGERS={path} cannot be read ({error.strerror}); "
            "for example HEARSAY_TAGGERS=/etc/hearsay/taggers.toml"
        ) from error
    except BadSettings as error:
        raise ImproperlyConfigured(f"{path}: {error}") from None
    except UnicodeDecodeError:
        raise ImproperlyConfigured(f"{path} is not TOML: it is not in UTF-8") from None
    except tomllib.TOMLDecodeError as error:
        raise ImproperlyConfigured(f"{path} is not TOML: {error}") from None


def secret(path: Path) -> str:
    """The installation's secret key, made at the first start with mode 0600.

    Two processes may start at once: the key is written whole beside its place and linked into
    it, so that both read the same one and neither reads half of it.
    """
    if not path.exists():
        draft = path.with_name(f"{path.name}.{os.getpid()}.{secrets.token_hex(4)}")
        descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w") as file:
            file.write(secrets.token_urlsafe(64))
        try:
            os.link(draft, path)
        except FileExistsError:
            pass
        finally:
            draft.unlink()
    return path.read_text()
