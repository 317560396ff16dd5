"""Records the audit events of a call, with arguments cut short; the programs about events beside this one use it."""
import sys

log = None


def shown(value):
    if isinstance(value, (str, int, bytes, type(None))):
        return repr(value)
    if isinstance(value, (tuple, list)) and len(value) < 4:
        return type(value).__name__ + "(" + ", ".join(map(shown, value)) + ")"
    return type(value).__name__


def hook(event, args):
    if log is not None:
        log.append(event + "(" + ", ".join(map(shown, args)) + ")")


sys.addaudithook(hook)


def recorded(function):
    """The events while the function runs, and at the end the error if it fails."""
    global log
    log = []
    try:
        function()
    except Exception as error:
        log.append(type(error).__name__ + ": " + str(error))
    got, log = log, None
    return got


def run(expression, function, unseen=()):
    """Print an expression with the events of the function made of it, without some of them."""
    print(expression, "; ".join(each for each in recorded(function) if each.split("(")[0] not in unseen))


if __name__ == "__main__":
    run("own", lambda: sys.audit("own", (1, "a", None), [[2.5]], b"b", (1, 2, 3, 4), sys))
    run("unseen", lambda: (sys.audit("seen"), sys.audit("hidden", 1)), ["hidden"])
    run("fails", lambda: sys.audit(1))
    print(recorded(lambda: None))
