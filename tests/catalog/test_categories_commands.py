import pytest

from marketplace.catalog.operations import categories

BRANCH = 'en = "Fruit"\nko = "과일"\n[apples]\nhs = ["0808.10"]\nen = "Apples"\nko = "사과"\n'


@pytest.fixture
def run(app):
    runner = app.test_cli_runner()
    return lambda *arguments: runner.invoke(args=["categories", *map(str, arguments)])


@pytest.fixture
def branch(tmp_path):
    path = tmp_path / "fruit.toml"
    path.write_text(BRANCH, encoding="utf-8")
    return path


def test_the_fill_says_what_it_did_and_does_it_once(run, branch, monkeypatch):
    monkeypatch.setattr(categories, "TREE", branch.parent)
    assert run("fill").output == "categories: 2 added, 0 changed.\n"
    assert run("fill").output == ""
    assert run("list", "--language", "ko").output == "과일 (fruit)\n  사과 (apples)\n"
    lacking = run("check").output.splitlines()
    assert lacking[0] == "zh: 1 without a name: apples"
    assert lacking[-1] == "apples: there is no HS code 080810."


def test_a_tree_without_goods_lacks_nothing(run):
    assert run("check").output == "Every leaf has its names and known HS codes.\n"


def test_a_file_is_read_and_skipped_rows_named(run, tmp_path):
    path = tmp_path / "tree.csv"
    path.write_text("code,parent,name_en\na,,Care\nb,z,Lost\n", encoding="utf-8")
    result = run("import", path, "--format", "csv", "--source", "ours")
    assert result.exit_code == 0
    assert "Row 3 skipped: b: what it stands below, z, is not there." in result.output
    assert "1 categories read: 1 added, 0 changed, 0 unchanged. 1 rows skipped." in result.output


def test_a_file_in_which_nothing_can_be_read_is_a_failure(run, tmp_path):
    path = tmp_path / "tree.csv"
    path.write_text("code,parent,name_en\n" + ",,No code\n" * 60, encoding="utf-8")
    result = run("import", path, "--format", "csv")
    assert result.exit_code == 1
    assert "… and 10 more rows skipped." in result.output
    assert "Nothing in the file could be read." in result.output


def test_a_file_that_is_no_tree_ends_with_a_sentence(run, branch):
    result = run("import", branch, "--format", "shopify")
    assert result.exit_code == 1
    assert "lacks the columns" in result.output
