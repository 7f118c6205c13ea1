"""Text in the one spelling that all matching works on, and the values in it: dates, amounts, numbers."""
