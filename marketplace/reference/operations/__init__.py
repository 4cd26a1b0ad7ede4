"""Business acts of reference data: the imports and the first fill."""
