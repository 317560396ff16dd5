# flags=8192
async with a: pass
