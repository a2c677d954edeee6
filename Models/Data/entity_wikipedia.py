"""Sentences of Wikipedia, labelled where their names are sure, and what WordNet knows of names and of things."""
import collections, random, re

from entity_text import ENDS, LITTLE, TITLES, WORDS, cut, lines, named, plain, spans

STARTS = WORDS['start']


# WordNet

class WordNet:
    """Synsets of nouns: words, the file they are in, hypernyms, and what they are instances of."""

    # The files of WordNet in which people, places and groups stand, and that of natural objects.
    FILES, OBJECTS = {15: 'LOC', 18: 'PER', 14: 'ORG'}, 17

    def __init__(self, folder):
        self.synsets, self.instances, self.first = {}, {}, {}
        for line in lines(folder, 'data.noun'):
            # The licence is indented.
            if line.startswith('  '): continue
            fields = line.split(' ')
            count = int(fields[3], 16)
            words = [word.replace('_', ' ') for word in fields[4:4 + 2 * count:2]]
            rest = fields[5 + 2 * count:]
            pointers = [(rest[i], rest[i + 1]) for i in range(0, len(rest) - 1, 4) if rest[i] in ('@', '@i')
                        and rest[i + 1].isdigit()]
            self.synsets[fields[0]] = (words, int(fields[1]), [to for sign, to in pointers if sign == '@'])
            kinds = [to for sign, to in pointers if sign == '@i']
            if kinds: self.instances[fields[0]] = kinds
        for line in lines(folder, 'index.noun'):
            if line.startswith('  '): continue
            fields = line.split()
            senses = [field for field in fields if len(field) == 8 and field.isdigit()]
            if senses: self.first[fields[0].replace('_', ' ')] = senses[0]
        # Words as American.
        self.peoples = {word for line in lines(folder, 'data.adj') if not line.startswith('  ')
                        for word in line.split(' ')[4:5] if word.isalpha() and word[0].isupper() and word[1:].islower()}
        self.peoples -= WORDS['proper'].keys()

    def above(self, synset):
        """The words of a synset and of all its hypernyms."""
        seen, todo = set(), [synset]
        while todo:
            words, _, more = self.synsets[todo.pop()]
            seen.update(words)
            todo += more
        return seen

    def names(self):
        """Names, each with its types, and lists of them for patterns."""
        types, lists = collections.defaultdict(set), collections.defaultdict(list)
        for synset, kinds in self.instances.items():
            words, file, _ = self.synsets[synset]
            above = set().union(*(self.above(kind) for kind in kinds))
            kind = self.FILES.get(file)
            if file == self.OBJECTS and above & WORDS['nature'].keys(): kind = 'LOC'
            if kind == 'PER' and above & WORDS['unreal'].keys(): kind = None
            for word in words:
                word = re.sub(r'\([a-z]+\)$', '', word)
                if not word[0].isupper() or word.startswith('Capital of'): continue
                types[word].add(kind)
                if kind == 'LOC' and word == words[0]:
                    if 'river' in above: lists['river'].append(word)
                    elif above & WORDS['settlement'].keys(): lists['city'].append(word)
                    elif 'country' in above: lists['country'].append(word)
                    elif file != self.OBJECTS: lists['place'].append(word)
            if kind == 'PER' and ' ' in words[0] and re.fullmatch(r"[\w .'-]+", words[0]): lists['famous'].append(words[0])
        lists['cityword'] = [word for word in lists['city'] if word.isalpha()]
        return types, lists

    def kind(self, noun):
        """The type that a thing called by a noun has."""
        if noun in WORDS['head']: return WORDS['head'][noun]
        if noun not in self.first: return None
        kinds = {WORDS['above'].get(word) for word in self.above(self.first[noun])}
        return next((kind for kind in ('PER', 'ORG', 'LOC') if kind in kinds), None)


# Articles

def articles(path):
    """The articles of a text: the title and the paragraphs of each."""
    article = []
    for line in lines(path):
        if line.strip(): article.append(line)
        elif article:
            yield article[0], article[1:]
            article = []
    if article: yield article[0], article[1:]


def defined(title, paragraphs, wordnet):
    """The type of what an article is about, by its first sentence; its name, and short names of it."""
    name = re.sub(r' \(.*\)$', '', title)
    words = name.split()
    if not paragraphs or not all(word[0].isupper() or word[0].isdigit() or word in LITTLE for word in words): return None
    # "The Rhine (German: Rhein) is a river in Europe": what it is stands last of the words in front of "in".
    text = re.sub(r' *\([^()]*\)', '', paragraphs[0][:600])
    match = re.match(r'(?:The )?(.{2,90}?),? (?:is|was|are|were) (?:an?|the|one of the) ([^.;]*)', text)
    if not match or words[-1] not in match[1]: return None
    phrase = re.split(
        r',|\b(?:of|in|that|which|who|for|from|on|at|by|with|located|based|and|to|founded|whose|near)\b', match[2])[0]
    nouns = re.findall(r'[a-z]+', phrase)
    if not nouns or 'fictional' in nouns: return None
    kind = wordnet.kind(nouns[-1])
    if kind == 'PER':
        # Who has years of life is one person, and not a people or a post.
        isBorn = re.search(r'\bborn\b|\d{3,4} ?– ?[\w .]*\d{3,4}', paragraphs[0][:300])
        if len(words) < 2 or not isBorn or words[0] in ('The', 'A') or WORDS['royal'].keys() & words: return None
        last = words[-1]
        isSurname = len(last) > 3 and last.isalpha() and 'of' not in words and last not in WORDS['epithet']
        return 'PER', name, [last] if isSurname else []
    if kind:
        # A word that the article writes small is no name.
        isSmall = re.search(r'\b' + re.escape(name.lower()) + r'\b', ' '.join(paragraphs[:12]))
        if (isSmall and not name.isupper()) or words[0] in WORDS['aspect']: return None
        short = re.search(re.escape(name) + r' \(([A-Z]{2,6})[;,)]', paragraphs[0][:300]) if kind == 'ORG' else None
        return kind, name, [short[1]] if short else []
    return None


def sentencesOf(paragraph):
    """The sentences of a paragraph, without those with traces of markup."""
    for text in re.split(r'(?<=[a-z0-9)"][.!?]) (?=[A-Z"])', paragraph):
        # Brackets with other scripts in them, or with what templates left.
        text = re.sub(r' \((?:[^()]*[^\x00-\u024f][^()]*|[^()]*]|; [^()]*|)\)', '', text)
        isMarked = re.search(r'[\[\]{}|<>=\\]|\( |\(\)|[^\x00-\u024f–—’‘“”£€]', text)
        if text[-1:] in '.!?' and 25 < len(text) < 260 and not isMarked: yield text


# Labels

class Labeller:
    """Finds what is sure about the names of a sentence."""

    def __init__(self, names, given, families, small, peoples):
        """names have types; given and families are names of people; small counts words as they are written."""
        self.names, self.given, self.families, self.small, self.peoples = names, given, families, small, peoples

    def isName(self, word):
        return word[0].isupper() and word not in WORDS['plain'] and word not in self.peoples

    def isUsual(self, words):
        """Whether the first word of a sentence is one that is written small elsewhere."""
        isGiven = words[0] in self.given and words[1:2] and words[1][0].isupper()
        return self.small[words[0].lower()] > 10 * self.small[words[0]] and not isGiven

    def end(self, words, end):
        """Where a run of capitalized words ends, with little words between them."""
        isName = lambda index: index < len(words) and self.isName(words[index])
        while end < len(words):
            if isName(end): end += 1
            elif words[end] in LITTLE and isName(end + 1): end += 2
            elif words[end] in ('of', 'for') and words[end + 1:end + 2] == ['the'] and isName(end + 2): end += 3
            else: break
        return end

    def label(self, words, local):
        """A sentence with labels; local are names that an article itself makes sure."""
        result, index = [], 0
        while index < len(words):
            word = words[index]
            end = self.end(words, index + 1)
            isKnown = word in local or word in self.names
            if self.isName(word) and (index > 0 or isKnown or not self.isUsual(words)):
                result += self.run(words, index, end, local)
                index = end
                continue
            # Words as American in front of a name may belong to it.
            isJoined = word in self.peoples and index + 1 < len(words) and words[index + 1][0].isupper()
            if isJoined and words[end - 1] in WORDS['joined'] and end - index <= 6:
                result += named(words[index:end], 'ORG')
                index = end
                continue
            isAbbreviation = word.isalpha() and word.isupper() and len(word) > 1
            result.append((word, '_' if isJoined or isAbbreviation else 'O'))
            index += 1
        # Where a name touches what is unknown, its bounds are not sure.
        for start, end, _ in spans(result):
            if '_' in (label for _, label in result[max(start - 1, 0):start] + result[end:end + 1]):
                result[start:end] = named(plain(result[start:end]), '_')
        return result

    def run(self, words, start, end, local):
        """The labels of a run of capitalized words."""
        run, titles = words[start:end], []
        while len(run) > 1 and run[0] in TITLES and ' '.join(run) not in local and run[1] not in LITTLE:
            titles.append(run.pop(0))
        previous = words[start - 1] if start else ''
        kind = (local.get(' '.join(run)) or self.byName(run, titles, previous) or self.byTitle(run, titles)
                or self.byBounds(run) or self.byGiven(run))
        return named(titles, 'O') + named(run, kind or '_')

    def byName(self, run, titles, previous):
        """The type of a run that is a name of one type only."""
        text = ' '.join(run)
        if len(self.names.get(text, ())) != 1: return None
        kind = next(iter(self.names[text]))
        if len(run) > 1: return kind
        # One word for a person or an organization is mostly also a name of others, and people are called after places.
        if kind != 'LOC': return None
        isPerson = text in self.given or text in self.families
        return None if isPerson and (titles or previous not in ('in', 'near', 'from')) else kind

    def byTitle(self, run, titles):
        """The type of a run behind a title of a person."""
        isPerson = titles and titles[-1] not in WORDS['office'] and len(run) <= 3 and run[0] not in TITLES
        return 'PER' if isPerson and not LITTLE.keys() & run and run[-1] not in ENDS else None

    def byBounds(self, run):
        """The type of a run that its first or last word tells."""
        if len(run) == 1: return None
        if STARTS.get(run[0]) == 'ORG' and run[1] in ('of', 'for') and len(run) <= 6: return 'ORG'
        if STARTS.get(run[0]) == 'LOC' and ENDS.get(run[1]) != 'ORG' and len(run) == 2: return 'LOC'
        return ENDS.get(run[-1]) if len(run) <= 5 and not {'of', 'for', 'the', '-'} & set(run) else None

    def byGiven(self, run):
        """The type of a run that begins with a given name."""
        isPerson = len(run) in (2, 3) and run[0] in self.given and run[-1] not in ENDS
        return 'PER' if isPerson and all(re.fullmatch(r"[A-Z][\w.']+|[A-Z]\.", word) for word in run) else None


def wikipedia(path, wordnet, types, patterns, limit):
    """The surest and most varied sentences of Wikipedia."""
    texts = list(articles(path))
    names = collections.defaultdict(set)
    for name, kinds in types.items():
        if None not in kinds: names[' '.join(cut(name))] |= kinds
    about = {}
    for title, paragraphs in texts:
        found = defined(title, paragraphs, wordnet)
        if found:
            kind, name, shorts = found
            about[title] = {' '.join(cut(text)): kind for text in [name] + shorts}
            names[' '.join(cut(name))].add(kind)
    # How often words are written small, and with a capital within sentences.
    small = collections.Counter(word for _, paragraphs in texts for paragraph in paragraphs[:8]
                                for word in re.findall(r"(?<=[a-z,] )[A-Za-z]+", paragraph))
    given = set(patterns.lists['first'][0]) - WORDS['ambiguous'].keys()
    labeller = Labeller(names, given, set(patterns.lists['surname'][0]), small, wordnet.peoples)
    # Of each article the best come first, and of equal rank those that are worth more.
    ranked = []
    for title, paragraphs in texts:
        found = sorted(candidates(paragraphs, labeller, about.get(title, {})), key=lambda pair: -pair[0])
        ranked += [(rank - 4 * worth, sentence) for rank, (worth, sentence) in enumerate(found[:16])]
    ranked.sort(key=lambda pair: pair[0])
    total, counts = 0, collections.Counter()
    for _, sentence in ranked:
        # A sentence all of whose names are there often enough shows nothing new.
        found = [' '.join(plain(sentence[start:end])) for start, end, _ in spans(sentence)]
        if total >= limit or all(counts[name] >= 12 for name in found): continue
        counts.update(found)
        total += len(sentence)
        yield sentence


def candidates(paragraphs, labeller, local):
    """The sentences of an article with names, of which little is unknown, and what they are worth."""
    for paragraph in paragraphs[:60]:
        for text in sentencesOf(paragraph):
            words = cut(text)
            if not 6 <= len(words) <= 45 or not any(word[0].isupper() for word in words[1:]): continue
            sentence = labeller.label(words, local)
            kinds = [kind for _, _, kind in spans(sentence)]
            unknown = sum(label == '_' for _, label in sentence)
            if kinds and unknown <= 2: yield score(kinds, unknown), sentence


def score(kinds, unknown):
    """How much a sentence is worth: rare types and several of them more."""
    worth = {'ORG': 1.2, 'PER': 0.8, 'LOC': 0.4}
    return sum(worth[kind] for kind in kinds[:4]) + 0.5 * len(set(kinds)) - 0.7 * unknown + random.random()
