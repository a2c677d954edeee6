"""Sentences that are made up: from the patterns of entity-patterns.txt, and from others' with other names in them."""
import collections, random, re

from entity_text import WORDS, cut, entries, named, plain, spans


# What stands for a hyphen that cut is to leave alone.
UNCUT = '⁃'


class Patterns:
    """The lists and patterns of entity-patterns.txt, with lists of WordNet."""

    def __init__(self, lists):
        self.lists, self.types, self.patterns = dict(lists), {name: 'LOC' for name in lists}, []
        self.types['famous'] = 'PER'
        own = collections.defaultdict(list)
        for name, kind, words in entries('entity-patterns.txt'):
            if not name:
                self.patterns.append(words)
                continue
            # Of a list on two lines each line is taken as often.
            own[name].append(words)
            if kind: self.types[name] = kind
        self.lists.update(own)

    def word(self, name):
        """A word or name of a list, with what other lists give for it."""
        if name == 'new': return self.invented()
        found = self.lists[name]
        if isinstance(found[0], list): found = random.choice(found)
        return re.sub(r'\{(\w+)\}', lambda match: self.word(match[1]), random.choice(found))

    def invented(self):
        """A name that nobody has."""
        part = lambda name: random.choice(self.lists[name][0])
        name = part('onset') + part('vowel') + part('middle')
        if random.random() < 0.4: name += part('vowel') + part('middle')
        return (name + part('vowel') + part('coda')).replace('eö', 'ö')

    def sentence(self, pattern):
        """A sentence from a pattern."""
        # Choices may stand within choices: the inner are made first.
        while True:
            filled = re.sub(r'\[([^\[\]]*)\]', lambda match: random.choice(match[1].split('|')), pattern)
            if filled == pattern: break
            pattern = filled
        # Lists without a type only give text, in which a name of another list may stand.
        pattern = re.sub(r'\{([a-z]+)\}', lambda match: match[0] if match[1] in self.types or match[1] == 'new'
                         else self.word(match[1]), pattern)
        result = []
        for part in re.split(r'(\{\w+\})', re.sub(r'(?<=\d)-(?=\d)', self.dash(), pattern)):
            if not part: continue
            if part[0] != '{': result += named(cut(part), 'O')
            else:
                name = part[1:-1].lower()
                text = self.word(name)
                words = cut(text.upper() if part[1].isupper() else text)
                result += named(words, self.types[name])
        return [(word.replace(UNCUT, '-'), label) for word, label in result]

    @staticmethod
    def dash():
        """How a score is cut: as here, or, as in other corpora, not at all."""
        return ' - ' if random.random() < 0.7 else UNCUT

    def made(self, count):
        """Sentences from all patterns, each pattern as often."""
        for pattern in self.patterns:
            seen = set()
            for _ in range(count if '{' in pattern or '[' in pattern else 2):
                sentence = self.sentence(pattern)
                if tuple(sentence) not in seen:
                    seen.add(tuple(sentence))
                    yield sentence


# Lists of which names for exchanges are made, those that stand here more than once more often.
EXCHANGED = {
    'PER': ('person', 'given', 'family', 'placeperson'), 'LOC': ('town', 'town', 'land', 'area'),
    'ORG': ('any', 'any', 'company', 'club', 'party', 'band', 'bigteam')}


def exchanged(sentences, patterns):
    """Sentences with each name in exchange for another of its type and length, each time the same within a sentence."""
    pool = collections.defaultdict(list)
    for sentence in sentences:
        for start, end, kind in spans(sentence):
            words = plain(sentence[start:end])
            # Names with marks or numbers, as of addresses and years, are for their own sentences alone.
            if not re.search(r'[@_/\\]|\d{2}', ' '.join(words)): pool[kind, len(words)].append(words)
    for kind, names in EXCHANGED.items():
        for _ in range(4000):
            words = tuple(cut(patterns.word(random.choice(names))))
            pool[kind, len(words)].append(words)
    for sentence in sentences:
        names, new, result, last = spans(sentence), {}, [], 0
        if not names: continue
        for start, end, kind in names:
            old = plain(sentence[start:end])
            # Schools, hospitals and the like are places at times in the treebank.
            if kind == 'LOC' and WORDS['institution'].keys() & old: kind = 'ORG'
            # A place behind an article, as "the Netherlands", stays: most others have none.
            if kind == 'LOC' and start and sentence[start - 1][0].lower() in ('the', 'a', 'an', 'this'): new[old] = old
            if old not in new: new[old] = alike(random.choice(pool.get((kind, len(old)), [old])), old)
            result += sentence[last:start] + named(new[old], kind)
            last = end
        yield result + sentence[last:]


def alike(new, old):
    """A name in small letters or capitals as another; short ones in capitals are mostly abbreviations."""
    if all(word.islower() for word in old): return tuple(word.lower() for word in new)
    if all(word.isupper() for word in old) and len(''.join(old)) > 5: return tuple(word.upper() for word in new)
    return new
