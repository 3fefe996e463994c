import {
  type APIButtonComponentWithCustomId,
  type APIComponentInContainer,
  type APIContainerComponent,
  type APIFileComponent,
  type APIMessageTopLevelComponent,
  type APITextDisplayComponent,
  type AttachmentPayload,
  ButtonStyle,
  ComponentType,
  escapeMarkdown as escapeFormatting,
  MessageFlags,
  type MessageMentionOptions,
} from 'discord.js';
import { MAX_CHARACTERS, MAX_LABEL } from '../replies/fitReply.ts';
import type { Reply } from '../replies/Reply.ts';
import { characterCount, clipped } from '../shared/text.ts';
import { DISMISS, type CustomIdCodec, MORE, SHOW } from './customIds.ts';

type Style = APIButtonComponentWithCustomId['style'];

/** A button that does what its form and state say. None when the state does not fit into a button. */
export function button<State extends object>(
  label: string,
  form: CustomIdCodec<State>,
  state: NoInfer<State>,
  style: Style = ButtonStyle.Secondary,
): APIButtonComponentWithCustomId[] {
  const customId = form.write(state);
  if (customId === undefined || label.trim() === '') return [];
  return [{ type: ComponentType.Button, style, label: clipped(label, MAX_LABEL), custom_id: customId }];
}

/** Invisible characters that make the text behind them run the other way (UAX #9, explicit directional formatting). */
const TURNS_DIRECTION = /[\u202A-\u202E\u2066-\u2069]/g;

/**
 * Text of a person within a message of ours, shown letter by letter: it formats nothing, mentions nobody and hides no
 * link.
 *
 * @example
 * escapeMarkdown('**x** <@1>'); // '\*\*x\*\* \<@1>'
 */
export function escapeMarkdown(text: string): string {
  const options = { heading: true, bulletedList: true, numberedList: true, maskedLink: true };
  return escapeFormatting(text.replace(TURNS_DIRECTION, ''), options).replaceAll('<', '\\<');
}

/** A message as discord.js sends it, whichever way it is sent. */
export interface MessageBody {
  readonly flags: MessageFlags.IsComponentsV2;
  readonly components: readonly APIMessageTopLevelComponent[];
  readonly allowedMentions: MessageMentionOptions;
  /** Each must be shown by a component, as `attachment://name`. */
  readonly files?: readonly AttachmentPayload[];
  /** Empty: where this takes the place of another message, the files of that one go. Absent: they stay. */
  readonly attachments?: [];
}

/** Nobody is pinged by what a message says. A reply to a message adds the asker, see `messages/`. */
const NO_PINGS: MessageMentionOptions = { parse: [], repliedUser: false };

export function message(components: readonly APIMessageTopLevelComponent[]): MessageBody {
  return { flags: MessageFlags.IsComponentsV2, components, allowedMentions: NO_PINGS };
}

/** Markdown. */
export function textDisplay(content: string): APITextDisplayComponent {
  return { type: ComponentType.TextDisplay, content };
}

/**
 * The message with these files and no others. They are seen only where a {@link fileDisplay} of the message shows them.
 * https://discord.com/developers/docs/components/reference#file
 */
export function withFiles(body: MessageBody, files: readonly AttachmentPayload[]): MessageBody {
  return { ...body, files, attachments: [] };
}

/** @param name - Of a file that comes with the message. */
export function fileDisplay(name: string): APIFileComponent {
  return { type: ComponentType.File, file: { url: `attachment://${name}` } };
}

/** One sentence without anything around it. Shown as it stands: whatever a person typed into it formats nothing. */
export function sentence(text: string): MessageBody {
  return message([textDisplay(clipped(escapeMarkdown(text), MAX_CHARACTERS))]);
}

/** What a command or a button wants said. */
export interface ReplyRequest {
  readonly reply: Reply;
  /** The user for whom somebody asked: named above the answer, never pinged. */
  readonly forUserId?: string | undefined;
}

export interface Audience {
  /** Who may change and dismiss the message by its buttons. */
  readonly askerId: string;
  /** Seen by the asker alone: Discord itself offers to dismiss such a message. */
  readonly isPrivate: boolean;
  /** Shown as an example: its buttons are there and cannot be pressed. Default: false. */
  readonly isInert?: boolean;
}

/** https://discord.com/developers/docs/components/reference#action-row */
const MAX_BUTTONS = 5;

/** Puts a reply into Discord's form, within its limits: one container, its buttons at the end. */
export function present(said: ReplyRequest, audience: Audience): MessageBody {
  return message([replyContainer(said, audience)]);
}

/** What a message with that reply consists of, to be shown among other things. */
export function replyContainer(
  { reply, forUserId }: ReplyRequest,
  { askerId, isPrivate, isInert = false }: Audience,
): APIContainerComponent {
  const addressee = forUserId ? `-# For <@${forUserId}>` : '';
  const heading = reply.title ? `### ${reply.title}` : '';
  const head = [addressee, heading, reply.short].filter((part) => part !== '').join('\n');
  const texts = [head, reply.body, reply.table ?? ''].filter((text) => text !== '');
  const parts: APIComponentInContainer[] = texts.map(textDisplay);
  const sources = sourcesLine(reply);
  if (sources !== '') parts.push({ type: ComponentType.Separator }, textDisplay(sources));
  const buttons = buttonsOf(reply, { askerId, forUserId, isPrivate });
  if (buttons.length > 0) {
    const components = isInert ? buttons.map((one) => ({ ...one, disabled: true })) : buttons;
    parts.push({ type: ComponentType.ActionRow, components });
  }
  return { type: ComponentType.Container, components: parts };
}

/** How many characters the rest of a message may have. */
export function roomBeside({ components }: APIContainerComponent): number {
  const texts = components.map((part) => (part.type === ComponentType.TextDisplay ? part.content : ''));
  return MAX_CHARACTERS - characterCount(texts.join(''));
}

/** `-# As of 8 Oct 2026 · sources [1](<https://…>) [2](<https://…>)`; the brackets keep Discord from previewing the page. */
function sourcesLine({ asOf, sources }: Reply): string {
  const links = sources.map(({ url }, index) => ` [${index + 1}](<${url}>)`).join('');
  const parts = [asOf ?? '', links && `sources${links}`].filter((part) => part !== '');
  return parts.length > 0 ? `-# ${parts.join(' · ')}` : '';
}

interface Buttons extends Audience {
  readonly forUserId: string | undefined;
}

function buttonsOf(reply: Reply, { askerId, forUserId, isPrivate }: Buttons): APIButtonComponentWithCustomId[] {
  const people = { askerId, ...(forUserId !== undefined && { forUserId }) };
  const last = [
    ...(reply.hasMore && reply.answerId ? button('Show more', MORE, { people, answerId: reply.answerId }) : []),
    ...(isPrivate ? [] : button('Dismiss', DISMISS, { askerId })),
  ];
  const choices = [...new Map(reply.choices.map((choice) => [choice.id, choice])).values()].flatMap(({ id, label }) =>
    button(label, SHOW, { people, answerId: id }),
  );
  return [...choices.slice(0, MAX_BUTTONS - last.length), ...last];
}
