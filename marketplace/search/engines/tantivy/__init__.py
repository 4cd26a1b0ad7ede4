"""Tantivy: embedded and native, for one machine and catalogues of up to millions."""

from marketplace.search.engines.tantivy.engine import TantivyEngine

__all__ = ["TantivyEngine"]
