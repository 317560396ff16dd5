"""Writes front_expected.tsv, the data of front_oracle.rs; run it with CPython 3.8.

The sources are those of front_cases.py, random programs, and mutated pieces of the standard
library (see front_compare.py); the seeds are fixed, so the file is reproducible.
"""
import ast, os, random
import front_compare

HERE = os.path.dirname(os.path.abspath(__file__))

class Collector:
    """Stands in for the compiler: keeps the questions."""
    def __init__(self): self.questions = []
    def ask(self, source, mode='exec', flags='-'):
        self.questions.append((mode, flags, source))
        return front_compare.oracle(source, mode, flags)

def main():
    collector = Collector()
    with open(os.path.join(HERE, 'front_cases.py')) as file: cases = ast.literal_eval(file.read())
    for mode, flags, source in cases:
        if isinstance(source, str): source, flags = source.encode('utf-8', 'surrogatepass'), flags + 's'
        collector.ask(source, mode, flags)
    front_compare.generate(collector, 2024, 600)
    library = os.path.dirname(os.__file__)
    front_compare.mutate(collector, 2024, 600, [os.path.join(library, part) for part in ('asyncio', 'json', 'collections')])
    with open(os.path.join(HERE, 'front_expected.tsv'), 'w') as file:
        for mode, flags, source in collector.questions:
            answer = front_compare.oracle(source, mode, flags)
            if len(answer) < 4000:
                escaped = answer.replace('\\', '\\b').replace('\n', '\\n')
                file.write('\t'.join((mode, flags, source.hex(), escaped)) + '\n')

if __name__ == '__main__': main()
