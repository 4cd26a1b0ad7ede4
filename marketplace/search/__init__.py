"""Finding goods: the analysis of texts, the engines, the query."""
