# An exception in __exit__ while another is propagating.
class CM:
    def __enter__(self): return self
    def __exit__(self, *a):
        raise KeyError("from exit")
with CM():
    raise ValueError("from body")
