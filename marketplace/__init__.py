"""Naru: a cross-border B2B e-marketplace for a trade-promotion organisation and its exporters."""
