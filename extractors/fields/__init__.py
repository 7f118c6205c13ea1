"""What a paper says, field by field, as its kind file asks for it."""
