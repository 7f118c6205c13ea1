"""Closing a case: talks with the applicant, the panel, the ruling of 终本, settlements, and what comes after."""
