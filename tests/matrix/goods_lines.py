"""Who may open what of a seller's goods: the lines of `table` for the list and the editor.

`{draft}` is a draft of the seller, `{draft_image}` and `{draft_certificate}` are parts of it.
"""

from tests.matrix.answers import ON, Line, members, writers

LIST = "/en/c/{seller}/selling/listings"
ONE = f"{LIST}/{{draft}}"
SHEETS = "/en/c/{seller}/selling/sheets"

GOODS_LINES = [
    Line("GET", "catalog.sellers_listings", LIST, members(200)),
    Line("POST", "catalog.new_listing", f"{LIST}/new", writers(ON)),
    Line("GET", "catalog.editor", ONE, writers(200)),
    Line("GET", "catalog.preview", f"{ONE}/preview", members(200)),
    Line("POST", "catalog.save_part", f"{ONE}/code", writers(409)),
    Line("POST", "catalog.settle_text", f"{ONE}/text/confirm", writers(409)),
    Line("POST", "catalog.add_pictures", f"{ONE}/images", writers(409)),
    Line("POST", "catalog.move_picture", f"{ONE}/images/{{draft_image}}/move", writers(ON)),
    Line("POST", "catalog.describe_picture", f"{ONE}/images/{{draft_image}}/alt", writers(409)),
    Line("POST", "catalog.remove_picture", f"{ONE}/images/{{image_to_go}}/remove", writers(ON)),
    Line("POST", "catalog.new_certificate", f"{ONE}/certificates", writers(409)),
    Line(
        "POST",
        "catalog.save_certificate",
        f"{ONE}/certificates/{{draft_certificate}}",
        writers(409),
    ),
    Line(
        "POST",
        "catalog.drop_certificate",
        f"{ONE}/certificates/{{certificate_to_go}}/remove",
        writers(ON),
    ),
    Line("POST", "catalog.copy_goods", f"{ONE}/copy", writers(ON)),
    Line("POST", "catalog.act_on_goods", f"{ONE}/submit", writers(ON)),
    Line("GET", "catalog.sheets", SHEETS, members(200)),
    Line("POST", "catalog.new_sheet", SHEETS, writers(422)),
    Line("GET", "catalog.sheet_template", f"{SHEETS}/template.xlsx", members(200)),
    Line("GET", "catalog.goods_as_sheet", f"{SHEETS}/goods.csv", members(200)),
    Line("POST", "catalog.write_goods_file", f"{SHEETS}/goods.csv", members(ON)),
    Line("GET", "catalog.goods_file", f"{SHEETS}/files/{{goods_file}}", members(200)),
    Line("GET", "catalog.sheet", f"{SHEETS}/{{sheet}}", members(200)),
    Line("GET", "catalog.sheet_with_remarks", f"{SHEETS}/{{sheet}}/remarks", members(200)),
    Line("POST", "catalog.act_on_sheet", f"{SHEETS}/{{sheet}}/submit", writers(ON)),
    Line("POST", "catalog.delete_goods", f"{LIST}/{{draft_to_go}}/delete", writers(ON)),
]
