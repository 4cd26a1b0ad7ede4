"""The made-up people of the demo, as `flask start` names them."""

from playwright.sync_api import expect

from tests.journeys.walk import sign_ins


def test_the_demo_names_a_seller_a_buyer_and_an_operator(demo_server):
    assert [role for role, _, _ in sign_ins(demo_server)] == ["seller", "buyer", "operator"]


def test_an_operator_of_the_demo_who_signed_in_with_the_code_from_its_page_is_at_the_desk(
    new_page, demo_server, signed_in
):
    page = new_page(house=demo_server)
    page.context.add_cookies(signed_in("operator").cookies)
    page.goto("/en/desk")
    expect(page.locator("h1")).to_be_visible()
