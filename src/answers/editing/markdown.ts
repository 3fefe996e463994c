import { type Token, type Tokens, walkTokens } from 'marked';
import { UNSEEN } from '../../knowledge/checks/text.ts';
import { blocksOf, isCrowded } from '../../shared/markdown.ts';
import { UserError } from '../../shared/UserError.ts';
import { clippedAtWord } from '../../shared/text.ts';

/** All that Markdown consists of, blocks and what is in them, in the order of the text. */
export function tokensIn(markdown: string): readonly Token[] {
  const tokens: Token[] = [];
  void walkTokens([...blocksOf(markdown)], (token) => void tokens.push(token));
  return tokens;
}

/** A stretch of Markdown. Together they are the text. */
export interface Stretch {
  readonly text: string;
  readonly isCode: boolean;
}

/**
 * Tells code from what is read as text. As Discord does not know indented code, fences of `~~~` or unclosed ones, these
 * are text; and so is everything in a text that nests too deep to be read.
 */
export function codeIn(markdown: string): readonly Stretch[] {
  const stretches: Stretch[] = [];
  let end = 0;
  for (const token of tokensIn(markdown).filter(isCodeToken)) {
    const raw = token.raw.trimEnd();
    const start = markdown.indexOf(raw, end);
    // Within a list or a quote its lines stand differently in the text. Then it is read.
    if (start === -1) continue;
    stretches.push({ text: markdown.slice(end, start), isCode: false }, { text: raw, isCode: true });
    end = start + raw.length;
  }
  return [...stretches, { text: markdown.slice(end), isCode: false }].filter(({ text }) => text !== '');
}

function isCodeToken({ type, raw }: Token): boolean {
  return type === 'codespan' || (type === 'code' && /^\s*```[^]*```\s*$/.test(raw) && raw.trim().length >= 6);
}

/** Hosts whose every address is an invitation, or is known to lead to one. */
const HOSTS = ['discord.gg', 'dsc.gg', 'discord.me', 'invite.gg'];

/** Discord's own hosts, where only some paths are. */
const DISCORD = ['discord.com', 'discordapp.com'];

const either = (hosts: readonly string[]): string => hosts.join('|').replaceAll('.', String.raw`\.`);

/** As people read it, with or without a scheme. */
const INVITATION = new RegExp(
  String.raw`(?:(?:${either(DISCORD)})(?::\d{1,5})?/[./]*invite|${either(HOSTS)})/?[\w-]*`,
  'i',
);

/** Up to the next one, so that no character is looked at twice. */
const ADDRESS = /https?:\/\/(?:(?!https?:\/\/)[^\s<>])+/gi;

/** What Discord leaves out at the end of an address, and what ends one that stands as words in `[words](address)`. */
const END = /(?<![)\]"'*_~|,;:.!?])[)\]"'*_~|,;:.!?]+$/;
const WORDS_END = /[)\]"'*|].*$/s;

/** Signs of formatting, and characters that are drawn as nothing: who reads the text does not see them. */
const NOT_READ = new RegExp(String.raw`[*_~|\\${UNSEEN}]`, 'gu');

/**
 * The first invitation to a Discord server in a text that is not code. It is looked for as people read it, and in what
 * browsers make of each address: `https://discord.com/%69nvite/x` and `https://discord。gg/x` lead to one as well.
 *
 * @returns How it is written, or read.
 */
export function invitationIn(text: string): string | undefined {
  const read = text.replaceAll(NOT_READ, '').normalize('NFKC').replaceAll('。', '.');
  const found = INVITATION.exec(read)?.[0];
  if (found !== undefined) return found;
  for (const form of [text, read]) {
    for (const [address] of form.matchAll(ADDRESS)) {
      const invitation = [address.replace(END, ''), address.replace(WORDS_END, '')].find(isInvitation);
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
  return isOn(HOSTS) || (isOn(DISCORD) && /^(?:app\/)?invite/.test(plainPath(url.pathname)));
}

/** `/%69nvite//abc` as `invite/abc` */
function plainPath(path: string): string {
  const decoded = path.replaceAll(/%([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
  const steps = decoded.toLowerCase().split(/[/\\]/);
  return steps.filter((step) => step !== '' && step !== '.').join('/');
}

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

/** Where a person, a role: https://discord.com/developers/docs/reference#message-formatting */
const MENTION = /<@([!&]?)\d{5,}>/;

/**
 * What must not stand in an answer, since the bot would say it in its own name:
 *
 * - refused: links whose words show another site than they lead to, and those that do not lead to https (`javascript:`,
 *   `data:`), where nobody sees the address before it is too late; invitations to servers, which come and go and are what
 *   advertising looks like; mentions of people and roles, which would call somebody with every answer if a bot allowed it,
 *   and show as numbers wherever that person is not known;
 * - made inert, by {@link withoutMassMentions}: `@everyone` and `@here`, which "Save as answer" meets in announcements;
 * - let alone: code, links to channels, commands, emoji, times, and bare addresses, which show where they lead.
 *
 * @param where - `The title`, `The answer`: what the sentences begin with.
 */
export function checkMarkdown(where: string, markdown: string): UserError[] {
  const read = codeIn(markdown)
    .map(({ text, isCode }) => (isCode ? ' ' : text))
    .join('');
  const refusals = new Map<string, UserError>();
  for (const refusal of [
    ...maskedLinksIn(markdown).flatMap((link) => checkLink(where, link)),
    ...checkInvites(where, read),
    ...checkMentions(where, read),
    ...checkRoom(where, markdown),
  ]) {
    if (!refusals.has(refusal.message)) refusals.set(refusal.message, refusal);
  }
  return [...refusals.values()];
}

/** Links could hide in what is not read. */
function checkRoom(where: string, markdown: string): UserError[] {
  if (!isCrowded(markdown)) return [];
  const what = `${where} has more lists, quotes or signs like * and _ than can be read.`;
  return [new UserError('crowded', `${what} Take some out, or write them as code.`)];
}

function checkLink(where: string, { words, address }: MaskedLink): UserError[] {
  const host = /^https:\/\//i.test(address) ? URL.parse(address)?.hostname.replace(/^www\./, '') : undefined;
  if (!host) {
    const what = `${where} has a link on "${words}" that leads to "${address}", which is no https address.`;
    return [new UserError('unsafe-link', `${what} Write the whole address, beginning with https://.`)];
  }
  const shown = shownHost(words);
  if (shown === undefined || isSameSite(shown, host)) return [];
  const what = `${where} has a link that shows ${shown} but leads to ${host}.`;
  return [new UserError('misleading-link', `${what} Let its words say where it leads, or write the address alone.`)];
}

function checkInvites(where: string, read: string): UserError[] {
  const invitation = invitationIn(read);
  if (invitation === undefined) return [];
  const what = `${where} invites to a Discord server: ${clippedAtWord(invitation, 60)}.`;
  return [new UserError('invite', `${what} Take the invitation out.`)];
}

function checkMentions(where: string, read: string): UserError[] {
  const mention = MENTION.exec(read);
  if (!mention) return [];
  const whom = mention[1] === '&' ? 'a role' : 'a person';
  return [new UserError('mention', `${where} mentions ${whom}: ${mention[0]}. Write the name without mentioning it.`)];
}
