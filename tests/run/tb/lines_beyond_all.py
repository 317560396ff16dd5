# A code object whose line numbers count beyond what a number holds.
def function():
    x = 1
    y = 2
    raise ValueError


for first in (2**31 - 1, 1):
    code = function.__code__.replace(co_firstlineno=first, co_lnotab=b"\x00\x7f\x02\x7f\x02\x7f")
    function.__code__ = code
    try:
        function()
    except ValueError as error:
        print(error.__traceback__.tb_next.tb_lineno, code.co_firstlineno)
