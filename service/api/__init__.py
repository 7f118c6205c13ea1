"""The interface for programs, `/api/v1`: typed models in and out, over the same functions as the pages."""
