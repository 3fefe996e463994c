import { isCrowded } from '../../blocksOf.ts';
import { UserError } from '../../UserError.ts';
import { clipped } from './characters.ts';
import { codeIn } from './codeIn.ts';
import { invitationIn } from './invitationIn.ts';
import { isSameSite, type MaskedLink, maskedLinksIn, shownHost } from './linksIn.ts';

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
  const what = `${where} invites to a Discord server: ${clipped(invitation, 60)}.`;
  return [new UserError('invite', `${what} Take the invitation out.`)];
}

function checkMentions(where: string, read: string): UserError[] {
  const mention = MENTION.exec(read);
  if (!mention) return [];
  const whom = mention[1] === '&' ? 'a role' : 'a person';
  return [new UserError('mention', `${where} mentions ${whom}: ${mention[0]}. Write the name without mentioning it.`)];
}
