"""An operator brings a catalogue in at the server; buyers find its goods in the running house."""

import re
import zipfile

import pytest
from PIL import Image
from playwright.sync_api import expect

from tests.factories import goods
from tests.journeys.walk import new_address, run_flask

MAPPING = """
language = "en"
[columns]
sku = "id"
title = "name"
summary = "line"
description = "text"
brand = "maker"
pictures = "{id}.png"
[constants]
category = "serums"
contents = "none"
"""
ROWS = (
    "id,name,line,text,maker\n"
    "KW-1,Kelpwhirl lotion,A lotion of kelp,It is made of kelp from Wando.,Kelpwhirl\n"
    "KW-2,Kelpwhirl balm,A balm of kelp,It is made of kelp too.,Kelpwhirl\n"
    "KW-2,Kelpwhirl soap,A soap of kelp,It says the number of another.,Kelpwhirl\n"
)
LOOKS, LOOK_MS = 40, 250


@pytest.fixture
def seller(inside):
    """The public id of a seller of the running house whose company check holds, without goods."""
    made = goods.make_seller(inside, "Wando Kelp", mail=new_address("kelp"))
    with inside.app_context():
        goods.add_tree()
        goods.let_show(inside, goods.company_of(made))
    return made.company


def packed(folder):
    """Write a zip with the picture of the first row; return its name."""
    Image.new("RGB", (800, 600), "#2f7d73").save(folder / "drawn.png")
    with zipfile.ZipFile(folder / "pictures.zip", "w") as file:
        file.write(folder / "drawn.png", "2026/kw-1.png")
    return str(folder / "pictures.zip")


def test_a_catalogue_is_imported_and_found(page, live_server, seller, tmp_path):
    (tmp_path / "kelp.toml").write_text(MAPPING, encoding="utf-8")
    (tmp_path / "kelp.csv").write_text(ROWS, encoding="utf-8")
    files = [str(tmp_path / "kelp.csv"), "--mapping", str(tmp_path / "kelp.toml")]
    wishes = ["--company", seller, "--profile", "known-catalogue", "--pictures", packed(tmp_path)]
    said = run_flask(live_server, "catalog", "import", *files, *wishes)
    assert "Row 4, sku: This SKU is in row 3 already." in said
    assert "Row 3, pictures: There is no “KW-2.png” in the zip of pictures." in said
    assert "kelp.csv: 3 rows. 2 new, 0 changed, 0 as they were, 1 refused." in said

    page.goto("/en/")
    page.fill("#search", "kelpwhirl")
    page.press("#search", "Enter")
    found = page.locator(".search-goods .goods-title a")
    for _look in range(LOOKS):
        if found.count() == 2:
            break
        page.wait_for_timeout(LOOK_MS)
        page.reload()
    expect(found).to_have_count(2)
    page.locator(".search-goods .goods-title a", has_text="lotion").click()
    page.wait_for_url(re.compile(r"/en/listings/LST-"))
    expect(page.locator("h1")).to_have_text("Kelpwhirl lotion")
    expect(page.locator("main img").first).to_be_visible()
    expect(page.locator("main")).to_contain_text("Price on request")
    expect(page.locator("main")).to_contain_text("Not stated")
