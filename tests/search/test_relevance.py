"""Judged by hand, the engines rank the demo's goods well and nearly alike."""

import statistics

import pytest

from benchmarks.relevance import OWN, best_of, built, demo_goods, judgements_of, ndcg
from marketplace.search.engines.choosing import KINDS

GOOD = 0.85
APART = 0.02


@pytest.mark.full
def test_both_engines_rank_the_demos_goods_well_and_nearly_alike(tmp_path):
    documents = list(demo_goods())
    judged = judgements_of(OWN)
    known = {document.id for document in documents}
    assert {one for grades in judged.values() for one in grades} <= known
    means = []
    for kind in KINDS:
        reader = built(kind, tmp_path, documents)
        scores = [ndcg(best_of(reader, query), grades) for (_, query), grades in judged.items()]
        means.append(statistics.mean(scores))
    assert min(means) >= GOOD
    assert max(means) - min(means) <= APART
