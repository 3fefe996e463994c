import { describe, expect, test } from 'vitest';
import type { Model } from '../../src/knowledge/Model.ts';
import { generateAnswer } from '../../src/lineage/generateAnswer.ts';
import { assistant, family, knowledgeOf, model, TODAY, type Use, use, withAssistants } from './family.ts';

const pictureOf = (id: string, knowledge = family) => generateAnswer(knowledge, id, TODAY)!.picture;

/** A family of so many models, each made from the one before. */
const line = (count: number) =>
  knowledgeOf(
    Array.from({ length: count }, (_, index) =>
      model(`m${index}`, {
        released: String(2000 + index),
        madeFrom: { how: 'disclosed', ...(index > 0 && { model: `m${index - 1}` }) },
      }),
    ),
  );

const madeFrom = (id: string) => ({ how: 'disclosed', model: id }) as const;

const priced = (id: string, on: string) => model(id, { released: on, price: { input: 2, output: 10, on } });

const branch = (id: string, from: string) => [id, model(id, { madeFrom: madeFrom(from) })] as const;

describe('a comparison', () => {
  test('shows the differences that say most, as many as fit a phone, in few words, and how many more there are', () => {
    expect(pictureOf('compare:gpt-4+gpt-4o')).toEqual({
      kind: 'comparison',
      title: 'GPT-4 vs GPT-4o',
      checked: '2026-11-22',
      columns: ['GPT-4', 'GPT-4o'],
      rows: [
        { label: 'Released', cells: ['14 Mar 2023', '13 May 2024'] },
        { label: 'Context window in tokens', cells: ['8,192', '128,000'] },
        { label: 'Knowledge cutoff', cells: ['Sep 2021', '1 Oct 2023'] },
        { label: 'Input', cells: ['text and images', 'text, images and audio'] },
        { label: 'Output', cells: ['text', 'text, images and audio'] },
        { label: 'In ChatGPT', cells: ['14 Mar 2023 – 30 Apr 2025', 'since 13 May 2024'] },
      ],
      more: '3 more facts differ',
      alt: expect.stringMatching(
        /^GPT-4 vs GPT-4o\. Released: GPT-4 14 Mar 2023; GPT-4o 13 May 2024\. Context window in tokens: /,
      ) as string,
    });
  });

  test('leaves out what differs only in words that it has no room for', () => {
    const picture = pictureOf('compare:a+b', knowledgeOf([priced('a', '2020-01-02'), priced('b', '2021-01-02')]));
    expect(picture?.kind === 'comparison' && picture.rows.map(({ label }) => label)).toEqual(['Released']);
  });

  test('marks what is left out of a long cell', () => {
    const note =
      'a base model pretrained on public data, on licensed data, and on books of all kinds in many languages';
    const knowledge = knowledgeOf([
      model('a', { madeFrom: { how: 'not-disclosed', note } }),
      model('b', { released: '2021' }),
    ]);
    const picture = pictureOf('compare:a+b', knowledge);
    const row = picture?.kind === 'comparison' ? picture.rows.find(({ label }) => label === 'Made from') : undefined;
    expect(row?.cells).toEqual(['a base model pretrained on public data, on licensed data…', 'not disclosed']);
  });

  test('of assistants names the assistants and what each runs on', () => {
    const ana = assistant('ana', [{ model: 'o1', from: '2024-12-05' }]);
    const knowledge = withAssistants(family, { ...ana, maker: family.models.get('o1')!.maker });
    expect(pictureOf('compare:chatgpt+ana', knowledge)).toMatchObject({
      title: 'ChatGPT vs ANA',
      columns: ['ChatGPT: GPT-4o', 'ANA: o1'],
      alt: expect.stringMatching(/^ChatGPT vs ANA\. Released: ChatGPT: GPT-4o 13 May 2024; /) as string,
    });
  });
});

test('a comparison of two makers, or of assistants, has a line less, because the text around it has more', () => {
  const first = model('a', { contextWindow: 10, knowledgeCutoff: '2019' });
  const size = 'more than a trillion, by its maker';
  const second: Partial<Model> = { contextWindow: 20, knowledgeCutoff: '2020', released: '2021', parameters: size };
  const [ana, bob] = [
    assistant('ana', [{ model: 'a', from: '2020' }]),
    assistant('bob', [{ model: 'b', from: '2021' }]),
  ];
  const labelsOf = (id: string, maker: string, others: Partial<Model>) => {
    const models = knowledgeOf([first, model('b', { ...second, ...others, maker })]);
    const picture = pictureOf(id, withAssistants(models, { ...ana, maker: first.maker }, { ...bob, maker }));
    return picture?.kind === 'comparison' ? picture.rows.map(({ label }) => label) : [];
  };
  const facts = ['Released', 'Context window in tokens', 'Knowledge cutoff', 'Input'];
  const image = { input: ['text', 'image'] } satisfies Partial<Model>;
  const all = { ...image, output: ['text', 'audio'] } satisfies Partial<Model>;
  expect(labelsOf('compare:a+b', first.maker, all)).toEqual([...facts, 'Output', 'Size']);
  expect(labelsOf('compare:ana+bob', first.maker, all)).toEqual([...facts, 'Output']);
  expect(labelsOf('compare:a+b', 'Another', image)).toEqual(['Maker', ...facts, 'In ChatGPT']);
  expect(labelsOf('compare:a+b', 'Another', all)).toEqual(['Maker', ...facts, 'Output']);
  // That it depends takes a line more.
  expect(labelsOf('compare:a+b:better', 'Another', all)).toEqual(['Maker', ...facts]);
});

describe('a family tree', () => {
  test('has the ancestors, what came next, and the products, each with a year and a fact', () => {
    expect(pictureOf('lineage:gpt-4')).toEqual({
      kind: 'tree',
      title: 'Lineage of GPT-4',
      checked: '2026-11-22',
      earlier: '',
      nodes: [
        { id: 'gpt-3', name: 'GPT-3', when: 'Jun 2020', fact: 'trained from scratch' },
        {
          id: 'gpt-3.5',
          name: 'GPT-3.5',
          when: '2022',
          fact: 'pretrained further on code',
          from: { id: 'gpt-3', how: 'disclosed' },
        },
        {
          id: 'gpt-4',
          name: 'GPT-4',
          when: 'Mar 2023',
          fact: 'also accepts images',
          from: { id: 'gpt-3.5', how: 'release-order' },
          isSubject: true,
        },
        {
          id: 'gpt-4o',
          name: 'GPT-4o',
          when: 'May 2024',
          fact: 'also accepts audio',
          from: { id: 'gpt-4', how: 'release-order' },
        },
        {
          id: 'product:chatgpt',
          name: 'ChatGPT',
          when: 'Mar 2023',
          fact: 'Plus',
          from: { id: 'gpt-4', how: 'product' },
        },
      ],
      alt:
        'Lineage of GPT-4. GPT-3 (Jun 2020). GPT-3.5 (2022) was made from GPT-3. ' +
        'GPT-4 (Mar 2023) came after GPT-3.5. GPT-4o (May 2024) came after GPT-4. ' +
        'ChatGPT (Mar 2023) runs or ran on GPT-4.',
    });
  });

  test('goes three steps back and two ahead, and says what lies beyond', () => {
    const picture = pictureOf('lineage:m6', line(12));
    expect(picture?.kind === 'tree' && picture.nodes.map(({ id }) => id)).toEqual(['m3', 'm4', 'm5', 'm6', 'm7', 'm8']);
    expect(picture).toMatchObject({ earlier: 'M0, M1 and M2' });
    expect(picture?.kind === 'tree' && picture.nodes.at(-1)).toMatchObject({ leftOut: 3 });
  });

  test('goes on with the family before its variants, when there is no room for all', () => {
    const knowledge = line(4);
    const next = model('next', { released: '2030', madeFrom: { how: 'release-order', model: 'm3' } });
    const variants = ['a', 'b', 'c', 'd', 'e'].map((id) => branch(id, 'm3'));
    const models = new Map([...knowledge.models, ...variants, ['next', next]]);
    const picture = pictureOf('lineage:m3', { ...knowledge, models });
    expect(picture?.kind === 'tree' && picture.nodes.map(({ id }) => id)).toEqual([
      'm0',
      'm1',
      'm2',
      'm3',
      'a',
      'b',
      'c',
      'next',
    ]);
  });

  test('has the other branches of the last two ancestors', () => {
    const knowledge = line(6);
    const models = new Map([...knowledge.models, branch('far', 'm2'), branch('near', 'm3'), branch('nearer', 'm4')]);
    const picture = pictureOf('lineage:m5', { ...knowledge, models });
    expect(picture?.kind === 'tree' && picture.nodes.map(({ id }) => id)).toEqual([
      'm2',
      'm3',
      'm4',
      'near',
      'm5',
      'nearer',
    ]);
    expect(picture?.kind === 'tree' && picture.nodes[0]).toMatchObject({ leftOut: 1 });
  });

  test('is not drawn for a model that stands alone', () => {
    expect(pictureOf('lineage:m0', line(1))).toBeUndefined();
  });
});

describe('the timeline of ChatGPT', () => {
  test('has a lane for each plan, shared by plans that only repeat it', () => {
    expect(pictureOf('lineage:chatgpt')).toEqual({
      kind: 'timeline',
      title: 'What ChatGPT has run on',
      checked: '2026-11-22',
      today: TODAY,
      undated: '',
      lanes: [
        {
          label: 'Free',
          note: 'Go since Aug 2025',
          spans: [
            { label: 'GPT-3.5', from: '2022-11-30', to: '2024-05-13' },
            { label: 'GPT-4o', from: '2024-05-13' },
          ],
        },
        {
          label: 'Plus',
          note: '',
          spans: [
            { label: 'GPT-3.5', from: '2023-02-01', to: '2023-08-03' },
            { label: 'GPT-4', from: '2023-08-03', to: '2024-05-13' },
            { label: 'GPT-4o', from: '2024-05-13' },
          ],
        },
      ],
      alt:
        'What ChatGPT has run on. Free (Go since Aug 2025): GPT-3.5 from 30 Nov 2022, GPT-4o from 13 May 2024. ' +
        'Plus: GPT-3.5 from 1 Feb 2023, GPT-4 from 3 Aug 2023, GPT-4o from 13 May 2024.',
    });
  });

  test('does not take the last day on record for the end', () => {
    const end = 'not-documented' as const;
    const knowledge = knowledgeOf(
      [...family.models.values()],
      [
        use({ model: 'gpt-4', plans: ['plus'], role: 'default', from: '2023-08-03', to: '2024-05-13', end }),
        use({ model: 'gpt-4o', plans: ['plus'], role: 'default', from: '2024-06' }),
      ],
    );
    expect(pictureOf('lineage:chatgpt', knowledge)).toMatchObject({
      lanes: [{ spans: [{ from: '2023-08-03', isEndUnknown: true }, { from: '2024-06' }] }],
    });
  });
});

test('the timeline of an assistant has a lane for each plan, and names what has no date', () => {
  const runsOn = [
    { model: 'gpt-3.5', from: '2023' },
    { model: 'gpt-4', from: '2023-05', to: '2024-01' },
    { model: 'gpt-4o', from: '2024-06', plans: ['Max plan'] },
    { name: 'a secret model', from: null },
  ];
  const knowledge = withAssistants(family, assistant('siri', runsOn));
  expect(pictureOf('lineage:siri', knowledge)).toMatchObject({
    undated: 'Without a known date: a secret model',
    lanes: [
      {
        label: 'SIRI',
        spans: [
          { label: 'GPT-3.5', from: '2023', isEndUnknown: true },
          { label: 'GPT-4', from: '2023-05', to: '2024-01' },
        ],
      },
      { label: 'Max plan', spans: [{ label: 'GPT-4o', from: '2024-06', isEndUnknown: true }] },
    ],
  });
});

test('what an assistant runs on for everybody lasts until today beside the lane of a plan, unless a later one has no date', () => {
  const forAll = { model: 'gpt-4', from: '2023-05' };
  const lastOf = (...later: readonly Use[]) => {
    const runsOn = [forAll, { model: 'gpt-4o', from: '2024-06', plans: ['Max plan'] }, ...later];
    const picture = pictureOf('lineage:siri', withAssistants(family, assistant('siri', runsOn)));
    return picture?.kind === 'timeline' && picture.lanes.map(({ spans }) => spans.at(-1)!);
  };
  expect(lastOf()).toEqual([
    { label: 'GPT-4', from: '2023-05' },
    { label: 'GPT-4o', from: '2024-06' },
  ]);
  expect(lastOf({ name: 'a secret model', from: null })).toEqual([
    { label: 'GPT-4', from: '2023-05', isEndUnknown: true },
    { label: 'GPT-4o', from: '2024-06', isEndUnknown: true },
  ]);
});

test('the poster has a part for each maker with three models, and leaves a model with its foreign ancestor', () => {
  const knowledge = knowledgeOf([
    model('a1', { maker: 'Alpha' }),
    model('a2', { maker: 'Alpha', madeFrom: madeFrom('a1') }),
    model('b1', { maker: 'Beta', madeFrom: madeFrom('a2') }),
    model('c1', { maker: 'Gamma', released: null }),
  ]);
  const answer = generateAnswer(knowledge, 'lineage:all', TODAY)!;
  expect(answer.picture).toEqual({
    kind: 'poster',
    title: 'Family trees of all models',
    checked: '2026-11-22',
    groups: [
      {
        label: 'Alpha',
        nodes: [
          { id: 'a1', name: 'A1', when: '2020', fact: '' },
          { id: 'a2', name: 'A2', when: '2020', fact: '', from: { id: 'a1', how: 'disclosed' } },
          { id: 'b1', name: 'B1', when: '2020', fact: 'Beta', from: { id: 'a2', how: 'disclosed' } },
        ],
      },
      { label: 'Other makers', nodes: [{ id: 'c1', name: 'C1', when: '', fact: 'Gamma' }] },
    ],
    alt: 'Family trees of all models. Alpha: 3 models, from A1 (2020) to B1 (2020).',
  });
  expect(answer.body).toBe('- **Alpha:** 3 models, from A1 (2020) to B1 (2020)\n- **Other makers:** C1');
});
