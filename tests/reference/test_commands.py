import pytest

PLAIN = "date,base,quote,rate\n2026-11-20,USD,CLP,938.5\n2026-11-20,USD,CLP,x\n"
PORTS = "country,location,name,function\nCL,VAP,Valparaíso,1234----\n"


@pytest.fixture
def run(app):
    runner = app.test_cli_runner()
    return lambda *arguments: runner.invoke(args=[str(argument) for argument in arguments])


def test_rates_are_read_and_skipped_rows_named(run, write):
    result = run("rates", "import", write(PLAIN))
    assert result.exit_code == 0
    assert "Row 3 skipped: x is not a rate such as 1352.40." in result.output
    assert "1 rates read: 1 added, 0 changed, 0 unchanged. 1 rows skipped" in result.output


def test_a_file_of_ports_is_read_and_counted(run, write):
    assert "1 ports read: 1 added" in run("ports", "import", write(PORTS)).output


@pytest.mark.usefixtures("few_codes")
def test_a_file_of_hs_texts_is_read_by_the_columns_named(run, write):
    file = write("hs4;Text\n3304;Schönheitsmittel\n", encoding="cp1252")
    options = ["--language", "de", "--code-column", "hs4", "--text-column", "Text"]
    result = run("hs", "import", file, *options, "--encoding", "cp1252")
    assert "1 texts read: 1 added" in result.output


def test_a_wrong_encoding_ends_with_a_sentence(run, write):
    result = run("hs", "import", write("hs4,title_ko\n3304,화장품\n", encoding="cp949"))
    assert result.exit_code == 1
    assert "is not written in utf-8 (line 2)" in result.output
    assert "--encoding cp949" in result.output


def test_codes_need_the_first_fill(run, write):
    result = run("hs", "import", write("hs4,title_ko\n3304,화장품\n"))
    assert result.exit_code == 1
    assert "flask reference fill" in result.output


def test_a_file_in_which_nothing_can_be_read_is_a_failure(run, write):
    result = run("rates", "import", write("date,base,quote,rate\n" + "2026-11-20,USD,CLP,x\n" * 60))
    assert result.exit_code == 1
    assert "… and 10 more rows skipped." in result.output
    assert "Nothing in the file could be read." in result.output


def test_the_fill_says_what_it_did_and_does_it_once(run, monkeypatch):
    from marketplace.reference.operations import fill

    monkeypatch.setattr(fill, "PARTS", tuple(part for part in fill.PARTS if part.name == "pegs"))
    assert run("reference", "fill").output.startswith("pegs: ")
    assert run("reference", "fill").output == ""
