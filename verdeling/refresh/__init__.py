"""Newer figures of CBS and PDOK into a folder of the user; the only room that uses the network.

:func:`folder.refresh` is the door. :mod:`fetch` asks an address, :mod:`statline` and :mod:`boundaries` read
what CBS and PDOK answer, :mod:`sources` declares what is asked, :mod:`figures` makes tables of it, and
:mod:`changes` tells what moved. Everything is fetched and checked before the first file is written.

Examples
--------
>>> from verdeling.refresh.sources import SOURCES
>>> {source.name: source.table for source in SOURCES}["inwoners"]
'70072ned'
"""
