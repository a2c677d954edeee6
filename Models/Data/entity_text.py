"""What all of entity-corpus needs: lists of words, words as UD English EWT cuts them, and sentences with labels."""
import gzip, os, re, sys

HERE = os.path.dirname(os.path.abspath(__file__))
TYPES = ('PER', 'LOC', 'ORG')


# Files

def lines(*path):
    """The lines of a file, gzipped or not."""
    name = os.path.join(*path)
    opener = gzip.open if name.endswith('.gz') else open
    with opener(name, 'rt', encoding='utf8', errors='replace') as file: yield from (line.rstrip('\n') for line in file)


def entries(name):
    """The lists of a file of ours: name, type and words of each; of a line that is no list None, None and the line."""
    for line in lines(HERE, name):
        if not line or line.startswith('#'): continue
        match = re.match(r'([a-z]+)(?: (PER|LOC|ORG|O|\?))?: (.*)', line)
        if match: yield match[1], match[2], match[3].split(' | ')
        else: yield None, None, line


# The lists of entity-words.txt: each has its words with their types.
WORDS = {}
for _name, _kind, _words in entries('entity-words.txt'):
    if not _name: sys.exit(f'entity-words.txt: no list: {_words}')
    WORDS.setdefault(_name, {}).update(dict.fromkeys(_words, _kind))

TITLES, ENDS, LITTLE = WORDS['title'], WORDS['end'], WORDS['little']


# Words, cut as UD English EWT cuts them

# Addresses, numbers, faces and the like, which are one word.
WHOLE = re.compile(
    r'https?://\S+|www\.\S+|[^\s@]+@[^\s@]+\.\w+|@\w+|\d+(?:-\d+){2,}|\d{1,2}/\d{1,2}/\d{2,4}|[:;=]-?[)(DPp]|<3'
    r'|\+?\d[\d,.:]*\d|\.{2,}|-{2,}|\*{2,}|[!?]{2,}|\w+&\w+|\d{1,2}/\d{1,2}|[\w-]+\.(?:com|org|net)')
# What is left as it is: initials as U.S., endings as 's, and years as '90s.
LEFT = re.compile(r"(?:\w\.)+|'(?:s|d|m|ll|re|ve|em|n|\d\ds)|n't")
# Marks in front of a word, and marks and endings behind it.
BEFORE = re.compile(r"""\.{2,}|-{2,}|\*{2,}|["'“”‘’`(\[{$£€¥#*–—…<>/|~+=%-]|[,;:!?.](?=.)""")
BEHIND = re.compile(
    r"""(?:\.{2,}|-{2,}|[!?]{2,}|['’]s|n['’]t|['’](?:d|m|ll|re|ve)|["'“”‘’`)\]},;:!?%*–—…<>/|~.-])$""", re.I)
# Words as anti-war, which are not cut.
PREFIXED = re.compile(f"(?:{'|'.join(WORDS['prefix'])})" + r'-\w+$', re.I)
BETWEEN = ('-', '--', '–', '—', '/')


def cut(text):
    """The words of a text."""
    # The number of an entry of a list keeps its full stop.
    return [word for index, chunk in enumerate(text.split())
            for word in ([chunk] if index == 0 and re.fullmatch(r'\d+\.', chunk) else cutChunk(chunk))]


def cutChunk(chunk):
    """The words of what stands between spaces."""
    before, after = [], []
    while chunk and not WHOLE.fullmatch(chunk):
        if chunk in TITLES or chunk in WORDS['abbreviation'] or LEFT.fullmatch(chunk): break
        mark = BEFORE.match(chunk)
        if mark and mark[0] != chunk and not re.match(r'\.\d', chunk):
            before.append(mark[0])
            chunk = chunk[mark.end():]
            continue
        mark = BEHIND.search(chunk)
        if not mark or mark[0] == chunk: break
        after.insert(0, mark[0])
        chunk = chunk[:mark.start()]
    return before + (inner(chunk) if chunk else []) + after


def inner(chunk):
    """The words of a chunk without marks around it."""
    if WHOLE.fullmatch(chunk): return [chunk]
    if chunk.lower() in WORDS['parted']: return [chunk[:3], chunk[3:]]
    if PREFIXED.match(chunk): return [chunk]
    parts = [part for part in re.split(r'(?<=[\w.])([-–—/]|--)(?=\w)|(…|\.{3})', chunk) if part]
    if len(parts) == 1: return [chunk]
    return [word for part in parts for word in ([part] if part in BETWEEN else cutChunk(part))]


# Sentences: lists of pairs of word and label

def columns(path, word, label, comments=False):
    """The sentences of a file of columns."""
    sentence = []
    for line in lines(path):
        fields = line.split('\t') if '\t' in line else line.split()
        if not line.strip():
            if sentence: yield sentence
            sentence = []
        elif not (comments and line.startswith('# ')): sentence.append((fields[word], fields[label]))
    if sentence: yield sentence


def spans(sentence):
    """The names of a sentence: start, end and type of each."""
    found, start = [], None
    for index, (_, label) in enumerate(sentence + [('', 'O')]):
        if start is not None and label[0] != 'I':
            found.append((start, index, sentence[start][1][2:]))
            start = None
        if label[0] == 'B' or (label[0] == 'I' and start is None): start = index
    return found


def named(words, kind):
    """Words with the labels of one name, or with one and the same label."""
    if kind not in TYPES: return [(word, kind) for word in words]
    return [(word, ('I-' if index else 'B-') + kind) for index, word in enumerate(words)]


def plain(sentence):
    """The words of a sentence, or of a part of it, without their labels."""
    return tuple(word for word, _ in sentence)
