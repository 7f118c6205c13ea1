"""The groups' daily work: desk, assignment, feedback to applicants, aftercare."""
