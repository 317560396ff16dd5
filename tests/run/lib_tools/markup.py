# _markupbase: declarations, complete, incomplete and wrong; stringprep: tables of RFC 3454 as a whole.
import _markupbase
import stringprep


class Parser(_markupbase.ParserBase):
    def error(self, message):
        raise ValueError(message)

    def handle_decl(self, data):
        print('  decl', repr(data))

    def unknown_decl(self, data):
        print('  unknown', repr(data))

    def handle_comment(self, data):
        print('  comment', repr(data))


for scan, text in (
        ('parse_declaration', '<!>'), ('parse_declaration', '<!doctype html>x'), ('parse_declaration', '<!DOCTYPE a "b" \'c\' >'),
        ('parse_declaration', '<!doctype a [ <!element b (c)> <!attlist b c (d|e) #implied f cdata "g"> %pe; <!-- x -->\n ] >'),
        ('parse_declaration', '<!doctype a [<!entity % b "c"><!notation d public "e">]>'), ('parse_declaration', '<!doctype a [<!foo>]>'),
        ('parse_declaration', '<!doctype a [\n x]>'), ('parse_declaration', '<!doctype a [] x>'), ('parse_declaration', '<!doctype a ['),
        ('parse_declaration', '<!doctype a "b'), ('parse_declaration', '<!element [x]>'), ('parse_declaration', '<!foo [x]>'),
        ('parse_declaration', '<!foo ?>'), ('parse_declaration', '<!1>'), ('parse_declaration', '<!--x-->'), ('parse_declaration', '<![cdata[x]]>y'),
        ('parse_marked_section', '<![if x]>y'), ('parse_marked_section', '<![foo[x]]>'), ('parse_marked_section', '<![cdata[x'),
        ('parse_comment', '<!-- a -- >b'), ('parse_comment', '<!-- a'), ('parse_comment', '<! a')):
    parser = Parser()
    parser.reset()
    parser.rawdata = text
    print(scan, repr(text))
    try:
        print(' ', getattr(parser, scan)(0))
    except ValueError as error:
        print(' ', error, parser.getpos())

for name in sorted(vars(stringprep)):
    if name.startswith(('in_table', 'map_table')):
        table = getattr(stringprep, name)
        total = 0
        for point in range(0, 0x110000, 7):
            found = table(chr(point))
            total += found if isinstance(found, bool) else sum(map(ord, found)) - point
        print(name, total, [hex(point) for point in range(0x250) if (table(chr(point)) if name[0] == 'i' else table(chr(point)) != chr(point))][:40])
