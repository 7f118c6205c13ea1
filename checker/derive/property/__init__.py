"""Things found (财产): vehicles, real estate, equity; their seizure and sale, and why they were not sold."""
