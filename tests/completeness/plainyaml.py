"""The part of YAML that an edition is written in, read with the standard library.

Block mappings and sequences, literal blocks, quoted and plain scalars, flow
sequences of plain scalars, comments. Everything is text: no numbers, no dates.
Anything else is a ValueError with its line, never a guess.
"""

import json
import re

KEY = re.compile(r'([A-Za-z0-9_-]+):(?: +|$)')


class Reader:
    def __init__(self, text):
        self.lines = text.split('\n')
        self.at = 0

    def fail(self, what):
        raise ValueError(f'line {self.at + 1}: {what}')

    def indent(self):
        """Of the next line with something on it; -1 at the end."""
        while self.at < len(self.lines):
            line = self.lines[self.at].strip()
            if line and not line.startswith('#'):
                return len(self.lines[self.at]) - len(
                    self.lines[self.at].lstrip(' '))
            self.at += 1
        return -1

    def block(self, indent):
        if self.lines[self.at][indent:].startswith('- '):
            return self.sequence(indent)
        return self.mapping(indent)

    def mapping(self, indent):
        out = {}
        while self.indent() == indent:
            line = self.lines[self.at]
            match = KEY.match(line, indent)
            if not match:
                break
            if match[1] in out:
                self.fail(f'{match[1]} twice')
            out[match[1]] = self.value(line[match.end():], indent)
        if self.indent() > indent or not out:
            self.fail('a key was expected')
        return out

    def sequence(self, indent):
        out = []
        while self.indent() == indent:
            line = self.lines[self.at]
            if not line[indent:].startswith('- '):
                break
            if KEY.match(line, indent + 2):
                self.lines[self.at] = ' ' * (indent + 2) + line[indent + 2:]
                out.append(self.mapping(indent + 2))
            else:
                out.append(self.value(line[indent + 2:], indent))
        return out

    def value(self, rest, indent):
        rest = rest if rest[:1] in ('"', "'") else re.sub(r'(^| +)#.*', '', rest)
        rest = rest.strip()
        self.at += 1
        if rest == '|':
            return self.literal(indent)
        if rest == '':
            deeper = self.indent()
            if deeper > indent:
                return self.block(deeper)
            if deeper == indent and self.lines[self.at][indent:].startswith('- '):
                return self.sequence(indent)
            return ''
        if rest.startswith('['):
            return [item.strip() for item in rest[1:-1].split(',')]
        return self.scalar(rest, indent)

    def literal(self, indent):
        out = []
        while self.at < len(self.lines):
            line = self.lines[self.at]
            if line.strip() and len(line) - len(line.lstrip(' ')) <= indent:
                break
            out.append(line)
            self.at += 1
        width = min(len(x) - len(x.lstrip(' ')) for x in out if x.strip())
        return '\n'.join(x[width:] for x in out).rstrip('\n') + '\n'

    def scalar(self, rest, indent):
        if rest[0] in '&*!{>%@`':
            self.at -= 1
            self.fail('this reader does not know ' + rest[0])
        if rest[0] == '"':
            return json.loads(re.match(r'"(?:[^"\\]|\\.)*"', rest)[0])
        if rest[0] == "'":
            return re.match(r"'((?:[^']|'')*)'", rest)[1].replace("''", "'")
        while self.indent() > indent:
            rest += ' ' + self.lines[self.at].strip()
            self.at += 1
        return rest


def read(path):
    with open(path, encoding='utf-8') as file:
        reader = Reader(file.read())
    data = reader.block(0) if reader.indent() == 0 else {}
    if reader.indent() != -1:
        reader.fail('not understood')
    return data
