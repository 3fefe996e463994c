import { type Token, type Tokens, walkTokens } from 'marked';
import { blocksOf, isCrowded } from '../../shared/markdown.ts';
import { UNSEEN } from '../../shared/text.ts';
import { UserError } from '../../shared/UserError.ts';
import * as strings from './strings.ts';

function tokensIn(markdown: string): readonly Token[] {
  const tokens: Token[] = [];
  void walkTokens([...blocksOf(markdown)], (token) => void tokens.push(token));
  return tokens;
}

interface Piece {
  readonly text: string;
  readonly isCode: boolean;
}

/**
 * Splits Markdown into code and other text. Indented code, `~~~` fences and unclosed fences count as text, because Discord
 * shows them as such; so does a text that is too deeply nested to be parsed, and code with three backticks within it, which
 * end it on Discord.
 */
export function codeIn(markdown: string): readonly Piece[] {
  const pieces: Piece[] = [];
  let end = 0;
  for (const token of tokensIn(markdown).filter(isCodeToken)) {
    const raw = token.raw.trimEnd();
    const start = markdown.indexOf(raw, end);
    // In a list or quote, the token's lines differ from the source. Then it counts as text.
    if (start === -1) continue;
    pieces.push({ text: markdown.slice(end, start), isCode: false }, { text: raw, isCode: true });
    end = start + raw.length;
  }
  return [...pieces, { text: markdown.slice(end), isCode: false }].filter(({ text }) => text !== '');
}

function isCodeToken({ type, raw }: Token): boolean {
  if (type === 'codespan' && !raw.startsWith('```')) return true;
  return (type === 'codespan' || type === 'code') && /^\s*```(?:(?!```)[^])+```\s*$/.test(raw) && !raw.includes('````');
}

/** Hosts on which every address is an invitation, or is known to lead to one. */
const INVITATION_HOSTS = ['discord.gg', 'dsc.gg', 'discord.me', 'invite.gg'];

/** Discord's own hosts, on which only some paths are invitations. */
const DISCORD_HOSTS = ['discord.com', 'discordapp.com'];

const either = (hosts: readonly string[]): string => hosts.join('|').replaceAll('.', String.raw`\.`);

/** With or without a scheme. */
const INVITATION = new RegExp(
  String.raw`(?:(?:${either(DISCORD_HOSTS)})(?::\d{1,5})?/[./]*invite|${either(INVITATION_HOSTS)})/?[\w-]*`,
  'i',
);

/** Ends where the next one starts, so that no character is matched twice. */
const ADDRESS = /https?:\/\/(?:(?!https?:\/\/)[^\s<>])+/gi;

/** What Discord drops from the end of an address, and what ends an address used as the text in `[text](address)`. */
const TRAILING = /(?<![)\]"'*_~|,;:.!?])[)\]"'*_~|,;:.!?]+$/;
const TEXT_END = /[)\]"'*|].*$/s;

/** Formatting and invisible characters, which readers don't see. */
const NOT_SEEN = new RegExp(String.raw`[*_~|\\${UNSEEN}]`, 'gu');

/**
 * Finds the first invitation to a Discord server in a text without code. Looks at the text as people see it, and at each
 * address as a browser reads it: `https://discord.com/%69nvite/x` and `https://discord。gg/x` are invitations too.
 */
function invitationIn(text: string): string | undefined {
  const read = text.replaceAll(NOT_SEEN, '').normalize('NFKC').replaceAll('。', '.');
  const found = INVITATION.exec(read)?.[0];
  if (found !== undefined) return found;
  for (const form of [text, read]) {
    for (const [address] of form.matchAll(ADDRESS)) {
      const invitation = [address.replace(TRAILING, ''), address.replace(TEXT_END, '')].find(isInvitation);
      if (invitation !== undefined) return invitation;
    }
  }
  return undefined;
}

function isInvitation(address: string): boolean {
  const url = URL.parse(address);
  if (!url) return false;
  const isOn = (hosts: readonly string[]): boolean =>
    hosts.some((host) => `.${url.hostname.replace(/\.$/, '')}`.endsWith(`.${host}`));
  return isOn(INVITATION_HOSTS) || (isOn(DISCORD_HOSTS) && /^(?:app\/)?invite/.test(plainPath(url.pathname)));
}

/** `/%69nvite//abc` as `invite/abc` */
function plainPath(path: string): string {
  const decoded = path.replaceAll(/%([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
  const steps = decoded.toLowerCase().split(/[/\\]/);
  return steps.filter((step) => step !== '' && step !== '.').join('/');
}

/** An address behind a text: `[words](address)`. */
interface MaskedLink {
  readonly words: string;
  readonly address: string;
}

/**
 * `[words](address)` as Discord reads it, even in what Markdown takes for indented code or HTML. The lookahead makes the
 * address atomic: with backtracking, thousands of unclosed links would take minutes. Also matches words without an
 * address, so that no match starts at a bracket within them.
 */
const MASKED_LINK = /\[([^\]\n]*)(?:\]\(\s*(?!\s)<?(?=((?:[^()\s>]|\([^()\s>]*\))*))\2[^)\n]*\))?/g;

/** All masked links outside code, including those that only Discord or only Markdown would see. */
export function maskedLinksIn(markdown: string): readonly MaskedLink[] {
  const links: MaskedLink[] = [];
  let end = 0;
  for (const { text, isCode } of codeIn(markdown)) {
    end += text.length;
    if (isCode) continue;
    // Discord reads from left to right: a link that begins before the code goes on in it.
    for (const { index, 1: words = '', 2: address } of markdown.slice(end - text.length).matchAll(MASKED_LINK)) {
      if (index >= text.length) break;
      if (address !== undefined) links.push({ words, address });
    }
  }
  for (const token of tokensIn(markdown)) {
    const isMasked = (token.type === 'link' || token.type === 'image') && /^!?\[/.test(token.raw);
    if (isMasked) links.push({ words: (token as Tokens.Link).text, address: (token as Tokens.Link).href });
  }
  return links;
}

/** Domain endings that people take for a site. `node.js`, `README.md` and `build.rs` are files. */
const ENDINGS =
  `com org net edu gov int info biz io ai dev app gg co me tv us uk de fr eu nl ch at es it pl se no jp cn in br
  au ca ru xyz site online shop store tech cloud blog page link live news pro club wiki chat`.split(/\s+/);

const SITE = new RegExp(
  String.raw`(?:https?://|www\.)?((?:[\p{L}\p{N}-]+\.)+(?:${ENDINGS.join('|')}))(?![\p{L}\p{N}-])`,
  'iu',
);

/** With a scheme or `www.`, any ending makes a site. */
const SURE_SITE = /(?:https?:\/\/|www\.)((?:[\p{L}\p{N}-]+\.)+\p{L}+)/iu;

/** The site that a link's text seems to lead to, if any. @example shownHost('see www.example.com/a'); // 'example.com' */
function shownHost(words: string): string | undefined {
  const plain = words
    .normalize('NFKC')
    .replace(/[\p{Cf}*_~|`\\]/gu, '')
    .replace(/[。｡]/g, '.');
  const host = (SURE_SITE.exec(plain) ?? SITE.exec(plain))?.[1];
  return host?.toLowerCase().replace(/^www\./, '');
}

function isSameSite(shown: string, host: string): boolean {
  return shown === host || host.endsWith(`.${shown}`) || shown.endsWith(`.${host}`);
}

/** A person or role: https://discord.com/developers/docs/reference#message-formatting */
const MENTION = /<@([!&]?)\d{5,}>/g;

/** Each of more is one more of the same. */
const MAX_NAMED = 5;

/** No invitation is the server's own. */
export const NO_INVITES: ReadonlySet<string> = new Set();

/** All invitations in a text without code, except those to the server itself, by their codes. */
export function invitationsIn(text: string, own: ReadonlySet<string> = NO_INVITES): string[] {
  const found: string[] = [];
  for (let rest = text; found.length < MAX_NAMED;) {
    const invitation = invitationIn(rest);
    if (invitation === undefined) return found;
    const [, code = ''] = /(?<![\w-])([\w-]+)\/?$/.exec(invitation) ?? [];
    if (!own.has(code)) found.push(invitation);
    // What is written in another way than it reads can't be told from the rest of the text.
    if (!rest.includes(invitation)) return own.has(code) ? [...found, invitation] : found;
    rest = rest.replaceAll(invitation, ' ');
  }
  return found;
}

/**
 * Checks what an answer must not contain, because the bot would say it in its own name.
 *
 * - Refused: links whose text shows another site than the one they lead to, and links to anything but https
 *   (`javascript:`, `data:`), whose address people see too late; invitations to servers, which expire and are what
 *   advertising looks like; mentions of people and roles, which could notify somebody with every answer and show as
 *   numbers where the person is not known.
 * - Disabled by `withoutMassMentions`: `@everyone` and `@here`, which "Save as answer" finds in announcements.
 * - Allowed: code, links to channels, commands, emoji, times, and plain addresses, which show where they lead.
 *
 * @param what - `The title`, `The answer`: how the sentences start.
 * @param own - Codes of invitations to the server itself, which are allowed. Default: none.
 */
export function checkMarkdown(what: string, markdown: string, own = NO_INVITES): UserError[] {
  const text = codeIn(markdown)
    .map(({ text: part, isCode }) => (isCode ? ' ' : part))
    .join('');
  const refusals = maskedLinksIn(markdown).flatMap((link) => checkLink(what, link));
  for (const invitation of invitationsIn(text, own)) {
    refusals.push(new UserError('invite', strings.invites(what, invitation)));
  }
  for (const [mention, sign] of [...text.matchAll(MENTION)].slice(0, MAX_NAMED)) {
    refusals.push(new UserError('mention', strings.mentions(what, mention, sign === '&')));
  }
  // Links could hide in what is not parsed.
  if (isCrowded(markdown)) refusals.push(new UserError('crowded', strings.tooMuchMarkdown(what)));
  return [...new Map(refusals.map((refusal) => [refusal.message, refusal])).values()];
}

function checkLink(what: string, { words, address }: MaskedLink): UserError[] {
  const host = /^https:\/\//i.test(address) ? URL.parse(address)?.hostname.replace(/^www\./, '') : undefined;
  if (!host) return [new UserError('unsafe-link', strings.unsafeLink(what, words, address))];
  const shown = shownHost(words);
  if (shown === undefined || isSameSite(shown, host)) return [];
  return [new UserError('misleading-link', strings.misleadingLink(what, shown, host))];
}
