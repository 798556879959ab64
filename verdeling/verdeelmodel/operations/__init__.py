"""The operations of a key, one file each: the file ``som.py`` holds the operation ``som``.

A file imports only :mod:`verdeling.verdeelmodel.operation`, exact numbers and pydantic. How to add one:
docs/extending.md.
"""
