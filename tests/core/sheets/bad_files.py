"""Sheets with faults, as people and attackers make them."""

import zipfile
from io import BytesIO

from xlsxwriter import Workbook

HEADINGS = ["Name", "Code", "Price"]


def book(write, **options):
    """Return a workbook; `write(book, sheet)` fills its first sheet below the headings."""
    target = BytesIO()
    with Workbook(target, options) as made:
        sheet = made.add_worksheet("Goods")
        sheet.write_row(0, 0, HEADINGS)
        write(made, sheet)
    return target.getvalue()


def rezipped(content, change, method=zipfile.ZIP_DEFLATED):
    """Return a zip anew; `change(parts)` alters its parts, a dict of name and bytes."""
    with zipfile.ZipFile(BytesIO(content)) as packed:
        parts = {name: packed.read(name) for name in packed.namelist()}
    change(parts)
    target = BytesIO()
    with zipfile.ZipFile(target, "w", method) as packed:
        for name, part in parts.items():
            packed.writestr(name, part)
    return target.getvalue()


def bomb(megabytes=150):
    """Return a workbook of some hundred kilobytes that says how large it is unpacked."""
    return rezipped(
        book(lambda *_: None),
        lambda parts: parts.update({"xl/media/image1.png": bytes(megabytes * 1024 * 1024)}),
    )


def lying_bomb():
    """Return a workbook that says its largest part is small."""
    content = bytearray(bomb(20))
    size = (20 * 1024 * 1024).to_bytes(4, "little")
    while (place := content.find(size)) >= 0:
        content[place : place + 4] = (100).to_bytes(4, "little")
    return bytes(content)


def other_zip():
    """Return a zip that is no workbook."""
    target = BytesIO()
    with zipfile.ZipFile(target, "w") as packed:
        packed.writestr("soap.jpg", b"picture")
    return target.getvalue()


def formula_without_result():
    """Return a workbook whose formula was never worked out, as libraries write them."""
    content = book(lambda _, sheet: sheet.write_row(1, 0, ["Soap", "S1"]))

    def change(parts):
        sheet = parts["xl/worksheets/sheet1.xml"]
        cell = b'<c r="C2"><f>A1+1</f></c></row></sheetData>'
        parts["xl/worksheets/sheet1.xml"] = sheet.replace(b"</row></sheetData>", cell)

    return rezipped(content, change)


def declaring_entities():
    """Return a workbook whose sheet declares entities of its own."""

    def change(parts):
        sheet = parts["xl/worksheets/sheet1.xml"]
        head, rest = sheet.split(b"?>", 1)
        declared = b'?><!DOCTYPE worksheet [<!ENTITY a "aaaaaaaaaa">]>'
        parts["xl/worksheets/sheet1.xml"] = head + declared + rest

    return rezipped(book(lambda _, sheet: sheet.write_row(1, 0, ["Soap"])), change)
