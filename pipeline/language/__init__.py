"""English text as such: words, stems, sentences, dates as people write them, quotations."""
