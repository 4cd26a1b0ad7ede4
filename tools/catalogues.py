"""The translation catalogues: checked on every test run, brought up to date by `make catalogues`.

`check` compares the placeholders and the markup of each translation with its source. `update`
collects the texts of the code and the templates into every catalogue, then lists what is not
translated, or only guessed (fuzzy), and fails if there is any.
"""

import os
import re
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

from marketplace.core.languages import LANGUAGES
from marketplace.start import compile_catalogues

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "translations"
KEYWORDS = ("_", "_l", "_n:1,2", "_p:1c,2", "_np:1c,2,3", "_ln:1,2", "_lp:1c,2")
PLACEHOLDER = re.compile(r"%\((\w+)\)[sd]|(?<!%)%[sd]|\{(\w*)\}")
TAG = re.compile(r"</?([a-zA-Z][\w-]*)\b[^>]*>")


def main(arguments: list[str]) -> int:
    """Run `check` (the default) or `update`; return 0 when there is nothing to mend."""
    if arguments == ["update"]:
        update()
        faults = [*faults_of_all(), *gaps_of_all()]
    elif arguments in ([], ["check"]):
        faults = list(faults_of_all())
    else:
        print("Usage: catalogues [check|update]", file=sys.stderr)
        return 2
    compile_catalogues(FOLDER)
    for fault in faults:
        print(fault)
    print(f"catalogues: {len(catalogue_files())}, faults: {len(faults)}")
    return 1 if faults else 0


def catalogue_files() -> list[Path]:
    """Return the catalogues of the house, by locale."""
    return sorted(FOLDER.glob("*/LC_MESSAGES/messages.po"))


def update() -> None:
    """Collect the texts and bring them into the catalogue of each enabled language but English."""
    with tempfile.TemporaryDirectory() as folder:
        template = Path(folder) / "messages.pot"
        keywords = [word for keyword in KEYWORDS for word in ("-k", keyword)]
        _pybabel("extract", "-F", "babel.cfg", *keywords, "--no-location", "--sort-output",
                 "-c", "Translators:", "--project=Naru", "--version=1", "--copyright-holder=Naru",
                 "-o", str(template), ".")  # fmt: skip
        for locale in _locales():
            catalogue = FOLDER / locale / "LC_MESSAGES" / "messages.po"
            verb = "update" if catalogue.exists() else "init"
            options = (
                ["--no-fuzzy-matching", "--ignore-pot-creation-date"] if verb == "update" else []
            )
            _pybabel(verb, "-i", str(template), "-d", str(FOLDER), "-l", locale, *options)


def _locales() -> list[str]:
    """Return the locales with a catalogue, and those of the languages that are enabled."""
    enabled = (os.environ.get("LANGUAGES") or "en,ko").split(",")
    present = {path.parent.parent.name for path in catalogue_files()}
    return sorted(present | {LANGUAGES[tag].locale for tag in enabled if tag != "en"})


def _pybabel(*arguments: str) -> None:
    subprocess.run([sys.executable, "-m", "babel.messages.frontend", "-q", *arguments],
                   cwd=ROOT, check=True)  # fmt: skip


def faults_of_all() -> Iterator[str]:
    """Yield a line for each translation whose placeholders or markup differ from its source."""
    for path in catalogue_files():
        for message in _messages(path):
            yield from (f"{path.parent.parent.name}: {fault}" for fault in faults_of(message))


def gaps_of_all() -> Iterator[str]:
    """Yield a line for each text without a translation, or with a guessed one."""
    for path in catalogue_files():
        for message in _messages(path):
            if message.fuzzy or not all(_texts(message.string)):
                word = "guessed" if message.fuzzy else "missing"
                yield f"{path.parent.parent.name}: {word}: {_texts(message.id)[0]!r}"


def _messages(path: Path) -> Iterator[Message]:
    with path.open("rb") as file:
        catalogue: Catalog = read_po(file, locale=path.parent.parent.name)
    return (message for message in catalogue if message.id)


def _texts(value: str | tuple[str, ...] | list[str]) -> list[str]:
    return [value] if isinstance(value, str) else list(value)


def faults_of(message: Message) -> Iterator[str]:
    """Yield what differs between a translation and its source.

    A plural form may leave out the number ("one day"), but must not name what its source does not.
    """
    sources = _texts(message.id)
    plural = len(sources) > 1
    for text in filter(None, _texts(message.string)):
        for what, found in (("placeholders", placeholders), ("markup", markup)):
            wanted = [found(source) for source in sources]
            have = found(text)
            fits = any(have == want for want in wanted)
            if not fits and not (plural and what == "placeholders" and have <= wanted[-1]):
                yield f"{what} differ: {sources[0]!r} and {text!r}"


def placeholders(text: str) -> Counter[str]:
    """Return the placeholders of a text, each as often as it stands there."""
    return Counter(match.group(0) for match in PLACEHOLDER.finditer(text))


def markup(text: str) -> Counter[str]:
    """Return the tags of a text with their attributes, each as often as it stands there."""
    return Counter(match.group(0) for match in TAG.finditer(text))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
