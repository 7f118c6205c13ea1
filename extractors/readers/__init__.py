"""One module a file format: which pages a file has, and how one page is loaded later, in a worker process."""
