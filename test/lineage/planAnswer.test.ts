import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { chatGptPlans, chatGptTimeline, type Knowledge } from '../../src/knowledge/Knowledge.ts';
import { generateAnswer } from '../../src/lineage/generateAnswer.ts';
import { entriesOn, firstDay } from '../../src/lineage/timeline.ts';
import { family, knowledgeOf, model, TODAY, use } from './family.ts';

const made = (id: string, knowledge: Knowledge = family) => generateAnswer(knowledge, id, TODAY)!;

describe('in one sentence', () => {
  test.each([
    ['free:2023-04', 'In Apr 2023, ChatGPT Free ran on GPT-3.5.'],
    ['free:2022', 'In 2022, ChatGPT Free ran on GPT-3.5 from 30 Nov 2022.'],
    ['free:2024', 'In 2024, ChatGPT Free ran on GPT-3.5 until 13 May 2024, then on GPT-4o, as last documented.'],
    ['plus:2023-04', 'In Apr 2023, ChatGPT Plus ran on GPT-3.5. Also available: GPT-4.'],
    [
      'plus:2023',
      'In 2023, ChatGPT Plus ran on GPT-3.5 from 1 Feb 2023 until 3 Aug 2023, then on GPT-4. Also available: GPT-4 from 14 Mar 2023.',
    ],
    ['plus:2023-08-02', 'On 2 Aug 2023, ChatGPT Plus ran on GPT-3.5. Also available: GPT-4.'],
    ['plus:2023-08-03', 'On 3 Aug 2023, ChatGPT Plus ran on GPT-4.'],
    ['plus:2023-12', 'In Dec 2023, ChatGPT Plus ran on GPT-4.'],
    ['2023-12', 'In Dec 2023, ChatGPT ran on GPT-3.5 (Free); GPT-4 (Plus).'],
    [
      'free:2024-04..06',
      'From Apr to Jun 2024, ChatGPT Free ran on GPT-3.5 until 13 May 2024, then on GPT-4o, as last documented.',
    ],
    ['free:2024-06..08', 'From Jun to Aug 2024, ChatGPT Free ran on GPT-4o, as last documented.'],
    [
      'plus:2023-06..08',
      'From Jun to Aug 2023, ChatGPT Plus ran on GPT-3.5 until 3 Aug 2023, then on GPT-4. Also available: GPT-4 from 14 Mar 2023.',
    ],
    ['free+plus:2025-06', 'In Jun 2025, ChatGPT ran on GPT-4o, as last documented (Free and Plus).'],
  ])('%s', (id, short) => {
    expect(made(`plan:${id}`).short).toBe(short);
  });

  test('an end that nobody has documented is not guessed', () => {
    const timeline = [
      use({ model: 'm', plans: ['pro'], role: 'default', from: '2025-01-02', to: '2025-03', end: 'not-documented' }),
    ];
    const knowledge = knowledgeOf([model('m')], timeline);
    expect(made('plan:pro:2025', knowledge).short).toBe(
      'In 2025, ChatGPT Pro ran on M from 2 Jan 2025, whose end is not documented.',
    );
    expect(made('plan:pro:2025', knowledge).body).toBe('**Pro**\n- Default: M, from 2 Jan 2025, end not documented');
    expect(made('plan:pro:2025-04', knowledge).short).toContain('It is not known');
    expect(made('model:m', knowledge).body).toContain('- **In ChatGPT:** Pro: from 2 Jan 2025, end not documented');
  });

  test('a default that nobody has documented is not guessed', () => {
    const timeline = [use({ model: 'm', plans: ['enterprise'], role: 'choice', from: '2023-08-28' })];
    const { short, body } = made('plan:enterprise:2024', knowledgeOf([model('m')], timeline));
    expect(short).toBe('In 2024, the default model of ChatGPT Enterprise is not documented. Also available: M.');
    expect(body).toContain('- Default: not documented\n- Also available: M, since 28 Aug 2023');
  });

  test('too many changes for a sentence are counted', () => {
    const names = Array.from({ length: 9 }, (_, index) => `some-model-with-a-long-name-${index + 1}`);
    const timeline = names.map((name, index) =>
      use({
        model: name,
        plans: ['pro'],
        role: 'default',
        from: `2025-0${index + 1}-01`,
        to: `2025-${index + 2}`.replace(/-(\d)$/, '-0$1'),
      }),
    );
    const many = knowledgeOf(
      names.map((name) => model(name, { name })),
      timeline,
    );
    expect(made('plan:pro:2025', many).short).toBe(
      'In 2025, ChatGPT Pro had 9 default models, from some-model-with-a-long-name-1 to some-model-with-a-long-name-9.',
    );
  });
});

describe('at length', () => {
  test('tells by role what there was, with dates and notes', () => {
    const { title, body, related } = made('plan:plus:2023-04');
    expect(title).toBe('What ChatGPT Plus had in Apr 2023');
    expect(body).toBe(
      [
        '**Plus**',
        '- Default: GPT-3.5, 1 Feb 2023 – 3 Aug 2023',
        '- Also available: GPT-4, 14 Mar 2023 – 3 Aug 2023 (with a cap)',
      ].join('\n'),
    );
    expect(related).toEqual(['lineage:chatgpt', 'model:gpt-3.5', 'model:gpt-4']);
  });

  test('the newest comes first in each role, which is what a phone shows', () => {
    expect(made('plan:plus:2023').body).toBe(
      [
        '**Plus**',
        '- Default: GPT-4, 3 Aug 2023 – 13 May 2024',
        '- Default: GPT-3.5, 1 Feb 2023 – 3 Aug 2023',
        '- Also available: GPT-4, 14 Mar 2023 – 3 Aug 2023 (with a cap)',
      ].join('\n'),
    );
  });

  test('a time to come has no past tense', () => {
    expect(made('plan:plus:2027').title).toBe('What ChatGPT Plus will have in 2027');
  });

  test('says up to when it is known where no end is', () => {
    expect(made('plan:free:2026-11').body).toBe(
      '**Free**\n- Default: GPT-4o, since 13 May 2024\n\n' +
        '*As of 22 Nov 2026. Check the model picker for what is available today.*',
    );
  });

  test('without a plan it tells of all that had something', () => {
    const { title, body } = made('plan:2023-12');
    expect(title).toBe('What ChatGPT had in Dec 2023');
    expect(body.match(/^\*\*.*/gm)).toEqual(['**Free**', '**Plus**']);
  });

  test('plans that had the same stand together', () => {
    const timeline = [use({ model: 'm', plans: ['plus', 'pro', 'free'], role: 'fallback', from: '2025', to: '2026' })];
    expect(made('plan:2025', knowledgeOf([model('m')], timeline)).body).toBe(
      '**Free, Plus and Pro**\n- Default: not documented\n- After the limit: M, 2025 – 2026',
    );
  });

  test('a plan that was named and had nothing is not passed over', () => {
    expect(made('plan:free+plus:2022-12').body).toBe(
      '**Free**\n- Default: GPT-3.5, 30 Nov 2022 – 13 May 2024\n\n**Plus:** nothing known in Dec 2022',
    );
  });

  test('cites what it tells', () => {
    const timeline = [
      use({ model: 'm', plans: ['plus'], role: 'default', from: '2025-01-01', to: '2025-02-01' }),
      use({ model: 'n', plans: ['plus'], role: 'default', from: '2025-02-01', sources: [] }),
    ];
    const knowledge = knowledgeOf([model('m'), model('n')], timeline);
    expect(made('plan:plus:2025-01', knowledge).sources.map(({ id }) => id)).toEqual(['notes']);
    expect(made('plan:plus:2025-03', knowledge).sources).toEqual([]);
  });
});

/** A model that the API has. */
const served = (id: string, facts: Parameters<typeof model>[1]) => model(id, { apiIds: [id], ...facts });

describe('the API', () => {
  const knowledge = knowledgeOf(
    [
      served('old', { released: '2020-06-11', retired: { api: '2024-01-04' } }),
      served('late', { released: '2023-03-14', releasedInApi: '2023-07-06' }),
      served('open', { released: '2024-05' }),
      served('undated', { released: '2023-10-16', releasedInApi: null, retired: { api: '2026-05-12' } }),
      served('claude', { maker: 'Anthropic', released: '2023-03-14' }),
      served('gemini', { maker: 'Google', released: '2023-05', releasedInApi: null }),
      model('app-only', { released: '2023-01-01' }),
    ],
    [use({ model: 'app-only', plans: ['plus'], role: 'default', from: '2023-01-01' })],
  );

  test('has what its models say, the newest first', () => {
    const { title, short, body, related } = made('plan:api:2023-12', knowledge);
    expect(title).toBe("What OpenAI's API had in Dec 2023");
    expect(short).toBe("In Dec 2023, OpenAI's API had OLD and LATE.");
    expect(body).toBe(
      '**API**\n- LATE, since 6 Jul 2023\n- OLD, 11 Jun 2020 – 4 Jan 2024\n\n' +
        'When the API got UNDATED is not known.\n\n' +
        "*As of 22 Nov 2026. Check OpenAI's list of models for what is available today.*",
    );
    expect(related).toEqual(['model:late', 'model:old']);
  });

  test.each([
    ['api:2023-06', "In Jun 2023, OpenAI's API had OLD."],
    ['api:2024-01-04', "On 4 Jan 2024, OpenAI's API had LATE."],
    [
      'api:2019',
      "It is not known what OpenAI's API had in 2019: the first known model is OLD (11 Jun 2020 – 4 Jan 2024).",
    ],
    [
      'api:2027',
      "What OpenAI's API will have in 2027 is not known yet. The last known model is OPEN (since May 2024); check OpenAI's list of models.",
    ],
    [
      'plus+api:2023-12',
      'In Dec 2023, ChatGPT ran on APP-ONLY, as last documented (Plus). The API had 2 known models.',
    ],
  ])('%s', (id, short) => {
    expect(made(`plan:${id}`, knowledge).short).toBe(short);
  });

  test('models that are too many to name are counted', () => {
    const many = knowledgeOf(
      Array.from({ length: 20 }, (_, index) => served(`some-model-${index + 10}`, { released: `20${index + 10}` })),
    );
    expect(made('plan:api:2026', many).short).toBe(
      "In 2026, OpenAI's API had 17 known models, the newest of them SOME-MODEL-24, SOME-MODEL-25 and SOME-MODEL-26.",
    );
  });

  test('is no plan of ChatGPT: who names none does not ask for it', () => {
    expect(made('plan:2023-12', knowledge).body).not.toContain('API');
  });
});

describe('what nobody has documented is said', () => {
  test.each([
    [
      'before the first entry',
      'plus:2022',
      'It is not known what ChatGPT Plus had in 2022: the first known model is GPT-3.5 (1 Feb 2023 – 3 Aug 2023).',
    ],
    ['before ChatGPT', '2021-05', 'ChatGPT did not exist yet in May 2021: it launched on 30 Nov 2022 with GPT-3.5.'],
    [
      'after the last day that was looked up',
      'plus:2026-11-23',
      'What ChatGPT Plus will have on 23 Nov 2026 is not known yet. The last known model is GPT-4o (since 13 May 2024); check the model picker.',
    ],
    [
      'in years to come',
      'free:2030',
      'What ChatGPT Free will have in 2030 is not known yet. The last known model is GPT-4o (since 13 May 2024); check the model picker.',
    ],
    [
      'in the last year of the calendar',
      'free:9999',
      'What ChatGPT Free will have in 9999 is not known yet. The last known model is GPT-4o (since 13 May 2024); check the model picker.',
    ],
    [
      'when it came at the end of the time',
      'plus:2022-09..11',
      'It is not known what ChatGPT Plus had from Sep to Nov 2022: the first known model is GPT-3.5 (1 Feb 2023 – 3 Aug 2023).',
    ],
    ['in the first one', 'free:0001', 'ChatGPT did not exist yet in 0001: it launched on 30 Nov 2022 with GPT-3.5.'],
  ])('%s', (_, id, short) => {
    const answer = made(`plan:${id}`);
    expect([answer.short, answer.body]).toEqual([short, '']);
    expect(answer.sources.map((source) => source.id)).toEqual(['notes']);
  });

  test('after what was looked up, up to today, that day is told', () => {
    const answer = generateAnswer(family, 'plan:plus:2026-11-23', '2026-11-24')!;
    expect(answer.short).toBe('On 22 Nov 2026, ChatGPT Plus ran on GPT-4o, as last documented.');
    expect(answer.title).toContain('23 Nov 2026');
    expect(answer.body).toContain('*As of 22 Nov 2026.');
  });

  test('in a gap', () => {
    const timeline = [
      use({ model: 'm', plans: ['go'], role: 'default', from: '2025-01-01', to: '2025-02-01' }),
      use({ model: 'm', plans: ['go'], role: 'default', from: '2025-06-01' }),
    ];
    expect(made('plan:go:2025-04', knowledgeOf([model('m')], timeline)).short).toBe(
      'It is not known what ChatGPT Go had in Apr 2025. The last known model is M (1 Jan 2025 – 1 Feb 2025).',
    );
  });

  test('what begins after today has not come yet, and an end after today is announced', () => {
    expect(generateAnswer(family, 'plan:plus:2023', '2023-03-01')!.short).toBe(
      'In 2023, ChatGPT Plus ran on GPT-3.5 from 1 Feb 2023 until 3 Aug 2023 (announced).',
    );
    expect(generateAnswer(family, 'plan:plus:2023', '2023-01-31')).toBeUndefined();
  });
});

test('a month has what any of its days has', () => {
  const plans = fc.constantFrom(...chatGptPlans(family.plans));
  const months = fc.date({ min: new Date('2022-10-01'), max: new Date('2025-12-31'), noInvalidDate: true });
  fc.assert(
    fc.property(plans, months, (plan, date) => {
      const month = date.toISOString().slice(0, 7);
      const days = Array.from({ length: 31 }, (_, index) => `${month}-${String(index + 1).padStart(2, '0')}`);
      const onDays = chatGptTimeline(family).filter((entry) =>
        days.some((day) => entriesOn(chatGptTimeline(family), plan, day).includes(entry)),
      );
      expect(entriesOn(chatGptTimeline(family), plan, month)).toEqual(onDays);
    }),
  );
});

test.each([
  ['2023', '2023-01-01'],
  ['2023-04', '2023-04-01'],
  ['2023-04-14', '2023-04-14'],
])('the first day of %s is %s', (date, day) => {
  expect(firstDay(date)).toBe(day);
});
