"""The report for people: on the terminal, as one HTML file, as a DOCX to print and sign."""
