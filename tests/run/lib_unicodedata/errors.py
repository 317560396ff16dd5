# Arguments that do not fit, defaults, signatures, and what the type UCD allows.
import unicodedata as u

CALLS = """
u.category('ab') u.category('') u.category(1) u.category(None) u.category() u.category('a','b') u.category(chr='a')
u.decimal('a') u.decimal('a',7) u.decimal('7',0) u.decimal('a','b','c') u.decimal('ab') u.decimal(3) u.digit('a') u.digit('²') u.decimal('²',None)
u.numeric('a') u.numeric('½') u.numeric('萬') u.name('\\0') u.name('ab') u.name('\\0',None) u.name() u.name(chr(0xf0000),5) u.name(chr(0xe000),5)
u.lookup('foo') u.lookup('x'*257) len(u.lookup.__doc__)>0 u.lookup('\\xe9') u.lookup('\\ud800') u.lookup(b'abc') u.lookup(b'\\xff')
u.lookup(3) u.lookup(bytearray(b'SPACE')) u.lookup(b'SPACE') u.lookup(memoryview(b'SPACE')) u.lookup('SPACE\\0x') u.lookup('')
u.normalize('x','a') u.normalize('x','') u.normalize('\\ud800','a') u.normalize(1,'a') u.normalize('NFC',1) u.normalize('NFC') u.normalize('NFC\\0','a')
u.is_normalized('x','a') u.is_normalized('x','') u.is_normalized(1,'a') u.is_normalized('nfc','a') u.is_normalized('NFC')
u.ucd_3_2_0.is_normalized('x','a') u.ucd_3_2_0.is_normalized('x','') u.ucd_3_2_0.is_normalized('NFC','a') u.ucd_3_2_0.lookup('x'*300)
u.UCD() u.UCD.category(None,'a') u.UCD.category(u.ucd_3_2_0,'a') type('S',(u.UCD,),{}) u.ucd_3_2_0.unidata_version u.unidata_version
u.ucd_3_2_0.foo u.UCD.unidata_version setattr(u.ucd_3_2_0,'unidata_version',1) u.UCD.__name__ u.UCD.__module__
u.decimal.__text_signature__ u.UCD.name.__text_signature__ u.lookup.__self__ u.UCD.__doc__
"""
for call in CALLS.split():
    try:
        value = eval(call)
        print(call, '=>', value if isinstance(value, type) else 'module' if value is u else ascii(value))
    except Exception as error:
        print(call, '=>', type(error).__name__, ascii(error))
