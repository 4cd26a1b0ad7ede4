"""The engine: a folder with one Whoosh index, and its writer."""

import shutil
import threading
from collections.abc import Collection, Generator, Iterable
from pathlib import Path

from whoosh import fields, formats, index
from whoosh.analysis.tokenizers import SpaceSeparatedTokenizer
from whoosh.index import FileIndex, LockError
from whoosh.writing import IndexWriter as WhooshIndexWriter

from marketplace.search.engines.analysis_note import is_of_today, note_analysis
from marketplace.search.engines.contract import (
    BAGS,
    CODES,
    MATCHED,
    NUMBERS,
    ORDERED,
    Document,
    IndexBusy,
    IndexMissing,
    IndexReader,
    IndexWriter,
)
from marketplace.search.engines.whoosh.reader import WhooshReader

HEAP_MB = 64


class ReadyTokens(fields.KEYWORD):
    """A field of ready tokens, each given once: they go in as they are, without an analyser."""

    def __init__(self, *, scorable: bool = False) -> None:
        """`scorable` keeps how many tokens a document has."""
        super().__init__(scorable=scorable)
        self.format = formats.Existence()

    def index(
        self, value: Collection[str], **_options: object
    ) -> Generator[tuple[bytes, int, float, bytes], None, None]:
        """Yield what Whoosh keeps of each token: its bytes, once, with weight 1 and no value."""
        for token in value:
            yield token.encode(), 1, 1.0, b""


def _schema() -> fields.Schema:
    kinds: dict[str, fields.FieldType] = {"id": fields.ID(stored=True, unique=True)}
    kinds[MATCHED] = ReadyTokens()
    for bag in BAGS:
        kinds[bag] = ReadyTokens(scorable=True)
    kinds[ORDERED] = fields.TEXT(analyzer=SpaceSeparatedTokenizer(), phrase=True)
    for code in CODES:
        kinds[code] = ReadyTokens()
    for number in NUMBERS:
        kinds[number] = fields.STORED()
    return fields.Schema(**kinds)


def _kinds_of(schema: fields.Schema) -> dict[str, type[fields.FieldType]]:
    return {name: type(field) for name, field in schema.items()}


class WhooshEngine:
    """An index below `folder`, which only the application writes: opening it unpickles."""

    def __init__(self, folder: Path) -> None:
        """`folder` is made by `create`."""
        self._folder = folder
        self._open: FileIndex | None = None
        self._reader: WhooshReader | None = None
        self._guard = threading.Lock()

    def exists(self) -> bool:
        """Whether there is an index of today's fields."""
        try:
            self._index()
        except IndexMissing:
            return False
        return True

    def is_current(self) -> bool:
        """Whether its tokens are made as today's analysis makes them."""
        return is_of_today(self._folder)

    def create(self) -> None:
        """Make an empty index in place of any that is there."""
        self._open = self._reader = None
        shutil.rmtree(self._folder, ignore_errors=True)
        self._folder.mkdir(parents=True)
        index.create_in(str(self._folder), _schema())
        note_analysis(self._folder)

    def reader(self) -> IndexReader:
        """Return the newest committed state; what was learnt of it is kept until the next."""
        with self._guard:
            opened = self._index()
            try:
                generation = str(opened.latest_generation())  # type: ignore[no-untyped-call]
                if self._reader is None or self._reader.generation != generation:
                    self._reader = WhooshReader(opened.searcher(), generation)
            except (OSError, index.EmptyIndexError) as error:
                self._open = self._reader = None
                raise IndexMissing from error
            return self._reader

    def writer(self) -> IndexWriter:
        """Return the only writer."""
        try:
            return WhooshWriter(self._index().writer(limitmb=HEAP_MB))
        except LockError as error:
            raise IndexBusy from error

    def _index(self) -> FileIndex:
        if not index.exists_in(str(self._folder)):
            self._open = self._reader = None
            raise IndexMissing
        if self._open is None:
            opened = index.open_dir(str(self._folder))
            if _kinds_of(opened.schema) != _kinds_of(_schema()):
                raise IndexMissing
            self._open = opened
        return self._open


class WhooshWriter:
    """The only writer of an index."""

    def __init__(self, writer: WhooshIndexWriter) -> None:
        """Keep Whoosh's writer, which holds the lock file, until `close`."""
        self._writer: WhooshIndexWriter | None = writer

    def put(self, documents: Iterable[Document]) -> None:
        """Add documents, each in place of one of the same id."""
        many = list(documents)
        self.remove(document.id for document in many)
        writer = self._require()
        for document in many:
            writer.add_document(**_written(document))

    def remove(self, ids: Iterable[str]) -> None:
        """Take documents out; one searcher looks for all of them."""
        writer = self._require()
        with writer.searcher() as searcher:
            if not searcher.doc_count_all():
                return
            for each in ids:
                writer.delete_by_term("id", each, searcher=searcher)

    def settle(self) -> None:
        """Make it visible and durable."""
        self._require().commit()
        self._writer = None

    def close(self) -> None:
        """Give the lock free; what was not committed is lost."""
        if self._writer is not None:
            self._writer.cancel()
            self._writer = None

    def _require(self) -> WhooshIndexWriter:
        if self._writer is None:
            message = "This writer was closed."
            raise RuntimeError(message)
        return self._writer


def _written(document: Document) -> dict[str, object]:
    written: dict[str, object] = {"id": document.id}
    everything: dict[str, None] = {}
    for bag, tokens in document.bags.items():
        once = tokens if isinstance(tokens, dict) else dict.fromkeys(tokens)
        everything.update(once)
        written[bag] = once
    written[MATCHED] = everything
    written[ORDERED] = " ".join(document.ordered)
    for code, values in document.codes.items():
        written[code] = dict.fromkeys(values)
    written.update(document.numbers)
    return written
