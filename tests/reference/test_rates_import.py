import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from marketplace.core.audit import AT_THE_SERVER, AuditEntry
from marketplace.core.db import session
from marketplace.reference.models import ExchangeRate
from marketplace.reference.operations.rates import import_rates, read_rate
from marketplace.reference.operations.tables import RowFault, UnreadableFile

ECB = (
    "Date,USD,KRW,EEK,CYP,\n"
    "2026-04-13,1.1684,1740.86,N/A,N/A,\n"
    "2026-04-10,1.1711,1737.06,N/A,N/A,\n"
)
PLAIN = "date,base,quote,rate\n2026-11-20,USD,CLP,938.5\n2026-11-20,KWD,USD,3.2580\n"


@pytest.fixture
def read(context, tmp_path):
    def read(content, name="rates.csv", encoding="utf-8", **options):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode(encoding))
        return import_rates(path, actor=AT_THE_SERVER, **options)

    return read


def stored():
    rows = session.scalars(select(ExchangeRate).order_by(ExchangeRate.day, ExchangeRate.quote))
    return [(row.day.isoformat(), row.base, row.quote, row.rate) for row in rows]


def test_the_ecbs_file_is_read_without_what_it_does_not_quote(read):
    report = read(ECB)
    assert (report.added, report.faults) == (4, [])
    assert stored()[-1] == ("2026-04-13", "EUR", "USD", 1_168_400_000)


def test_the_ecbs_daily_file_inside_a_zip_is_read_too(read, tmp_path):
    daily = "Date, USD, JPY, \n30 October 2026, 1.1172, 175.68, \n"
    with zipfile.ZipFile(tmp_path / "eurofxref.zip", "w") as archive:
        archive.writestr("eurofxref.csv", daily)
    report = import_rates(tmp_path / "eurofxref.zip", actor=AT_THE_SERVER)
    assert (report.added, report.faults) == (2, [])


def test_a_plain_list_is_read(read):
    assert read(PLAIN).added == 2
    assert stored() == [
        ("2026-11-20", "USD", "CLP", 938_500_000_000),
        ("2026-11-20", "KWD", "USD", 3_258_000_000),
    ]


@pytest.mark.parametrize("content", [ECB, PLAIN])
def test_the_same_file_twice_changes_nothing(both_databases, read, content):
    first = read(content)
    before = stored()
    again = read(content)
    assert (again.added, again.changed, again.unchanged) == (0, 0, first.added)
    assert stored() == before
    assert len(session.scalars(select(AuditEntry)).all()) == 1


def test_a_corrected_rate_takes_the_place_of_the_wrong_one(read):
    read(PLAIN)
    report = read(PLAIN.replace("938.5", "939"))
    assert (report.added, report.changed, report.unchanged) == (0, 1, 1)


def test_rows_that_cannot_be_read_are_named_and_skipped(read):
    report = read(
        "date,base,quote,rate\n"
        "2026-11-20,USD,CLP,abc\n"
        "2026-13-20,USD,CLP,1\n"
        "2999-01-01,USD,CLP,1\n"
        "2026-11-20,USD,DEM,1\n"
        "2026-11-20,USD,USD,1\n"
        "2026-11-20,USD\n"
        "\n"
        "2026-11-20,USD,IDR,0.0000001\n"
        "2026-11-20,usd,sar,3.75\n"
        "2026-11-20,USD,SAR,3.76\n"
        "2026-11-20,USD,SAR,3.750\n"
    )
    assert [fault.row for fault in report.faults] == [2, 3, 4, 5, 6, 7, 9, 11]
    assert (report.added, report.passed_over) == (1, 1)
    assert stored() == [("2026-11-20", "USD", "SAR", 3_750_000_000)]


def test_a_bad_cell_of_the_ecb_skips_its_row(read):
    report = read(ECB.replace("1740.86", "17x"))
    assert [fault.row for fault in report.faults] == [2]
    assert report.added == 2


@pytest.mark.parametrize(
    ("content", "name", "says"),
    [
        (b"", "rates.csv", "is empty"),
        (b"a,b\n1,2\n", "rates.csv", "neither the ECB's file"),
        (b"PK\x03\x04rest", "rates.csv", "a zip archive or a spreadsheet"),
        (b"PK\x03\x04rest", "rates.zip", "damaged"),
        (b"date,base,quote,rate\n\x00\x00", "rates.csv", "damaged"),
        (b'date,base,quote,rate\n"2026-11-20,USD', "rates.csv", "damaged at line"),
        (
            "date,base,quote,rate\n환율".encode("cp949"),
            "rates.csv",
            r"not written in utf-8 \(line 2\)",
        ),
    ],
)
def test_a_file_that_cannot_be_read_says_why(read, content, name, says):
    with pytest.raises(UnreadableFile, match=says):
        read(content, name)


def test_a_zip_whose_contents_are_damaged_or_locked_says_so(context, tmp_path):
    path = tmp_path / "rates.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("rates.csv", ECB * 50)
    whole = path.read_bytes()
    path.write_bytes(whole[:60] + bytes(8) + whole[68:])
    with pytest.raises(UnreadableFile, match="damaged"):
        import_rates(path, actor=AT_THE_SERVER)
    at = whole.index(b"PK\x01\x02") + 8  # the flags, of which the first says that it is encrypted
    path.write_bytes(whole[:6] + b"\x01" + whole[7:at] + b"\x01" + whole[at + 1 :])
    with pytest.raises(UnreadableFile, match="password"):
        import_rates(path, actor=AT_THE_SERVER)


def test_a_zip_of_several_files_and_a_missing_file_say_so(context, tmp_path):
    with zipfile.ZipFile(tmp_path / "two.zip", "w") as archive:
        archive.writestr("a.csv", ECB)
        archive.writestr("b.csv", ECB)
    with pytest.raises(UnreadableFile, match="holds 2 files"):
        import_rates(tmp_path / "two.zip", actor=AT_THE_SERVER)
    with pytest.raises(UnreadableFile, match="cannot be opened"):
        import_rates(tmp_path / "none.csv", actor=AT_THE_SERVER)


def test_a_marked_encoding_is_found_and_another_may_be_named(read, tmp_path):
    assert read(PLAIN, encoding="utf-16").added == 2
    path = tmp_path / "kurse.csv"
    path.write_bytes((PLAIN + "2026-11-20,USD,PEN,3.4\n").encode("cp1252"))
    assert import_rates(path, actor=AT_THE_SERVER, encoding="cp1252").added == 1
    with pytest.raises(UnreadableFile, match="no encoding"):
        import_rates(path, actor=AT_THE_SERVER, encoding="klingon")


@given(st.integers(10**4, 10**18))
@settings(max_examples=50)
def test_a_rate_is_read_to_its_last_billionth(billionths):
    whole, fraction = divmod(billionths, 10**9)
    assert read_rate(f"{whole}.{fraction:09}") == billionths


def test_longer_fractions_are_rounded_half_up():
    assert read_rate("1.0000000005") == 1_000_000_001
    assert read_rate("1.00000000049999") == 1_000_000_000


@pytest.mark.parametrize("text", ["", "-1", "1,5", "0", "1e3", "99999999999"])
def test_what_is_no_rate_is_refused(text):
    with pytest.raises(RowFault):
        read_rate(text)
