"""People's codes and marks: the blind sheet, reading it back, and scores of the machine against them."""
