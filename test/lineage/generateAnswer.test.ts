import type { Source } from '../../src/knowledge/Answer.ts';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Model } from '../../src/knowledge/Model.ts';
import { COMPARE_FACTS, LINEAGE_FACTS, MODEL_FACTS } from '../../src/knowledge/Phrasings.ts';
import type { TimelineEntry } from '../../src/knowledge/Knowledge.ts';
import { generateAnswer, generatedTitle } from '../../src/lineage/generateAnswer.ts';
import { assistant, family, knowledgeOf, model, source, TODAY, use, withAssistants } from './family.ts';
import { codePoint } from '../support/codePoint.ts';

/** A source of a maker of models. */
const saidBy = (publisher: string): Source => ({ ...source(publisher), publisher, isByMaker: true });

const made = (id: string) => generateAnswer(family, id, TODAY)!;

describe('ids', () => {
  test.each([
    ['model:gpt-4', 'model:gpt-4'],
    ['model:gpt-4:retired', 'model:gpt-4:retired'],
    ['lineage:gpt-4', 'lineage:gpt-4'],
    ['lineage:gpt-4:after', 'lineage:gpt-4:after'],
    ['lineage:chatgpt', 'lineage:chatgpt'],
    ['compare:gpt-3+gpt-4', 'compare:gpt-3+gpt-4'],
    ['compare:gpt-4o+gpt-3+gpt-4', 'compare:gpt-4o+gpt-3+gpt-4'],
    ['compare:o1+gpt-4o+gpt-4+gpt-3', 'compare:o1+gpt-4o+gpt-4+gpt-3'],
    ['compare:gpt-4+gpt-3:base', 'compare:gpt-3+gpt-4:base'],
    ['plan:plus:2023', 'plan:plus:2023'],
    ['plan:plus:2023-04', 'plan:plus:2023-04'],
    ['plan:plus:2023-04..06', 'plan:plus:2023-04..06'],
    ['plan:plus:2023-04-14', 'plan:plus:2023-04-14'],
    ['plan:plus+free:2023-04', 'plan:free+plus:2023-04'],
    ['plan:2025-06', 'plan:2025-06'],
    ['plan:api:2023-04', 'plan:api:2023-04'],
    ['plan:api+plus:2023-04', 'plan:plus+api:2023-04'],
    ['plan:plus:0001', 'plan:plus:0001'],
    ['plan:plus:9999-12-31', 'plan:plus:9999-12-31'],
  ])('%s makes the answer %s', (id, expected) => {
    expect(made(id).id).toBe(expected);
  });

  test.each([
    '',
    ':',
    'model',
    'model:',
    'model:gpt-9',
    'model:GPT-4',
    'model: gpt-4',
    'model:gpt-4:more',
    'model:gpt-4:',
    'model:gpt-4:retired:',
    'model:gpt-9:retired',
    'lineage:gpt-4:retired',
    'lineage:gpt-3+gpt-4:after',
    'lineage:chatgpt:after',
    'model:gpt-4:after',
    'compare:gpt-3+gpt-4:retired',
    'compare:gpt-3+gpt-4:after',
    'compare:gpt-3+gpt-4:',
    'compare:gpt-3+gpt-4:base:',
    'compare:gpt-3+gpt-4+gpt-4o:base',
    'compare:gpt-4:base',
    'model:gpt-4:toString',
    'model:gpt-3+gpt-4',
    'models:gpt-4',
    'lineage:',
    'lineage:gpt-3+gpt-4',
    'lineage:chatgpt:',
    'compare:gpt-4',
    'compare:gpt-4+gpt-4',
    'compare:gpt-3+gpt-4+gpt-3',
    'compare:gpt-3+',
    'compare:+',
    'compare:gpt-3+gpt-3.5+gpt-4+gpt-4o+o1',
    'compare:gpt-3,gpt-4',
    'model:__proto__',
    'constructor:gpt-4',
    'model:toString',
    'plan:',
    'plan:plus',
    'plan:plus:',
    'plan::2023',
    'plan:Plus:2023',
    'plan:pro:2024',
    'plan:gold:2023',
    'plan:plus+plus:2023',
    'plan:plus+:2023',
    'plan:plus:2023-13',
    'plan:plus:2023-02-30',
    'plan:plus:2023-4',
    'plan:plus:23',
    'plan:plus:2023:04',
    'plan:plus:2023\n',
    'plan:__proto__:2023',
  ])('%j makes nothing', (id) => {
    expect(generateAnswer(family, id, TODAY)).toBeUndefined();
    expect(generatedTitle(family, id, TODAY)).toBeUndefined();
  });

  test('no text makes a fault', () => {
    const part = fc.constantFrom(
      'model',
      'compare',
      'lineage',
      'plan',
      'plus',
      '2023',
      '-04',
      ':',
      '+',
      'gpt-4',
      'gpt-3',
      'retired',
      'base',
      'chatgpt',
      '\0',
      '💥',
    );
    const hostile = fc.oneof(
      fc.string({ unit: codePoint }),
      fc.array(part).map((parts) => parts.join('')),
    );
    fc.assert(
      fc.property(hostile, (id) => {
        const answer = generateAnswer(family, id, TODAY);
        expect(answer === undefined || generateAnswer(family, answer.id, TODAY)?.id === answer.id).toBe(true);
        expect(generatedTitle(family, id, TODAY)).toBe(answer?.title);
      }),
    );
  });

  test.each([
    'model:gpt-4',
    ...MODEL_FACTS.map((fact) => `model:gpt-4:${fact}`),
    'compare:gpt-3+gpt-4+gpt-4o',
    ...COMPARE_FACTS.map((fact) => `compare:gpt-3+gpt-4:${fact}`),
    'lineage:gpt-4',
    ...LINEAGE_FACTS.map((fact) => `lineage:gpt-4:${fact}`),
    'lineage:chatgpt',
    'plan:plus:2023-04',
  ])('the title of %s comes without the rest of it', (id) => {
    expect(generatedTitle(family, id, TODAY)).toBe(generateAnswer(family, id, TODAY)!.title);
  });

  test('models stand in the order in which they are named, and what tells them apart is the same in any order', () => {
    const ids = ['gpt-3', 'gpt-4', 'gpt-4o', 'o1'];
    fc.assert(
      fc.property(fc.shuffledSubarray(ids, { minLength: 2 }), (named) => {
        const names = named.map((id) => family.models.get(id)!.name);
        const { title, table, picture, short } = made(`compare:${named.join('+')}`);
        expect(table!.columns.slice(1)).toEqual(names);
        expect(picture).toMatchObject({ title, columns: names });
        expect(title.match(new RegExp(`(?<![\\w-])(?:${names.join('|')})(?![\\w-])`, 'g'))).toEqual(names);
        expect(short).toBe(made(`compare:${named.toSorted().join('+')}`).short);
      }),
    );
  });
});

describe('a model', () => {
  test('tells its facts in the order in which people want them', () => {
    expect(made('model:gpt-4').body).toBe(
      [
        '- **Released:** 14 Mar 2023',
        '- **Made from:** not disclosed; came after GPT-3.5',
        '- **Input:** text and images',
        '- **Output:** text',
        '- **Context window:** 8,192 tokens',
        '- **Maximum output:** 4,096 tokens',
        '- **Knowledge cutoff:** Sep 2021',
        '- **In ChatGPT:** Plus: 14 Mar 2023 – 30 Apr 2025',
        '- **Fine-tuning:** RLHF',
        '- **Retired:** ChatGPT 30 Apr 2025; API announced for 14 Jan 2027 (snapshots earlier)',
        '- **Not disclosed:** size',
        '',
        '**Also**',
        '- Its report withholds the size.',
      ].join('\n'),
    );
  });

  test('does not repeat a date of release that the sentence above has', () => {
    expect(made('model:gpt-4').body).toContain('- **Released:** 14 Mar 2023');
    expect(made('model:gpt-4:released')).toMatchObject({
      short: expect.stringContaining('14 Mar 2023') as string,
      body: expect.not.stringContaining('**Released:**') as string,
    });
  });

  test('says once what the maker has not published', () => {
    expect(made('model:o1').body).toContain(
      '- **Not disclosed:** made from, context window, maximum output, knowledge cutoff, size and fine-tuning',
    );
  });

  test('lists plans with different dates below each other', () => {
    expect(made('model:gpt-4o').body).toContain(
      '- **In ChatGPT:**\n  - Free and Plus: since 13 May 2024\n  - Go: since 20 Aug 2025\n',
    );
  });

  test('never in ChatGPT is told in the words of its note', () => {
    expect(made('model:gpt-3').body).toContain('- **In ChatGPT:** It was never in ChatGPT.\n');
  });

  test('tells when it was announced where that was another day', () => {
    expect(made('model:gpt-3').body).toContain('- **Released:** 11 Jun 2020; announced 28 May 2020\n');
    const announced = { announced: '2023' };
    const two = knowledgeOf([
      model('a', { released: '2023-09', ...announced }),
      model('b', { released: null, ...announced }),
    ]);
    expect(generateAnswer(two, 'model:a', TODAY)!.body).toMatch(/^- \*\*Released:\*\* Sep 2023\n/);
    expect(generateAnswer(two, 'model:b', TODAY)!.body).toMatch(/^- \*\*Released:\*\* not known; announced 2023\n/);
  });

  test('names at most four of the names that the API takes', () => {
    const many = model('many', { apiIds: ['a', 'b', 'c', 'd', 'e', 'f'] });
    expect(generateAnswer(knowledgeOf([many]), 'model:many', TODAY)!.body).toContain(
      '- **API names:** `a`, `b`, `c`, `d` and 2 more',
    );
  });

  test('says that its weights are public, and says nothing where they are not', () => {
    const open = knowledgeOf([model('open', { openWeights: true }), model('closed')]);
    expect(generateAnswer(open, 'model:open', TODAY)!.body).toContain('- **Weights:** public\n');
    expect(generateAnswer(open, 'model:open:weights', TODAY)!.short).toBe('Yes: the weights of OPEN are public.');
    expect(generateAnswer(open, 'model:closed', TODAY)!.body).not.toContain('Weights');
  });

  test('says under which licence its weights are public', () => {
    const open = knowledgeOf([model('open', { openWeights: true, licence: 'Apache 2.0' })]);
    expect(generateAnswer(open, 'model:open:weights', TODAY)!.short).toBe(
      'Yes: the weights of OPEN are public. Licence: Apache 2.0.',
    );
  });

  test('names the public models of the series, and who got weights that are not public', () => {
    const named = [
      model('first', { openWeights: true, series: 'S' }),
      model('newest', { series: 'S' }),
      model('other'),
    ];
    const series = knowledgeOf([...named, model('lent', { weightsNote: 'researchers got them on request' })]);
    const short = (id: string): string => generateAnswer(series, `model:${id}:weights`, TODAY)!.short;
    expect(short('newest')).toBe('No: OpenAI has not published the weights of NEWEST. Those of FIRST are public.');
    expect(short('other')).toBe('No: OpenAI has not published the weights of OTHER.');
    expect(short('lent')).toContain('LENT (researchers got them on request).');
  });

  test('is asked about as still available while no end of it is known', () => {
    const models = knowledgeOf([model('here'), model('gone', { retired: { api: '2024-01-04' } })]);
    const title = (id: string): string => generateAnswer(models, `model:${id}:retired`, TODAY)!.title;
    expect([title('here'), title('gone')]).toEqual(['Is HERE still available?', 'When was GONE retired?']);
  });

  test('words a day still to come as announced, and a day that has come as past', () => {
    const retiring = knowledgeOf([model('m', { retired: { api: '2027-01-14' } })]);
    expect(generateAnswer(retiring, 'model:m', '2027-01-13')!.body).toContain('API announced for 14 Jan 2027');
    expect(generateAnswer(retiring, 'model:m', '2027-01-14')!.body).toContain('API 14 Jan 2027');
    expect(generateAnswer(retiring, 'model:m', '2027-01-14')!.body).not.toContain('announced');
  });

  test('a price that is not by tokens is told in its own words', () => {
    const spoken = knowledgeOf([model('voice', { otherPrice: '$0.05 a minute (Sep 2026)' })]);
    expect(generateAnswer(spoken, 'model:voice:price', TODAY)!.short).toBe(
      'In the API, VOICE costs $0.05 a minute (Sep 2026).',
    );
  });

  test('of a model of another maker, it says that it is not in ChatGPT, where else it is found, and whether it is open', () => {
    const models = [model('opus', { maker: 'Anthropic' }), model('kimi', { maker: 'Moonshot', openWeights: true })];
    const perplexity = assistant('perplexity', [
      { model: 'opus', from: '2026-09' },
      { model: 'kimi', from: '2026-07', to: '2026-08' },
    ]);
    const other = withAssistants(knowledgeOf(models), perplexity);
    const { title, short } = generateAnswer(other, 'model:opus:chatgpt', TODAY)!;
    expect([title, short]).toEqual([
      'Where can I use OPUS?',
      'OPUS is a model of Anthropic, and not in ChatGPT. It is found in PERPLEXITY.',
    ]);
    expect(generateAnswer(other, 'model:kimi:chatgpt', TODAY)!.short).toBe(
      'KIMI is a model of Moonshot, and not in ChatGPT. Its weights are public: anyone can run it without paying.',
    );
    const byMaker = withAssistants(knowledgeOf(models), { ...assistant('claude'), maker: 'Anthropic' });
    expect(generateAnswer(byMaker, 'model:opus:chatgpt', TODAY)!.short).toBe(
      'OPUS is a model of Anthropic, and not in ChatGPT. Anthropic offers CLAUDE.',
    );
  });

  test('that it has left ChatGPT is said, and of which plans, if their days would take too much room', () => {
    const plans = ['free', 'plus', 'pro', 'business', 'enterprise'];
    const timeline = plans.flatMap((plan, at) =>
      [1, 3].map((month) =>
        use({ model: 'm', plans: [plan], from: `2024-0${month}-0${at + 1}`, to: `2024-0${month + 1}-0${at + 1}` }),
      ),
    );
    const gone = knowledgeOf([model('m', { retired: { chatgpt: '2024-04-05' } })], timeline);
    expect(generateAnswer(gone, 'model:m:chatgpt', TODAY)!.short).toBe(
      'M left ChatGPT on 5 Apr 2024. Plans that had it: Free, Plus, Pro, Business and Enterprise.',
    );
    const open = knowledgeOf([model('m')], timeline);
    expect(generateAnswer(open, 'model:m:chatgpt', TODAY)!.short).toMatch(/^ChatGPT plans that have had M: Free, Plus/);
  });

  test('the name of a model that is in the API is told as a present one', () => {
    const present = knowledgeOf([model('m', { apiIds: ['m-1'], retired: { api: '2027-01-14' } })]);
    expect(generateAnswer(present, 'model:m:api', TODAY)!.short).toBe(
      'M is in the API as `m-1`; it leaves the API on 14 Jan 2027, as announced.',
    );
  });

  test('an end in ChatGPT still to come is announced too', () => {
    const timeline = [use({ model: 'm', plans: ['pro'], role: 'default', from: '2026-01-01', to: '2026-12-01' })];
    expect(generateAnswer(knowledgeOf([model('m')], timeline), 'model:m', TODAY)!.body).toContain(
      'Pro: 1 Jan 2026 – 1 Dec 2026 (announced)',
    );
  });

  test('leads to the comparison with what came before, to its lineage, and to the comparison with what came after', () => {
    expect(made('model:gpt-4').related).toEqual(['compare:gpt-3.5+gpt-4', 'lineage:gpt-4', 'compare:gpt-4+gpt-4o']);
  });

  test('cites each source of the model and of its timeline once, the most used first', () => {
    expect(made('model:gpt-4').sources.map(({ id }) => id)).toEqual(['notes', 'gpt-4']);
  });
});

describe('one fact of a model', () => {
  test.each([
    ['gpt-3:released', 'GPT-3 was released on 11 Jun 2020. It was announced on 28 May 2020.'],
    ['gpt-3.5:released', 'GPT-3.5 was released in 2022 (a series).'],
    [
      'gpt-4:retired',
      'GPT-4 left ChatGPT on 30 Apr 2025; it leaves the API on 14 Jan 2027, as announced (snapshots earlier).',
    ],
    ['gpt-3:retired', 'GPT-3 left the API on 4 Jan 2024.'],
    [
      'gpt-4o:retired',
      'GPT-4o has no known retirement date; it has been in ChatGPT: Free and Plus since 13 May 2024, Go since 20 Aug 2025.',
    ],
    ['o1:retired', 'o1 was in ChatGPT: Plus 5 Dec 2024 – 16 Apr 2025.'],
    ['gpt-4:chatgpt', 'GPT-4 in ChatGPT: Plus 14 Mar 2023 – 30 Apr 2025; not documented for Free and Go.'],
    ['gpt-3:chatgpt', 'GPT-3 was never in ChatGPT.'],
    ['gpt-4:window', 'The context window of GPT-4 is 8,192 tokens. One reply can have up to 4,096 tokens.'],
    ['o1:window', 'The context window of o1 is not disclosed.'],
    ['gpt-4:reply', 'GPT-4 can write up to 4,096 tokens in one reply.'],
    ['gpt-4o:cutoff', 'The knowledge of GPT-4o ends on 1 Oct 2023.'],
    ['o1:cutoff', 'The knowledge cutoff of o1 is not disclosed.'],
    ['gpt-3:size', 'GPT-3 has 175 billion parameters.'],
    ['gpt-3:architecture', 'GPT-3 is a decoder-only Transformer.'],
    ['gpt-4:architecture', 'The architecture of GPT-4 is not known.'],
    ['gpt-4:size', 'Not disclosed: OpenAI has not published how many parameters GPT-4 has.'],
    ['gpt-4o:modalities', 'GPT-4o accepts text, images and audio and outputs text, images and audio.'],
    ['gpt-4:tuning', 'Fine-tuning of GPT-4: RLHF.'],
    ['o1:tuning', 'Not disclosed: OpenAI has not published how o1 was fine-tuned.'],
    ['gpt-3:api', 'GPT-3 was in the API as `davinci` and `curie`; it left the API on 4 Jan 2024.'],
    ['gpt-4o:api', 'No API name of GPT-4o is known.'],
    ['gpt-4:weights', 'No: OpenAI has not published the weights of GPT-4.'],
    ['gpt-3:maker', 'OpenAI made GPT-3.'],
  ])('%s leads', (id, short) => {
    expect(made(`model:${id}`).short).toBe(short);
  });

  test('is followed by all others', () => {
    const { title, body, related, sources } = made('model:gpt-4:retired');
    const card = made('model:gpt-4');
    expect(title).toBe('When was GPT-4 retired?');
    expect({ body, related, sources }).toEqual({ body: card.body, related: card.related, sources: card.sources });
  });

  test('notes are left out where the sentence would be too long', () => {
    const wordy = model('m', { released: '2024-05', releasedNote: 'in stages '.repeat(20).trim() });
    expect(generateAnswer(knowledgeOf([wordy]), 'model:m:released', TODAY)!.short).toBe('M was released in May 2024.');
  });
});

describe('a comparison', () => {
  test('has a column for each model, and a line for what all of them share', () => {
    const { table, body } = made('compare:gpt-3+gpt-3.5');
    expect(table!.columns).toEqual(['Fact', 'GPT-3', 'GPT-3.5']);
    expect(table!.rows.map((row) => row.map(({ text }) => text))).toEqual([
      ['Released', '11 Jun 2020', '2022 (a series)'],
      ['Made from', 'trained from scratch', 'GPT-3 (pretrained further on code)'],
      ['Fine-tuning', 'none', 'supervised fine-tuning or RLHF'],
      ['Context window', '2,048 tokens', '4,096 tokens'],
      ['Knowledge cutoff', 'Nov 2019', 'Jun 2021'],
      ['Size', '175 billion', 'not disclosed'],
      ['In ChatGPT', 'It was never in ChatGPT', 'Free 30 Nov 2022 – 13 May 2024; Plus 1 Feb 2023 – 3 Aug 2023'],
      ['Retired', 'API 4 Jan 2024', 'ChatGPT 18 Jul 2024; API 23 Oct 2026'],
    ]);
    expect(body).toBe('Same for both: **input** text · **output** text');
  });

  test.each([
    [
      'compare:gpt-3.5+gpt-4',
      'GPT-4 (14 Mar 2023) is newer than GPT-3.5 (2022), also accepts images, and reads 8,192 tokens instead of 4,096.',
    ],
    [
      'compare:gpt-4+gpt-4o',
      'GPT-4o is about 1 year and 2 months newer than GPT-4, also accepts audio and can also output images and audio, ' +
        'and reads 128,000 tokens instead of 8,192.',
    ],
    [
      'compare:gpt-3+gpt-3.5+gpt-4',
      'In order of release: GPT-3, GPT-3.5 and GPT-4; ' +
        'GPT-4 is the first of them to accept images; GPT-4 reads most, 8,192 tokens.',
    ],
    ['compare:gpt-4o+o1', 'o1 is about 7 months newer than GPT-4o and does not accept images and audio.'],
  ])('%s says the main difference in one sentence', (id, expected) => {
    expect(made(id).short).toBe(expected);
  });

  test('models of one day, or of days that may be the same, get no order', () => {
    const knowledge = knowledgeOf([
      model('a', { released: '2025-08-07' }),
      model('b', { released: '2025-08-07' }),
      model('c', { released: '2025' }),
    ]);
    expect(generateAnswer(knowledge, 'compare:a+b', TODAY)!.short).toBe('A and B were both released on 7 Aug 2025.');
    expect(generateAnswer(knowledge, 'compare:b+c', TODAY)!.short).toBe(
      'B came out on 7 Aug 2025 and C came out in 2025.',
    );
  });

  test('without an order between two models each difference names its model', () => {
    const a = model('a', { contextWindow: 8192, knowledgeCutoff: '2024-06' });
    const b = model('b', { contextWindow: 4096, knowledgeCutoff: '2024-06-01', input: ['text', 'image'] });
    expect(generateAnswer(knowledgeOf([a, b]), 'compare:a+b', TODAY)!.short).toBe(
      'A and B were both released in 2020; B also accepts images and reads 4,096 tokens instead of 8,192.',
    );
  });

  test.each([
    ['optional', 'B is about 1 month newer than A and can reason before it answers.'],
    ['yes', 'B is about 1 month newer than A and reasons before it answers.'],
    ['no', 'B is about 1 month newer than A.'],
  ] as const)('a model that began to reason (%s) is told from one that does not', (reasoning, expected) => {
    const a = model('a', { released: '2025-01', reasoning: 'no' });
    const b = model('b', { released: '2025-02', reasoning });
    expect(generateAnswer(knowledgeOf([a, b]), 'compare:a+b', TODAY)!.short).toBe(expected);
  });

  test('a model that was made from the other says so first', () => {
    const a = model('a', { released: '2025-01' });
    const b = model('b', { released: '2025-02', madeFrom: { how: 'disclosed', model: 'a' }, contextWindow: 9 });
    expect(generateAnswer(knowledgeOf([a, b]), 'compare:a+b', TODAY)!.short).toBe(
      'B is about 1 month newer than A and was made from it.',
    );
  });

  test.each([
    [
      '7 billion',
      '46.7 billion, of which 12.9 billion are active at a time',
      ' and has 46.7 billion parameters instead of 7 billion',
    ],
    ['7 billion', '8, 70 and 405 billion', ''],
    [null, '7 billion', ''],
  ])('of the sizes %s and %s a sentence says: "%s"', (before, after, expected) => {
    const a = model('a', { released: '2025-01', parameters: before });
    const b = model('b', { released: '2025-02', parameters: after });
    expect(generateAnswer(knowledgeOf([a, b]), 'compare:a+b', TODAY)!.short).toBe(
      `B is about 1 month newer than A${expected}.`,
    );
  });

  test.each([
    ['a mixture of 8 experts', ' and is a mixture of 8 experts'],
    ['a mixture of 8 experts, of which two work on a token', ''],
  ])('of two designs a sentence says the newer one, if that is short: %s', (architecture, expected) => {
    const a = model('a', { released: '2025-01', architecture: 'dense' });
    const b = model('b', { released: '2025-02', architecture });
    expect(generateAnswer(knowledgeOf([a, b]), 'compare:a+b', TODAY)!.short).toBe(
      `B is about 1 month newer than A${expected}.`,
    );
  });

  test('windows of nearly the same size are no difference that leads', () => {
    const a = model('a', { contextWindow: 1_048_576 });
    const b = model('b', { contextWindow: 1_000_000 });
    expect(generateAnswer(knowledgeOf([a, b]), 'compare:a+b', TODAY)!.short).not.toContain('reads');
  });

  test('a model without a date of release says so instead of taking a place in the order', () => {
    const knowledge = knowledgeOf([
      model('a', { released: null }),
      model('b', { released: '2024' }),
      model('c', { released: '2025' }),
    ]);
    expect(generateAnswer(knowledge, 'compare:a+b', TODAY)!.short).toBe(
      'A has no known release date and B came out in 2024.',
    );
    expect(generateAnswer(knowledge, 'compare:a+b+c', TODAY)!.short).toBe(
      'In order of release: B and C; A: no known release date.',
    );
    expect(generateAnswer(knowledge, 'model:a', TODAY)!.body).toContain('- **Released:** not known');
  });

  test('models that were announced and never released are told with that day', () => {
    const knowledge = knowledgeOf([
      model('a', { released: null, announced: '2021-12' }),
      model('b', { released: null, announced: '2022-03' }),
      model('c', { released: '2025' }),
    ]);
    expect(generateAnswer(knowledge, 'compare:a+b+c', TODAY)!.short).toBe(
      'In order of release: C; announced: A (Dec 2021) and B (Mar 2022).',
    );
    expect(generateAnswer(knowledge, 'compare:a+c', TODAY)!.short).toBe(
      'A was announced in Dec 2021 and C came out in 2025.',
    );
  });

  test('of several models the one that reads most is named, unless that is unknown of one', () => {
    const [a, b] = [
      model('a', { released: '2023', contextWindow: 8_192 }),
      model('b', { released: '2024', contextWindow: 128_000 }),
    ];
    const said = (contextWindow: number | null): string =>
      generateAnswer(knowledgeOf([a, b, model('c', { released: '2025', contextWindow })]), 'compare:a+b+c', TODAY)!
        .short;
    expect(said(4_096)).toBe('In order of release: A, B and C; B reads most, 128,000 tokens.');
    expect(said(null)).toBe('In order of release: A, B and C.');
    expect(said(128_000)).toBe('In order of release: A, B and C.');
  });

  test('of several models says which is the first to reason, the cheapest, and the one that knows of the latest day', () => {
    const price = { input: 2, output: 8, on: '2026-10-01' };
    const [a, b] = [
      model('a', { released: '2023', reasoning: 'no', price, knowledgeCutoff: '2022' }),
      model('b', {
        released: '2024',
        reasoning: 'yes',
        price: { ...price, input: 1, output: 4 },
        knowledgeCutoff: '2023',
      }),
    ];
    const said = (facts: Partial<Model>): string =>
      generateAnswer(knowledgeOf([a, b, model('c', { released: '2025', ...facts })]), 'compare:a+b+c', TODAY)!.short;
    expect(said({ price })).toBe(
      'In order of release: A, B and C; B is the first of them to reason before it answers; ' +
        'B costs least, $1 and $4 per million tokens in and out.',
    );
    expect(said({ price: { ...price, input: 1 }, knowledgeCutoff: '2024-06' })).toBe(
      'In order of release: A, B and C; B is the first of them to reason before it answers; ' +
        'the knowledge of C goes furthest, to Jun 2024.',
    );
  });

  test('of two models says what the newer one does not accept, whether only its weights are public, and who makes it', () => {
    const older = model('a', { released: '2023', input: ['text', 'audio'] });
    const newer = { released: '2024', maker: 'Acme', openWeights: true } as const;
    const said = (facts: Partial<Model>): string =>
      generateAnswer(knowledgeOf([older, model('b', { ...newer, ...facts })]), 'compare:a+b', TODAY)!.short;
    expect(said({})).toBe('B (2024) is newer than A (2023), does not accept audio, and has public weights.');
    expect(said({ input: older.input })).toBe(
      'B (2024) is newer than A (2023), has public weights, and comes from Acme, not OpenAI.',
    );
  });

  test('tells of weights only where some are public', () => {
    const two = knowledgeOf([model('open', { openWeights: true }), model('closed')]);
    const rows = generateAnswer(two, 'compare:open+closed', TODAY)!.table!.rows.map((row) =>
      row.map(({ text }) => text),
    );
    expect(rows).toEqual([['Weights', 'public', 'not published']]);
  });

  test('models that agree in everything need no table', () => {
    const { table, body } = generateAnswer(knowledgeOf([model('a'), model('b')]), 'compare:a+b', TODAY)!;
    expect(table).toBeUndefined();
    expect(body).toContain('**released** 2020 · **made from** not disclosed');
  });
});

test.each([
  ['1.5 billion', 'M has 1.5 billion parameters.'],
  ['671 billion, of which 37 billion work', 'M has 671 billion parameters, of which 37 billion work.'],
  ['17 billion active at a time', 'M has 17 billion parameters active at a time.'],
  ['up to 12 billion in the paper', 'M has up to 12 billion parameters in the paper.'],
  ['8 and 70 billion', 'M comes in sizes of 8 and 70 billion parameters.'],
  ['70 million to 12 billion', 'M comes in sizes of 70 million to 12 billion parameters.'],
])('a size of %s is told as a sentence', (parameters, sentence) => {
  const knowledge = knowledgeOf([model('m', { parameters })]);
  expect(generateAnswer(knowledge, 'model:m:size', TODAY)!.short).toBe(sentence);
});

test('how a model was tuned is a sentence where its phrase can end one', () => {
  const knowledge = knowledgeOf([model('m', { tuning: 'fine-tuned on answers of GPT-4' })]);
  expect(generateAnswer(knowledge, 'model:m:tuning', TODAY)!.short).toBe('M was fine-tuned on answers of GPT-4.');
});

test('what a model that has left the API cost is told as past', () => {
  const price = { input: 20, output: 20, on: '2023' };
  const knowledge = knowledgeOf([model('m', { price, retired: { api: '2024-01-04' } })]);
  expect(generateAnswer(knowledge, 'model:m:price', TODAY)!.short).toBe(
    'In the API, M cost $20 and $20 per million tokens in and out (as of 2023).',
  );
});

test('a name that has its year already gets no date', () => {
  const codex = model('codex', { name: 'Codex (2021)', released: '2021-08-10' });
  const next = model('next', { madeFrom: { how: 'disclosed', model: 'codex' }, released: '2022' });
  expect(generateAnswer(knowledgeOf([codex, next]), 'lineage:next', TODAY)!.short).toBe(
    'NEXT was made from Codex (2021).',
  );
});

test('who took over in ChatGPT is told of each plan, also if that is not the next model', () => {
  const models = ['old', 'new', 'mini'].map((id, year) => model(id, { released: `${2022 + year}` }));
  const after = model('after', { madeFrom: { how: 'release-order', model: 'old' }, released: '2023' });
  const timeline = [
    use({ model: 'old', plans: ['free'], from: '2022-11-30', to: '2024-05-13' }),
    use({ model: 'old', plans: ['free'], role: 'fallback', from: '2024-05-13', to: '2024-07-18' }),
    use({ model: 'new', plans: ['free', 'plus'], from: '2024-05-13' }),
    use({ model: 'mini', plans: ['free'], role: 'fallback', from: '2024-07-18' }),
  ];
  const { short, body } = generateAnswer(knowledgeOf([...models, after], timeline), 'lineage:old:after', TODAY)!;
  expect(short).toBe('After OLD came AFTER (2023); in ChatGPT, NEW and MINI took over.');
  expect(body).toContain(
    '- **Replaced in ChatGPT by:** NEW on Free (13 May 2024); MINI as the fallback after the limit on Free (18 Jul 2024)',
  );
});

test('how a model was trained begins with what it was trained from, if it was trained from scratch', () => {
  const madeFrom = { how: 'disclosed', note: 'trained from scratch on 2 trillion tokens' } as const;
  const knowledge = knowledgeOf([model('a', { madeFrom }), model('b', { madeFrom, tuning: 'RLHF' })]);
  const trained = (id: string): string => generateAnswer(knowledge, `model:${id}:tuning`, TODAY)!.short;
  expect(trained('a')).toBe(
    'A was trained from scratch on 2 trillion tokens. OpenAI has not published how it was fine-tuned.',
  );
  expect(trained('b')).toBe('B was trained from scratch on 2 trillion tokens. Fine-tuning: RLHF.');
});

test('a fact that is the same for a whole family is enough', () => {
  const members = [model('b', { contextWindow: 10 }), model('a', { contextWindow: 10 })];
  const line = { id: 'line', name: 'Line', aliases: [], ordinaryNames: [], means: 'members' as const };
  const ask = (of: readonly Model[]) =>
    generateAnswer(
      { ...knowledgeOf(of), families: new Map([['line', { ...line, members: of }]]) },
      'model:line:window',
      TODAY,
    )!;
  expect(ask(members)).toMatchObject({ short: 'The context window of Line is 10 tokens.', isShortEnough: true });
  expect(ask([members[0]!, model('a', { contextWindow: 20 })]).isShortEnough).toBeUndefined();
});

test('what a family is based on is told of all its members, if some come from models outside it', () => {
  const base = model('base', { released: '2020' });
  const tuned = model('tuned', { madeFrom: { how: 'disclosed', model: 'base' }, released: '2021' });
  const next = model('next', { madeFrom: { how: 'disclosed', model: 'tuned' }, released: '2022' });
  const own = model('own', { madeFrom: { how: 'disclosed' }, released: '2023' });
  const lead = (members: readonly Model[]): string => {
    const families = new Map([
      ['line', { id: 'line', name: 'Line', aliases: [], ordinaryNames: [], means: 'members' as const, members }],
    ]);
    const knowledge = { ...knowledgeOf([base, tuned, next, own]), families };
    return generateAnswer(knowledge, 'lineage:line:base', TODAY)!.short;
  };
  expect(lead([own, next, tuned])).toBe('Made from BASE (2020): TUNED. Not made from an earlier model: OWN.');
  expect(lead([own])).toContain('OWN was not made from an earlier model');
});

test('a model that plans had with breaks is said to have been there from the first day to the last, if that is shorter', () => {
  const plans = ['free', 'go', 'plus', 'pro', 'business'];
  const timeline = plans.flatMap((plan, index) => {
    const years = [2021, 2023].map((year) => ({ from: `${year}-01-0${index + 1}`, to: `${year + 1}-11-02` }));
    return years.map((span) => use({ model: 'a', plans: [plan], role: 'default', ...span }));
  });
  const short = (some: typeof timeline): string =>
    generateAnswer(knowledgeOf([model('a')], some), 'model:a:chatgpt', TODAY)!.short;
  expect(short(timeline.slice(0, 2))).toBe('A in ChatGPT: Free 1 Jan 2021 – 2 Nov 2022, 1 Jan 2023 – 2 Nov 2024.');
  expect(short(timeline.slice(0, 8))).toBe(
    'A in ChatGPT: Free 1 Jan 2021 – 2 Nov 2024 (with a break); Go 2 Jan 2021 – 2 Nov 2024 (with a break); ' +
      'Plus 3 Jan 2021 – 2 Nov 2024 (with a break); Pro 4 Jan 2021 – 2 Nov 2024 (with a break).',
  );
  expect(short(timeline)).toBe('ChatGPT plans that have had A: Free, Go, Plus, Pro and Business.');
});

test('two differences have a comma between them if the first has one of its own', () => {
  const price = { input: 2, output: 8, on: '2026-10-01' };
  const [one, other] = [
    model('a', { price, knowledgeCutoff: '2024' }),
    model('b', { price: { ...price, input: 1, output: 4 }, knowledgeCutoff: '2025' }),
  ];
  expect(generateAnswer(knowledgeOf([one, other]), 'compare:a+b', TODAY)!.short).toBe(
    'A and B were both released in 2020; B costs $1 and $4 per million tokens in and out, not $2 and $8, ' +
      'and has a knowledge cutoff of 2025 instead of 2024.',
  );
});

describe('what came after a family tells', () => {
  const old = model('old', { released: '2019' });
  const main = model('main', { madeFrom: { how: 'release-order', model: 'old' }, released: '2022' });
  const madeFrom = { how: 'disclosed', model: 'old' } as const;
  const named = { aliases: [], ordinaryNames: [], means: 'members' as const };
  const afterLine = (tuned: readonly Model[]) => {
    const families = new Map([['line', { ...named, id: 'line', name: 'Line family', members: [main, old] }]]);
    return generateAnswer({ ...knowledgeOf([old, main, ...tuned]), families }, 'lineage:line:after', TODAY)!;
  };

  test('what was made from any of its members, then what followed the main one', () => {
    const { id, title, short, picture } = afterLine([model('tuned', { madeFrom, released: '2020' })]);
    expect([id, title]).toEqual(['lineage:line:after', 'Lineage of Line']);
    expect(short).toBe('Made from Line models: TUNED. MAIN is the newest model of OpenAI of its kind.');
    expect(picture).toMatchObject({ title: 'Lineage of OLD' });
  });

  test('only the newest of them first if they are too many, and all of them below', () => {
    const names = Array.from({ length: 20 }, (_, index) => `tuned-for-something-${index + 10}`);
    const { short, body } = afterLine(names.map((name) => model(name, { madeFrom, released: '2020' })));
    expect(short).toContain('20 known models were made from Line models, most recently TUNED-FOR-SOMETHING-27 (2020),');
    expect(body).toMatch(/^Made from Line models: TUNED-FOR-SOMETHING-10, .* and TUNED-FOR-SOMETHING-29\.\n/);
  });
});

test('before a model that was only announced stand those that had been released by then', () => {
  const before = model('before', { released: '2019-10' });
  const announced = model('announced', { announced: '2021-05', released: null });
  const later = model('later', { released: '2023', madeFrom: { how: 'release-order', model: 'announced' } });
  const knowledge = knowledgeOf([before, announced, later]);
  const short = (id: string): string => generateAnswer(knowledge, `lineage:${id}`, TODAY)!.short;
  expect(short('announced')).toBe(
    "OpenAI has not disclosed what ANNOUNCED was made from. OpenAI's release before it was BEFORE (Oct 2019).",
  );
  expect(generateAnswer(knowledge, 'lineage:announced', TODAY)!.body).toContain(
    '- **Released by OpenAI after it:** LATER (2023)',
  );
  expect(short('later')).toBe(
    'Before LATER came ANNOUNCED (announced May 2021). OpenAI has not disclosed whether one was made from the other.',
  );
});

test('whether one family comes from another is told of its members, not of the main ones', () => {
  const base = model('base', { released: '2020' });
  const tuned = model('tuned', { madeFrom: { how: 'disclosed', model: 'base' }, released: '2021' });
  const own = model('own', { madeFrom: { how: 'disclosed' }, released: '2023' });
  const named = { aliases: [], ordinaryNames: [], means: 'members' as const };
  const families = new Map([
    ['line', { ...named, id: 'line', name: 'Line', members: [own, tuned] }],
    ['others', { ...named, id: 'others', name: 'Others', members: [base] }],
  ]);
  const knowledge = { ...knowledgeOf([base, tuned, own]), families };
  expect(generateAnswer(knowledge, 'compare:others+line:base', TODAY)!.short).toBe(
    'Made from BASE (2020): TUNED. Not made from an earlier model: OWN.',
  );
});

const older = model('older', { released: '2020-01-01' });
const noted = (note: string) => model('b', { madeFrom: { how: 'not-disclosed', note }, released: '2020-02-01' });
const descent = (id: string, knowledge = family) => generateAnswer(knowledge, `compare:${id}:base`, TODAY)!.short;

describe('whether one model was made from another', () => {
  test.each([
    ['gpt-3+gpt-3.5', 'Yes: GPT-3.5 was made from GPT-3 (pretrained further on code).'],
    [
      'gpt-3.5+gpt-4',
      'Not disclosed: OpenAI has not said whether GPT-4 was made from GPT-3.5; it came out later, on 14 Mar 2023.',
    ],
    [
      'gpt-4+gpt-4o',
      'Not disclosed: OpenAI has not said whether GPT-4o was made from GPT-4; it came out about 1 year and 2 months later.',
    ],
    [
      'gpt-4o+o1',
      'Not disclosed: OpenAI has not said whether o1 was made from GPT-4o; it came out about 7 months later.',
    ],
  ])('%s: only what is disclosed counts, not the order of release', (id, expected) => {
    expect(descent(id)).toBe(expected);
  });

  test('the order in which they are named makes no difference', () => {
    expect(made('compare:gpt-4o+gpt-4:base')).toEqual(made('compare:gpt-4+gpt-4o:base'));
  });

  test("a source counts as a maker's only if it made one of the models", () => {
    const sources = ['OpenAI Help Center', 'Anthropic', 'Microsoft'].map(saidBy);
    const knowledge = knowledgeOf([model('a', { sources }), model('b', { maker: 'Anthropic' })]);
    const byMaker = (id: string): readonly string[] =>
      generateAnswer(knowledge, id, TODAY)!.sources.flatMap(({ id: one, isByMaker }) => (isByMaker ? one : []));
    expect(byMaker('compare:a+b')).toEqual(['OpenAI Help Center', 'Anthropic']);
    expect(byMaker('model:a')).toEqual(['OpenAI Help Center']);
  });

  test('a way of several disclosed steps is told step by step, with their sources', () => {
    const b = model('b', { madeFrom: { how: 'disclosed', model: 'older' }, released: '2021-01-01' });
    const c = model('c', { madeFrom: { how: 'disclosed', model: 'b' }, released: '2022-01-01' });
    const knowledge = knowledgeOf([older, b, c]);
    expect(descent('older+c', knowledge)).toBe('Yes: C was made from B, which was made from OLDER.');
    const { sources } = generateAnswer(knowledge, 'compare:older+c:base', TODAY)!;
    expect(sources.map(({ id }) => id).toSorted()).toEqual(['b', 'c', 'older']);
  });

  test('of models of one day the disclosed link counts, whichever comes first', () => {
    const variant = model('a', { madeFrom: { how: 'disclosed', model: 'older' }, released: '2020-01-01' });
    expect(descent('a+older', knowledgeOf([variant, older]))).toBe('Yes: A was made from OLDER.');
    expect(descent('older+twin', knowledgeOf([older, model('twin', { released: '2020-01-01' })]))).toBe(
      'Not disclosed: OpenAI has not said whether OLDER or TWIN was made from the other; both came out on 1 Jan 2020.',
    );
  });

  test('what nobody has said is laid to the makers who could say it', () => {
    const other = model('other', { maker: 'Acme', released: '2020' });
    const b = model('b', { released: '2021-01-01' });
    const c = model('c', { maker: 'Acme', madeFrom: { how: 'disclosed', model: 'b' }, released: '2022-01-01' });
    const knowledge = knowledgeOf([older, other, b, c]);
    expect(descent('older+other', knowledge)).toBe(
      'Not disclosed: neither OpenAI nor Acme has said whether OLDER or OTHER was made from the other.',
    );
    expect(descent('older+c', knowledge)).toBe(
      'Not disclosed: C was made from B; OpenAI has not said whether that goes back to OLDER.',
    );
    expect(generateAnswer(knowledge, 'compare:older+other:size', TODAY)!.short).toBe(
      'Not disclosed: neither OpenAI nor Acme has published how many parameters OLDER and OTHER have.',
    );
  });

  test('what was trained from scratch was made from none', () => {
    const b = model('b', { madeFrom: { how: 'release-order', model: 'older', fromScratch: true }, released: '2021' });
    const c = model('c', { madeFrom: { how: 'disclosed', model: 'b' }, released: '2022' });
    const knowledge = knowledgeOf([older, b, c]);
    expect(descent('older+b', knowledge)).toBe('No: B was trained from scratch.');
    expect(descent('older+c', knowledge)).toBe('No: C was made from B, which was trained from scratch.');
  });

  test('nothing is made from what came after that which it was made from', () => {
    const between = model('between', { released: '2021-01-01' });
    const c = model('c', { madeFrom: { how: 'disclosed', model: 'older' }, released: '2022-01-01' });
    expect(descent('between+c', knowledgeOf([older, between, c]))).toBe('No: C was made from OLDER.');
  });

  test('a way that ends in the open is told as far as it goes', () => {
    const b = model('b', { released: '2021-01-01' });
    const c = model('c', { madeFrom: { how: 'disclosed', model: 'b' }, released: '2022-01-01' });
    expect(descent('older+c', knowledgeOf([older, b, c]))).toBe(
      'Not disclosed: C was made from B; OpenAI has not said whether that goes back to OLDER.',
    );
  });

  test('a note on the origin is told too, and leads where it names the other model', () => {
    expect(descent('older+b', knowledgeOf([older, noted('trained anew')]))).toBe(
      'Not disclosed: OpenAI has not said whether B was made from OLDER; it came out 31 days later. ' +
        'Disclosed about B: trained anew.',
    );
    expect(descent('older+b', knowledgeOf([older, noted('with the skills of OLDER')]))).toBe(
      'Disclosed about B: with the skills of OLDER.',
    );
    expect(descent('older+b', knowledgeOf([older, noted('with the skills of OLDER-2')]))).toContain('Not disclosed: ');
  });

  test('is followed by the comparison', () => {
    const { title, body, table, related } = made('compare:gpt-3+gpt-3.5:base');
    const all = made('compare:gpt-3+gpt-3.5');
    expect(title).toBe('Was GPT-3.5 made from GPT-3?');
    expect({ body, table, related }).toEqual({ body: all.body, table: all.table, related: all.related });
  });
});

test('which of two is better is not said: the facts that tell them apart follow', () => {
  expect(made('compare:gpt-4+gpt-4o:better').short).toMatch(
    /^That depends on the task and on your taste\. GPT-4o is about 1 year and 2 months newer than GPT-4, /,
  );
});

/** Whether B took the place of A, as a timeline has it. */
function succession(uses: readonly Pick<TimelineEntry, 'model' | 'plans' | 'role' | 'from'>[], b: Partial<Model> = {}) {
  const knowledge = knowledgeOf([model('a'), model('b', { released: '2021', ...b })], uses.map(use));
  return generateAnswer(knowledge, 'compare:a+b:successor', TODAY)!.short;
}

const handover = (role: TimelineEntry['role'], day: string, end?: 'not-documented') => [
  { model: 'a', plans: ['free', 'plus'], role, from: '2020-01-01', to: day, ...(end && { end }) },
  { model: 'b', plans: ['plus', 'pro'], role, from: day },
  { model: 'b', plans: ['free'], role, from: day },
];

describe('whether one model took the place of another', () => {
  test.each([
    [
      'gpt-3.5+gpt-4',
      'Yes: GPT-4 took over from GPT-3.5 on 3 Aug 2023 as the default on Plus; GPT-3.5 left ChatGPT on 18 Jul 2024.',
    ],
    [
      'gpt-4+gpt-4o',
      'Yes: GPT-4o took over from GPT-4 on 13 May 2024 as the default on Plus; GPT-4 left ChatGPT on 30 Apr 2025.',
    ],
    [
      'gpt-3+gpt-4',
      'No ChatGPT plan is known to have switched from GPT-3 to GPT-4. GPT-4 came out on 14 Mar 2023, ' +
        'about 2 years and 9 months after GPT-3; GPT-3 left the API on 4 Jan 2024.',
    ],
    [
      'gpt-4o+o1',
      'No ChatGPT plan is known to have switched from GPT-4o to o1. ' +
        'o1 came out on 5 Dec 2024, about 7 months after GPT-4o.',
    ],
  ])('%s: only a change of plans counts, not the order of release', (id, expected) => {
    expect(made(`compare:${id}:successor`).short).toBe(expected);
  });

  test.each([
    ['the next of its line', { how: 'release-order', model: 'a' }, 'Acme', 'It was the next of its line: '],
    ['another of its maker', { how: 'not-disclosed' }, 'Acme', 'It is not known whether B replaced A. '],
    ['of another maker', { how: 'not-disclosed' }, 'Another', 'No, they come from different makers. '],
  ] as const)('of models that were never in ChatGPT, plans are not mentioned: %s', (_, madeFrom, maker, lead) => {
    const [a, b] = [model('a', { maker: 'Acme' }), model('b', { maker, madeFrom, released: '2021' })];
    const { short } = generateAnswer(knowledgeOf([a, b]), 'compare:a+b:successor', TODAY)!;
    expect(short).toBe(`${lead}B came out in 2021, after A (2020).`);
  });

  test('all plans that changed on the first day are named, the cheapest first', () => {
    expect(succession(handover('default', '2021-02-03'))).toBe(
      'Yes: B took over from A on 3 Feb 2021 as the default on Free and Plus.',
    );
  });

  test('of choices only those that follow each other took the place of each other', () => {
    const choices = handover('choice', '2021-02-03');
    expect(succession(choices, { madeFrom: { how: 'release-order', model: 'a' } })).toBe(
      'Yes: B took over from A on 3 Feb 2021 as an option on Free and Plus.',
    );
    expect(succession(choices)).toContain('is known to have switched');
  });

  test('a day still to come, and an end that is not documented, are no change', () => {
    expect(succession(handover('default', TODAY))).toContain('Yes: B took over from A');
    expect(succession(handover('default', '2026-11-23'))).toContain('is known to have switched');
    expect(succession(handover('default', '2021-02-03', 'not-documented'))).toContain('is known to have switched');
  });

  test('a note on its use leads where it names the other model', () => {
    expect(succession([], { chatgptNote: 'It was for Pro. It replaced A, as OpenAI said.' })).toBe(
      'B replaced A, as OpenAI said. B came out in 2021, after A (2020).',
    );
  });
});

describe('one thing about several models', () => {
  test.each([
    ['gpt-4+gpt-4o:released', 'GPT-4 came out on 14 Mar 2023, GPT-4o on 13 May 2024, about 1 year and 2 months later.'],
    ['gpt-3.5+gpt-4:released', 'GPT-4 came out on 14 Mar 2023, after GPT-3.5 (2022).'],
    ['gpt-3+gpt-4:size', 'GPT-3 has 175 billion parameters. OpenAI has not published how many GPT-4 has.'],
    ['gpt-4+o1:size', 'Not disclosed: OpenAI has not published how many parameters GPT-4 and o1 have.'],
    ['gpt-3+gpt-4+o1:size', 'GPT-3 has 175 billion parameters. OpenAI has not published how many GPT-4 and o1 have.'],
    [
      'gpt-4o+gpt-3+gpt-4:released',
      'GPT-3 (11 Jun 2020) came first, then GPT-4 (14 Mar 2023) and GPT-4o (13 May 2024).',
    ],
  ])('%s leads', (id, expected) => {
    expect(made(`compare:${id}`).short).toBe(expected);
  });

  test('the larger window and the lower price come first, and what is not known last', () => {
    const price = { input: 1, output: 2, on: '2026-10-01' };
    const a = model('a', { contextWindow: 8192, price: { ...price, input: 3 }, retired: { api: TODAY } });
    const three = knowledgeOf([a, model('b', { contextWindow: 128_000, price }), model('c')]);
    const short = (fact: string) => generateAnswer(three, `compare:a+b+c:${fact}`, TODAY)!.short;
    expect(short('window')).toBe(
      'B has a context window of 128,000 tokens; A has 8,192 tokens. The context window of C is not known.',
    );
    expect(short('price')).toBe(
      'B costs $1 and $2 per million tokens in and out; A cost $3 and $2. The price of C is not known.',
    );
  });

  test('sizes are cut to what a notification has room for', () => {
    const parameters = '671 billion, of which 37 billion are active at a time';
    const four = ['a', 'b', 'c', 'd'].map((id) =>
      model(id, { name: `Some Large Model ${id}`, parameters: id === 'd' ? null : parameters }),
    );
    expect(generateAnswer(knowledgeOf(four), 'compare:a+b+c+d:size', TODAY)!.short).toBe(
      'Some Large Model a has 671 billion parameters; Some Large Model b has 671 billion; Some Large Model c has 671 billion. ' +
        'OpenAI has not published how many Some Large Model d has.',
    );
  });

  test('a sentence about several makers begins with a capital letter', () => {
    const three = [model('a', { parameters: '7 billion' }), model('b'), model('c', { maker: 'Acme' })];
    expect(generateAnswer(knowledgeOf(three), 'compare:a+b+c:size', TODAY)!.short).toBe(
      'A has 7 billion parameters. Neither OpenAI nor Acme has published how many B and C have.',
    );
  });

  test('two sizes stand beside each other', () => {
    const two = knowledgeOf([model('a', { parameters: '1.5 billion' }), model('b', { parameters: '175 billion' })]);
    expect(generateAnswer(two, 'compare:a+b:size', TODAY)!.short).toBe(
      'A has 1.5 billion parameters; B has 175 billion.',
    );
  });
});

describe('the lineage of a model', () => {
  test('shows the chain and tells what is disclosed from what is only the order of release', () => {
    expect(made('lineage:gpt-4').body).toBe(
      [
        'GPT-3 → GPT-3.5 ⇢ **GPT-4** ⇢ GPT-4o',
        '*→ made from the one before, as disclosed. ⇢ came next, by order of release only.*',
        '',
        '- **Made from:** not disclosed; came after GPT-3.5',
        '- **Next in the family:** GPT-4o',
        '- **Replaced in ChatGPT by:** GPT-4o on Plus (13 May 2024)',
        '- **Released by OpenAI before it:** GPT-3 (11 Jun 2020) and GPT-3.5 (2022)',
        '- **Released by OpenAI after it:** GPT-4o (13 May 2024) and o1 (5 Dec 2024)',
        '- **In ChatGPT:** Plus: 14 Mar 2023 – 30 Apr 2025',
      ].join('\n'),
    );
  });

  test('explains only the arrows that it uses', () => {
    const a = model('a', { madeFrom: { how: 'disclosed' } });
    const b = model('b', { madeFrom: { how: 'disclosed', model: 'a' } });
    const { body } = generateAnswer(knowledgeOf([a, b]), 'lineage:a', TODAY)!;
    expect(body).toBe(
      '**A** → B\n*→ made from the one before, as disclosed.*\n\n- **Made from:** trained from scratch\n- **Made from it:** B',
    );
  });

  test.each([
    ['gpt-3', 'GPT-3 was not made from an earlier model: it was trained from scratch.'],
    ['gpt-3.5', 'GPT-3.5 was made from GPT-3 (11 Jun 2020).'],
    ['gpt-4', 'Before GPT-4 came GPT-3.5 (2022). OpenAI has not disclosed whether one was made from the other.'],
    ['o1', "OpenAI has not disclosed what o1 was made from. OpenAI's release before it was GPT-4o (13 May 2024)."],
  ])('what came before %s is its short answer', (id, expected) => {
    expect(made(`lineage:${id}`).short).toBe(expected);
  });

  test.each([
    ['gpt-3:base', 'GPT-3 was not made from an earlier model: it was trained from scratch.'],
    ['gpt-3.5:base', 'GPT-3.5 was made from GPT-3 (11 Jun 2020).'],
    ['gpt-4:base', 'OpenAI has not disclosed what GPT-4 was made from. GPT-3.5 (2022) came before it.'],
    ['gpt-3:after', 'Made from GPT-3: GPT-3.5 (2022).'],
    ['gpt-4:after', 'After GPT-4 came GPT-4o (13 May 2024).'],
    ['gpt-4o:after', 'After GPT-4o, OpenAI released o1 (5 Dec 2024).'],
  ])('%s leads with what was asked', (id, expected) => {
    expect(made(`lineage:${id}`).short).toBe(expected);
    expect(made(`lineage:${id}`).body).toBe(made(`lineage:${id.split(':')[0]}`).body);
  });

  test('what was trained from scratch comes from no model, whatever came before it', () => {
    const madeFrom = { how: 'release-order', model: 'a', fromScratch: true } as const;
    const b = model('b', { madeFrom });
    expect(generateAnswer(knowledgeOf([model('a'), b]), 'lineage:b:base', TODAY)!.short).toBe(
      'B was not made from an earlier model: it was trained from scratch. A (2020) came before it.',
    );
  });

  test('an undisclosed origin with a note does not deny the note', () => {
    const open = model('open', { madeFrom: { how: 'not-disclosed', note: 'pretrained for open release' } });
    expect(generateAnswer(knowledgeOf([open]), 'lineage:open', TODAY)!.short).toBe(
      'OpenAI does not name an earlier model that OPEN was made from (pretrained for open release).',
    );
  });

  test('a note on the origin is told instead of "not disclosed"', () => {
    const b = model('b', { madeFrom: { how: 'release-order', model: 'a', note: 'trained anew' } });
    const { short, body } = generateAnswer(knowledgeOf([model('a'), b]), 'lineage:b', TODAY)!;
    expect(short).toBe('Before B came A (2020). Disclosed about B: trained anew.');
    expect(body).toContain('- **Made from:** trained anew; came after A');
  });
});

describe('the lineage of ChatGPT', () => {
  test('tells by plan what it ran on, and what there was by choice, the newest first', () => {
    const { short, body } = made('lineage:chatgpt');
    expect(short).toBe(
      'ChatGPT runs on GPT-4o (Free, Go and Plus), as last documented. It launched with GPT-3.5 (30 Nov 2022).',
    );
    expect(body).toBe(
      [
        'The default model of each plan:',
        '',
        '**Free**',
        '- 13 May 2024: GPT-4o',
        '- 30 Nov 2022: GPT-3.5',
        '',
        '**Go:** since 20 Aug 2025, the same as Free',
        '',
        '**Plus**',
        '- 13 May 2024: GPT-4o',
        '- 3 Aug 2023: GPT-4',
        '- 1 Feb 2023: GPT-3.5',
        '',
        '**Also available on some plans**',
        '- 5 Dec 2024 – 16 Apr 2025: o1',
        '- 14 Mar 2023 – 3 Aug 2023, 13 May 2024 – 30 Apr 2025: GPT-4',
      ].join('\n'),
    );
  });

  test('leaves out what is still to come', () => {
    expect(generateAnswer(family, 'lineage:chatgpt', '2023-02-28')!.body).toBe(
      'The default model of each plan:\n\n**Free**\n- 30 Nov 2022: GPT-3.5\n\n**Plus:** since 1 Feb 2023, the same as Free',
    );
  });

  test('without a timeline there is none', () => {
    expect(generateAnswer(knowledgeOf([model('a')]), 'lineage:chatgpt', TODAY)).toBeUndefined();
  });
});

describe('dates of made answers', () => {
  test('an answer holds on the day of its oldest fact', () => {
    expect(made('compare:gpt-4+o1').checked).toBe('2026-10-08');
  });

  test('facts that still change are due again after a month, those of the past after a year', () => {
    expect(made('model:gpt-4o').reviewBy).toBe('2026-12-22');
    expect(made('model:gpt-4').reviewBy).toBe('2027-11-22');
  });
});

test('before a model for images stands the last model for images, not the last release', () => {
  const painter = model('painter', { output: ['image'], released: '2023-10-16' });
  const nextPainter = model('next-painter', { output: ['image'], released: '2025-04-23' });
  const knowledge = knowledgeOf([...family.models.values(), painter, nextPainter]);
  expect(generateAnswer(knowledge, 'lineage:next-painter', TODAY)?.short).toBe(
    "OpenAI has not disclosed what NEXT-PAINTER was made from. OpenAI's model for images before it was PAINTER (16 Oct 2023).",
  );
});

test('generated answers lead to the curated ones that the set names for them', () => {
  const related = {
    model: { size: ['parameters-count'] },
    better: ['best-model'],
    history: ['which-model-now'],
    plan: ['plans'],
    api: ['api'],
    offered: [],
  };
  const knowledge = { ...family, related };
  const leadsTo = (id: string): string | undefined => generateAnswer(knowledge, id, TODAY)!.related[0];
  expect(leadsTo('model:gpt-4:size')).toBe('parameters-count');
  expect(leadsTo('model:gpt-4')).toBe('compare:gpt-3.5+gpt-4');
  expect(leadsTo('compare:gpt-3+gpt-4:better')).toBe('best-model');
  expect(leadsTo('compare:chatgpt+gpt-4:better')).toBe('best-model');
  expect(leadsTo('compare:gpt-3+gpt-4')).toBe('lineage:gpt-4');
  expect(leadsTo('lineage:chatgpt')).toBe('which-model-now');
  expect(generateAnswer(knowledge, 'plan:plus:2023', TODAY)!.related.slice(0, 2)).toEqual(['lineage:chatgpt', 'plans']);
  expect(leadsTo('plan:api:2023')).toBe('api');
});
