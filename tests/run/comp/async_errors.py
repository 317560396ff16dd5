# Where await, async for and yield may not stand.
for src in ("await x", "def f(): await x", "async def f(): await x", "async def f(): return [await x for x in y]", "def f(): return [await x for x in y]", "def f(): return [x async for x in y]", "async def f(): return [x async for x in y]", "async def f(): return {x: y async for x, y in z if await w}", "def f():\n async with a: pass", "def f():\n async for a in b: pass", "async for a in b: pass", "async with a: pass", "async def f(): yield from x", "async def f():\n yield 1\n return 2", "async def f():\n yield 1\n return", "async def f(): return (await x for x in y)", "async = 1", "await = 1", "def async(): pass", "x.async", "async def f(): await", "async lambda: 1", "async def f(): [x for x in await y]", "async def f(await): pass", "yield 1", "return 1", "class C: return 1", "class C: yield", "lambda: (yield)", "break", "continue", "for x in y:\n def f(): break", "while 1:\n class C: continue", "def f():\n try: pass\n finally: continue", "for i in x:\n try: pass\n finally: continue", "async def f():\n def g(): await x", "async def f(): lambda: await x", "def f():\n async def g():\n  pass\n await g()"):
    try:
        compile(src, "<s>", "exec")
        print(repr(src), "ok")
    except SyntaxError as e:
        print(repr(src), e.msg, e.lineno, e.offset)
