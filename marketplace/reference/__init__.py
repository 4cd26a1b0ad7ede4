"""What is known about the world: countries, and what is particular to the home country."""
