#!/usr/bin/env python3
"""Is every word of the published text in the edition, in order, and no other?

    check.py --yaml EDITION/programme.yaml     against the data, both ways
    check.py --pdf FOLDER                      against booklet.pdf, every letter-*.pdf
                                               and note.pdf

The text (source.txt) is cut into the sections of sections.txt; what the edition
says otherwise is listed, with the reason, in exceptions.txt. Compared are words
and marks of punctuation, one by one. Against the data nothing may be missing and
nothing may be added. Against a PDF nothing may be missing; what pages add (feet,
folios, repeated heads, contents) is counted. Every address of the text must be
the target of a link. An exception that is not needed is a failure.

Exit status: 0 complete, 1 not, 2 usage or a broken list.
"""

import argparse
import collections
import difflib
import glob
import os
import re
import subprocess
import sys
import unicodedata
import zlib

import edition_text
import plainyaml

HERE = os.path.dirname(os.path.abspath(__file__))
TOKEN = re.compile(r'\w+|[^\w\s]')


def tokens(text):
    text = unicodedata.normalize('NFC', text)
    return TOKEN.findall(re.sub('\u00ad\\s*', '', text))


def broken(path, number, what):
    sys.exit(f'{path}:{number}: {what}')


# ---- the lists ----

class Section:
    def __init__(self, name, document, text):
        self.name, self.document = name, document
        self.text, self.pieces = text, []
        self.words = self.excepted = self.missing = 0


def lines_of(path):
    with open(path, encoding='utf-8') as file:
        for number, line in enumerate(file.read().split('\n'), 1):
            if line.strip() and not line.startswith('#'):
                yield number, line


def read_sections(path, source):
    sections, used = [], set()
    for number, line in lines_of(path):
        if line[0] in ' \t':
            sections[-1].pieces.append(line.strip())
            continue
        name, document, ranges = line.split()
        text = []
        for part in ranges.split(','):
            first, last = map(int, part.split('-'))
            wanted = set(range(first, last + 1))
            if wanted & used or last > len(source):
                broken(path, number, f'lines {part} are not there or taken twice')
            used |= wanted
            text += source[first - 1:last]
        sections.append(Section(name, document, '\n'.join(text)))
    for number, line in enumerate(source, 1):
        if line.strip() and number not in used:
            broken(path, 1, f'line {number} of the source is in no section')
    for section in sections:
        if section.pieces:
            pieces = '\n'.join(section.pieces)
            if sorted(tokens(pieces)) != sorted(tokens(section.text)):
                broken(path, 1, f'{section.name}: its pieces are not its words')
            section.text = pieces
    return sections


def read_exceptions(path):
    entries = []
    for number, line in lines_of(path):
        key, _, value = line.strip().partition(':')
        if line[0] not in ' \t':
            entries.append({'at': number, 'section': key, 'words': value.strip()})
        elif key in ('becomes', 'because') and entries:
            entries[-1][key] = value.strip()
        else:
            broken(path, number, 'neither an entry nor a part of one')
    for entry in entries:
        if not entry.get('because') or not entry['words']:
            broken(path, entry['at'], 'an exception needs words and a reason')
        if tokens(entry['words']) == tokens(entry.get('becomes', '')):
            broken(path, entry['at'], 'an exception must change something')
    return entries


def apply_exceptions(words, entries):
    """The section's words as the edition has them; how many were touched."""
    touched = 0
    for entry in entries:
        old, new = tokens(entry['words']), tokens(entry.get('becomes', ''))
        at = 0
        while at + len(old) <= len(words):
            if words[at:at + len(old)] == old:
                words[at:at + len(old)] = new
                entry['used'] = True
                touched += len(old)
                at += len(new)
            else:
                at += 1
    return touched


# ---- comparing ----

def compare(document, sections, actual, strict):
    """Mark what is missing; print it, and with strict what is added."""
    wanted, owner = [], []
    for section in sections:
        if section.document == document:
            wanted += section.expected
            owner += [section] * len(section.expected)
    matcher = difflib.SequenceMatcher(None, wanted, actual, autojunk=False)
    added = 0
    for kind, i, j, k, m in matcher.get_opcodes():
        if kind == 'equal':
            continue
        added += m - k
        for section in owner[i:j]:
            section.missing += 1
        if j > i or strict:
            where = owner[min(i, len(owner) - 1)].name
            print(f'{where}: after "{" ".join(wanted[max(0, i - 6):i])}" '
                  f'is wanted "{" ".join(wanted[i:j])}", '
                  f'stands "{" ".join(actual[k:m][:40])}"')
    return added


def compare_links(sections, have):
    for section in sections:
        if section.document == 'links':
            for url in sorted(set(section.text.split())):
                if not have(url):
                    section.missing += 1
                    print(f'{section.name}: no link to {url}')


# ---- what there is ----

def pdf_text(path):
    run = subprocess.run(['pdftotext', '-raw', '-enc', 'UTF-8', path, '-'],
                         stdout=subprocess.PIPE, check=True)
    return run.stdout.decode('utf-8')


def pdf_bytes(path):
    """The file with its compressed streams opened, good for finding strings."""
    with open(path, 'rb') as file:
        data = file.read()
    out = [data]
    for match in re.finditer(rb'stream\r?\n', data):
        try:
            out.append(zlib.decompressobj().decompress(data[match.end():]))
        except zlib.error:
            pass
    return b'\n'.join(out)


def pdfs(folder):
    for document, pattern in (('booklet', 'booklet.pdf'),
                              ('letter', 'letter-*.pdf'), ('note', 'note.pdf')):
        found = sorted(glob.glob(os.path.join(folder, pattern)))
        for path in found or [None]:
            yield document, path


def report(title, sections, added):
    print(f'{title}\n{"section":24}{"words":>7}{"found":>7}{"excepted":>10}')
    total = collections.Counter()
    for s in sections:
        found = s.words - s.excepted - s.missing
        print(f'{s.name:24}{s.words:7}{found:7}{s.excepted:10}'
              + (f'  missing {s.missing}' if s.missing else ''))
        total.update(words=s.words, found=found, excepted=s.excepted)
    print(f'{"all":24}{total["words"]:7}{total["found"]:7}{total["excepted"]:10}'
          f'  added {added}')


def check_yaml(path, sections):
    data = plainyaml.read(path)
    added = 0
    for document, make in edition_text.DOCUMENTS.items():
        added += compare(document, sections, tokens('\n'.join(make(data))), True)
    compare_links(sections, edition_text.links(data).__contains__)
    report(path, sections, added)
    return added == 0 and not any(s.missing for s in sections)


def check_pdf(folder, sections):
    complete = True
    for document, path in pdfs(folder):
        if path is None:
            print(f'{folder}: there is no {document}')
            complete = False
            continue
        mine = [s for s in sections if s.document == document
                or document == 'booklet' and s.document == 'links']
        for section in mine:
            section.missing = 0
        added = compare(document, mine, tokens(pdf_text(path)), False)
        opened = pdf_bytes(path)
        compare_links(mine, lambda url: url.encode() in opened)
        report(path, mine, added)
        complete = complete and not any(s.missing for s in mine)
    return complete


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument('--yaml', metavar='FILE')
    parser.add_argument('--pdf', metavar='FOLDER')
    args = parser.parse_args()
    with open(os.path.join(HERE, 'source.txt'), encoding='utf-8') as file:
        source = file.read().split('\n')
    sections = read_sections(os.path.join(HERE, 'sections.txt'), source)
    exceptions = read_exceptions(os.path.join(HERE, 'exceptions.txt'))
    for section in sections:
        section.expected = (tokens(section.text) if section.document != 'links'
                            else sorted(set(section.text.split())))
        section.words = len(section.expected)
        section.excepted = apply_exceptions(
            section.expected,
            [e for e in exceptions if e['section'] == section.name])
    complete = True
    for entry in exceptions:
        if 'used' not in entry:
            print(f'exceptions.txt:{entry["at"]}: not needed: {entry["words"]}')
            complete = False
    if args.yaml:
        complete = check_yaml(args.yaml, sections) and complete
    if args.pdf:
        complete = check_pdf(args.pdf, sections) and complete
    return 0 if complete else 1


if __name__ == '__main__':
    sys.exit(main())
