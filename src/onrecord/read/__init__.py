"""Reading: files, folders, pages, tables, standard input and addresses → articles, each with its text as it is.

One bad input never stops the others: it comes as a notice with its error's code.
"""

from onrecord.read.reading import pieces_of, read, read_bytes, read_many, read_piece, read_rows

__all__ = ["pieces_of", "read", "read_bytes", "read_many", "read_piece", "read_rows"]
