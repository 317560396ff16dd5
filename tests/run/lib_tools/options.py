# optparse: actions, types, groups, conflicts, help and errors.
import io
import sys
from optparse import *
import optparse

sys.argv = ['/usr/bin/tool']


class Failing(OptionParser):
    def error(self, msg):
        raise SystemExit('error: ' + msg)


def parser(**settings):
    made = Failing(usage='%prog [options] FILE..', version='%prog 1.0', description='What it does, at some length so that '
                   'lines must be broken somewhere, and %prog besides.', epilog='And that is all.', **settings)
    made.add_option('-v', '--verbose', action='count', default=0, help='say more [default: %default]')
    made.add_option('-q', action='store_false', dest='verbose')
    made.add_option('-n', '--number', type='int', metavar='N', default='0x10', help='a number (%default)')
    made.add_option('--pair', nargs=2, type=float)
    made.add_option('-I', '--include', action='append', help=SUPPRESS_HELP)
    made.add_option('-c', '--choice', choices=['one', 'two'], help='one of two, and this text is long enough for two lines')
    made.add_option('--a-very-long-option-name-indeed', action='store_const', const=42, help='too long for its column')
    group = OptionGroup(made, 'More', 'Options that stand apart.')
    group.add_option('--callback', action='callback', callback=lambda option, opt, value, parser, *args: print(opt, value, args),
                     type='complex', callback_args=(1, 2))
    made.add_option_group(group)
    return made


for args in ('', '-vv -n5 a b', '-n 0b101 --pair 1 2 x', '-vq -Ia -I b --include=c', '-c one -- -c two', '--num=017 -', '--callback 1j',
             '--a-very', '--verb --choice=three', '-n', '--pair 1', '-n x', '-z', '--zz', '--ver', '--verbose=1', '-c three'):
    try:
        options, rest = parser().parse_args(args.split())
        print(args, '->', sorted(vars(options).items()), rest)
    except SystemExit as stop:
        print(args, '->', stop)

interspersed = parser()
interspersed.disable_interspersed_args()
print(interspersed.parse_args(['-v', 'a', '-v'])[1])
for formatter in (IndentedHelpFormatter(width=60), TitledHelpFormatter(width=60), IndentedHelpFormatter(width=30, short_first=0)):
    print(parser(formatter=formatter).format_help())
for args in ('--help', '--version'):
    try:
        parser().parse_args([args])
    except SystemExit as stop:
        print('exit', stop.code)

for build in (lambda: Option(), lambda: Option('x'), lambda: Option('-x', action='foo'), lambda: Option('-xx'), lambda: Option('--'),
              lambda: Option('-x', type='foo'), lambda: Option('-x', action='count', type='int'), lambda: Option('-x', choices=3, type='choice'),
              lambda: Option('-x', type='choice'), lambda: Option('-x', const=1), lambda: Option('-x', action='count', nargs=2),
              lambda: Option('-x', foo=1, bar=2), lambda: Option('-x', action='callback'), lambda: Option('-x', callback=print),
              lambda: Option('-x', action='callback', callback=print, callback_args=[1]), lambda: parser().add_option('-v'),
              lambda: parser().add_option(3), lambda: parser().remove_option('-y'), lambda: OptionParser(conflict_handler='x')):
    try:
        print(build())
    except Exception as error:
        print(type(error).__name__, error)
resolving = parser(conflict_handler='resolve')
resolving.add_option('-v', '--number', action='store_true', dest='new')
print([str(option) for option in resolving.option_list])
values = Values({'a': 1})
values._update_careful({'a': None, 'b': 2})
values._update_loose({'c': 3})
print(values, values == {'a': 1, 'c': 3}, values != Values())
