"""Facts from documents: counting, calendars, joins, and what is not in the file."""
