import { describe, expect, test } from 'vitest';
import type { Assistant, AssistantUse, Family, Knowledge } from '../../src/knowledge/Knowledge.ts';
import type { Model } from '../../src/knowledge/Model.ts';
import { generateAnswer, generatedTitle, aboutOneOfTwo } from '../../src/lineage/generateAnswer.ts';
import { generatedPatterns, matchingNames, matchingRules } from '../../src/lineage/matcherInput.ts';
import { Matcher } from '../../src/matching/Matcher.ts';
import { knowledgeOf, model, source, use, withAssistants } from './family.ts';

const TODAY = '2026-12-01';

const models = [
  model('gpt-4', { name: 'GPT-4', released: '2023-03-14', price: { input: 30, output: 60, on: '2023-03-14' } }),
  model('star-1', { name: 'Star 1', maker: 'Acme', family: 'Star 1', series: 'Star', released: '2024-01-10' }),
  model('star-2', { name: 'Star 2', maker: 'Acme', family: 'Star 2', series: 'Star', released: '2025-02-20' }),
  model('star-2-mini', { name: 'Star 2 mini', maker: 'Acme', family: 'Star 2', released: '2025-03-01' }),
];

const acme: Assistant = {
  id: 'acme-chat',
  name: 'Acme Chat',
  aliases: ['acme'],
  ordinaryNames: [],
  maker: 'Acme',
  short: 'Star 2 has answered in Acme Chat since 20 Feb 2025.',
  basedOnGpt: 'no',
  basedOnGptNote: 'Acme trains its own models.',
  runsOn: [
    use({ model: 'star-1', from: '2024-01-10', to: '2025-02-20', sources: [source('acme')] }),
    use({ model: 'star-2', from: '2025-02-20', plans: ['paid plans'], sources: [source('acme')] }),
  ],
  facts: [],
  checked: '2026-11-30',
  sources: [source('acme')],
};

const silent: Assistant = {
  ...acme,
  id: 'mum',
  name: 'Mum',
  aliases: [],
  short: 'Its maker has not said which model Mum runs on.',
  runsOn: [],
};

const star2: Family = {
  id: 'star-2-family',
  name: 'Star 2',
  aliases: [],
  ordinaryNames: [],
  means: 'members',
  main: 'star-2',
  members: [models[3]!, models[2]!],
};

const star: Family = { ...star2, id: 'star', name: 'Star', means: 'newest', members: [models[2]!, models[1]!] };

const timeline = [use({ model: 'gpt-4', plans: ['plus'], from: '2023-03-14', sources: [source('gpt')] })];

const knowledge: Knowledge = {
  ...withAssistants(knowledgeOf(models, timeline), acme, silent),
  families: new Map([
    [star2.id, star2],
    [star.id, star],
  ]),
};

const licensed = (id: string, licence: string) => model(id, { openWeights: true, licence });

const answer = (id: string) => generateAnswer(knowledge, id, TODAY)!;

/** With a model of another maker, made from Star 1. */
function withComet(): Knowledge {
  const madeFrom = { how: 'disclosed', model: 'star-1' } as const;
  const comet = model('comet', { name: 'Comet', maker: 'Other', released: '2025-04-01', madeFrom });
  return { ...knowledge, models: new Map([...knowledge.models, [comet.id, comet]]) };
}

test('a last day on record is no end: only the start of such a use is told', () => {
  const [first, last] = acme.runsOn;
  const open = { ...acme, runsOn: [{ ...first!, end: 'not-documented' as const }, last!] };
  const body = generateAnswer(withAssistants(knowledgeOf(models), open), 'assistant:acme-chat', TODAY)!.body;
  expect(body).toContain('from 10 Jan 2024: Star 1');
  expect(answer('assistant:acme-chat').body).toContain('10 Jan 2024 – 20 Feb 2025: Star 1');
});

test('"is it based on …" of a family or an assistant names what a model was made from', () => {
  const all = withComet();
  const short = (id: string): string => generateAnswer(all, id, TODAY)!.short;
  for (const other of ['star', 'acme-chat']) {
    expect(short(`compare:comet+${other}:base`)).toBe('Comet was made from Star 1 (10 Jan 2024).');
    expect(aboutOneOfTwo(all, `compare:comet+${other}:base`)).toBe('lineage:comet:base');
    expect(aboutOneOfTwo(all, `compare:comet+${other}`)).toBe(`compare:comet+${other}`);
  }
});

test('"is it based on …" of two families is about their main members', () => {
  expect(aboutOneOfTwo(knowledge, 'compare:gpt-4+star:base')).toBe('compare:gpt-4+star-2:base');
  expect(aboutOneOfTwo(knowledge, 'compare:star-2+star:base')).toBe('compare:star-2+star:base');
});

test('"is it based on …" of a model and a family that began before it is about the model', () => {
  const between = model('moon', { maker: 'Other', released: '2024-06-01' });
  const all = { ...knowledge, models: new Map([...knowledge.models, [between.id, between]]) };
  expect(aboutOneOfTwo(all, 'compare:moon+star:base')).toBe('lineage:moon:base');
  // Star 1 can't have been made from what came after it.
  expect(aboutOneOfTwo(all, 'compare:star-1+star-2-family:base')).toBe('compare:star-1+star-2:base');
});

test('an assistant beside earlier models of its maker is compared as it was at its launch', () => {
  const earlier = model('star-0', { name: 'Star 0', maker: 'Acme', released: '2020-01-01' });
  const all = { ...knowledge, models: new Map([...knowledge.models, [earlier.id, earlier]]) };
  expect(generateAnswer(all, 'compare:acme-chat+star-0', TODAY)!.short).toMatch(
    /^Acme Chat launched with Star 1 \(10 Jan 2024\)\. /,
  );
  expect(answer('compare:acme-chat+star-1').short).toContain('Acme Chat runs on Star 2');
});

test('"is it based on …" is about what is named first: a model, or an assistant of another maker', () => {
  const all = withAssistants(knowledge, { ...acme, id: 'star', maker: 'Other' });
  expect(aboutOneOfTwo(all, 'compare:gpt-4+star:base', 'gpt-4')).toBe('lineage:gpt-4:base');
  expect(aboutOneOfTwo(all, 'compare:gpt-4+star:base', 'star')).toBe('assistant:star:gpt');
});

test('a model with its own maker and that of its base is about where it comes from', () => {
  const all = withAssistants(withComet(), { ...acme, id: 'comet-chat', maker: 'Other' });
  expect(aboutOneOfTwo(all, 'compare:comet+comet-chat+star')).toBe('lineage:comet:base');
  expect(aboutOneOfTwo(all, 'compare:star-1+comet-chat+star')).toBe('compare:star-1+comet-chat+star');
});

test('"was it based on …" of an assistant and a model that it no longer runs on is about its history', () => {
  expect(aboutOneOfTwo(knowledge, 'compare:acme-chat+star-1:base')).toBe('lineage:acme-chat');
});

test('"is it based on …" of an assistant is about what it runs on', () => {
  const gemini = { ...acme, id: 'star' };
  const all = withAssistants(knowledge, gemini);
  expect(aboutOneOfTwo(all, 'compare:gpt-4+acme-chat:base')).toBe('assistant:acme-chat:gpt');
  // Of two assistants, the one without models of its own.
  expect(aboutOneOfTwo(all, 'compare:star+acme-chat:base')).toBe('assistant:acme-chat');
  for (const id of ['compare:gpt-4+acme-chat', 'compare:gpt-4+star-1:base']) expect(aboutOneOfTwo(all, id)).toBe(id);
});

test('"is it a small …" of an assistant\'s name is about a later model that the assistant does not run on', () => {
  const later = model('nova', { name: 'Nova', maker: 'Acme', released: '2025-05-01' });
  const base = knowledgeOf([...models, later], timeline);
  // There are models of its name.
  const all = withAssistants(base, { ...acme, id: 'star' });
  expect(aboutOneOfTwo(all, 'compare:nova+star:base')).toBe('lineage:nova:base');
  expect(aboutOneOfTwo(all, 'compare:star-2+star:base')).toBe('assistant:star');
  expect(aboutOneOfTwo(withAssistants(base, acme), 'compare:acme-chat+nova:base')).toBe('assistant:acme-chat');
});

test('a question that names a model and nothing but what it was made from is about the model', () => {
  const all = withComet();
  const names = matchingNames(all);
  expect(names.find(({ id }) => id === 'comet')?.madeFrom).toEqual(['star-1', 'star', 'acme-chat', 'mum']);
  expect(names.find(({ id }) => id === 'star-1')?.madeFrom).toEqual([]);
  const matcher = Matcher.of(generatedPatterns(all), { names, rules: matchingRules(all) });
  const first = (text: string) => matcher.match(matcher.read(text), 'direct').candidates[0]?.id;
  expect(first('who stole star 1 for comet')).toBe('lineage:comet');
  expect(first('who stole star 2 for comet')).toBe('compare:star-2+comet');
});

describe('an assistant', () => {
  test('leads to none of the models that came before those it only names', () => {
    const runsOn = [...acme.runsOn, use({ name: 'models of several makers', from: '2026-01-01' })];
    const all = withAssistants(knowledge, { ...acme, runsOn });
    expect(generateAnswer(all, 'assistant:acme-chat', TODAY)!.related).toEqual([
      'lineage:acme-chat',
      'compare:chatgpt+acme-chat',
    ]);
  });

  test('is answered with the model that it runs on, then with all of them, newest first', () => {
    const { title, short, body, checked, related } = answer('assistant:acme-chat');
    expect([title, short, checked]).toEqual(['Which model does Acme Chat run on?', acme.short, '2026-11-30']);
    expect(body.split('\n\n')[0]).toBe('- since 20 Feb 2025: Star 2 (paid plans)\n- 10 Jan 2024 – 20 Feb 2025: Star 1');
    expect(related).toEqual(['model:star-2', 'model:star-1', 'lineage:acme-chat', 'compare:chatgpt+acme-chat']);
  });

  test('is said to be based on GPT or not, and why', () => {
    expect(answer('assistant:acme-chat:gpt').short).toBe('No. Acme trains its own models.');
  });

  test('is made by somebody, which matters more than its model to those who ask', () => {
    expect(answer('assistant:acme-chat:maker').short).toBe(`Acme makes Acme Chat. ${acme.short}`);
  });

  test('is asked for facts of a model, and the one that it runs on has them', () => {
    expect(answer('assistant:acme-chat:price')).toEqual(answer('model:star-2:price'));
    expect(answer('assistant:acme-chat:released').short).toBe(answer('lineage:acme-chat').short);
    for (const id of ['assistant:mum:price', 'assistant:mum:retired']) expect(answer(id).short).toBe(silent.short);
    expect(generateAnswer(knowledge, 'assistant:mum:colour', TODAY)).toBeUndefined();
  });

  test('came out on a day of its own, whatever it ran on', () => {
    const launched = { launched: '2023-12-05', launchedNote: 'as Acme Bot' };
    const all = withAssistants(knowledge, { ...acme, ...launched });
    const { title, short, body } = generateAnswer(all, 'assistant:acme-chat:released', TODAY)!;
    expect(title).toBe('When did Acme Chat come out?');
    expect(short).toMatch(/^Acme Chat came out on 5 Dec 2023 \(as Acme Bot\)\. Star 2 has answered/);
    expect(body).toContain('- **Launched:** 5 Dec 2023 (as Acme Bot)');
    expect(generateAnswer(all, 'compare:gpt-4+acme-chat:released', TODAY)!.short).toBe(
      'GPT-4 (14 Mar 2023) came first, then Acme Chat (5 Dec 2023).',
    );
  });

  test('has a history', () => {
    const { title, short } = answer('lineage:acme-chat');
    expect([title, short]).toEqual([
      'What Acme Chat has run on',
      'The first known model of Acme Chat is Star 1 (10 Jan 2024), the latest Star 2 (20 Feb 2025).',
    ]);
  });

  test("has a history that does not repeat a date that is part of a model's name", () => {
    const dated = { ...acme, runsOn: [use({ name: 'Star (2021)', from: '2021' }), ...acme.runsOn] };
    const { short } = generateAnswer(withAssistants(knowledge, dated), 'lineage:acme-chat', TODAY)!;
    expect(short).toBe('The first known model of Acme Chat is Star (2021), the latest Star 2 (20 Feb 2025).');
  });

  test('runs today on what has no date, if the rest has one', () => {
    const undated = use({ name: 'models that Acme does not name', from: null, sources: [source('acme')] });
    const bodyOf = (...runsOn: AssistantUse[]): string =>
      generateAnswer(withAssistants(knowledge, { ...acme, runsOn }), 'assistant:acme-chat', TODAY)!.body;
    expect(bodyOf(...acme.runsOn, undated)).toMatch(/^- today: models that Acme does not name\n- from 20 Feb 2025: /);
    expect(bodyOf({ ...undated, name: 'others' }, undated)).toMatch(/^- models that Acme does not name\n- others\n/);
  });

  test('has a history without an order of what has no date', () => {
    const undated = use({ name: 'models that Acme does not name', from: null, sources: [source('acme')] });
    const shortOf = (...runsOn: AssistantUse[]): string =>
      generateAnswer(withAssistants(knowledge, { ...acme, runsOn }), 'lineage:acme-chat', TODAY)!.short;
    expect(shortOf(...acme.runsOn, undated)).toBe(
      'The first known model of Acme Chat is Star 1 (10 Jan 2024); today it runs on models that Acme does not name.',
    );
    expect(shortOf(undated, { ...undated, name: 'others' })).toBe(acme.short);
  });

  test('has a history that says what it runs on now if the names of the latest models are too many', () => {
    const many = use({ name: 'models of a great many makers, '.repeat(5), from: '2026-10-03', sources: [] });
    const host = { ...acme, runsOn: [...acme.runsOn, many] };
    const { short } = generateAnswer(withAssistants(knowledge, host), 'lineage:acme-chat', TODAY)!;
    expect(short).toBe(`The first known model of Acme Chat is Star 1 (10 Jan 2024). ${acme.short}`);
  });

  test('leads with the newest model of its maker, and names those of one day together', () => {
    expect(answer('assistant:acme-chat:newest').short).toBe('Star 2 mini is the newest model of Acme (1 Mar 2025).');
    const max = model('star-2-max', { name: 'Star 2 max', maker: 'Acme', released: '2025-03-01' });
    const withBoth = {
      ...knowledge,
      models: new Map(
        [...knowledge.models].flatMap((one) => (one[0] === 'star-2-mini' ? [[max.id, max] as const, one] : [one])),
      ),
    };
    expect(generateAnswer(withBoth, 'assistant:acme-chat:newest', TODAY)!.short).toBe(
      'Star 2 max and Star 2 mini are the newest models of Acme (1 Mar 2025).',
    );
  });

  test('whose maker only announced its newest model leads with what is said of that', () => {
    const next = model('star-3', { name: 'Star 3', maker: 'Acme', released: null, announced: '2026-10' });
    const withNext = { ...knowledge, models: new Map([...knowledge.models, [next.id, next]]) };
    expect(generateAnswer(withNext, 'assistant:acme-chat:newest', TODAY)!.short).toBe(next.short);
  });

  test('that runs on models of others is answered with those, whatever models its maker has', () => {
    const host = { ...acme, runsOn: [use({ model: 'gpt-4', from: '2025-01-01', sources: [source('gpt')] })] };
    const hosted = withAssistants(knowledge, host);
    expect(generateAnswer(hosted, 'assistant:acme-chat:newest', TODAY)!.short).toBe(acme.short);
  });

  test('with models of others to choose from has no price of theirs, and none of them stands for it', () => {
    const choice = use({ model: 'gpt-4', from: '2025-03-01', note: 'as a choice', sources: [source('gpt')] });
    const hub = { ...acme, runsOn: [...acme.runsOn, choice] };
    const offered = withAssistants(knowledge, hub);
    expect(generateAnswer(offered, 'assistant:acme-chat:price', TODAY)!.short).toBe(acme.short);
    expect(generateAnswer(offered, 'compare:chatgpt+acme-chat', TODAY)!.short).toBe(
      `ChatGPT is OpenAI's and runs on GPT-4; ${acme.short}`,
    );
  });

  test('is compared by the model that it runs on today', () => {
    const { title, short, table } = answer('compare:chatgpt+acme-chat');
    expect(title).toBe('ChatGPT vs Acme Chat');
    expect(short).toMatch(
      /^ChatGPT is OpenAI's and runs on GPT-4; Acme Chat runs on Star 2 \(paid plans\)\. Star 2 is about 1 year and 11 months newer than GPT-4/,
    );
    expect(table!.columns).toEqual(['Fact', 'GPT-4', 'Star 2']);
  });

  test('is compared with what is known of how it runs on that model', () => {
    const runsOn = [use({ model: 'star-2', from: '2025-02-20', note: 'as reported', sources: [source('acme')] })];
    const { short } = generateAnswer(withAssistants(knowledge, { ...acme, runsOn }), 'compare:gpt-4+acme-chat', TODAY)!;
    expect(short).toMatch(/^Acme Chat runs on Star 2 \(as reported\)\./);
  });

  test('is neither better nor worse than another: that depends, and the facts follow', () => {
    const { id, title, short } = answer('compare:chatgpt+acme-chat:better');
    expect([id, title]).toEqual(['compare:chatgpt+acme-chat:better', 'Which is better, ChatGPT or Acme Chat?']);
    expect(short).toMatch(
      /^That depends on the task and on your taste\. ChatGPT is OpenAI's and runs on GPT-4; Acme Chat runs on Star 2 \(paid plans\)\./,
    );
  });

  test.each([
    ['window', 'The context windows of GPT-4 and Star 2 are not known.'],
    ['price', 'GPT-4 costs $30 and $60 per million tokens in and out. The price of Star 2 is not known.'],
    ['released', 'ChatGPT with GPT-4 (14 Mar 2023) came first, then Acme Chat with Star 1 (10 Jan 2024).'],
  ])('beside another is asked about one thing, which comes first: %s', (fact, lead) => {
    const { short, body } = answer(`compare:chatgpt+acme-chat:${fact}`);
    expect(short.slice(0, lead.length)).toBe(lead);
    expect(`${short}\n${body}`).toContain('Acme Chat runs on Star 2 (paid plans).');
  });

  test('is put in order by its first day alone if what it ran on takes too many words', () => {
    const many = use({ name: 'models of a great many makers, '.repeat(6), from: '2025-10-03', sources: [] });
    const hub = withAssistants(knowledge, { ...acme, runsOn: [many] });
    expect(generateAnswer(hub, 'compare:gpt-4+acme-chat:released', TODAY)!.short).toBe(
      'GPT-4 (14 Mar 2023) came first, then Acme Chat (3 Oct 2025).',
    );
  });

  test('is not compared by a model that others have followed, which the set does not have', () => {
    const later = use({ name: 'models of several makers', from: '2026-10-03', sources: [source('acme')] });
    const host = { ...acme, runsOn: [use({ model: 'star-1', from: '2024-01-10', sources: [source('acme')] }), later] };
    const hosted = withAssistants(knowledge, host);
    const { short, table } = generateAnswer(hosted, 'compare:gpt-4+acme-chat', TODAY)!;
    expect([short, table]).toEqual([acme.short, undefined]);
  });

  test('whose model is not known is compared by what is known', () => {
    const { short, table } = answer('compare:gpt-4+mum');
    expect([short, table]).toEqual([silent.short, undefined]);
  });

  test('is compared with several in short if their plans would take too much room, and the unknown one is named', () => {
    const plans = ['the plans of large organisations and of their partners all over the world'];
    const wordy = (id: string, name: string, runs: string): Assistant => ({
      ...acme,
      id,
      name,
      runsOn: [use({ model: runs, from: '2025-02-20', plans, sources: [source('acme')] })],
    });
    const set = withAssistants(knowledge, wordy('one', 'Star', 'star-1'), wordy('two', 'Two', 'star-2'), silent);
    const { short, picture } = generateAnswer(set, 'compare:one+two+mum', TODAY)!;
    expect(short).toBe('Star runs on Star 1 and Two runs on Star 2. For Mum no single model is documented.');
    // What was asked about them is said in any case.
    const better = generateAnswer(set, 'compare:one+two+mum:better', TODAY)!.short;
    expect(better).toBe(`That depends on the task and on your taste. ${short}`);
    const first = generateAnswer(set, 'compare:one+two:released', TODAY)!.short;
    expect(first).toBe('Star with Star 1 and Two with Star 2 came out on the same day, 20 Feb 2025.');
    // A model that bears the name of its assistant needs no other.
    expect(picture).toMatchObject({ columns: ['Star 1', 'Two: Star 2'] });
  });

  test('can be asked for as if it were a model, but no model as an assistant', () => {
    expect(answer('model:acme-chat')).toEqual(answer('assistant:acme-chat'));
    expect(generateAnswer(knowledge, 'assistant:gpt-4', TODAY)).toBeUndefined();
  });
});

describe('a family', () => {
  test('is answered with its members, newest first', () => {
    const { title, short, body, related } = answer('model:star-2-family');
    expect([title, short]).toEqual([
      'Star 2',
      'Star 2 is a family of 2 models: Star 2 mini (1 Mar 2025) and Star 2 (20 Feb 2025).',
    ]);
    expect(body.split('\n')[0]).toBe('- **Star 2 mini** (1 Mar 2025): star-2-mini is a model.');
    expect(related).toEqual(['model:star-2-mini', 'model:star-2']);
  });

  test('leads with the first and the newest member when its release is asked for, and lists all', () => {
    const { short, body } = answer('model:star-2-family:released');
    expect(short).toBe('Star 2 came first, on 20 Feb 2025; the newest is Star 2 mini (1 Mar 2025).');
    expect(body).toContain('Star 2 mini was released on 1 Mar 2025.');
  });

  test('says of no member that it came first where a date leaves that open', () => {
    const [mini, large] = star2.members;
    const members = [mini!, { ...large!, released: '2025-02-20' }, model('star-2-max', { released: '2025' })];
    const set = { ...knowledge, families: new Map([[star2.id, { ...star2, members }]]) };
    expect(generateAnswer(set, 'model:star-2-family:released', TODAY)!.short).toBe(
      'Star 2 was released on 20 Feb 2025.',
    );
  });

  test('that one of its members gives the name to is called a family by its title alone', () => {
    const set = { ...knowledge, families: new Map([[star2.id, { ...star2, name: 'Star 2 family' }]]) };
    expect(generateAnswer(set, 'model:star-2-family', TODAY)!.title).toBe('Star 2 family');
    expect(generateAnswer(set, 'model:star-2-family:released', TODAY)!.title).toBe('When was Star 2 released?');
    const { picture } = generateAnswer(set, 'compare:gpt-4+star-2-family', TODAY)!;
    expect(picture).toMatchObject({ columns: ['GPT-4', 'Star 2'] });
  });

  test('leads with the cheapest and the dearest member when its price is asked for', () => {
    const [mini, large] = star2.members;
    const price = { input: 2, output: 8, on: '2026-10-02' };
    const members = [
      { ...mini!, price: { input: 0.5, output: 2, on: '2026-10-01' } },
      { ...large!, price },
    ];
    const set = { ...knowledge, families: new Map([[star2.id, { ...star2, members }]]) };
    expect(generateAnswer(set, 'model:star-2-family:price', TODAY)!.short).toBe(
      'Star 2 in the API: from $0.50 and $2 (Star 2 mini) to $2 and $8 (Star 2) per million tokens in and out, as of 1 Oct 2026.',
    );
  });

  test('leads with what each plan of ChatGPT has of it, the cheapest first', () => {
    const members = ['gpt-x-sol', 'gpt-x-luna'].map((id) => model(id));
    const uses = [
      use({ model: 'gpt-x-sol', plans: ['plus', 'pro'], from: '2026-10-07' }),
      use({ model: 'gpt-x-luna', plans: ['free'], from: '2026-10-08' }),
    ];
    const family: Family = { ...star2, id: 'gpt-x', name: 'GPT-X', main: 'gpt-x-sol', members };
    const set = { ...knowledgeOf(members, uses), families: new Map([[family.id, family]]) };
    expect(generateAnswer(set, 'model:gpt-x:chatgpt', TODAY)!.short).toBe(
      'GPT-X in ChatGPT: GPT-X-LUNA on Free since 8 Oct 2026; GPT-X-SOL on Plus and Pro since 7 Oct 2026.',
    );
  });

  test('leads with the whole sentence about the only member that ChatGPT had', () => {
    const members = [model('gpt-x-sol'), model('gpt-x-luna', { chatgptNote: 'It was free.' })];
    const uses = [use({ model: 'gpt-x-luna', plans: ['free'], from: '2026-10-08' })];
    const family: Family = { ...star2, id: 'gpt-x', name: 'GPT-X', main: 'gpt-x-sol', members };
    const set = { ...knowledgeOf(members, uses), families: new Map([[family.id, family]]) };
    expect(generateAnswer(set, 'model:gpt-x:chatgpt', TODAY)!.short).toBe(
      'GPT-X-LUNA in ChatGPT: Free since 8 Oct 2026. It was free.',
    );
  });

  test('leads with any other fact of its main member, and lists that of all', () => {
    const [mini, large] = star2.members;
    const members = [mini!, { ...large!, parameters: '7 billion' }];
    const set = { ...knowledge, families: new Map([[star2.id, { ...star2, members }]]) };
    const { short, body } = generateAnswer(set, 'model:star-2-family:size', TODAY)!;
    expect(short).toBe('Star 2 has 7 billion parameters.');
    expect(body).toBe('- **Star 2:** 7 billion\n- **Star 2 mini:** not disclosed');
  });

  test('names the members that reason, if there are any', () => {
    const [mini, large] = star2.members;
    const short = (reasoning: Model['reasoning']): string => {
      const members = [mini!, { ...large!, reasoning }];
      const set = { ...knowledge, families: new Map([[star2.id, { ...star2, members }]]) };
      return generateAnswer(set, 'model:star-2-family:reasoning', TODAY)!.short;
    };
    expect(short('optional')).toBe('Yes, some Star 2 models can reason before they answer: Star 2.');
    expect(short('no')).not.toMatch(/^Yes/);
  });

  test('names the members whose weights are closed, and says the same licence once', () => {
    const members = [licensed('c', 'MIT'), licensed('b', 'MIT'), model('a')];
    const family: Family = { ...star2, id: 'line', name: 'Line', main: 'c', members };
    const of = (some: readonly Model[]) => {
      const families = new Map([['line', { ...family, members: some }]]);
      return generateAnswer({ ...knowledgeOf(some), families }, 'model:line:weights', TODAY)!;
    };
    expect(of(members).short).toBe('Yes, apart from A: the weights of the other Line models are public.');
    expect(of(members).body).toBe('- **C and B:** public (MIT)\n- **A:** not published');
    expect(of([members[0]!, model('b'), members[2]!]).short).toBe('Only those of C are public.');
    expect(of([members[0]!, licensed('b', 'Apache 2.0')]).short).toBe(
      'Yes: the weights of all Line models are public, under different licences.',
    );
  });

  test('says once what is the same for all members', () => {
    const { short, body } = answer('model:star-2-family:maker');
    expect(short).toBe('Acme made Star 2.');
    expect(body.split('\n')[0]).toBe('- **Star 2 mini** (1 Mar 2025): star-2-mini is a model.');
  });

  test('is compared by its main member, and the answer says so', () => {
    const { short, body, picture } = answer('compare:gpt-4+star-2-family');
    expect(short).toMatch(/^Star 2 is about 1 year and 11 months newer than GPT-4/);
    expect(body).toMatch(/^A family is compared by its main model\.\n\n/);
    expect(picture).toMatchObject({ columns: ['GPT-4', 'Star 2'] });
  });

  test('is neither better nor worse than another either', () => {
    expect(answer('compare:gpt-4+star-2-family:better').short).toMatch(
      /^That depends on the task and on your taste\. Star 2 is about 1 year and 11 months newer than GPT-4/,
    );
  });

  test('is compared with an assistant by what both stand for, with the differences that fit', () => {
    const old = { contextWindow: 8_192, knowledgeCutoff: '2021-09', price: { input: 30, output: 60, on: '2023' } };
    const recent = {
      contextWindow: 1_000_000,
      knowledgeCutoff: '2025-01-31',
      price: { input: 2.5, output: 10, on: '2025' },
    };
    const wordy = [
      model('old', { name: 'The Old Model', maker: 'Acme', released: '2023-03-14', ...old }),
      model('new', { name: 'The New Model', maker: 'Acme', released: '2025-03-01', ...recent }),
    ];
    const family: Family = { ...star2, id: 'line', name: 'The Line of New Models', main: 'new', members: [wordy[1]!] };
    const runsOn = [use({ model: 'old', from: '2023-03-14', sources: [source('acme')] })];
    const assistants = new Map([[acme.id, { ...acme, runsOn }]]);
    const set = { ...knowledgeOf(wordy, []), families: new Map([[family.id, family]]), assistants };
    const { short, body } = generateAnswer(set, 'compare:acme-chat+line', TODAY)!;
    expect(short).toBe(
      'Acme Chat runs on The Old Model; The Line of New Models is compared as The New Model. ' +
        'The New Model is about 2 years newer than The Old Model and reads 1,000,000 tokens instead of 8,192.',
    );
    expect(body).not.toContain('newer than');
  });
});

test('every answer has the title that is shown for its id', () => {
  for (const id of [
    'assistant:acme-chat',
    'assistant:acme-chat:gpt',
    'lineage:acme-chat',
    'model:star-2-family',
    'compare:chatgpt+mum',
  ])
    expect(generatedTitle(knowledge, id, TODAY)).toBe(answer(id).title);
});

test('what a comparison has no room for is how an assistant runs on its model', () => {
  const note = 'in a mode that takes very many words to describe, '.repeat(4);
  const host = { ...acme, runsOn: [use({ model: 'star-2', from: '2025-02-20', note, sources: [source('acme')] })] };
  const { short } = generateAnswer(withAssistants(knowledge, host), 'compare:gpt-4+acme-chat:better', TODAY)!;
  expect(short).toBe(
    'That depends on the task and on your taste. Star 2 is about 1 year and 11 months newer than GPT-4 and comes from Acme, not OpenAI.',
  );
});

test('the newest models of a maker are asked for by its name beside a word for models', () => {
  const maker = { calledBy: ['umbrella'], hosts: [], modelsDev: [] };
  const silentMaker = { ...maker, calledBy: [] };
  const all: Knowledge = {
    ...knowledge,
    makers: new Map([
      ['Acme', maker],
      ['OpenAI', silentMaker],
    ]),
  };
  const matcher = Matcher.of(generatedPatterns(all), { names: matchingNames(all), rules: matchingRules(all) });
  const asked = (text: string) => matcher.match(matcher.read(text), 'direct').candidates[0]?.id;
  expect(asked('newest model from umbrella')).toBe('newest:acme');
  expect(matcher.match(matcher.read('newest umbrella'), 'passive').decision).not.toBe('answer');
  const { title, short, related } = generateAnswer(all, 'newest:acme', TODAY)!;
  expect([title, short]).toEqual(['Newest models of Acme', answer('assistant:acme-chat:newest').short]);
  expect(related).toEqual(['model:star-2-mini', 'model:star-2', 'assistant:acme-chat']);
  expect(generateAnswer(all, 'newest:nobody', TODAY)).toBeUndefined();
});

test('a line that means its newest member lends it its name', () => {
  const names = matchingNames(knowledge);
  expect(names.find(({ id }) => id === 'star-2')!.names).toContain('Star');
  expect(names.map(({ id }) => id)).not.toContain('star');
});

test('families and assistants are groups of their own, and models come first', () => {
  const groups = matchingNames(knowledge).filter(({ kind }) => kind === 'model');
  expect(groups.map(({ id, group }) => [id, group])).toEqual([
    ['gpt-4', undefined],
    ['star-1', undefined],
    ['star-2', undefined],
    ['star-2-mini', undefined],
    ['star-2-family', 'family'],
    ['acme-chat', 'host'],
    ['mum', 'host'],
  ]);
});
