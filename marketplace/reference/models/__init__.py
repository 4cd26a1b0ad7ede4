"""Rows of reference data: exchange rates, HS codes, ports."""
