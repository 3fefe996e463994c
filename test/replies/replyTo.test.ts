import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { MAX_CHARACTERS, MAX_LABEL } from '../../src/replies/fitReply.ts';
import { besidePicture, replyAsText } from '../../src/replies/Reply.ts';
import { didYouMean, dontKnow, replyWithAnswer } from '../../src/replies/replyTo.ts';
import { MAX_PREVIEW } from '../../src/knowledge/Answer.ts';
import type { Picture } from '../../src/shared/Picture.ts';
import { characterCount } from '../../src/shared/text.ts';
import { answer, anyLine, anyText, source, table } from './answers.ts';

const today = '2026-11-22';

const paragraphs = (count: number): string =>
  Array.from({ length: count }, (_, index) => `Paragraph ${index + 1}: ${'word '.repeat(20).trim()}.`).join('\n\n');

const RELATED = [{ id: 'what-is-chatgpt', label: 'What is ChatGPT?' }];

const rows = (count: number, cell = 'x'.repeat(60)): readonly (readonly string[])[] =>
  Array.from({ length: count }, (_, index) => [`Fact ${index + 1}`, cell]);

const drawnTable = (count: number) =>
  replyWithAnswer(answer({ table: table(['Fact', 'A'], ...rows(count)) }), { today }).picture;

const from = (...publishers: readonly string[]) =>
  answer({ sources: publishers.map((publisher, index) => source(index + 1, publisher)) });

const bySite = (index: number, publisher: string) => ({ ...source(index, publisher), isByMaker: true as const });

describe('a reply with an answer', () => {
  test('says everything of a small answer', () => {
    const parts = { table: table(['Model', 'Year'], ['GPT-3', '2020']) };
    expect(replyWithAnswer(answer(parts), { today, related: RELATED })).toEqual({
      kind: 'answer',
      answerId: 'gpt-vs-chatgpt',
      title: 'What is the difference between GPT and ChatGPT?',
      short: 'GPT is a family of models; ChatGPT is the product that runs on them.',
      body: 'ChatGPT has run on several of them.',
      table: '```\nModel  Year\nGPT-3  2020\n```',
      hasMore: false,
      sources: [{ title: 'Source 1', url: 'https://example.org/1' }],
      smallPrint: ['Checked 8 Oct 2026 · [OpenAI](<https://example.org/1>)'],
      choices: [{ id: 'what-is-chatgpt', label: 'What is ChatGPT?' }],
    });
  });

  test('leaves a body that is too long for a phone to "Show more"', () => {
    const { body, hasMore } = replyWithAnswer(answer({ body: paragraphs(20) }), { today });
    expect(paragraphs(20).startsWith(body.slice(0, -2))).toBe(true);
    expect(body.endsWith('word.\n…')).toBe(true);
    expect(characterCount(body)).toBeLessThanOrEqual(MAX_PREVIEW);
    expect(hasMore).toBe(true);
  });

  test('shows all of it when the whole is asked for', () => {
    const { body, hasMore } = replyWithAnswer(answer({ body: paragraphs(20) }), { today, whole: true });
    expect(body).toBe(paragraphs(20));
    expect(hasMore).toBe(false);
  });

  test('names fewer sources rather than cutting what they are for', () => {
    const sources = Array.from({ length: 60 }, (_, index) => source(index + 1, `Publisher ${index + 1}`));
    for (let count = 20; count <= 26; count += 1) {
      const { body, smallPrint } = replyWithAnswer(answer({ body: paragraphs(count), sources }), {
        today,
        whole: true,
      });
      expect(body).toBe(paragraphs(count));
      expect(smallPrint!.at(-1)).toMatch(/^and \d+ more$/);
    }
  });

  test('cuts the whole where a message ends, and says so', () => {
    const { body, hasMore } = replyWithAnswer(answer({ body: paragraphs(60) }), { today, whole: true });
    expect(body.endsWith('word.\n\n*Cut here: the rest does not fit in one message.*')).toBe(true);
    expect(hasMore).toBe(false);
  });

  test('draws a table that is too wide for a code block, if a phone has room for all of its rows', () => {
    expect(drawnTable(1)).toEqual({
      kind: 'comparison',
      title: 'What is the difference between GPT and ChatGPT?',
      alt: `What is the difference between GPT and ChatGPT?; Fact 1, ${'x'.repeat(60)}`,
      checked: '2026-10-08',
      columns: ['Fact', 'A'],
      rows: [{ label: '', cells: ['Fact 1', 'x'.repeat(60)] }],
      more: '',
    });
    expect(drawnTable(13)).toBeUndefined();
  });

  test('cuts the whole of a table where a message ends, between its rows', () => {
    const parts = { table: table(['Fact', 'A'], ...rows(20, 'x '.repeat(300))) };
    const reply = replyWithAnswer(answer(parts), { today, whole: true });
    expect(reply.table!.startsWith('**Fact 1**\nA: x')).toBe(true);
    expect(reply.table!.endsWith('x\n\n*Cut here: the rest does not fit in one message.*')).toBe(true);
    expect(reply.body).toBe('ChatGPT has run on several of them.');
  });

  test('shows a table first, and of the body what there is room for', () => {
    const parts = { body: paragraphs(5), table: table(['Fact', 'A'], ...rows(3)) };
    const reply = replyWithAnswer(answer(parts), { today });
    expect(reply.table!.match(/Fact/g)).toHaveLength(3);
    expect(reply.body).toBe(`${paragraphs(5).slice(0, reply.body.length - 2)}\n…`);
    expect(reply.hasMore).toBe(true);
  });

  test('leaves out a body that a cut table has no room for', () => {
    const parts = { body: paragraphs(5), table: table(['Fact', 'A'], ...rows(20)) };
    const reply = replyWithAnswer(answer(parts), { today });
    expect(reply.table).toMatch(/^\*\*Fact 1\*\*\n[^]*Fact 3\*\*\nA: x+\n…$/);
    expect([reply.body, reply.hasMore]).toEqual(['', true]);
  });

  test('marks a table below which the body is missing', () => {
    const parts = { body: paragraphs(5), table: table(['Fact', 'A'], ...rows(3, 'x'.repeat(95))) };
    const reply = replyWithAnswer(answer(parts), { today });
    expect(reply.table).toMatch(/Fact 3\*\*\nA: x+\n…$/);
    expect([reply.body, reply.hasMore]).toEqual(['', true]);
  });

  const picture: Picture = {
    kind: 'comparison',
    title: 'A and B compared',
    alt: 'A and B compared. Released: A 2023; B 2024.',
    checked: '2026-10-08',
    columns: ['A', 'B'],
    rows: [
      { label: 'Released', cells: ['2023', '2024'] },
      { label: 'In ChatGPT', cells: ['14 Mar 2023 – 30 Apr 2025', 'since 13 May 2024'] },
    ],
    more: '1 more fact differs',
  };

  const compared = answer({
    id: 'compare:a+b',
    body: '',
    picture,
    table: table(
      ['Fact', 'A', 'B'],
      ['Size', '1', '2'],
      ['Released', '2023', '2024'],
      ['In ChatGPT', `Plus 14 Mar 2023 – 30 Apr 2025; ${'and so on '.repeat(5)}`, 'all plans since 13 May 2024'],
    ),
  });

  test('compares two by a line for each fact of the picture, and all of them on "Show more"', () => {
    const { table: shown, hasMore } = replyWithAnswer(compared, { today });
    expect(shown).toBe(
      '**A → B**\n**Released:** 2023 → 2024\n**In ChatGPT:** 14 Mar 2023 – 30 Apr 2025 → since 13 May 2024\n…',
    );
    expect(hasMore).toBe(true);
    expect(replyWithAnswer(compared, { today, whole: true }).table).toBe(
      [
        '**A → B**',
        '**Size:** 1 → 2',
        '**Released:** 2023 → 2024',
        '**In ChatGPT:**',
        `- A: Plus 14 Mar 2023 – 30 Apr 2025; ${'and so on '.repeat(5).trim()}`,
        '- B: all plans since 13 May 2024',
      ].join('\n'),
    );
  });

  test('compares more than two by a block for each', () => {
    const three = table(['Fact', 'A', 'B', 'C'], ['Released', '1', '2', '3'], ['Size', '4', '5', '6']);
    expect(replyWithAnswer(answer({ id: 'compare:a+b+c', body: '', table: three }), { today })).toMatchObject({
      table: '**A**\nReleased: 1\nSize: 4\n\n**B**\nReleased: 2\nSize: 5\n\n**C**\nReleased: 3\nSize: 6',
      hasMore: false,
    });
  });

  test('has a paragraph of facts for each of more than two, where a line for each fact is too long for a phone', () => {
    const facts = rows(5, 'known').map(([label, cell]) => [label!, cell!, cell!, cell!]);
    const three = table(['Fact', 'A', 'B', 'C'], ...facts);
    const { table: shown } = replyWithAnswer(answer({ id: 'compare:a+b+c', table: three }), { today });
    expect(shown!.split('\n')[0]).toBe('**A** · Fact 1: known · Fact 2: known · Fact 3: known · Fact 4: known');
  });

  test('leaves facts that are too many for a phone out of a comparison, for all that are compared', () => {
    const facts = rows(9, 'x'.repeat(25)).map(([label, cell]) => [label!, cell!, cell!, cell!, cell!]);
    const four = table(['Fact', 'A', 'B', 'C', 'D'], ...facts);
    const { table: shown, hasMore } = replyWithAnswer(answer({ id: 'compare:a+b+c+d', table: four }), { today });
    expect(['Fact 1', 'Fact 3', 'Fact 4'].map((label) => shown!.split(label).length - 1)).toEqual([4, 0, 0]);
    expect([shown!.endsWith('\n…'), hasMore]).toEqual([true, true]);
  });

  test('fits the screen of a phone: of many short lines it shows fewer characters', () => {
    const items = Array.from({ length: 30 }, (_, index) => `- Item ${index + 1}`);
    const { body, hasMore } = replyWithAnswer(answer({ body: items.join('\n') }), { today });
    // Two lines of title, two of short answer, one that says that something is left out.
    expect(body).toBe([...items.slice(0, 13), '…'].join('\n'));
    expect(hasMore).toBe(true);
  });

  test('shows a table in Markdown as text, cut or whole', () => {
    const written = answer({ body: '| A | B |\n|---|---|\n| 1 | 2 |' });
    const expected = '```\nA  B\n1  2\n```';
    expect(replyWithAnswer(written, { today }).body).toBe(expected);
    expect(replyWithAnswer(written, { today, whole: true }).body).toBe(expected);
  });

  test('says one fact in a sentence, and what else is known on "Show more"', () => {
    const one = answer({ id: 'model:gpt-4:size', isShortEnough: true, body: '- **Released:** 2023' });
    expect(replyWithAnswer(one, { today })).toMatchObject({ body: '', hasMore: true });
    expect(replyWithAnswer(one, { today, whole: true })).toMatchObject({ body: one.body, hasMore: false });
  });

  test('makes room for its picture, which says the same, and keeps the text one press away', () => {
    const shown = besidePicture(replyWithAnswer(compared, { today }));
    expect(shown).toMatchObject({ short: compared.short, body: '', hasMore: true, picture });
    expect('table' in shown).toBe(false);
    const whole = replyWithAnswer(compared, { today, whole: true });
    expect(besidePicture(whole)).toEqual(whole);
  });

  test('past its review date says that it may be outdated', () => {
    const reviewed = answer({ reviewBy: '2026-11-08' });
    const lineOn = (day: string) => replyWithAnswer(reviewed, { today: day, whole: true }).smallPrint![0];
    expect(lineOn('2026-11-08')).toBe('Checked 8 Oct 2026');
    expect(lineOn('2026-11-09')).toBe('Checked 8 Oct 2026 · may be outdated');
  });

  test('says that it is only reported', () => {
    expect(replyWithAnswer(answer({ isReported: true }), { today }).smallPrint).toEqual([
      'Checked 8 Oct 2026 · reported · [OpenAI](<https://example.org/1>)',
    ]);
  });

  describe('names the publishers of its sources', () => {
    test.each([
      [[], ''],
      [['A', 'B', 'A'], ' · [A](<https://example.org/1>) and [B](<https://example.org/2>)'],
      [
        ['A', 'A', 'B', 'C'],
        ' · [A](<https://example.org/1>), [B](<https://example.org/3>) and [C](<https://example.org/4>)',
      ],
      [['A', 'B', 'C', 'D', 'E', 'A'], ' · [A](<https://example.org/1>), [B](<https://example.org/2>) and 3 more'],
      [
        ['OpenAI / arXiv', 'OpenAI', 'A / arXiv'],
        ' · [OpenAI](<https://example.org/1>) and [A](<https://example.org/3>)',
      ],
      [['[x](y) *z*'], String.raw` · [\[x\](y) \*z\*](<https://example.org/1>)`],
    ])('%j, each once and at most three', (publishers, shown) => {
      const { smallPrint, hasMore } = replyWithAnswer(from(...publishers), { today });
      expect(smallPrint).toEqual([`Checked 8 Oct 2026${shown}`]);
      expect(hasMore).toBe(new Set(publishers).size > 3);
    });

    test('those who make models first', () => {
      const sources = [source(1, 'A'), source(2, 'A'), bySite(3, 'B')];
      expect(replyWithAnswer(answer({ sources }), { today }).smallPrint).toEqual([
        'Checked 8 Oct 2026 · [B](<https://example.org/3>) and [A](<https://example.org/1>)',
      ]);
    });

    test('of many only the makers, each of them once', () => {
      const sources = [
        source(0, 'A blog'),
        bySite(1, 'OpenAI'),
        bySite(2, 'OpenAI Help Center'),
        bySite(3, 'OpenAI Help Center'),
        bySite(4, 'Anthropic'),
      ];
      const ofOneMaker = [...sources.slice(0, 4), source(5, 'Another blog')];
      expect(replyWithAnswer(answer({ sources: ofOneMaker }), { today }).smallPrint).toEqual([
        'Checked 8 Oct 2026 · [OpenAI Help Center](<https://example.org/2>) and 3 more',
      ]);
      expect(replyWithAnswer(answer({ sources }), { today }).smallPrint).toEqual([
        'Checked 8 Oct 2026 · [OpenAI Help Center](<https://example.org/2>), [Anthropic](<https://example.org/4>) and 2 more',
      ]);
    });

    test('a name that is too long for a line without its end', () => {
      const long = 'Kalai, Nachum, Vempala, Zhang (OpenAI et al.)';
      expect(replyWithAnswer(from(long), { today }).smallPrint).toEqual([
        'Checked 8 Oct 2026 · [Kalai, Nachum, Vempala…](<https://example.org/1>)',
      ]);
    });

    test('and lists all sources by title when the whole is asked for', () => {
      expect(replyWithAnswer(from('A', 'A'), { today, whole: true }).smallPrint).toEqual([
        'Checked 8 Oct 2026',
        '[Source 1](<https://example.org/1>)',
        '[Source 2](<https://example.org/2>)',
      ]);
    });
  });

  test('shortens the title of a related answer to what fits a line of a phone', () => {
    const related = [{ id: 'first', label: 'How often do reasoning models hallucinate, and why?' }];
    const label = 'How often do reasoning models…';
    expect(replyWithAnswer(answer(), { today, related }).choices).toEqual([{ id: 'first', label }]);
  });

  test('offers at most two related answers, and never itself', () => {
    const related = ['gpt-vs-chatgpt', 'first', 'second', 'third'].map((id) => ({ id, label: `Title of ${id}` }));
    expect(replyWithAnswer(answer(), { today, related }).choices).toEqual([
      { id: 'first', label: 'Title of first' },
      { id: 'second', label: 'Title of second' },
    ]);
    expect(replyWithAnswer(answer(), { today }).choices).toEqual([]);
  });

  test('says what a button with the name of a model does', () => {
    const related = ['model:gpt-4', 'model:gpt-4:retired'].map((id) => ({ id, label: 'GPT-4' }));
    const labels = replyWithAnswer(answer(), { today, related }).choices.map(({ label }) => label);
    expect(labels).toEqual(['About GPT-4', 'GPT-4']);
  });

  test('says first of all that a model is not a version of the app', () => {
    expect(replyWithAnswer(answer({ short: 'It came in 2023.' }), { today, takenForApp: 'GPT-4' }).short).toBe(
      'ChatGPT is the app; GPT-4 is a model, not a version of it. It came in 2023.',
    );
  });

  test('says how many sources are left out when there are more than fit', () => {
    const sources = Array.from({ length: 100 }, (_, index) => source(index));
    const { smallPrint = [] } = replyWithAnswer(answer({ sources }), { today, whole: true });
    expect(smallPrint.length).toBeLessThan(100);
    expect(smallPrint.at(-1)).toBe(`and ${100 - (smallPrint.length - 2)} more`);
  });
});

describe('without an answer to give, a reply', () => {
  const nearest = ['a', 'b', 'c', 'd'].map((id) => ({ id, label: `Title ${id}` }));

  test('offers the nearest answers, at most three', () => {
    expect(didYouMean(nearest)).toEqual({
      kind: 'suggest',
      short: "I'm not sure. Did you mean one of these?",
      body: '',
      hasMore: false,
      sources: [],
      smallPrint: [],
      choices: nearest.slice(0, 3),
    });
  });

  test('asks in the singular when there is only one', () => {
    expect(didYouMean(nearest.slice(0, 1)).short).toBe("I'm not sure what you mean. Is it this?");
  });

  test('says honestly that it knows nothing', () => {
    expect(dontKnow()).toEqual({
      kind: 'pass',
      short: "I don't have a sourced answer to that. Type `/ask` to browse what I can answer, or see `/help`.",
      body: '',
      hasMore: false,
      sources: [],
      choices: [],
    });
  });
});

describe('a reply in a terminal', () => {
  test('has every part, sources with their addresses', () => {
    const parts = {
      body: '**Two** things:\n\n- one, see [here](https://example.org/here)\n- two\n  - deeper `code`',
      table: table(['Model', 'Year'], ['GPT-3', '2020']),
    };
    const reply = replyWithAnswer(answer(parts), { today, whole: true, related: RELATED });
    expect(replyAsText(reply)).toBe(
      [
        'What is the difference between GPT and ChatGPT?',
        'GPT is a family of models; ChatGPT is the product that runs on them.',
        '',
        'Two things:',
        '',
        '- one, see here (https://example.org/here)',
        '- two',
        '  - deeper code',
        '',
        'Model  Year',
        'GPT-3  2020',
        '',
        'Checked 8 Oct 2026',
        '[1] Source 1: https://example.org/1',
        '',
        'See also',
        '- What is ChatGPT?',
      ].join('\n'),
    );
  });

  test('lists what to choose from', () => {
    const nearest = [
      { id: 'a', label: 'A?' },
      { id: 'b', label: 'B?' },
    ];
    expect(replyAsText(didYouMean(nearest))).toBe("I'm not sure. Did you mean one of these?\n\n- A?\n- B?");
  });

  test.each([
    ['**Heading**\n- item', 'Heading\n- item'],
    ['1. one\n2. two', '1. one\n2. two'],
    ['> quoted\n> text', '> quoted\n> text'],
    ['## Heading\n\nText', 'Heading\n\nText'],
    ['<https://example.org>', 'https://example.org'],
    ['a *b* ~~c~~ `d`', 'a b c d'],
    ['5 \\* 3', '5 * 3'],
  ])('shows %j as %j', (body, expected) => {
    expect(replyAsText({ kind: 'answer', short: '', body, hasMore: false, sources: [], choices: [] })).toBe(expected);
  });
});

describe('laws of replies', () => {
  const anyAnswer = fc
    .record({
      title: anyLine,
      short: anyLine,
      body: anyText,
      cells: fc.option(fc.array(fc.tuple(anyText, anyText), { minLength: 1, maxLength: 10 })),
      urls: fc.array(fc.webUrl(), { maxLength: 40 }),
    })
    .map(({ title, short, body, cells, urls }) =>
      answer({
        title,
        short,
        body,
        ...(cells && { table: table(['Fact', 'Value'], ...cells) }),
        sources: urls.map((url) => ({ ...source(1), url })),
      }),
    );

  test('any answer fits one message, whole or not, and nothing that it says is blank', () => {
    fc.assert(
      fc.property(anyAnswer, fc.boolean(), anyLine, (any, whole, label) => {
        const reply = replyWithAnswer(any, { today, whole, related: [{ id: 'a', label }] });
        const { title = '', short, body, table: shownTable = '', smallPrint = [], choices } = reply;
        const said = [`## ${title}`, short, body, shownTable, ...smallPrint.map((line) => `-# ${line}`)].join('\n\n');
        expect(characterCount(said)).toBeLessThanOrEqual(MAX_CHARACTERS);
        expect(choices.filter((choice) => characterCount(choice.label) > MAX_LABEL)).toEqual([]);
        expect(
          [title, short, ...smallPrint, ...choices.map((choice) => choice.label)].filter((text) => text.trim() === ''),
        ).toEqual([]);
        expect(shownTable === '').toBe(any.table === undefined);
        expect(replyAsText(reply).trim()).not.toBe('');
      }),
    );
  });
});
