"""Objects that CPython pickled work, and have the attributes that CPython's have."""

import pickle

ADDRESS = (
    b'\x80\x02cemail.headerregistry\nGroup\nq\x00)\x81q\x01}q\x02(X\r\x00\x00\x00_display_nameq\x03X\x01\x00\x00\x00gq\x04X\n\x00\x00\x00_addres'
    b'sesq\x05cemail.headerregistry\nAddress\nq\x06)\x81q\x07}q\x08(h\x03X\x01\x00\x00\x00nq\tX\t\x00\x00\x00_usernameq\nX\x01\x00\x00\x00uq\x0bX'
    b'\x07\x00\x00\x00_domainq\x0cX\x01\x00\x00\x00dq\rub\x85q\x0eub.'
)
PARSER = (
    b'\x80\x02cConfigParser\nConfigParser\nq\x00)\x81q\x01}q\x02(X\x05\x00\x00\x00_dictq\x03c__builtin__\ndict\nq\x04X\t\x00\x00\x00_sec'
    b'tionsq\x05}q\x06X\x01\x00\x00\x00aq\x07}q\x08X\x01\x00\x00\x00xq\tX\x01\x00\x00\x001q\nssX\t\x00\x00\x00_defaultsq\x0b}q\x0cX\x0b\x00\x00\x00_convertersq\rcCon'
    b'figParser\nConverterMapping\nq\x0e)\x81q\x0f}q\x10(X\x07\x00\x00\x00_parserq\x11h\x01X\x05\x00\x00\x00_dataq\x12}q\x13(X\x07\x00\x00\x00boolea'
    b'nq\x14NX\x05\x00\x00\x00floatq\x15NX\x03\x00\x00\x00intq\x16NuubX\x08\x00\x00\x00_proxiesq\x17}q\x18(X\x07\x00\x00\x00DEFAULTq\x19cConfigParser\nSe'
    b'ctionProxy\nq\x1a)\x81q\x1b}q\x1c(h\x11h\x01X\x05\x00\x00\x00_nameq\x1dh\x19X\n\x00\x00\x00getbooleanq\x1ecfunctools\npartial\nq\x1fc__'
    b'builtin__\ngetattr\nq h\x1bX\x03\x00\x00\x00getq!\x86q"Rq#\x85q$Rq%(h#)}q&X\x05\x00\x00\x00_implq\'h h\x01h\x1e\x86q(Rq)sNtq*'
    b"bX\x08\x00\x00\x00getfloatq+h\x1fh h\x1bh!\x86q,Rq-\x85q.Rq/(h-)}q0h'h h\x01h+\x86q1Rq2sNtq3bX\x06\x00\x00\x00getintq4h\x1fh "
    b"h\x1bh!\x86q5Rq6\x85q7Rq8(h6)}q9h'h h\x01h4\x86q:Rq;sNtq<bubh\x07h\x1a)\x81q=}q>(h\x11h\x01h\x1dh\x07h\x1eh\x1fh h=h!\x86q?Rq"
    b"@\x85qARqB(h@)}qCh'h h\x01h\x1e\x86qDRqEsNtqFbh+h\x1fh h=h!\x86qGRqH\x85qIRqJ(hH)}qKh'h h\x01h+\x86qLRqMsNt"
    b"qNbh4h\x1fh h=h!\x86qORqP\x85qQRqR(hP)}qSh'h h\x01h4\x86qTRqUsNtqVbubuX\x0b\x00\x00\x00_delimitersqWX\x01\x00\x00\x00=q"
    b'XX\x01\x00\x00\x00:qY\x86qZX\x07\x00\x00\x00_optcreq[cre\n_compile\nq\\X\x97\x01\x00\x00\n        (?P<option>.*?)          '
    b'          # very permissive!\n        \\s*(?P<vi>=|:)\\s*              # any number'
    b' of space/tab,\n                                           # followed by any of t'
    b'he\n                                           # allowed delimiters,\n            '
    b'                               # followed by any space/tab\n        (?P<value>.*)'
    b'$                     # everything up to eol\n        q]K`\x86q^Rq_X\x11\x00\x00\x00_comment_pre'
    b'fixesq`X\x01\x00\x00\x00#qaX\x01\x00\x00\x00;qb\x86qcX\x18\x00\x00\x00_inline_comment_prefixesqdha\x85qeX\x07\x00\x00\x00_strictqf\x88X\x0f\x00'
    b'\x00\x00_allow_no_valueqg\x89X\x16\x00\x00\x00_empty_lines_in_valuesqh\x88X\x0f\x00\x00\x00default_sectionqih\x19X\x0e\x00\x00\x00_'
    b'interpolationqjcConfigParser\nBasicInterpolation\nqk)\x81qlub.'
)

group = pickle.loads(ADDRESS)
print(group, repr(group), vars(group.addresses[0]))
parser = pickle.loads(PARSER)
parser.read_string("[b]\ny = 2 # of b\n")
print({name: dict(section) for name, section in parser.items()})
print(list(vars(parser)))
