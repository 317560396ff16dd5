# The forms of try: state and return addresses of finally blocks, cleanup of `except .. as`.
def plain(f):
    try:
        f()
    finally:
        f(1)


def value(f):
    try:
        return f()
    finally:
        f(1)


def overridden(f):
    try:
        return f()
    finally:
        return 2


def from_loop(items):
    for item in items:
        try:
            if item:
                continue
            if item is None:
                break
        finally:
            if item == 3:
                break
            item = 0


def handlers(f):
    try:
        f()
    except ValueError as error:
        return error
    except (TypeError, KeyError):
        raise
    except:
        f(2)
    else:
        f(3)
    finally:
        f(4)


def nested(f):
    try:
        try:
            return f(1)
        finally:
            try:
                f(2)
            except OSError:
                pass
    finally:
        f(3)


def chained(f):
    try:
        f()
    except Exception as error:
        raise RuntimeError from error
