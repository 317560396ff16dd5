"""Checks and pretty-prints JSON: python -m json.tool [infile] [outfile]"""

import argparse
import json
import sys


def _documents(stream, by_line):
    if by_line:
        return (json.loads(line) for line in stream)
    return [json.load(stream)]


def main():
    parser = argparse.ArgumentParser(
        prog='python -m json.tool',
        description='A simple command line interface for json module to validate and pretty-print JSON objects.')
    parser.add_argument('infile', nargs='?', type=argparse.FileType(encoding='utf-8'), default=sys.stdin,
                        help='a JSON file to be validated or pretty-printed')
    parser.add_argument('outfile', nargs='?', type=argparse.FileType('w', encoding='utf-8'), default=sys.stdout,
                        help='write the output of infile to outfile')
    parser.add_argument('--sort-keys', action='store_true', default=False,
                        help='sort the output of dictionaries alphabetically by key')
    parser.add_argument('--json-lines', action='store_true', default=False,
                        help='parse input using the jsonlines format')
    options = parser.parse_args()
    with options.infile as infile, options.outfile as outfile:
        try:
            for document in _documents(infile, options.json_lines):
                json.dump(document, outfile, sort_keys=options.sort_keys, indent=4)
                outfile.write('\n')
        except ValueError as error:
            raise SystemExit(error)


if __name__ == '__main__':
    try:
        main()
    except BrokenPipeError as error:
        sys.exit(error.errno)
