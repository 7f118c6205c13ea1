"""Seals and signatures: the places that ask for them, and what is in them."""
