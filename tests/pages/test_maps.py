"""What search engines may read, and where they find it."""

import re

from tests.factories import goods


def test_robots_are_kept_from_what_concerns_members_alone(client):
    text = client.get("/robots.txt").text
    assert "Disallow: /en/desk" in text
    assert "Disallow: /ko/compare" in text
    assert "Sitemap: http://127.0.0.1:8000/sitemap.xml" in text


def test_a_demo_is_nothing_to_be_found(make_app):
    text = make_app(NARU_PROFILE="demo").test_client().get("/robots.txt").text
    assert text.split("\n")[1] == "Disallow: /"


def test_the_index_names_a_map_of_each_language(client):
    text = client.get("/sitemap.xml").text
    parts = re.findall(r"/sitemap-(\w+)-(\d)\.xml", text)
    assert ("en", "0") in parts
    assert ("ko", "1") in parts
    assert client.get("/sitemap-en-2.xml").status_code == 404
    assert client.get("/sitemap-xx-0.xml").status_code == 404


def test_a_map_has_pages_categories_sellers_and_goods_in_its_language(app):
    seller = goods.make_seller(app, "Onsaem Botanics")
    with app.app_context():
        code = goods.shown_listing(app, goods.company_of(seller), title="Calm & soft").code
        goods.submitted_listing(goods.company_of(seller), title="Waiting")
    client = app.test_client()
    others = client.get("/sitemap-ko-0.xml").text
    for path in ("ko/costs", "ko/categories/serums", "ko/s/onsaem-botanics"):
        assert f"<loc>http://127.0.0.1:8000/{path}</loc>" in others
    listings = client.get("/sitemap-en-1.xml").text
    assert re.findall(r"<loc>(.*?)</loc>", listings) == [
        f"http://127.0.0.1:8000/en/listings/{code}/calm-soft"
    ]
    assert "%EC%84%BC" in client.get("/sitemap-ko-1.xml").text


def test_whoever_looks_for_people_finds_how_to_reach_them_and_what_it_costs(client):
    assert "has not written its telephone" in client.get("/en/contact").text
    assert "take no share of what is sold" in client.get("/en/costs").text
