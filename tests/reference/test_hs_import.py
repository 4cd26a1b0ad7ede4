import pytest
from sqlalchemy import select

from marketplace.core.audit import AuditEntry
from marketplace.core.db import session
from marketplace.reference.models import HsCode, HsText
from marketplace.reference.operations.hs import HsOptions, import_hs
from marketplace.reference.operations.tables import UnreadableFile

KOREAN = "hs4,chapter,title_ko\n3304,33,미용이나 메이크업용 제품류(+)\n0902,09,차(茶)\n"
NATIONAL = (
    "HS부호,적용시작일자,한글품목명,영문품목명\n"
    "3304991000,2013-01-01,기초화장용 제품류,Skin care cosmetics\n"
    "33041010,2013-01-01,입술화장용,\n"
)
EU = "cn8\tunit\ten\tfr\n09022000\tp\tGreen tea\tThé vert\n33049900\tp\t\tSoins\n"
RUSSIAN = "code,name_ru,valid_from\n09,КОФЕ И ЧАЙ,01.01.2017\n8107,КАДМИЙ,01.01.2017\n"

pytestmark = pytest.mark.usefixtures("few_codes")


@pytest.fixture
def read(write, actor):
    def read(content, name="table.csv", encoding="utf-8", **options):
        return import_hs(write(content, name, encoding), HsOptions(**options), actor=actor)

    return read


def texts(language):
    query = select(HsCode.code, HsText.text).join(HsText, HsText.hs_code_id == HsCode.id)
    rows = session.execute(query.where(HsText.language == language).order_by(HsCode.code))
    return [tuple(row) for row in rows]


def test_headings_in_another_language_join_the_worlds_codes(read):
    report = read(KOREAN, languages=("ko",))
    assert (report.added, report.faults) == (2, [])
    assert texts("ko") == [("0902", "차(茶)"), ("3304", "미용이나 메이크업용 제품류")]


def test_a_countrys_codes_stand_apart_with_country_and_edition(read):
    report = read(NATIONAL, "HS_20250101.csv")
    assert (report.added, report.faults) == (3, [])
    rows = session.scalars(select(HsCode).where(HsCode.country != "").order_by(HsCode.code))
    assert [(row.code, row.level, row.country, row.edition) for row in rows] == [
        ("33041010", 8, "KR", "2025"),
        ("3304991000", 10, "KR", "2025"),
    ]
    assert texts("ko") == [("33041010", "입술화장용"), ("3304991000", "기초화장용 제품류")]


def test_the_combined_nomenclature_brings_several_languages(read):
    assert read(EU, "cn8_2023_en_fr.tsv").added == 3
    assert texts("fr") == [("09022000", "Thé vert"), ("33049900", "Soins")]


def test_one_language_of_several_may_be_taken(read):
    report = read(EU, "cn8_2023.tsv", languages=("fr",))
    assert (report.added, texts("fr")) == (2, [("09022000", "Thé vert"), ("33049900", "Soins")])
    with pytest.raises(UnreadableFile, match="no text in ja"):
        read(EU, "cn8_2023.tsv", languages=("ja",))


def test_a_code_that_the_edition_does_not_have_is_named_and_skipped(read):
    report = read(RUSSIAN)
    assert report.added == 1
    assert [(fault.row, fault.sentence) for fault in report.faults] == [
        (3, "8107 is no code of HS 2022.")
    ]


def test_columns_may_be_named(read):
    report = read(
        "Nummer;Bezeichnung\n33.04;Schönheitsmittel\n",
        "zoll.csv",
        languages=("de",),
        code_column="Nummer",
        text_column="Bezeichnung",
    )
    assert (report.added, texts("de")) == (1, [("3304", "Schönheitsmittel")])


@pytest.mark.parametrize(
    ("content", "name", "options", "says"),
    [
        ("a,b\n1,2\n", "t.csv", {}, "not known here"),
        ("a,b\n1,2\n", "t.csv", {"code_column": "a"}, "Name all three"),
        (
            "a,b\n1,2\n",
            "t.csv",
            {"code_column": "a", "text_column": "c", "languages": ("de",)},
            "no column c",
        ),
        (EU, "cn8.tsv", {}, "does not tell its year"),
        (EU, "cn8_2022_2023.tsv", {}, "does not tell its year"),
        (KOREAN.encode("cp949"), "t.csv", {}, "not written in utf-8"),
        (b"PK\x03\x04", "t.xlsx", {}, "a spreadsheet"),
        (KOREAN.encode() + b"\x00", "t.csv", {}, "damaged"),
    ],
)
def test_a_file_that_cannot_be_read_says_why(read, content, name, options, says):
    with pytest.raises(UnreadableFile, match=says):
        read(content, name, **options)


def test_the_edition_may_be_named(read):
    assert read(EU, "cn8.tsv", edition="2026").added == 3


def test_an_encoding_may_be_named(write, actor):
    path = write(KOREAN, encoding="cp949")
    assert import_hs(path, HsOptions(encoding="cp949"), actor=actor).added == 2


@pytest.mark.parametrize(
    ("content", "name"),
    [(KOREAN, "t.csv"), (NATIONAL, "HS_20250101.csv"), (EU, "cn8_2023.tsv"), (RUSSIAN, "t.csv")],
)
def test_the_same_file_twice_changes_nothing(read, content, name):
    first = read(content, name)
    audited = len(session.scalars(select(AuditEntry)).all())
    again = read(content, name)
    assert (again.added, again.changed, again.unchanged) == (0, 0, first.added)
    assert again.faults == first.faults
    assert len(session.scalars(select(AuditEntry)).all()) == audited


def test_a_better_text_takes_the_place_of_the_old(read):
    read(KOREAN)
    report = read(KOREAN.replace("차(茶)", "차"))
    assert (report.added, report.changed, report.unchanged) == (0, 1, 1)
    assert texts("ko")[0] == ("0902", "차")


def test_rows_that_cannot_be_read_are_named_and_skipped(read):
    report = read(
        "hs4,title_ko\n33O4,가\n330,나\n3304,\n,다\n0902,차\n0902,차\n0902,커피\n3304\n"
        f"8402,{'가' * 2501}\n"
    )
    assert [fault.row for fault in report.faults] == [2, 3, 4, 5, 8, 9, 10]
    assert (report.added, report.passed_over) == (1, 1)


def test_a_countrys_code_has_more_digits_than_the_worlds(read):
    report = read(
        "hs,name_es\n330410,Labios\n33041000,Labios\n", "arancel.csv", country="CL", edition="2022"
    )
    assert [fault.sentence for fault in report.faults] == [
        "330410 has 6 digits; a country's codes have 7 to 10."
    ]
    assert report.added == 1
