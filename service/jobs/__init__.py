"""The worker: checks as durable workflows."""
