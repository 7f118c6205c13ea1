"""Its presence puts this folder on the path of the tests here, which share `sample.py`."""
