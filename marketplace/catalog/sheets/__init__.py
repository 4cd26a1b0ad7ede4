"""Sheets of goods: their columns, what a cell says, the template. A row is one option."""
