import socket

import click
import pytest

from marketplace import start


def test_a_taken_port_gets_one_sentence():
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(click.ClickException) as refused:
            start.require_free_port("127.0.0.1", port)
    assert refused.value.message == (
        f"Naru cannot listen on HOST=127.0.0.1 PORT={port} (address already in use);"
        " choose another PORT."
    )


def test_a_free_port_is_accepted():
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    start.require_free_port("127.0.0.1", port)


def test_the_welcome_names_the_address_and_the_people():
    people = [("Seller", "mina@example.kr", "one-two"), ("Operator", "op@naru.example", "three")]
    assert start.welcome("http://127.0.0.1:8000", people).splitlines() == [
        "",
        "Naru is ready: http://127.0.0.1:8000",
        "",
        "Made-up people of the demo to sign in as:",
        "  Seller    mina@example.kr  one-two",
        "  Operator  op@naru.example  three",
        "",
        "Mails, and the operator's code of the authenticator app: http://127.0.0.1:8000/demo/mail",
        "Ctrl-C stops web server and worker.",
    ]


def test_the_welcome_of_a_house_without_made_up_people_is_short():
    assert start.welcome("https://trade.example.org", []).splitlines() == [
        "",
        "Naru is ready: https://trade.example.org",
        "Ctrl-C stops web server and worker.",
    ]


def test_nothing_listening_is_not_ready():
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    assert start.says_ready("127.0.0.1", port) is False
