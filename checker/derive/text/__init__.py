"""How papers say things: statements and answers, conclusions, what stands beside and under what on a page."""
