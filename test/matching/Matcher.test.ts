import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Matcher } from '../../src/matching/Matcher.ts';
import type { Decision, Match, Matchable, Mode } from '../../src/matching/Match.ts';
import { TUNING } from '../../src/matching/tuning.ts';
import { answers, names, rules } from './answerSet.ts';
import { codePoint } from '../support/codePoint.ts';

const matcher = Matcher.of(answers, { names, rules });
const top = (match: Match): string | undefined => match.candidates[0]?.id;
const ask = (text: string, mode: Mode = 'direct'): Match => matcher.match(text, mode);

describe('answers', () => {
  test.each([
    ['a phrasing', 'how much does a ticket cost', 'prices'],
    ['the same in other words', 'what does one ticket cost for adults?', 'prices'],
    ['misspelled words', 'how mcuh deos a tikcet cost', 'prices'],
    ['stretched and bold words', '**how muuuuch** does a ticket costtttt', 'prices'],
    ['a mention before it', '<@123456789> how much does a ticket cost', 'prices'],
    ['inflected words', 'opening hour of the museum', 'hours'],
    ['words in a hurry', 'when r u open?', 'hours'],
  ])('%s: "%s"', (_, text, id) => {
    const match = ask(text);
    expect([match.decision, top(match)]).toEqual(['answer', id]);
  });
});

test('a statement needs as much confidence as in a channel', () => {
  const decisions = ['one ticket for adults cost me ten?', 'one ticket for adults cost me ten'].map(
    (text) => ask(text).decision,
  );
  expect(decisions).toEqual(['answer', 'suggest']);
});

test.each([
  'wait so how much does a ticket cost',
  'hey guys, quick question: how much does a ticket cost?',
  'how much does a ticket cost lol',
  'how much does a ticket cost? thanks in advance, just curious',
])('what is said around a question changes nothing: "%s"', (text) => {
  expect(ask(text).candidates[0]).toEqual({ id: 'prices', confidence: 1 });
});

test('what a question consists of is no filler', () => {
  const hey = { id: 'song', questions: ['so what lol'] };
  expect(Matcher.of([...answers, hey]).match('so what lol', 'direct').candidates[0]).toEqual({
    id: 'song',
    confidence: 1,
  });
});

test('a question about one name is not answered by what is asked about others alone', () => {
  const runs = { id: 'runs', questions: ['is o1 any good at maths', 'is gpt-4 any good at maths'] };
  const decide = (text: string): Decision => Matcher.of([runs], { names, rules }).match(text, 'passive').decision;
  expect([decide('is gpt-4 any good at maths?'), decide('is gpt-4o any good at maths?')]).toEqual(['answer', 'pass']);
});

test.each(['博物馆今天几点开门', '请问博物馆的开门时间是几点', '博物館は何時に開きますか'])(
  'words without spaces between them are found in other words: "%s"',
  (question) => {
    const more = [
      { id: 'open', questions: ['博物馆几点开门', '博物馆开门时间', '博物館は何時から開いていますか'] },
      { id: 'cost', questions: ['博物馆门票多少钱', '门票价格', '博物館の入場料はいくらですか'] },
    ];
    expect(top(Matcher.of([...answers, ...more]).match(question, 'direct'))).toBe('open');
  },
);

test.each(['hangi katta yiyecek bulabilirim ıspanak', 'gdzie jest łazienka w muzeum', 'hvor er kjøkkenet på museet'])(
  'a phrasing with letters of another alphabet equals itself: "%s"',
  (phrasing) => {
    const { candidates } = Matcher.of([...answers, { id: 'rooms', questions: [phrasing] }]).match(phrasing, 'direct');
    expect(candidates[0]).toEqual({ id: 'rooms', confidence: 1 });
  },
);

test('a question for steps is not answered by what only explains', () => {
  const questions = ['a', 'b', 'c', 'd'].flatMap((hall) =>
    [
      'what is stored in hall X',
      'which things are stored in hall X',
      'why are things stored in hall X',
      'stored in hall X',
    ].map((question) => question.replace('X', hall)),
  );
  const decide = (more: readonly string[]): Decision =>
    Matcher.of([...answers, { id: 'stores', questions: [...questions, ...more] }]).match(
      'how do I store my skis in hall b',
      'direct',
    ).decision;
  expect([decide([]), decide(['how do we get there'])]).toEqual(['suggest', 'answer']);
});

describe('what people put before a question', () => {
  test.each([
    ['does anybody know whether a ticket is cheaper on Sunday', 'a ticket is cheaper on Sunday'],
    ['can someone tell me what I pay to get in', 'what I pay to get in'],
    ['Is it true that gpt-4 is in the museum?', 'gpt-4 is in the museum?'],
    ['I just wonder if gpt-4 is in the museum', 'gpt-4 is in the museum'],
    ['wonder what I pay to get in', 'what I pay to get in'],
  ])('changes nothing: "%s"', (text, question) => {
    expect(ask(text).candidates).toEqual(ask(question).candidates);
  });

  test('is not a word in the midst of it', () => {
    expect(matcher.read('the wonder of gpt-4').tokens.map(({ text }) => text)).toContain('wonder');
  });

  test('asks, in a channel too', () => {
    const decisions = ['anyone know the admission fee', 'the admission fee'].map(
      (text) => ask(text, 'passive').decision,
    );
    expect(decisions).toEqual(['answer', 'pass']);
  });
});

describe('a question with something said around it', () => {
  test.each([
    ['before it', 'my sister has no idea when the museum is open', 'hours'],
    ['after it', 'when is the museum open, asking for a friend', 'hours'],
    ['after it, naming something', 'what are the opening hours, my boss says gpt-4 knows', 'hours'],
    ['on both sides of it', 'my sister swears she knows, when is the museum open, asking for a friend', 'hours'],
  ])('%s is answered: "%s"', (_, text, id) => {
    const match = ask(text);
    expect([match.decision, top(match)]).toEqual(['answer', id]);
  });

  test('is seen where the topmost layer is looked at alone', () => {
    const question = matcher.read('my sister has no idea when the museum is open');
    expect(matcher.confidenceOnTop(question)).toBeCloseTo(matcher.match(question, 'direct').candidates[0]!.confidence);
  });

  test('is not answered in a channel if it tells what somebody knows', () => {
    expect(ask('i finally understood how much a ticket costs', 'passive').decision).toBe('pass');
  });

  test('is not answered in a channel if it tells what others ask', () => {
    expect(ask('everyone asked how much a ticket costs', 'passive').decision).toBe('pass');
  });
});

describe('patterns', () => {
  test.each([
    ['when was gpt4 released', 'model:gpt-4'],
    ['gpt-4 release date', 'model:gpt-4'],
    ['gpt-4o?', 'model:gpt-4o'],
    ['ChatGPT 4', 'model:gpt-4'],
    ['difference between gpt-4 and gpt-3.5', 'compare:gpt-3.5+gpt-4'],
    ['gpt 3.5 vs 4', 'compare:gpt-3.5+gpt-4'],
    ['gpt-4o or o1 or gpt-4', 'compare:gpt-4+gpt-4o+o1'],
    ['gpt-4, gpt4', 'model:gpt-4'],
    ['what came before gpt 4o', 'lineage:gpt-4o'],
  ])('"%s" is completed to %s', (text, id) => {
    const match = ask(text);
    expect([match.decision, top(match)]).toEqual(['answer', id]);
  });

  test('take the first models when a question names too many', () => {
    expect(ask('compare o1 and gpt-4o and gpt-4 and gpt-3.5').candidates.map(({ id }) => id)).toContain(
      'compare:gpt-4+gpt-4o+o1',
    );
  });

  test('do not match a question with too few models', () => {
    const ids = ask('difference between gpt-4 and that').candidates.map(({ id }) => id);
    expect(ids.filter((id) => id.startsWith('compare:'))).toEqual([]);
  });

  test('come after an answer with a phrasing about the same model', () => {
    expect(top(ask('is gpt-4 in the museum'))).toBe('exhibits');
  });

  test('models are returned once each, in the order of the name list', () => {
    expect(ask('o1, gpt-4o, gpt 4 and 4o').models).toEqual(['gpt-4', 'gpt-4o', 'o1']);
  });
});

describe('without a certain answer', () => {
  test.each([
    ['something near', 'any news of the museum', 'suggest'],
    ['another topic', 'my cat sleeps all day long', 'pass'],
    ['nonsense', 'qwertz uiop asdfg', 'pass'],
    ['another language', 'wie wird das Wetter morgen', 'pass'],
    ['nothing', '', 'pass'],
    ['only emoji', '💀💀💀', 'pass'],
    ['a code block', '```\nhow much does a ticket cost\n```', 'pass'],
    ["somebody else's words", '> how much does a ticket cost\nlol', 'pass'],
  ])('%s: "%s" is a %s', (_, text, decision) => {
    expect(ask(text).decision).toBe(decision);
  });

  test('a question nearer to a counter-example is not answered', () => {
    const { decision, candidates } = ask('how much does a parking ticket cost');
    expect(decision).not.toBe('answer');
    expect(candidates[0]!.confidence).toBeLessThan(0.5);
  });
});

describe('in a channel', () => {
  test.each([
    ['how much does a ticket cost?', 'answer'],
    ['how much does a ticket cost', 'answer'],
    ['gpt-4o?', 'answer'],
    ['gpt-4o', 'pass'],
    ['ticket cost', 'pass'],
    ['my agent keeps failing with gpt-4o', 'pass'],
    ['ok my ticket did cost me a lot', 'pass'],
  ])('"%s" is a %s', (text, decision) => {
    expect(ask(text, 'passive').decision).toBe(decision);
  });

  test.each([
    '<@123456789012345678> how much does a ticket cost?',
    '<@!123456789012345678> how much does a ticket cost?',
    'how much does a ticket cost, <@1>?',
    '> <@1>\n<@2> how much does a ticket cost?',
    'how much does a ticket cost? Maybe **<@1>** knows.',
  ])('"%s" is asked of somebody else', (text) => {
    expect(ask(text, 'passive').decision).toBe('pass');
    expect(ask(text, 'direct').decision).toBe('answer');
  });

  test.each([
    ['a role', '<@&123456789012345678> how much does a ticket cost?'],
    ['a channel', 'how much does a ticket cost? in <#123456789012345678>'],
    ['everyone', '@everyone how much does a ticket cost?'],
    ['a quote', '> <@1> hello\nhow much does a ticket cost?'],
    ['code', '`<@1>` how much does a ticket cost?'],
    ['struck-through text', '~~<@1>~~ how much does a ticket cost?'],
    ['an escaped sign', '\\<@1> how much does a ticket cost?'],
  ])('a mention of a person is not: %s', (_, text) => {
    expect(ask(text, 'passive').decision).toBe('answer');
  });
});

describe('several questions in one message', () => {
  test.each([
    ['Hi everybody, first time here. What are your opening hours?', 'hours'],
    ['My flight lands at noon. how much does a ticket cost?', 'prices'],
    ['What are your opening hours? My cat says hello to all of you.', 'hours'],
  ])('"%s" is answered by what it asks: %s', (text, id) => {
    const { decision, candidates } = ask(text);
    expect([decision, candidates[0]!.id]).toEqual(['answer', id]);
  });

  test('both answers are given when both have one', () => {
    const {
      decision,
      answers: answered,
      candidates,
    } = ask('What are your opening hours and how much does a ticket cost?');
    expect([decision, answered]).toEqual(['answer', 2]);
    expect(candidates.map(({ id }) => id)).toEqual(['hours', 'prices']);
  });

  test('an exclaimed name is not a question', () => {
    expect(ask('gpt-4o?? my cat sleeps all day', 'passive').decision).toBe('pass');
  });
});

describe('numbers that other vendors have too', () => {
  const numbered = Matcher.of(answers, {
    names: [...names, { id: 'gpt-5.1', kind: 'model', names: ['GPT-5.1 Pro', '5.1 Pro'] }],
    rules,
  });
  const decide = (text: string, mode: Mode): Decision => numbered.match(text, mode).decision;

  test('are suggested, not answered, when there is nothing else', () => {
    expect(decide('5.1 Pro?', 'direct')).toBe('suggest');
    expect(decide('5.1 Pro?', 'passive')).toBe('pass');
  });

  test('are answered directly, but not in a channel', () => {
    expect(decide('when was 5.1 pro released', 'direct')).toBe('answer');
    expect(decide('when was 5.1 pro released?', 'passive')).not.toBe('answer');
  });

  test.each(['when was gpt-5.1 pro released?', 'when was the gpt 5.1 pro released?'])('are clear in "%s"', (text) => {
    expect(decide(text, 'passive')).toBe('answer');
  });
});

test('C, C++ and C# are three things', () => {
  const languages = { c: 'C', cpp: 'C++', csharp: 'C#' };
  const answersTo = Object.entries(languages).map(([id, name]) => ({ id, questions: [`where do i learn ${name}`] }));
  const threeThings = Matcher.of(answersTo);
  for (const [id, name] of Object.entries(languages))
    expect(top(threeThings.match(`where can i learn ${name}?`, 'direct'))).toBe(id);
});

test('an emoji tells answers apart where phrasings have it, and decorates elsewhere', () => {
  const emoji = Matcher.of([
    { id: 'skull', questions: ['what does 💀 mean'] },
    { id: 'laugh', questions: ['what does 😂 mean'] },
    { id: 'heart', questions: ['❤️'] },
    { id: 'rules', questions: ['what are the rules of the server'] },
  ]);
  const confidenceIn = (text: string): [string | undefined, number] => {
    const [best, second] = emoji.match(text, 'direct').candidates;
    return [best?.id, (best?.confidence ?? 0) - (second?.confidence ?? 0)];
  };
  for (const [text, id] of [
    ['what does 💀 mean?', 'skull'],
    ['what does 😂 mean', 'laugh'],
    ['❤', 'heart'],
  ] as const) {
    expect(confidenceIn(text)).toEqual([id, expect.any(Number)]);
    expect(confidenceIn(text)[1]).toBeGreaterThan(TUNING.gates.direct.margin);
  }
  const plain = emoji.match('what are the rules of the server', 'direct');
  expect(emoji.match('🐸 what are the rules of the server 🐸🐸', 'direct')).toEqual(plain);
  expect(emoji.match('what does 🐸 mean', 'direct').decision).not.toBe('answer');
});

test('reports a model that is called by the name of its app', () => {
  expect(ask('when was ChatGPT 4 released').calledByApp).toEqual(['gpt-4']);
  expect(ask('when was GPT-4 released').calledByApp).toEqual([]);
});

test('words around a question change little, and greetings can be questions of their own', () => {
  const match = ask('hey guys, how much does a ticket cost lol', 'passive');
  expect([match.decision, top(match)]).toEqual(['answer', 'prices']);
  const greeting: Matchable = { id: 'greeting', questions: ['hello', 'hey there'] };
  expect(top(Matcher.of([...answers, greeting], { names, rules }).match('hello', 'direct'))).toBe('greeting');
});

const could = (text: string, mode: Mode): boolean => matcher.couldAnswer(matcher.read(text), mode);

test('a message that could not be answered is passed, so it need not be matched', () => {
  expect(could('lol that museum looks amazing', 'passive')).toBe(false);
  expect(could('lol that museum looks amazing', 'direct')).toBe(true);
  expect(could('<@123456789012345678> when are you open?', 'passive')).toBe(false);
  expect(could('I am back. when are you open', 'passive')).toBe(true);
  fc.assert(
    fc.property(texts, modes, (text, mode) => {
      fc.pre(!could(text, mode));
      expect(ask(text, mode).decision).toBe('pass');
    }),
    { numRuns: 300 },
  );
});

test('reports which words were repaired', () => {
  expect(ask('how much does a tikcet cost').repaired).toEqual([{ typed: 'tikcet', read: 'ticket' }]);
});

test('every phrasing finds its own answer with a confidence of 0.95 or more', () => {
  const weak = answers
    .filter(({ id }) => !id.endsWith(':'))
    .flatMap(({ id, questions }) => questions.map((question) => ({ id, question, best: ask(question).candidates[0]! })))
    .filter(({ id, best }) => best.id !== id || best.confidence < 0.95);
  expect(weak).toEqual([]);
});

test('an empty answer set passes everything', () => {
  expect(Matcher.of([]).match('how much does a ticket cost', 'direct')).toEqual({
    decision: 'pass',
    candidates: [],
    answers: 0,
    models: [],
    calledByApp: [],
    repaired: [],
  });
});

const oddities = '`|```|> |\u202e|\ud800|e\u0301\u0302|💀|ｇｐｔ|\n|<@1>|gpt-4|GPT 4o|o1|vs|?'.split('|');
const ordinary = answers.flatMap(({ questions }) => questions.flatMap((question) => question.split(' ')));
const word = fc.constantFrom(...ordinary.concat(oddities));
const texts = fc.oneof(
  fc.array(word, { maxLength: 30 }).map((words) => words.join(' ')),
  fc.string({ unit: codePoint, maxLength: 300 }),
  fc
    .tuple(fc.string({ minLength: 1, maxLength: 5 }), fc.nat(4_000))
    .map(([part, times]) => part.repeat(times).slice(0, 4_000)),
);
const modes = fc.constantFrom<Mode>('direct', 'passive');

test('whatever is typed, there are at most ten candidates, sorted, with a confidence up to 1', () => {
  fc.assert(
    fc.property(texts, modes, (text, mode) => {
      const confidences = ask(text, mode).candidates.map(({ confidence }) => confidence);
      expect(confidences.length).toBeLessThanOrEqual(10);
      expect(confidences.filter((sure) => !(sure > 0 && sure <= 1))).toEqual([]);
      expect(confidences).toEqual(confidences.toSorted((a, b) => b - a));
    }),
    { numRuns: 500 },
  );
});

test('the same question gets the same result, whatever was asked before', () => {
  fc.assert(
    fc.property(fc.array(texts, { maxLength: 3 }), texts, modes, (before, text, mode) => {
      const fresh = Matcher.of(answers, { names, rules });
      for (const other of before) fresh.match(other, 'direct');
      expect(fresh.match(text, mode)).toEqual(ask(text, mode));
    }),
    { numRuns: 50 },
  );
});

test('the order of the answers does not matter', () => {
  const shuffled = fc.shuffledSubarray([...answers], { minLength: answers.length });
  fc.assert(
    fc.property(shuffled, texts, (others: Matchable[], text) => {
      expect(Matcher.of(others, { names, rules }).match(text, 'direct')).toEqual(ask(text));
    }),
    { numRuns: 50 },
  );
});

test('what is answered in a channel is also offered to a direct question', () => {
  fc.assert(
    fc.property(texts, (text) => {
      const unasked = ask(text, 'passive');
      if (unasked.decision !== 'answer') return;
      // Asked, less is enough: another part of the message may have an answer as well, and both are offered.
      const asked = ask(text);
      expect(asked.decision).not.toBe('pass');
      expect(asked.candidates.map(({ id }) => id)).toContain(top(unasked));
    }),
    { numRuns: 500 },
  );
});
