import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkMessage, type MessageContext, type MessageUse } from '../../src/checks/checkMessage.ts';

type Body = Record<string, unknown>;

/** `fine` is just within the limit, `refused` just beyond it, `says` are the paths and codes of the violations. */
interface Rule {
  readonly rule: string;
  readonly fine: Body;
  readonly refused: Body;
  readonly says: readonly string[];
}

const V2 = 1 << 15;
const emoji = '🦉'; // two UTF-16 units, one code point
const list = <T>(length: number, make: (index: number) => T): T[] => Array.from({ length }, (_, index) => make(index));
const button = (more: Body = {}) => ({ type: 2, style: 2, label: 'Go', custom_id: 'go', ...more });
const link = (more: Body = {}) => ({ type: 2, style: 5, label: 'Read', url: 'https://example.org', ...more });
const row = (...components: Body[]) => ({ type: 1, components });
const rows = (...components: Body[]) => ({ content: 'x', components: [row(...components)] });
const select = (more: Body = {}) => ({
  type: 3,
  custom_id: 'pick',
  options: [{ label: 'a', value: 'a' }],
  ...more,
});
const choices = (count: number, more: Body = {}) =>
  list(count, (index) => ({ label: 'a', value: String(index), ...more }));
const roles = (count: number) => list(count, (index) => ({ type: 'role', id: `12345678901234567${index}` }));
const text = (content: string) => ({ type: 10, content });
const v2 = (...components: Body[]) => ({ flags: V2, components });
const embed = (more: Body) => ({ embeds: [{ title: 't', ...more }] });

const RULES: readonly Rule[] = [
  {
    rule: 'content has at most 2,000 characters, an emoji being one',
    fine: { content: emoji.repeat(2_000) },
    refused: { content: 'x'.repeat(2_001) },
    says: ['content BASE_TYPE_MAX_LENGTH'],
  },
  {
    rule: 'at most 10 embeds',
    fine: { embeds: list(10, () => ({ title: 't' })) },
    refused: { embeds: list(11, () => ({ title: 't' })) },
    says: ['embeds BASE_TYPE_MAX_LENGTH'],
  },
  {
    rule: 'an embed title has at most 256 characters',
    fine: embed({ title: emoji.repeat(256) }),
    refused: embed({ title: 'x'.repeat(257) }),
    says: ['embeds.0.title BASE_TYPE_MAX_LENGTH'],
  },
  {
    rule: 'an embed description has at most 4,096 characters',
    fine: embed({ description: 'x'.repeat(4_096) }),
    refused: embed({ description: 'x'.repeat(4_097) }),
    says: ['embeds.0.description BASE_TYPE_MAX_LENGTH'],
  },
  {
    rule: 'an embed has at most 25 fields',
    fine: embed({ fields: list(25, () => ({ name: 'n', value: 'v' })) }),
    refused: embed({ fields: list(26, () => ({ name: 'n', value: 'v' })) }),
    says: ['embeds.0.fields BASE_TYPE_MAX_LENGTH'],
  },
  {
    rule: 'a field has a name of at most 256 and a value of at most 1,024 characters',
    fine: embed({ fields: [{ name: 'x'.repeat(256), value: 'x'.repeat(1_024) }] }),
    refused: embed({ fields: [{ name: 'x'.repeat(257), value: 'x'.repeat(1_025) }] }),
    says: ['embeds.0.fields.0.name BASE_TYPE_MAX_LENGTH', 'embeds.0.fields.0.value BASE_TYPE_MAX_LENGTH'],
  },
  {
    rule: 'an embed footer has at most 2,048 characters',
    fine: embed({ footer: { text: 'x'.repeat(2_048) } }),
    refused: embed({ footer: { text: 'x'.repeat(2_049) } }),
    says: ['embeds.0.footer.text BASE_TYPE_MAX_LENGTH'],
  },
  {
    rule: 'all embeds together have at most 6,000 characters',
    fine: { embeds: [{ description: 'x'.repeat(4_000) }, { title: 'abcd', footer: { text: 'x'.repeat(1_996) } }] },
    refused: { embeds: [{ description: 'x'.repeat(4_000) }, { title: 'abcde', footer: { text: 'x'.repeat(1_996) } }] },
    says: ['embeds MAX_EMBED_SIZE_EXCEEDED'],
  },
  {
    rule: 'a field of an embed has a name and a value, and spaces are none',
    fine: embed({ fields: [{ name: '\u200b', value: 'v' }] }),
    refused: embed({ fields: [{ name: '', value: ' ' }, { name: 'n' }] }),
    says: [
      'embeds.0.fields.1.value BASE_TYPE_REQUIRED',
      'embeds.0.fields.0.name BASE_TYPE_REQUIRED',
      'embeds.0.fields.0.value BASE_TYPE_REQUIRED',
    ],
  },
  {
    rule: 'an embed shows something',
    fine: { embeds: [{ footer: { text: 'f' } }, { image: { url: 'attachment://a.png' } }] },
    refused: { embeds: [{}, { color: 1, url: 'https://example.org', title: ' ' }] },
    says: ['embeds.0.description BASE_TYPE_REQUIRED', 'embeds.1.description BASE_TYPE_REQUIRED'],
  },
  {
    rule: 'an embed links to http or https, and its pictures come from there or from an attachment',
    fine: embed({ url: 'http://example.org', thumbnail: { url: 'attachment://a.png' } }),
    refused: embed({ url: 'attachment://a.png', image: { url: 'ftp://example.org/a.png' } }),
    says: ['embeds.0.url URL_TYPE_INVALID_SCHEME', 'embeds.0.image.url URL_TYPE_INVALID_SCHEME'],
  },
  {
    rule: 'at most five rows without Components V2',
    fine: { content: 'x', components: list(5, (index) => row(button({ custom_id: String(index) }))) },
    refused: { content: 'x', components: list(6, (index) => row(button({ custom_id: String(index) }))) },
    says: ['components BASE_TYPE_BAD_LENGTH'],
  },
  {
    rule: 'at most five buttons in a row',
    fine: rows(...list(5, (index) => button({ custom_id: String(index) }))),
    refused: rows(...list(6, (index) => button({ custom_id: String(index) }))),
    says: ['components.0.components BASE_TYPE_MAX_LENGTH', 'components.0.components.5 COMPONENT_LAYOUT_WIDTH_EXCEEDED'],
  },
  {
    rule: 'a select has a row for itself',
    fine: rows(select()),
    refused: rows(button(), select()),
    says: ['components.0.components.1 COMPONENT_LAYOUT_WIDTH_EXCEEDED'],
  },
  {
    rule: 'a button label has at most 80 characters',
    fine: rows(button({ label: emoji.repeat(80) })),
    refused: rows(button({ label: 'x'.repeat(81) })),
    says: ['components.0.components.0.label BASE_TYPE_MAX_LENGTH'],
  },
  {
    rule: 'a custom_id has at most 100 characters',
    fine: rows(button({ custom_id: 'x'.repeat(100) })),
    refused: rows(button({ custom_id: 'x'.repeat(101) })),
    says: ['components.0.components.0.custom_id BASE_TYPE_MAX_LENGTH'],
  },
  {
    rule: 'a button needs a custom_id',
    fine: rows(button()),
    refused: rows({ type: 2, style: 2, label: 'Go' }),
    says: ['components.0.components.0.custom_id BASE_TYPE_REQUIRED'],
  },
  {
    rule: 'a button has no url beside its custom_id',
    fine: rows(button()),
    refused: rows(button({ url: 'https://example.org' })),
    says: ['components.0.components.0.url BASE_TYPE_INVALID'],
  },
  {
    rule: 'a link button needs a url',
    fine: rows(link()),
    refused: rows({ type: 2, style: 5, label: 'Read' }),
    says: ['components.0.components.0.url BASE_TYPE_REQUIRED'],
  },
  {
    rule: 'a link button has no custom_id',
    fine: rows(link()),
    refused: rows(link({ custom_id: 'go' })),
    says: ['components.0.components.0.custom_id BASE_TYPE_INVALID'],
  },
  {
    rule: 'a link button leads to http, https or discord',
    fine: rows(link({ url: 'discord://-/channels/1' }), link({ url: 'http://example.org' })),
    refused: rows(link({ url: 'javascript:alert(1)' })),
    says: ['components.0.components.0.url URL_TYPE_INVALID_SCHEME'],
  },
  {
    rule: 'a link button has an address',
    fine: rows(link()),
    refused: rows(link({ url: 'example' })),
    says: ['components.0.components.0.url URL_TYPE_INVALID_URL'],
  },
  {
    rule: 'the url of a link button has at most 512 characters',
    fine: rows(link({ url: 'https://example.org/'.padEnd(512, 'x') })),
    refused: rows(link({ url: 'https://example.org/'.padEnd(513, 'x') })),
    says: ['components.0.components.0.url BASE_TYPE_MAX_LENGTH'],
  },
  {
    rule: 'a premium button has a sku and nothing to show',
    fine: rows({ type: 2, style: 6, sku_id: '1' }),
    refused: rows({ type: 2, style: 6, label: 'Buy' }),
    says: ['components.0.components.0.sku_id BASE_TYPE_REQUIRED', 'components.0.components.0.label BASE_TYPE_INVALID'],
  },
  {
    rule: 'a button shows a label or an emoji',
    fine: rows({ type: 2, style: 1, custom_id: 'go', emoji: { name: emoji } }),
    refused: rows({ type: 2, style: 1, custom_id: 'go' }),
    says: ['components.0.components.0 BUTTON_COMPONENT_LABEL_OR_EMOJI_REQUIRED'],
  },
  {
    rule: 'a custom_id is unique in the message, however deep',
    fine: v2({ type: 17, components: [row(button())] }, row(button({ custom_id: 'stop' }))),
    refused: v2({ type: 17, components: [row(button())] }, row(button())),
    says: ['components.1.components.0.custom_id COMPONENT_CUSTOM_ID_DUPLICATED'],
  },
  {
    rule: 'a select has at most 25 options',
    fine: rows(select({ options: list(25, (index) => ({ label: 'a', value: String(index) })) })),
    refused: rows(select({ options: list(26, (index) => ({ label: 'a', value: String(index) })) })),
    says: ['components.0.components.0.options BASE_TYPE_MAX_LENGTH'],
  },
  {
    rule: 'a select has at least as many options as can be chosen',
    fine: rows(select({ options: choices(2), max_values: 2 })),
    refused: rows(select({ options: choices(1), max_values: 2 })),
    says: ['components.0.components.0.options BASE_TYPE_BAD_LENGTH'],
  },
  {
    rule: 'a select has no more options chosen by default than can be chosen',
    fine: rows(select({ options: choices(2, { default: true }), max_values: 2 })),
    refused: rows(select({ options: choices(2, { default: true }) })),
    says: ['components.0.components.0.options BASE_TYPE_INVALID'],
  },
  {
    rule: 'a select asks for no more than it takes',
    fine: rows(select({ options: choices(2), min_values: 2, max_values: 2 })),
    refused: rows(select({ options: choices(2), min_values: 2 })),
    says: ['components.0.components.0.min_values BASE_TYPE_INVALID'],
  },
  {
    rule: 'a select of roles has as many default values as can be chosen',
    fine: rows({ type: 6, custom_id: 'pick', max_values: 2, default_values: roles(2) }),
    refused: rows({ type: 6, custom_id: 'pick', default_values: roles(2) }),
    says: ['components.0.components.0.default_values BASE_TYPE_BAD_LENGTH'],
  },
  {
    rule: 'the values of a select differ',
    fine: rows(select()),
    refused: rows(select({ options: list(2, () => ({ label: 'a', value: 'same' })) })),
    says: ['components.0.components.0.options.1.value SELECT_COMPONENT_OPTION_VALUE_DUPLICATED'],
  },
  {
    rule: 'Components V2 need their flag',
    fine: v2(text('x')),
    refused: { components: [text('x')] },
    says: ['components.0.type UNION_TYPE_CHOICES'],
  },
  {
    rule: 'Components V2 exclude content, embeds, polls and stickers',
    fine: { ...v2(text('x')), content: '', embeds: [], sticker_ids: [] },
    refused: {
      ...v2(text('x')),
      content: 'x',
      embeds: [{ title: 't' }],
      sticker_ids: ['1'],
      poll: { question: { text: 'q' }, answers: [{ poll_media: { text: 'a' } }], duration: 1 },
    },
    says: ['content', 'embeds', 'poll', 'sticker_ids'].map(
      (key) => `${key} MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2`,
    ),
  },
  {
    rule: 'at most 40 components, nested ones counted',
    fine: v2({ type: 17, components: list(39, () => text('x')) }),
    refused: v2({ type: 17, components: list(40, () => text('x')) }),
    says: ['components COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED'],
  },
  {
    rule: 'an accessory counts as a component too',
    fine: v2(...list(13, () => ({ type: 9, components: [text('x')], accessory: link() })), text('x')),
    refused: v2(...list(13, () => ({ type: 9, components: [text('x')], accessory: link() })), text('x'), text('x')),
    says: ['components COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED'],
  },
  {
    rule: 'all text displays together have at most 4,000 characters',
    fine: v2(text(emoji.repeat(2_000)), { type: 17, components: [text(emoji.repeat(2_000))] }),
    refused: v2(text('x'.repeat(2_000)), { type: 17, components: [text('x'.repeat(2_001))] }),
    says: ['components COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED'],
  },
  {
    rule: 'a text display is not empty',
    fine: v2(text('x')),
    refused: v2(text('')),
    says: ['components.0.content BASE_TYPE_REQUIRED'],
  },
  {
    rule: 'a container holds no container, and a color is 24 bits',
    fine: v2({ type: 17, accent_color: 0xffffff, components: [text('x')] }),
    refused: v2({ type: 17, accent_color: 0x1000000, components: [{ type: 17, components: [text('x')] }] }),
    says: ['components.0.accent_color NUMBER_TYPE_MAX', 'components.0.components.0.type UNION_TYPE_CHOICES'],
  },
  {
    rule: 'a section has one to three texts and an accessory',
    fine: v2({ type: 9, components: list(3, () => text('x')), accessory: link() }),
    refused: v2({ type: 9, components: list(4, () => text('x')) }),
    says: ['components.0.components BASE_TYPE_MAX_LENGTH', 'components.0.accessory BASE_TYPE_REQUIRED'],
  },
  {
    rule: 'a separator is small or large',
    fine: v2({ type: 14, divider: true, spacing: 2 }),
    refused: v2({ type: 14, divider: true, spacing: 3 }),
    says: ['components.0.spacing BASE_TYPE_CHOICES'],
  },
  {
    rule: 'a gallery has one to ten pictures from http, https or an attachment',
    fine: v2({ type: 12, items: list(10, () => ({ media: { url: 'attachment://a.png' }, description: 'A' })) }),
    refused: v2({ type: 12, items: list(11, () => ({ media: { url: 'ftp://example.org/a.png' } })) }),
    says: [
      'components.0.items BASE_TYPE_MAX_LENGTH',
      ...list(11, (index) => `components.0.items.${index}.media.url URL_TYPE_INVALID_SCHEME`),
    ],
  },
  {
    rule: 'a file component shows an attachment alone',
    fine: v2({ type: 13, file: { url: 'attachment://a.txt' } }),
    refused: v2({ type: 13, file: { url: 'https://example.org/a.txt' } }),
    says: ['components.0.file.url URL_TYPE_INVALID_SCHEME'],
  },
  {
    rule: 'a kind of mention is not both parsed and listed',
    fine: { content: 'x', allowed_mentions: { parse: ['roles'], users: ['1'] } },
    refused: { content: 'x', allowed_mentions: { parse: ['users'], users: ['1'] } },
    says: ['allowed_mentions.parse MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE'],
  },
  {
    rule: 'at most 100 ids are listed',
    fine: { content: 'x', allowed_mentions: { parse: [], users: list(100, String) } },
    refused: { content: 'x', allowed_mentions: { parse: [], users: list(101, String) } },
    says: ['allowed_mentions.users BASE_TYPE_MAX_LENGTH'],
  },
  {
    rule: 'no id is listed twice',
    fine: { content: 'x', allowed_mentions: { roles: ['1', '2'] } },
    refused: { content: 'x', allowed_mentions: { roles: ['1', '1'] } },
    says: ['allowed_mentions.roles.1 SET_TYPE_ALREADY_CONTAINS_VALUE'],
  },
  {
    rule: 'a property that Discord does not know is a typo',
    fine: { content: 'x' },
    refused: { content: 'x', component: [] },
    says: ['component UNKNOWN_PROPERTY'],
  },
  {
    rule: 'types of values are checked',
    fine: { content: null, tts: true },
    refused: { content: {}, tts: 'yes', components: {}, embeds: [{ title: 't', color: 'red' }, null] },
    says: [
      'content STRING_TYPE_CONVERT',
      'embeds.0.color NUMBER_TYPE_COERCE',
      'embeds.1 LIST_ITEM_VALUE_REQUIRED',
      'components LIST_TYPE_CONVERT',
      'tts BOOLEAN_TYPE_CONVERT',
    ],
  },
];

const check = (body: unknown, use: MessageUse = 'create', context?: MessageContext): string[] =>
  checkMessage(body, use, context).map(({ path, code }) => `${path} ${code}`);

describe('a message', () => {
  test.each(RULES)('$rule', ({ fine, refused, says }) => {
    expect(check(fine)).toEqual([]);
    expect(check(refused)).toEqual(says);
  });

  test.each(['create', 'edit', 'interaction'] as const)(
    'counts 2,000 characters in the same way in use "%s"',
    (use) => {
      expect(check({ content: emoji.repeat(2_000) }, use)).toEqual([]);
      expect(check({ content: emoji.repeat(2_001) }, use)).toEqual(['content BASE_TYPE_MAX_LENGTH']);
    },
  );

  test('names the limit in the message, as Discord does', () => {
    expect(checkMessage({ content: 'x'.repeat(2_001) }, 'create')).toEqual([
      { path: 'content', code: 'BASE_TYPE_MAX_LENGTH', message: 'Must be 2000 or fewer in length.' },
    ]);
  });

  test('may only refer to files that are sent with it, where these are known', () => {
    const body = v2({
      type: 9,
      components: [text('x')],
      accessory: { type: 11, media: { url: 'attachment://a.png' } },
    });
    const missing = 'components.0.accessory.media.url UNFURLED_MEDIA_ITEM_REFERENCED_ATTACHMENT_NOT_FOUND';
    expect(check(body)).toEqual([]);
    expect(check(body, 'create', { files: ['a.png'] })).toEqual([]);
    expect(check(body, 'create', { files: ['b.png'] })).toEqual([missing]);
  });
});

describe('an edit', () => {
  test('of a message with Components V2 need not repeat the flag', () => {
    expect(check({ components: [text('x')] }, 'edit', { flags: V2 })).toEqual([]);
    expect(check({ content: 'x' }, 'edit', { flags: V2 })).toEqual([
      'content MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2',
    ]);
  });

  test('cannot remove the flag of Components V2', () => {
    expect(check({ flags: V2 }, 'edit', { flags: V2 })).toEqual([]);
    expect(check({ flags: 0 }, 'edit', { flags: V2 })).toEqual(['flags BASE_TYPE_INVALID']);
  });
});

test('no body crashes the checks', () => {
  const keys = ['content', 'embeds', 'components', 'type', 'flags', 'style', 'allowed_mentions', 'users', 'parse'];
  const body = fc.object({ key: fc.constantFrom(...keys), maxDepth: 5, withNullPrototype: true });
  fc.assert(
    fc.property(fc.oneof(body, fc.jsonValue()), fc.constantFrom('create', 'edit', 'interaction'), (value, use) => {
      expect(checkMessage(value, use).every(({ code }) => /^[A-Z0-9_]+$/.test(code))).toBe(true);
    }),
  );
});
