"""What the edition prints of the authors' words, in the order it prints them.

Left out is what no author wrote: cover, colophon, contents, overview and back,
alternative texts, credits, and the offices that the list of members draws from
the committees.
"""

import re

MONTHS = {'nl': 'januari februari maart april mei juni juli augustus september '
          'oktober november december'.split()}
QUARTERS = {'nl': 'Eerste Tweede Derde Vierde'.split()}


def plain(prose):
    """CommonMark without its marks."""
    prose = re.sub(r'^(#+|-|>) +', '', prose, flags=re.M)
    prose = re.sub(r'\[([^\]]*)\]\([^)]*\)', r'\1', prose)
    return re.sub(r'\\([][\\*_#{}<>!.-])', r'\1', prose)


def name(person, form='full'):
    given = person.get('given', '')
    parts = [person.get('prefix', ''), person['surname']]
    if form == 'formal':
        parts.insert(0, person.get('initials', '') or given)
    else:
        parts[:0] = [person.get('titles', ''), person.get('initials', ''),
                     f'({given})' if given and person.get('initials') else given]
    return ' '.join(filter(None, parts + [person.get('suffix', '')]))


def period(text):
    year, _, rest = text.partition('-')
    if rest.startswith('Q'):
        return f"{QUARTERS['nl'][int(rest[1]) - 1]} kwartaal {year}"
    return f"{MONTHS['nl'][int(rest) - 1]} {year}" if rest else year


def requester(data, advisory):
    for key in ('requester', 'commitment'):
        if key in advisory:
            return advisory[key]
    if advisory.get('own-initiative') == 'true':
        return 'Eigen initiatief'
    offices = data['offices']
    names = [offices[x]['name'] for x in advisory['requested-by']]
    text = ', '.join(names[:-1]) + (' en ' if names[1:] else '') + names[-1]
    if 'at-request-of' in advisory:
        text += ' op verzoek van ' + offices[advisory['at-request-of']]['name']
    return text


def cell(data, advisory, field):
    if field in ('month', 'expected'):
        return period(advisory[field])
    if field == 'requester':
        return requester(data, advisory)
    return plain(advisory[field])


def content_text(data, content):
    yield content.get('heading', '') + ('*' if 'note' in content else '')
    yield plain(content.get('lead', ''))
    chosen = [x for x in data['advisories'] if x['status'] == content.get('status')]
    if content['kind'] == 'table':
        yield from (column['head'] for column in content['columns'])
        for advisory in chosen:
            for column in content['columns']:
                yield cell(data, advisory, column['field'])
    elif content['kind'] == 'topics':
        for advisory in chosen:
            yield advisory['title']
            yield plain(advisory['body'])
    elif content['kind'] == 'members':
        for member in data['membership']['members']:
            yield name(data['people'][member['person']])
            yield member.get('function', '')
            yield '(tweede termijn)' if member.get('term') == '2' else ''
    elif content['kind'] == 'committees':
        for committee in data['committees']:
            yield committee['name']
            yield plain(committee['remit'])
            yield 'Voorzitter ' + name(data['people'][committee['chair']])
            yield 'Vicevoorzitter ' + name(data['people'][committee['vice-chair']])
    yield plain(content.get('body', ''))
    yield ('* ' if 'note' in content else '') + content.get('note', '')


def booklet(data):
    for part in data['booklet']['parts']:
        if part['kind'] == 'plate':
            yield plain(part['figure']['caption'])
        if part['kind'] not in ('preface', 'chapter'):
            continue
        yield 'Hoofdstuk ' + part['number'] if 'number' in part else ''
        yield part['title']
        yield plain(part.get('lead', ''))
        yield plain(part.get('body', ''))
        yield part.get('signed-as', '')
        for content in part.get('content', []):
            yield from content_text(data, content)


def letter(data):
    letters = data['letters']
    yield letters['salutation']
    yield plain(letters['body'])
    for signatory in letters['signatories']:
        if 'office' in signatory:
            office = data['offices'][signatory['office']]
            yield office['signing-name'] + ','
            yield name(data['people'][office['holder']], 'formal')
        yield signatory.get('placeholder', '')


def note(data):
    for section in data['note']['sections']:
        yield section['heading']
        yield plain(section['body'])


def links(data):
    return {x['link'] for x in data['advisories'] if 'link' in x}


DOCUMENTS = {'booklet': booklet, 'letter': letter, 'note': note}
