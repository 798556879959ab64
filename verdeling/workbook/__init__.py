"""verdeling.xlsx: exact values with, beside each, the formula that recomputes it."""
