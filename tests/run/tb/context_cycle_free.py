# The same exception re-raised in its own handler shows no context loop.
e = ValueError("same")
try:
    raise e
except ValueError:
    try:
        raise KeyError("other")
    except KeyError:
        raise e
