import { checkMessage } from 'discord-playground';
import { type APIMessageTopLevelComponent, ComponentType, MessageFlags } from 'discord.js';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { sentence } from '../../src/discord/components.ts';
import { present } from '../../src/discord/present.ts';
import { fitReply } from '../../src/replies/fitReply.ts';
import type { Reply } from '../../src/replies/Reply.ts';

const ASKER = '80351110224678912';
const FRIEND = '80351110224678913';
const inPublic = { askerId: ASKER, isPrivate: false };
const inPrivate = { askerId: ASKER, isPrivate: true };

const reply: Reply = {
  kind: 'answer',
  answerId: 'chatgpt-base-model',
  title: 'Which model is ChatGPT based on?',
  short: 'ChatGPT was launched on GPT-3.5.',
  body: 'It has moved on **since**.',
  table: 'GPT-4: 2023',
  hasMore: true,
  sources: [{ title: 'GPT-4', url: 'https://openai.com/research/gpt-4' }],
  smallPrint: ['Checked 8 Oct 2026', '[GPT-4](<https://openai.com/research/gpt-4>)'],
  choices: [
    { id: 'gpt-vs-chatgpt', label: 'What is the difference between GPT and ChatGPT?' },
    { id: 'model:gpt-4', label: 'GPT-4' },
  ],
};

interface Button {
  readonly label: string;
  readonly custom_id: string;
}

/** What is in the container, or beside it: texts as they are, buttons as an array, other things by their type. */
function partsOf(components: readonly APIMessageTopLevelComponent[]): unknown[] {
  const inner = components.flatMap((one) => (one.type === ComponentType.Container ? one.components : [one]));
  return inner.map((one) => {
    if (one.type === ComponentType.TextDisplay) return one.content;
    if (one.type === ComponentType.ActionRow) return one.components.map((it) => it as Button);
    return ComponentType[one.type];
  });
}

const buttonsOf = (components: readonly APIMessageTopLevelComponent[]): readonly Button[] =>
  partsOf(components).flatMap((part) => (Array.isArray(part) ? (part as Button[]) : []));

/** The body as it goes over the wire. */
function sent({ flags, components }: ReturnType<typeof present>): object {
  return { flags, components, allowed_mentions: { parse: [], replied_user: false } };
}

test('a title is shown letter for letter, whatever moderators wrote into it', () => {
  const title = '*Bold* [words](https://example.org) <@1>';
  const { components } = present({ ...reply, title, short: 'So.' }, inPublic);
  expect(partsOf(components)[0]).toBe('### \\*Bold\\* \\[words](https://example.org) \\<@1>\nSo.');
});

test('a reply is one container: heading and short answer, body, table, sources, buttons', () => {
  const { flags, components, allowedMentions } = present(reply, inPublic);
  expect(flags).toBe(MessageFlags.IsComponentsV2);
  expect(allowedMentions).toEqual({ parse: [], repliedUser: false });
  expect(components.map(({ type }) => type)).toEqual([ComponentType.Container]);
  expect(partsOf(components)).toEqual([
    '### Which model is ChatGPT based on?\nChatGPT was launched on GPT\u20113.5.',
    'It has moved on **since**.',
    'GPT\u20114: 2023',
    '-# Checked 8 Oct 2026\n-# [GPT-4](<https://openai.com/research/gpt-4>)',
    [
      expect.objectContaining({
        label: 'What is the difference between GPT and ChatGPT?',
        custom_id: 'w1:related:gpt-vs-chatgpt',
      }),
      expect.objectContaining({ label: 'GPT-4', custom_id: 'w1:related:model:gpt-4' }),
      expect.objectContaining({ label: 'Show more', custom_id: `w1:more:${ASKER}:chatgpt-base-model` }),
      expect.objectContaining({ label: 'Dismiss', custom_id: `w1:dismiss:${ASKER}` }),
    ],
  ]);
});

test('parts that say nothing are left out', () => {
  const bare: Reply = { kind: 'pass', short: 'I do not know.', body: '', hasMore: false, sources: [], choices: [] };
  expect(partsOf(present(bare, inPrivate).components)).toEqual(['I do not know.']);
});

test('a private answer has no dismiss button, because Discord has its own', () => {
  expect(buttonsOf(present(reply, inPrivate).components).map(({ label }) => label)).not.toContain('Dismiss');
});

test('the user for whom somebody asked is named, in the buttons too', () => {
  const { components } = present({ ...reply, kind: 'suggest' }, { ...inPublic, forUserId: FRIEND });
  expect(partsOf(components)[0]).toMatch(new RegExp(`^-# For <@${FRIEND}>\n### Which`));
  expect(buttonsOf(components)[0]!.custom_id).toBe(`w1:show:${ASKER},${FRIEND}:gpt-vs-chatgpt`);
});

test.each([
  ['GPT-4o mini and GPT-5.6', 'GPT\u20114o mini and GPT\u20115.6'],
  ['Llama-3.1-Nemotron-Ultra-253B', 'Llama-3.1-Nemotron-Ultra-253B'],
  ['o4-mini-high, DALL-E, gpt-oss', 'o4\u2011mini\u2011high, DALL\u2011E, gpt\u2011oss'],
  ['a well-known name', 'a well-known name'],
  ['`gpt-4o` in [GPT-4](https://example.org/gpt-4)', '`gpt-4o` in [GPT\u20114](https://example.org/gpt-4)'],
  ['<https://example.org/gpt-4> https://example.org/gpt-4', '<https://example.org/gpt-4> https://example.org/gpt-4'],
])('names do not break: %j', (short, shown) => {
  expect(partsOf(present({ ...reply, title: '', short }, inPublic).components)[0]).toBe(shown);
});

test('names do not break in the body either, and code in it stays as it is', () => {
  const body = 'GPT-4o, `gpt-4o`, ``a ` gpt-4o``\n```sh\nrun --model gpt-4o\n```\no4-mini';
  expect(partsOf(present({ ...reply, body }, inPublic).components)[1]).toBe(
    body.replace('GPT-4o', 'GPT\u20114o').replace('o4-mini', 'o4\u2011mini'),
  );
});

test('a button whose id would be too long is left out, and only that', () => {
  const choices = [
    { id: 'a'.repeat(90), label: 'Too long' },
    { id: 'model:gpt-4', label: 'GPT-4' },
  ];
  const { components } = present({ ...reply, choices }, inPublic);
  expect(buttonsOf(components).map(({ label }) => label)).toEqual(['GPT-4', 'Show more', 'Dismiss']);
});

test('the same choice twice is one button, and more than five make room for the last ones', () => {
  const ids = ['a', 'a', 'b', 'c', 'd', 'e', 'f'];
  const choices = ids.map((id) => ({ id, label: id.toUpperCase() }));
  const { components } = present({ ...reply, choices }, inPublic);
  expect(buttonsOf(components).map(({ label }) => label)).toEqual(['A', 'B', 'C', 'Show more', 'Dismiss']);
});

describe('a sentence', () => {
  test.each([
    ['plain words', 'There is no model called "gpt-9".', 'There is no model called "gpt-9".'],
    ['bold', 'no "**x**"', String.raw`no "\*\*x\*\*"`],
    ['a masked link', 'no "[x](https://evil.example)"', String.raw`no "\[x](https://evil.example)"`],
    ['a mention', 'no "<@80351110224678912>"', String.raw`no "\<@80351110224678912>"`],
    ['a heading', '# x', String.raw`\# x`],
    ['text that runs backwards', 'no "\u202Eabc"', 'no "abc"'],
  ])('shows %s as it stands', (_what, text, shown) => {
    expect(partsOf(sentence(text).components)).toEqual([shown]);
  });
});

test('whatever a reply holds, Discord takes it once it is cut to fit', () => {
  const text = fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 200 }),
    fc.string({ unit: 'grapheme', minLength: 50, maxLength: 100 }).map((it) => it.repeat(60)),
    fc.constant(`\`\`\`\n${'code line\n'.repeat(500)}\`\`\``),
  );
  const visible = text.map((it) => `x${it}`);
  const choice = fc.record({
    id: fc.stringMatching(/^[a-z]{1,90}$/),
    label: fc.string({ unit: 'grapheme', maxLength: 120 }),
  });
  const anyReply: fc.Arbitrary<Reply> = fc.record(
    {
      kind: fc.constantFrom('answer', 'suggest', 'pass'),
      answerId: fc.stringMatching(/^[a-z]{1,90}$/),
      title: fc.string({ unit: 'grapheme', maxLength: 100 }),
      short: visible,
      body: text,
      table: text,
      hasMore: fc.boolean(),
      sources: fc.constant([]),
      smallPrint: fc.array(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 80 }), { maxLength: 60 }),
      choices: fc.array(choice, { maxLength: 8 }),
    },
    { requiredKeys: ['kind', 'short', 'body', 'hasMore', 'sources', 'choices'] },
  );
  const audience = fc.constantFrom(inPublic, inPrivate);
  fc.assert(
    fc.property(anyReply, audience, fc.option(fc.constant(FRIEND), { nil: undefined }), (any, whom, forUserId) => {
      expect(checkMessage(sent(present(fitReply(any), { ...whom, forUserId })), 'create')).toEqual([]);
    }),
  );
});
