# A trace function sees an audit hook only if the hook's __cantrace__ is true.
import sys

log = []
on = False


def hook(event, args):
    if not on:
        return
    log.append("hook " + event)


def trace(frame, event, arg):
    log.append(event)
    return trace


def show(title):
    global on
    log.clear()
    on = True
    try:
        sys.audit("outside")
        sys.settrace(trace)
        sys.audit("inside", 1)
        sys.settrace(None)
    except Exception as error:
        log.append(type(error).__name__)
    on = False
    sys.settrace(None)
    print(title, log)


sys.addaudithook(hook)
show("no attribute")
for value in (0, False, "", None, True, [1]):
    hook.__cantrace__ = value
    show(repr(value))
del hook.__cantrace__
show("deleted")


class Truth:
    def __bool__(self):
        if on:
            log.append("asked")
        return False


hook.__cantrace__ = Truth()
show("asked for its truth")


class Unsure:
    def __bool__(self):
        if on:
            raise ZeroDivisionError
        return False


hook.__cantrace__ = Unsure()
show("undecided")
hook.__cantrace__ = False


# What a hook calls is not traced either, and tracing goes on after it.
def helper():
    log.append("helper")


class Object:
    def __call__(self, event, args):
        if on:
            helper()


sys.addaudithook(Object())
show("a second hook")


def body():
    sys.audit("body")
    return 1


log.clear()
sys.settrace(trace)
on = True
body()
on = False
sys.settrace(None)
print(log)

# A profile function neither.
log.clear()
on = True
sys.setprofile(lambda frame, event, arg: log.append(event))
sys.audit("profiled")
sys.setprofile(None)
on = False
print(log)
