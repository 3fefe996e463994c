import {
  type APIButtonComponentWithCustomId,
  type APIComponentInContainer,
  type APIMessageTopLevelComponent,
  ButtonStyle,
  ComponentType,
  escapeMarkdown,
  MessageFlags,
  type MessageMentionOptions,
} from 'discord.js';
import { characterCount, clipped } from '../replies/characters.ts';
import { cutMarkdown } from '../replies/cutMarkdown.ts';
import { MAX_CHARACTERS, MAX_LABEL } from '../replies/fitReply.ts';
import type { Reply } from '../replies/Reply.ts';
import { buttonId, type ButtonState } from './buttons/ButtonState.ts';
import type { Said } from './commands/Command.ts';

/** A message as discord.js sends it, whichever way it is sent. */
export interface MessageBody {
  readonly flags: MessageFlags.IsComponentsV2;
  readonly components: readonly APIMessageTopLevelComponent[];
  readonly allowedMentions: MessageMentionOptions;
}

export interface Audience {
  /** Who may change and dismiss the message by its buttons. */
  readonly askerId: string;
  /** Seen by the asker alone: Discord itself offers to dismiss such a message. */
  readonly isPrivate: boolean;
}

/** https://discord.com/developers/docs/components/reference#action-row */
const MAX_BUTTONS = 5;
/** Room kept for the sources, so that a long body never pushes them out. */
const MAX_SOURCES_TEXT = 1_200;

/** Nobody is pinged by what a message says. A reply to a message adds the asker, see `messages/`. */
const NO_PINGS: MessageMentionOptions = { parse: [], repliedUser: false };

/** Puts a reply into Discord's form, within its limits: one container, its buttons at the end. */
export function present({ reply, forUserId }: Said, { askerId, isPrivate }: Audience): MessageBody {
  const addressee = forUserId ? `-# For <@${forUserId}>` : '';
  const heading = reply.title ? `### ${reply.title}` : '';
  const sources = sourcesLine(reply);
  const [head, table, body] = fitted(
    [lines([addressee, heading, reply.short]), reply.table ?? '', reply.body],
    MAX_CHARACTERS - characterCount(sources),
  );
  const buttons = buttonsOf(reply, { askerId, forUserId, isPrivate });

  const parts: APIComponentInContainer[] = [head!, body!, table!].filter((text) => text !== '').map(textDisplay);
  if (sources !== '') parts.push({ type: ComponentType.Separator }, textDisplay(sources));
  if (buttons.length > 0) parts.push({ type: ComponentType.ActionRow, components: buttons });
  return message([{ type: ComponentType.Container, components: parts }]);
}

/** One sentence without anything around it. Shown as it stands: whatever a person typed into it formats nothing. */
export function presentSentence(text: string): MessageBody {
  const options = { heading: true, bulletedList: true, numberedList: true, maskedLink: true };
  const escaped = escapeMarkdown(text.replace(TURNS_DIRECTION, ''), options).replaceAll('<', '\\<');
  return message([textDisplay(clipped(escaped, MAX_CHARACTERS))]);
}

/** Invisible characters that make the text behind them run the other way (UAX #9, explicit directional formatting). */
const TURNS_DIRECTION = /[\u202A-\u202E\u2066-\u2069]/g;

function message(components: readonly APIMessageTopLevelComponent[]): MessageBody {
  return { flags: MessageFlags.IsComponentsV2, components, allowedMentions: NO_PINGS };
}

function textDisplay(content: string): { type: ComponentType.TextDisplay; content: string } {
  return { type: ComponentType.TextDisplay, content };
}

/** The texts, the last ones cut when all together are too long. */
function fitted(texts: readonly string[], limit: number): readonly string[] {
  let room = limit;
  return texts.map((text) => {
    const kept = room > 0 ? cutMarkdown(text.trim(), room).head.trimEnd() : '';
    room -= characterCount(kept);
    return kept;
  });
}

const lines = (parts: readonly string[]): string => parts.filter((part) => part !== '').join('\n');

/** `-# As of 8 Oct 2026 · sources [1](<https://…>) [2](<https://…>)`; the brackets keep Discord from previewing the page. */
function sourcesLine({ asOf, sources }: Reply): string {
  let links = '';
  for (const [index, { url }] of sources.entries()) {
    const link = ` [${index + 1}](<${url.replaceAll('>', '%3E')}>)`;
    if (links.length + link.length > MAX_SOURCES_TEXT) break;
    links += link;
  }
  const parts = [asOf ?? '', links && `sources${links}`].filter((part) => part !== '');
  return parts.length > 0 ? `-# ${parts.join(' · ')}` : '';
}

interface Buttons extends Audience {
  readonly forUserId: string | undefined;
}

function buttonsOf(reply: Reply, { askerId, forUserId, isPrivate }: Buttons): APIButtonComponentWithCustomId[] {
  const people = { askerId, forUserId };
  const last = [
    ...(reply.hasMore && reply.answerId
      ? button('Show more', { kind: 'more', ...people, answerId: reply.answerId })
      : []),
    ...(isPrivate ? [] : button('Dismiss', { kind: 'dismiss', askerId })),
  ];
  const choices = [...new Map(reply.choices.map((choice) => [choice.id, choice])).values()].flatMap(({ id, label }) =>
    button(label, { kind: 'show', ...people, answerId: id }),
  );
  return [...choices.slice(0, MAX_BUTTONS - last.length), ...last];
}

/** None when its state does not fit into a button. */
function button(label: string, state: ButtonState): APIButtonComponentWithCustomId[] {
  const customId = buttonId(state);
  if (!customId || label.trim() === '') return [];
  return [
    { type: ComponentType.Button, style: ButtonStyle.Secondary, label: clipped(label, MAX_LABEL), custom_id: customId },
  ];
}
