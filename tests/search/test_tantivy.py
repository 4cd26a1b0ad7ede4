"""What Tantivy alone does: its pieces of an index are put together as they become many."""

import json

from marketplace.search.engines.tantivy import TantivyEngine
from tests.search.engines_support import document

WRITTEN = 12


def test_pieces_of_commits_are_merged_and_their_files_deleted(tmp_path):
    engine = TantivyEngine(tmp_path / "index")
    engine.create()
    for number in range(WRITTEN):
        writer = engine.writer()
        writer.put([document(f"LST-{number}", "Centella serum")])
        writer.settle()
        writer.close()
    pieces = json.loads((tmp_path / "index" / "meta.json").read_text())["segments"]
    stores = list((tmp_path / "index").glob("*.store"))
    assert len(pieces) < WRITTEN
    assert len(stores) == len(pieces)
    assert engine.reader().count() == WRITTEN
