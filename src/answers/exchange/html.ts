const NAMES: readonly (readonly [names: string, start: string, end?: string])[] = [
  ['b strong', '**'],
  ['i em', '*'],
  ['code', '`'],
  ['s del', '~~'],
  ['p div section article ul ol table blockquote pre details', '\n\n'],
  ['li', '\n- ', ''],
  ['tr', '', ' |\n'],
  ['td th', '| ', ''],
  ['br', '\n'],
  ['summary', '<summary>', '</summary>\n'],
  ...[1, 2, 3, 4, 5, 6].map((level) => [`h${level}`, `\n\n${'#'.repeat(level)} `, '\n'] as const),
];

/** What tags become at their start and end. Of others, the text stays. */
const MARKS = new Map(
  NAMES.flatMap(([names, start, end = start]) => names.split(' ').map((name) => [name, [start, end]])),
);

const ENTITIES: ReadonlyMap<string, string> = new Map(
  'amp& lt< gt> quot" apos\' nbsp\u00A0 ndash– mdash— hellip… lsquo‘ rsquo’ ldquo“ rdquo” copy© euro€ middot· bull•'
    .split(' ')
    .map((entity) => [entity.slice(0, -1), entity.at(-1)!]),
);

/** Discord's own marks, such as `<@1>` and `<t:1>`, are none. */
const TAG = /<(\/?)([a-z][a-z0-9]{0,15})(\s[^<>]{0,2000})?\/?>/gi;

/** Whether a text without code is HTML, and not Markdown in which a tag is mentioned. */
export const isHtml = (text: string): boolean =>
  /<\/(?:p|div|ul|ol|li|h[1-6]|table|strong|b|em|a|span)>|<br\s*\/?>/i.test(text);

/** What a page doesn't show. */
const UNSEEN: readonly (readonly [start: RegExp, end: RegExp])[] = [
  [/<script\b/i, /<\/script[^<>]*>/i],
  [/<style\b/i, /<\/style[^<>]*>/i],
  [/<head\b/i, /<\/head[^<>]*>/i],
  [/<!--/, /-->/],
  [/<!doctype/i, />/],
];

/** Looks at each character once for each kind, however many are never closed. */
function shownIn(html: string): string {
  return UNSEEN.reduce((seen, [start, end]) => {
    const [shown, ...parts] = seen.split(start);
    const after = parts.map((part) => {
      const found = end.exec(part);
      return found ? part.slice(found.index + found[0].length) : '';
    });
    return [shown, ...after].join('');
  }, html);
}

/**
 * Writes HTML as Markdown. What has no counterpart there becomes its text.
 *
 * @example
 * markdownOfHtml('<p>Press <b>Join</b>.</p>'); // 'Press **Join**.'
 */
export function markdownOfHtml(html: string): string {
  const links: string[] = [];
  return shownIn(html)
    .replaceAll(TAG, (_tag, slash: string, written: string, attributes = '') => {
      const name = written.toLowerCase();
      if (name !== 'a') return MARKS.get(name)?.[slash === '' ? 0 : 1] ?? '';
      if (slash !== '') return links.at(-1) ? `](${links.pop()!})` : (links.pop() ?? '');
      const [, address = ''] = /\shref\s*=\s*["']?([^"'\s>]+)/i.exec(String(attributes)) ?? [];
      links.push(address);
      return address === '' ? '' : '[';
    })
    .replaceAll(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]{2,8}));/gi, (entity, ...[decimal, hex, name]: string[]) => {
      if (name !== undefined) return ENTITIES.get(name.toLowerCase()) ?? entity;
      const code = decimal === undefined ? parseInt(hex!, 16) : Number(decimal);
      return code <= 0x10_ff_ff ? String.fromCodePoint(code) : entity;
    })
    .replaceAll('\u00A0', ' ')
    .replaceAll(/^[^\S\n]+|(?<![^\S\n])[^\S\n]+$/gm, '')
    .replaceAll(/\n{3,}/g, '\n\n')
    .trim();
}

/** The data that a page has for search engines, which says more than its looks. */
export function jsonLdIn(html: string): string | undefined {
  const start = /<script[^<>]{0,200}application\/ld\+json[^<>]{0,200}>/i.exec(html);
  const end = start ? html.indexOf('</script', start.index) : -1;
  return start && end !== -1 ? html.slice(start.index + start[0].length, end).trim() : undefined;
}
