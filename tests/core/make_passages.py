"""A table of passages."""

from pipeline.core.schemas import schema

ROW = ("a.001", "a", "f.txt", 1, 1, "bullet", "", "other", "words")


def passages(*rows):
    return schema("passages").frame(list(rows))
