/** Inline marks and what they are in Markdown. */
const MARKS: Readonly<Record<string, string>> = {
  b: '**',
  strong: '**',
  i: '*',
  em: '*',
  code: '`',
  s: '~~',
  del: '~~',
};

const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  ndash: '–',
  mdash: '—',
  hellip: '…',
  lsquo: '‘',
  rsquo: '’',
  ldquo: '“',
  rdquo: '”',
  copy: '©',
  euro: '€',
  middot: '·',
  bull: '•',
};

/** Tags of pages and knowledge bases. Discord's own marks, such as `<@1>` and `<t:1>`, are none. */
const TAG = /<(\/?)([a-z][a-z0-9]{0,15})(\s[^<>]{0,2000})?\/?>/gi;

const BLOCKS = /^(?:p|div|section|article|h[1-6]|ul|ol|table|blockquote|pre|details)$/;

/** Whether a text without code is HTML, and not Markdown in which a tag is mentioned. */
export const isHtml = (text: string): boolean =>
  /<\/(?:p|div|ul|ol|li|h[1-6]|table|strong|b|em|a|span)>|<br\s*\/?>/i.test(text);

const UNSEEN_START = /<(script|style|head|!--)/gi;
const UNSEEN_END: Readonly<Record<string, RegExp>> = {
  script: /<\/script[^<>]*>/gi,
  style: /<\/style[^<>]*>/gi,
  head: /<\/head[^<>]*>/gi,
  '!--': /-->/g,
};

/** Each character is looked at once, however many tags are never closed. */
function withoutUnseen(html: string): string {
  let [kept, at] = ['', 0];
  UNSEEN_START.lastIndex = 0;
  for (let start = UNSEEN_START.exec(html); start; start = UNSEEN_START.exec(html)) {
    kept += html.slice(at, start.index);
    const end = UNSEEN_END[start[1]!.toLowerCase()]!;
    end.lastIndex = UNSEEN_START.lastIndex;
    if (!end.test(html)) return kept;
    UNSEEN_START.lastIndex = at = end.lastIndex;
  }
  return (kept + html.slice(at)).replace(/<!doctype[^<>]*>/i, '');
}

/**
 * Writes HTML as Markdown. What has no counterpart there becomes its text.
 *
 * @example
 * markdownOfHtml('<p>Press <b>Join</b>.</p>'); // 'Press **Join**.'
 */
export function markdownOfHtml(html: string): string {
  const links: string[] = [];
  return withoutUnseen(html)
    .replaceAll(TAG, (_tag, slash: string, written: string, attributes = '') => {
      const name = written.toLowerCase();
      const isEnd = slash !== '';
      if (Object.hasOwn(MARKS, name)) return MARKS[name]!;
      if (name === 'a') {
        const address = /\shref\s*=\s*["']?([^"'\s>]+)/i.exec(String(attributes))?.[1] ?? '';
        if (!isEnd) links.push(address);
        if (!isEnd) return address === '' ? '' : '[';
        const open = links.pop() ?? '';
        return open === '' ? '' : `](${open})`;
      }
      if (/^h[1-6]$/.test(name)) return isEnd ? '\n' : `\n\n${'#'.repeat(Number(name[1]))} `;
      if (name === 'li') return isEnd ? '' : '\n- ';
      if (name === 'tr') return isEnd ? ' |\n' : '';
      if (name === 'td' || name === 'th') return isEnd ? '' : '| ';
      if (name === 'summary') return isEnd ? '</summary>\n' : '<summary>';
      if (name === 'br') return '\n';
      return BLOCKS.test(name) ? '\n\n' : '';
    })
    .replaceAll(
      /&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]{2,8}));/gi,
      (entity, decimal?: string, hex?: string, name = '') => {
        if (decimal === undefined && hex === undefined) return ENTITIES[String(name).toLowerCase()] ?? entity;
        const code = decimal === undefined ? parseInt(hex!, 16) : Number(decimal);
        return code <= 0x10_ff_ff ? String.fromCodePoint(code) : entity;
      },
    )
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
