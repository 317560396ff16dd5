# Local trace functions, disabling, errors in the tracer, f_trace_lines.
import sys
log = []
def t(frame, event, arg):
    log.append((frame.f_code.co_name, event))
    return None
def f():
    x = 1
    return x
sys.settrace(t); f(); sys.settrace(None)
print(log)
log.clear()
def t2(frame, event, arg):
    log.append((event, frame.f_lineno - frame.f_code.co_firstlineno))
    frame.f_trace_lines = False
    return t2
sys.settrace(t2); f(); sys.settrace(None)
print(log)
log.clear()
def local(frame, event, arg):
    log.append(("local", event))
    return local
def t3(frame, event, arg):
    log.append(("global", event))
    return local
sys.settrace(t3); f(); sys.settrace(None)
print(log)
def bad(frame, event, arg): raise KeyError("in tracer")
sys.settrace(bad)
try: f()
except KeyError as e: print("err", e, sys.gettrace())
log.clear()
def badline(frame, event, arg):
    if event == "line": raise ValueError("line")
    return badline
sys.settrace(badline)
try: f()
except ValueError as e: print("err", e)
print(sys.gettrace())
sys.settrace(t)
print(sys.gettrace() is t)
sys.settrace(None)
try: sys.settrace()
except TypeError as e: print(e)
def ops(frame, event, arg):
    frame.f_trace_opcodes = True
    if event == "opcode": log.append(event)
    return ops
log.clear()
sys.settrace(ops); f(); sys.settrace(None)
print(len(log) > 2, set(log))
