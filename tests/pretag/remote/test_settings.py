"""The operator's file: read to the last key, or refused with table, key and an example."""

import tomllib
from decimal import Decimal
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from annotator.pretag.remote.settings import BadSettings, RemoteSettings, services
from project import env

HTTP = 'kind = "http"\nurl = "https://tagger.example.org/tag"\n'
CHAT = 'kind = "chat"\nurl = "http://127.0.0.1:8080/v1/chat/completions"\nmodel = "qwen3-8b"\n'


def read(text, folder=Path("/nowhere"), **environment):
    tables = tomllib.loads(text, parse_float=Decimal)
    return services(tables, environment=environment, folder=folder)


def test_two_keys_make_a_service():
    assert read(f"[our-tagger]\n{HTTP}") == (
        RemoteSettings(name="our-tagger", kind="http", url="https://tagger.example.org/tag"),
    )


def test_every_setting_is_read():
    (found,) = read(
        f"""[gpt]\n{CHAT}
        version = "2"
        key_env = "GPT_KEY"
        key_header = "api-key"
        languages = ["en", "de"]
        timeout = 20
        retries = 2
        backoff = 0.5
        longest_wait = 30
        requests_a_minute = 60
        batch = 10
        context = 3
        temperature = 0.2
        json_mode = false
        price_in = 0.15
        price_out = 0.60
        currency = "EUR"
        headers = {{ "X-Team" = "news" }}
        extra = {{ max_tokens = 4000, top_p = 0.9 }}
        """,
        GPT_KEY=" sk-1\n",
    )
    assert found == RemoteSettings(
        name="gpt",
        kind="chat",
        url="http://127.0.0.1:8080/v1/chat/completions",
        version="2",
        key="sk-1",
        key_header="api-key",
        languages=("en", "de"),
        timeout=20.0,
        retries=2,
        backoff=0.5,
        longest_wait=30.0,
        requests_a_minute=60.0,
        batch=10,
        context=3,
        model="qwen3-8b",
        temperature=0.2,
        json_mode=False,
        price_in=Decimal("0.15"),
        price_out=Decimal("0.60"),
        currency="EUR",
        headers={"X-Team": "news"},
        extra={"max_tokens": 4000, "top_p": 0.9},
    )


def test_any_language_and_no_temperature_can_be_asked_for():
    (found,) = read(f'[a]\n{CHAT}languages = "any"\ntemperature = "unset"')
    assert (found.languages, found.temperature) == (None, None)


def test_a_key_file_is_found_beside_the_settings(tmp_path):
    (tmp_path / "key.txt").write_text("sk-2\n")
    (found,) = read(f'[a]\n{HTTP}key_file = "key.txt"', tmp_path)
    assert found.key == "sk-2"
    assert "sk-2" not in repr(found)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('url = "x"', "“url” stands outside any table; each tagger has one; for example [my-tagger]"),
        ("[a]", '[a] kind is missing; for example kind = "http"'),
        ('[a]\nkind = "http"', '[a] url is missing; for example url = "https://tagger.example.org/tag"'),
        ('[a]\nkind = "chat"\nurl = "http://a"', '[a] model is missing; for example model = "qwen3-8b"'),
        ('[a]\nkind = "grpc"', '[a] kind must be "http" or "chat"; for example kind = "http"'),
        (f"[a]\n{HTTP}timout = 3", "[a] timout: there is no such setting (secrets do not stand in this "
         "file); for example timeout = 60"),
        (f'[a]\n{HTTP}key = "sk-1"', "[a] key: there is no such setting (secrets do not stand in this "
         'file); for example key_env = "TAGGER_KEY"'),
        (f"[a]\n{HTTP}timeout = 0", "[a] timeout must be a number of seconds up to 300; for example timeout = 60"),
        (f"[a]\n{HTTP}timeout = nan", "[a] timeout must be a number of seconds up to 300; for example timeout = 60"),
        (f"[a]\n{HTTP}timeout = true", "[a] timeout must be a number of seconds up to 300; for example timeout = 60"),
        (f"[a]\n{HTTP}batch = 2.5", "[a] batch must be a whole number from 1 to 500; for example batch = 20"),
        (f"[a]\n{HTTP}languages = []", '[a] languages must be a list of ISO 639 codes, or "any"; '
         'for example languages = ["en", "fr"]'),
        (f'[a]\n{HTTP}model = "m"', '[a] model is for kind = "chat" only; take it out'),
        (f"[a]\n{CHAT}price_in = 1", '[a] currency is missing; for example currency = "EUR"'),
        (f'[a]\n{CHAT}price_in = "1"', "[a] price_in must be the price of a million tokens, a number; "
         "for example price_in = 0.15"),
        (f"[a]\n{CHAT}extra = {{ stream = true }}", "[a] extra must be a table of fields for the request, "
         "without model, messages and stream; for example extra = { max_tokens = 4000 }"),
        (f"[a]\n{CHAT}extra = {{ on = 2026-01-01 }}", "[a] extra must be a table of fields for the request, "
         "without model, messages and stream; for example extra = { max_tokens = 4000 }"),
        (f'[a]\n{HTTP}headers = {{ Host = "b" }}', "[a] headers must be a table of texts in plain ASCII, none of "
         'the headers that Hearsay sets itself; for example headers = { "X-Team" = "news" }'),
        (f'[a]\n{HTTP}headers = {{ A = "b\\r\\nC: d" }}', "[a] headers must be a table of texts in plain ASCII, none "
         'of the headers that Hearsay sets itself; for example headers = { "X-Team" = "news" }'),
        (f'[a]\n{HTTP}key_env = "GONE"', "[a] key_env names the variable GONE, which is not set; for example "
         "GONE=… before bin/up"),
        (f'[a]\n{HTTP}key_env = "sk-1"', "[a] key_env must be the name of an environment variable; for example "
         'key_env = "TAGGER_KEY"'),
        (f'[a]\n{HTTP}key_file = "gone"', '[a] key_file cannot be read; for example key_file = '
         '"/etc/hearsay/tagger-key"'),
        (f'[a]\n{HTTP}key_env = "A"\nkey_file = "b"', "[a] has both key_env and key_file; take one of them out"),
        (f'[a]\n{HTTP}key_env = "BAD"', "[a] the key is not one line of plain ASCII characters"),
        (f'[a]\n{HTTP}ca_file = "ca.pem"', '[a] ca_file must be the full path of a file; for example ca_file = '
         '"/etc/ssl/our-ca.pem"'),
    ],
)  # fmt: skip
def test_a_mistake_is_told_with_table_key_and_example(text, message):
    with pytest.raises(BadSettings) as mistake:
        read(text, BAD="a\nb")
    assert str(mistake.value) == message


@pytest.mark.parametrize(
    "name", ["trained", "rules", "imported", "learned-7", "A", "7a", "a_b", "a" * 61, '"a b"']
)
def test_a_name_that_is_taken_or_odd_is_refused(name):
    with pytest.raises(BadSettings, match="cannot be the name of a tagger"):
        read(f"[{name}]\n{HTTP}")


@pytest.mark.parametrize(
    "url",
    ["", "a.example/tag", "ftp://a/", "file:///etc/passwd", "http://", "http://user:pw@a/", "http://a/#b",
     "http://a:99999/", "http://a:0/", "http://a b/", "http://a\\b/", "http://[::1/", "http://ä.example/"],
)  # fmt: skip
def test_an_address_that_is_none_is_refused(url):
    with pytest.raises(BadSettings, match=r"\[a\] url must be an http or https address"):
        services({"a": {"kind": "http", "url": url}}, environment={}, folder=Path("/"))


def test_without_a_file_there_are_none(tmp_path, monkeypatch):
    monkeypatch.delenv("HEARSAY_TAGGERS", raising=False)
    assert env.taggers(tmp_path / "taggers.toml") == ()


def test_the_file_in_the_data_folder_is_read(tmp_path, monkeypatch):
    monkeypatch.delenv("HEARSAY_TAGGERS", raising=False)
    (tmp_path / "taggers.toml").write_text(f"[ours]\n{HTTP}")
    assert [one.name for one in env.taggers(tmp_path / "taggers.toml")] == ["ours"]


def test_the_file_that_is_named_comes_first(tmp_path, monkeypatch):
    (tmp_path / "taggers.toml").write_text("never read")
    named = tmp_path / "named.toml"
    named.write_text(f'[ours]\n{HTTP}key_env = "OUR_KEY"')
    monkeypatch.setenv("HEARSAY_TAGGERS", str(named))
    monkeypatch.setenv("OUR_KEY", "sk-3")
    assert [one.key for one in env.taggers(tmp_path / "taggers.toml")] == ["sk-3"]


def test_mistakes_stop_the_start_with_the_file_named(tmp_path, monkeypatch):
    named = tmp_path / "named.toml"
    monkeypatch.setenv("HEARSAY_TAGGERS", str(named))
    messages = []
    for content in (None, b"[ours", b"\xff", b"[ours]"):
        if content is not None:
            named.write_bytes(content)
        with pytest.raises(ImproperlyConfigured) as mistake:
            env.taggers(tmp_path / "taggers.toml")
        messages.append(str(mistake.value))
    example = "for example HEARSAY_TAGGERS=/etc/hearsay/taggers.toml"
    assert messages == [
        f"HEARSAY_TAGGERS={named} cannot be read (No such file or directory); {example}",
        f"{named} is not TOML: Expected ']' at the end of a table declaration (at end of document)",
        f"{named} is not TOML: it is not in UTF-8",
        f'{named}: [ours] kind is missing; for example kind = "http"',
    ]
