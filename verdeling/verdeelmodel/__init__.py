"""verdeelmodel."""
