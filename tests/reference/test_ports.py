import pytest
from sqlalchemy import func, select

from marketplace.core.db import session
from marketplace.reference.enums import PortKind
from marketplace.reference.models import Port
from marketplace.reference.operations.fill import PARTS
from marketplace.reference.operations.ports import import_ports
from marketplace.reference.operations.tables import UnreadableFile
from marketplace.reference.queries import find_ports, port_by_code

HEADER = (
    "country,location,name,nameWoDiacritics,subdivision,status,function,iata,lat,lon,geocoded\n"
)
ROWS = (
    "CL,VAP,Valparaíso,Valparaiso,VS,AI,1234----,,,,\n"
    "CL,TAL,Talcahuano,Talcahuano,BI,AI,123-----,,,,\n"
    "CL,SCL,Santiago,Santiago,RM,AI,-2345---,,,,\n"
    "CL,CTN,Curicó,Curico,ML,AI,--3-----,,,,\n"
)
UNECE = (
    ",CL,,.CHILE,,,,,,,,\n"
    ',CL,TAL,Talcahuano,Talcahuano,BI,123-----,AI,9601,,"3643S 07307W",\n'
    "X,CL,OLD,Old Port,Old Port,,1-------,AI,9601,,,\n"
)


@pytest.fixture
def read(context, write, actor):
    def read(content, name="ports.csv", encoding="utf-8", **options):
        return import_ports(write(content, name, encoding), actor=actor, **options)

    return read


@pytest.fixture
def main_ports(context, actor):
    next(part for part in PARTS if part.name == "ports").fill(actor)


def test_ports_and_airports_are_read_and_other_places_passed_over(read):
    report = read(HEADER + ROWS)
    assert (report.added, report.passed_over, report.faults) == (3, 1, [])
    santiago = port_by_code("CLSCL")
    assert (santiago.sea, santiago.air, santiago.iata, santiago.main) == (False, True, "SCL", False)


def test_uneces_own_file_without_a_header_is_read(read):
    report = read(UNECE, encoding="cp1252")
    assert (report.added, report.passed_over, report.faults) == (1, 2, [])


def test_the_same_file_twice_changes_nothing(both_databases, read):
    read(HEADER + ROWS)
    again = read(HEADER + ROWS)
    assert (again.added, again.changed, again.unchanged) == (0, 0, 3)


def test_a_new_name_is_taken_but_not_for_the_ports_we_named(read, main_ports):
    read(HEADER + ROWS)
    report = read(HEADER + ROWS.replace("Talcahuano,T", "Talcahuano Nuevo,T"))
    assert (report.added, report.changed) == (0, 1)
    assert port_by_code("CLVAP").name == "Valparaíso"
    assert port_by_code("CLVAP").main


def test_rows_that_cannot_be_read_are_named_and_skipped(read):
    report = read(
        HEADER + "CL,VA,Short,,,,1-------,,,,\ncl,vap,Small,,,,1-------,,,,\n"
        f"CL,LNG,{'x' * 121},,,,1-------,,,,\nCL,VAP,Valparaíso,,,,1-------,,,,\n"
    )
    assert [fault.row for fault in report.faults] == [2, 3, 4]
    assert report.added == 1


def test_another_table_or_encoding_says_so(read):
    with pytest.raises(UnreadableFile, match=r"no UN/LOCODE table"):
        read("a,b\n1,2\n")
    with pytest.raises(UnreadableFile, match="not written in utf-8"):
        read((HEADER + ROWS).encode("cp1252"))


@pytest.mark.usefixtures("main_ports")
def test_main_ports_are_found_by_name_code_and_kind():
    assert [port.code for port in find_ports("rotter")] == ["NLRTM"]
    assert [port.code for port in find_ports("nlrtm")] == ["NLRTM"]
    assert [port.code for port in find_ports("SCL", kind=PortKind.AIR)] == ["CLSCL"]
    by_sea = find_ports(country="CL", kind=PortKind.SEA)
    assert [port.name for port in by_sea] == ["Antofagasta", "San Antonio", "Valparaíso"]
    assert find_ports("%") == []
    assert len(find_ports()) == 25


@pytest.mark.usefixtures("main_ports")
def test_our_own_list_has_the_main_ports_of_the_world():
    assert session.scalar(select(func.count(Port.id))) > 120
    assert session.scalar(select(func.count(func.distinct(Port.country)))) > 60
