"""Every address declares who may come, and stands where its kind stands."""

import pytest

#: Addresses without a language (design, section 3), by how they begin.
WITHOUT_LANGUAGE = (
    "/static/",
    "/healthz",
    "/readyz",
    "/metrics",
    "/sitemap",
    "/robots.txt",
    "/.well-known/",
    "/webhooks/",
    "/files/",
    "/media/",
    "/q/",
    "/t/",
    "/house.css",  # the operator's colours and mark: static in all but their place
    "/house.svg",
)


@pytest.fixture
def rules(app):
    return list(app.url_map.iter_rules())


def test_every_view_declares_its_guard(app, rules):
    unguarded = {
        rule.endpoint
        for rule in rules
        if not hasattr(app.view_functions[rule.endpoint], "__guard__")
    }
    assert unguarded == {"static"}


def test_pages_for_people_are_below_their_language(rules):
    elsewhere = [
        rule.rule
        for rule in rules
        if not rule.rule.startswith(("/<lang:lang>/", *WITHOUT_LANGUAGE))
    ]
    assert elsewhere == []


def test_what_is_only_asked_for_writes_nothing(rules):
    kept_apart = {"GET", "HEAD", "OPTIONS", "POST"}
    assert {method for rule in rules for method in rule.methods} <= kept_apart


def test_the_acting_company_is_in_the_address(rules):
    sides = [rule.rule for rule in rules if "/selling" in rule.rule or "/buying" in rule.rule]
    assert sides
    assert [rule for rule in sides if "/c/<company>/" not in rule] == []


def test_endpoints_share_no_address(rules):
    seen = [(rule.rule, method) for rule in rules for method in rule.methods - {"HEAD", "OPTIONS"}]
    assert len(seen) == len(set(seen))
