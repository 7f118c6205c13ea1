"""What people corrected in the reading of a case."""
