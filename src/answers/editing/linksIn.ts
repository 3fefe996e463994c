import type { Tokens } from 'marked';
import { codeIn } from './codeIn.ts';
import { tokensIn } from './tokensIn.ts';

/** An address that is hidden behind words. */
export interface MaskedLink {
  /** As it is written. */
  readonly words: string;
  readonly address: string;
}

/**
 * `[words](address)`, as Discord reads it wherever it stands: in what Markdown takes for indented code or HTML, too. The
 * address is looked ahead for and then taken whole: tried again in all its parts, thousands of links that nobody closed
 * would take minutes. Words without an address are taken as well: none begins at the brackets within them.
 */
const MASKED_LINK = /\[([^\]\n]*)(?:\]\(\s*<?(?=((?:[^()\s>]|\([^()\s>]*\))*))\2[^)\n]*\))?/g;

/** All masked links outside code; those that only one of Discord and Markdown would see are among them. */
export function maskedLinksIn(markdown: string): readonly MaskedLink[] {
  const links: MaskedLink[] = [];
  for (const { text, isCode } of codeIn(markdown)) {
    if (isCode) continue;
    for (const [, words = '', address] of text.matchAll(MASKED_LINK)) {
      if (address !== undefined) links.push({ words, address });
    }
  }
  for (const token of tokensIn(markdown)) {
    const isMasked = (token.type === 'link' || token.type === 'image') && /^!?\[/.test(token.raw);
    if (isMasked) links.push({ words: (token as Tokens.Link).text, address: (token as Tokens.Link).href });
  }
  return links;
}

/** Endings of hosts that people read as a site. `node.js`, `README.md` and `build.rs` are files. */
const ENDINGS =
  `com org net edu gov int info biz io ai dev app gg co me tv us uk de fr eu nl ch at es it pl se no jp cn in br
  au ca ru xyz site online shop store tech cloud blog page link live news pro club wiki chat`.split(/\s+/);

const SITE = new RegExp(
  String.raw`(?:https?://|www\.)?((?:[\p{L}\p{N}-]+\.)+(?:${ENDINGS.join('|')}))(?![\p{L}\p{N}-])`,
  'iu',
);

/** A site with a scheme or `www.` before it, whatever its ending. */
const SURE_SITE = /(?:https?:\/\/|www\.)((?:[\p{L}\p{N}-]+\.)+\p{L}+)/iu;

/**
 * The host that words show to whoever reads them.
 *
 * @example
 * shownHost('see www.example.com/a'); // 'example.com'
 * shownHost('our rules'); // undefined
 */
export function shownHost(words: string): string | undefined {
  const plain = words
    .normalize('NFKC')
    .replace(/[\p{Cf}*_~|`\\]/gu, '')
    .replace(/[。｡]/g, '.');
  const host = (SURE_SITE.exec(plain) ?? SITE.exec(plain))?.[1];
  return host?.toLowerCase().replace(/^www\./, '');
}

/** Whether somebody who is shown the one host may be led to the other: the same, or one within the other. */
export function isSameSite(shown: string, host: string): boolean {
  return shown === host || host.endsWith(`.${shown}`) || shown.endsWith(`.${host}`);
}
