"""The plan over time: contracts, months, the integer program, and what must be decided by when."""
