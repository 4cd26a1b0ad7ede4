import ipaddress
import ssl
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from marketplace.core.errors import OutsideFailure
from marketplace.notices.rendering import render
from marketplace.notices.transports import smtp, transport_of
from marketplace.notices.transports.smtp import SmtpTransport
from tests.factories.letters import letter_of
from tests.support.smtp import mail_server
from tools.house import HOST, free_port

# The test's own server takes names and passwords without STARTTLS.
OPEN_AUTH = pytest.mark.filterwarnings("ignore:Requiring AUTH:UserWarning")


@pytest.fixture
def mail(context, settings):
    return render(letter_of("app_set_up"), settings)


@pytest.fixture
def to(settings):
    """Return the transport of a server's address."""
    return lambda url: SmtpTransport.of(replace(settings, smtp_url=url))


@pytest.fixture
def certificate(tmp_path, monkeypatch):
    """A server's certificate for the loopback address, which this process trusts."""
    key, name = (
        ec.generate_private_key(ec.SECP256R1()),
        x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "test")]),
    )
    now = datetime.now(UTC)
    address = x509.IPAddress(ipaddress.ip_address(HOST))
    made = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - timedelta(hours=1))
        .not_valid_after(now + timedelta(hours=1))
        .add_extension(x509.SubjectAlternativeName([address]), critical=False)
        .sign(key, hashes.SHA256())
    )
    path = tmp_path / "certificate.pem"
    path.write_bytes(
        made.public_bytes(serialization.Encoding.PEM)
        + key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(path)
    monkeypatch.setenv("SSL_CERT_FILE", str(path))
    return context


def test_the_address_says_how_the_server_is_reached(settings):
    given = replace(settings, smtp_url="smtps://a%40b:p%3Aw@mail.example.org")
    assert transport_of(given) == SmtpTransport(
        "mail.example.org", 465, tls=True, name="a@b", password="p:w", own_host="127.0.0.1"
    )


@OPEN_AUTH
def test_a_mail_is_handed_over_encrypted_and_signed_in(mail, to, certificate):
    with mail_server(tls=certificate, password="a b") as server:
        to(f"smtps://house:a%20b@{HOST}:{server.port}").send(mail)
    assert len(server.arrived) == 1


def test_a_server_that_nobody_vouches_for_gets_nothing(mail, to, certificate, monkeypatch):
    monkeypatch.delenv("SSL_CERT_FILE")
    with mail_server(tls=certificate) as server:
        failure = failure_of(to(f"smtps://{HOST}:{server.port}"), mail)
    assert (server.arrived, failure.permanent) == ([], False)


def test_a_server_elsewhere_must_encrypt(mail, to, monkeypatch):
    monkeypatch.setattr(smtp, "LOOPBACK", frozenset())
    with mail_server() as server:
        failure = failure_of(to(server.url), mail)
    assert (server.arrived, failure.permanent) == ([], False)


def failure_of(transport, mail):
    with pytest.raises(OutsideFailure) as failure:
        transport.send(mail)
    return failure.value


@pytest.mark.parametrize(
    ("answers", "permanent"),
    [
        ({"RCPT": "550 eleanor@example.com is no box"}, True),
        ({"RCPT": "450 busy"}, False),
        ({"RCPT": "552 full"}, False),
        ({"DATA": "554 eleanor@example.com does not want this"}, True),
        ({"DATA": "452 no room"}, False),
    ],
)
def test_a_refusal_is_permanent_only_where_trying_again_is_of_no_use(mail, to, answers, permanent):
    with mail_server(**answers) as server:
        failure = failure_of(to(server.url), mail)
    assert failure.permanent is permanent
    assert "eleanor" not in str(failure)


@OPEN_AUTH
def test_a_wrong_password_is_ours_to_mend(mail, to):
    with mail_server(password="right") as server:
        failure = failure_of(to(f"smtp://house:wrong@{HOST}:{server.port}"), mail)
    assert (failure.permanent, str(failure)) == (False, "SMTP: SMTPAuthenticationError 535")


def test_a_server_that_is_away_is_tried_again(mail, to):
    assert not failure_of(to(f"smtp://{HOST}:{free_port()}"), mail).permanent


def test_a_server_that_never_answers_is_given_up(mail, to, monkeypatch):
    monkeypatch.setattr(smtp, "TIMEOUT_SECONDS", 0.3)
    with mail_server() as server:
        server.hanging = True
        failure = failure_of(to(server.url), mail)
        server.hanging = False
    assert not failure.permanent


@pytest.mark.parametrize("other_scripts", [True, False])
def test_an_address_in_another_script_needs_a_server_that_knows_it(
    context, settings, to, other_scripts
):
    mail = render(letter_of("app_set_up", mail="김@example.com"), settings)
    with mail_server(other_scripts=other_scripts) as server:
        if other_scripts:
            to(server.url).send(mail)
        else:
            assert failure_of(to(server.url), mail).permanent
    assert [one.rcpt_tos for one in server.arrived] == [["김@example.com"]] * other_scripts
