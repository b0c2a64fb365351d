"""Certificates are verified: a service is who it says, or it gets neither key nor article."""

import shutil
import ssl
import subprocess
from dataclasses import replace

import pytest

from annotator.pretag.remote.failures import ServiceFailed
from annotator.pretag.taggers.remote import Remote
from tests.pretag.remote.service import ARTICLE, running

REQUEST = "req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=hearsay-test -addext"


@pytest.fixture(scope="module")
def certificate(tmp_path_factory):
    """A certificate of our own for 127.0.0.1, which no system trusts."""
    if not (openssl := shutil.which("openssl")):
        pytest.skip("no openssl to make a certificate with")
    folder = tmp_path_factory.mktemp("tls")
    key, made = folder / "key.pem", folder / "cert.pem"
    command = [
        openssl,
        *REQUEST.split(),
        "subjectAltName=IP:127.0.0.1",
        "-keyout",
        key,
        "-out",
        made,
    ]
    subprocess.run(command, check=True, capture_output=True)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(made, key)
    return made, context


@pytest.fixture
def secure(certificate):
    with running(certificate[1]) as service:
        yield service


def test_a_certificate_that_nobody_vouches_for_is_refused(secure):
    with pytest.raises(ServiceFailed, match="asked once: its certificate could not be verified"):
        secure.tagger(key="sk-1").tag(ARTICLE)
    assert secure.asked == []


def test_a_certificate_of_an_authority_of_ones_own_is_trusted(secure, certificate):
    secure.tagger(ca_file=str(certificate[0])).tag(ARTICLE)
    assert len(secure.asked) == 1


def test_a_certificate_for_another_name_is_refused(secure, certificate):
    settings = secure.tagger(ca_file=str(certificate[0])).settings
    elsewhere = replace(settings, url=settings.url.replace("127.0.0.1", "localhost"))
    with pytest.raises(ServiceFailed, match="its certificate could not be verified"):
        Remote(elsewhere).tag(ARTICLE)
    assert secure.asked == []
