import {
  type APIButtonComponentWithCustomId,
  type APIComponentInContainer,
  type APIContainerComponent,
  type APIFileComponent,
  type APILabelComponent,
  type APIMediaGalleryComponent,
  type APIMessageTopLevelComponent,
  type APITextDisplayComponent,
  type AttachmentPayload,
  ButtonStyle,
  chatInputApplicationCommandMention,
  type Client,
  ComponentType,
  escapeMarkdown as escapeFormatting,
  MessageFlags,
  type MessageMentionOptions,
  TextInputStyle,
  userMention,
} from 'discord.js';
import type { Picture } from '../shared/Picture.ts';
import type { Pictures } from '../pictures/Pictures.ts';
import { MAX_CHARACTERS, MAX_LABEL } from '../replies/fitReply.ts';
import { besidePicture, type Reply } from '../replies/Reply.ts';
import { characterCount, clipped } from '../shared/text.ts';
import { type CustomIdCodec, DISMISS, MORE, RELATED, SHARE, SHOW, SOLVED, WRONG } from './customIds.ts';
import * as strings from './strings.ts';

/** A button whose id holds the state; none if the state does not fit into an id. */
export function button<State extends object>(
  label: string,
  codec: CustomIdCodec<State>,
  state: NoInfer<State>,
  style: APIButtonComponentWithCustomId['style'] = ButtonStyle.Secondary,
): APIButtonComponentWithCustomId[] {
  const customId = codec.write(state);
  if (customId === undefined || label.trim() === '') return [];
  return [{ type: ComponentType.Button, style, label: clipped(label, MAX_LABEL), custom_id: customId }];
}

/** Invisible characters that reverse the direction of the text after them (UAX #9, explicit directional formatting). */
const DIRECTION_CHANGES = /[\u202A-\u202E\u2066-\u2069]/g;

/**
 * A person's text, shown letter for letter: it formats nothing, mentions nobody and hides no link.
 *
 * @example
 * escapeMarkdown('**x** <@1>'); // '\*\*x\*\* \<@1>'
 */
export function escapeMarkdown(text: string): string {
  const options = { heading: true, bulletedList: true, numberedList: true, maskedLink: true };
  return escapeFormatting(text.replace(DIRECTION_CHANGES, ''), options).replaceAll('<', '\\<');
}

/** A message in discord.js's form, however it is sent. */
export interface MessageBody {
  readonly flags: MessageFlags.IsComponentsV2;
  readonly components: readonly APIMessageTopLevelComponent[];
  readonly allowedMentions: MessageMentionOptions;
  /** Each must be shown by a component, as `attachment://name`. */
  readonly files?: readonly AttachmentPayload[];
  /** What joins the message once it is drawn. */
  readonly picture?: LaterPicture;
  /** Called with the id of the message, once everybody can see it as the response to an interaction. */
  readonly onPublished?: (messageId: string) => void;
  /** Empty: an update removes the files of the message that it replaces. Absent: it keeps them. */
  readonly attachments?: [];
}

interface LaterPicture {
  readonly data: Picture;
  /** Of the message with the picture, as {@link PICTURE_NAME}. */
  readonly components: MessageBody['components'];
}

export const PICTURE_NAME = 'picture.png';

/** The text of a message pings nobody. Replies to a message add the asker, see messages.ts. */
const NO_PINGS: MessageMentionOptions = { parse: [], repliedUser: false };

export function message(components: readonly APIMessageTopLevelComponent[]): MessageBody {
  return { flags: MessageFlags.IsComponentsV2, components, allowedMentions: NO_PINGS };
}

export function textDisplay(content: string): APITextDisplayComponent {
  return { type: ComponentType.TextDisplay, content };
}

/** The message with these files and no others. Discord shows them only where there is a {@link fileDisplay} of them. */
export function withFiles(body: MessageBody, files: readonly AttachmentPayload[]): MessageBody {
  return { ...body, files, attachments: [] };
}

/** A message with its picture; `undefined` if it has none, or if it cannot be drawn. */
export async function withPicture(
  { picture, ...body }: MessageBody,
  pictures: Pick<Pictures, 'draw'>,
): Promise<MessageBody | undefined> {
  if (!picture) return undefined;
  const png = await pictures.draw(picture.data);
  if (!png) return undefined;
  const file = { name: PICTURE_NAME, attachment: Buffer.from(png.buffer, png.byteOffset, png.byteLength) };
  return withFiles({ ...body, components: picture.components }, [file]);
}

/** A field of a dialog. At most 45 characters for the label and 100 for the description. */
export function textInput(
  name: string,
  { label, description }: { readonly label: string; readonly description: string },
  {
    value = '',
    maxLength,
    isLong = false,
  }: { readonly value?: string; readonly maxLength: number; readonly isLong?: boolean },
  required = false,
): APILabelComponent {
  const style = isLong ? TextInputStyle.Paragraph : TextInputStyle.Short;
  const input = { custom_id: name, style, required, max_length: maxLength, ...(value !== '' && { value }) };
  return { type: ComponentType.Label, label, description, component: { type: ComponentType.TextInput, ...input } };
}

export function fileDisplay(name: string): APIFileComponent {
  return { type: ComponentType.File, file: { url: `attachment://${name}` } };
}

/** A message with plain text alone. Anything that a person typed into it is escaped. */
export function sentence(text: string): MessageBody {
  return message([textDisplay(clipped(escapeMarkdown(text), MAX_CHARACTERS))]);
}

/** By the command's name. Each process learns them when it registers the commands, and from commands that people use. */
const commandIds = new WeakMap<Client, Map<string, string>>();

export function knowCommand(client: Client, name: string, id: string): void {
  const known = commandIds.get(client);
  if (known) known.set(name, id);
  else commandIds.set(client, new Map([[name, id]]));
}

/** `/answer add`, also as code. The word after a command without subcommands is part of the sentence. */
const COMMAND = /(?<![\w/<`])(`?)\/([a-z]+)(?: ([a-z]+))?\1(?![\w`-])/g;

function pressable(text: string, ids: ReadonlyMap<string, string>): string {
  return text.replace(COMMAND, (written: string, mark: string, name: string, word = '') => {
    const id = ids.get(name);
    const isSubcommand = name === 'answer' && word !== 'description' && Object.hasOwn(strings.COMMANDS.answer, word);
    // What has subcommands can't be pressed without one.
    if (id === undefined || (isSubcommand ? false : name === 'answer' || (mark !== '' && word !== ''))) return written;
    if (isSubcommand) return chatInputApplicationCommandMention(name, word, id);
    return chatInputApplicationCommandMention(name, id) + (word === '' ? '' : ` ${word}`);
  });
}

/** How much longer than {@link MAX_CHARACTERS} a message may be: Discord takes 4,000. */
const SPARE_CHARACTERS = 200;

/**
 * The message with the commands that its sentences name as something to press, as far as their ids are known. Answers, in
 * their containers, stay as they were written: they may mean another bot's command.
 *
 * @param isWhole - Whether to change what is in containers too. Default: false.
 */
export function withCommandMentions(body: MessageBody, client: Client, isWhole = false): MessageBody {
  const ids = commandIds.get(client);
  if (!ids) return body;
  let growth = 0;
  const changed = <T extends APIMessageTopLevelComponent | APIComponentInContainer>(part: T): T => {
    if (part.type !== ComponentType.TextDisplay) return part;
    const content = pressable(part.content, ids);
    growth += content.length - part.content.length;
    return { ...part, content };
  };
  const components = body.components.map((part) =>
    isWhole && part.type === ComponentType.Container
      ? { ...part, components: part.components.map(changed) }
      : changed(part),
  );
  return growth === 0 || growth > SPARE_CHARACTERS ? body : { ...body, components };
}

export interface ReplyRequest {
  readonly reply: Reply;
  /** Another user that the asker asked for. They are named above the answer and not pinged. */
  readonly forUserId?: string | undefined;
}

export interface Audience {
  /** Who may replace and dismiss the message with its buttons. */
  readonly askerId: string;
  /** Only the asker sees the message, and Discord itself offers to dismiss it. */
  readonly isPrivate: boolean;
  /** Whether the asker may show a private answer to the channel. Default: false. */
  readonly canShare?: boolean;
  /** Whether people can say that it was right or wrong. Default: false. */
  readonly takesFeedback?: boolean;
  /** Shown as an example, with disabled buttons. Default: false. */
  readonly isInert?: boolean;
}

/** https://discord.com/developers/docs/components/reference#action-row */
const MAX_BUTTONS = 5;

/** A reply as a Discord message: one container with the buttons at its end. Its picture is drawn later. */
export function present(request: ReplyRequest, audience: Audience): MessageBody {
  const body = message([replyContainer(request, audience)]);
  const { picture } = request.reply;
  if (!picture) return body;
  // The message that it replaces may have a picture.
  return {
    ...body,
    attachments: [],
    picture: {
      data: picture,
      components: [replyContainer({ ...request, reply: besidePicture(request.reply) }, audience, gallery(picture))],
    },
  };
}

/** https://discord.com/developers/docs/components/reference#media-gallery */
const MAX_DESCRIPTION = 1024;

/** The place of a picture, with its description. */
export function gallery({ alt }: Picture): APIMediaGalleryComponent {
  const media = { url: `attachment://${PICTURE_NAME}` };
  return { type: ComponentType.MediaGallery, items: [{ media, description: clipped(alt, MAX_DESCRIPTION) }] };
}

/** The blue of the pictures' headings. */
const ACCENT_COLOR = 0x8e_a8_ff;

export function replyContainer(
  request: ReplyRequest,
  audience: Audience,
  picture?: APIMediaGalleryComponent,
): APIContainerComponent {
  const { reply, forUserId } = request;
  const addressee = forUserId ? `-# ${strings.askedFor(userMention(forUserId))}` : '';
  const heading = reply.title ? `### ${unbroken(reply.title)}` : '';
  const head = [addressee, heading, unbroken(reply.short)].filter((part) => part !== '').join('\n');
  const texts = [head, unbroken(reply.body), unbroken(reply.table ?? '')].filter((text) => text !== '');
  const parts: APIComponentInContainer[] = [...texts.map(textDisplay), ...(picture ? [picture] : [])];
  const smallPrint = (reply.smallPrint ?? []).map((line) => `-# ${line}`).join('\n');
  if (smallPrint !== '') parts.push({ type: ComponentType.Separator }, textDisplay(smallPrint));
  const buttons = buttonsOf(request, audience);
  if (buttons.length > 0) {
    const components = audience.isInert ? buttons.map((one) => ({ ...one, disabled: true })) : buttons;
    parts.push({ type: ComponentType.ActionRow, components });
  }
  return { type: ComponentType.Container, accent_color: ACCENT_COLOR, components: parts };
}

/** How many more characters a message with this container may have. */
export function roomBeside({ components }: APIContainerComponent): number {
  const texts = components.map((part) => (part.type === ComponentType.TextDisplay ? part.content : ''));
  return MAX_CHARACTERS - characterCount(texts.join(''));
}

/** A name with a hyphen, as the second group; or what must stay as it is: code, mentions, emoji and addresses. */
const HYPHENATED =
  /(?<!`)(?<marks>`+)(?!`)[^]*?(?<!`)\k<marks>(?!`)|<[^<>\s]*>|\]\([^()\n]*\)|https?:\/\/\S+|(?<![\p{L}\d.])([\p{L}\d][\p{L}\d.]*(?:-[\p{L}\d.]+)+)/gu;

/** Keeps names such as `GPT-4o` on one line, by non-breaking hyphens. The matcher reads those as typed ones. */
const unbroken = (text: string): string =>
  text.replaceAll(HYPHENATED, (found, _marks, name: string | undefined) =>
    name !== undefined && /\d|-\p{Lu}|^gpt-/u.test(name) ? name.replaceAll('-', '\u2011') : found,
  );

function buttonsOf({ reply, forUserId }: ReplyRequest, { askerId, isPrivate, canShare, takesFeedback }: Audience) {
  const people = { askerId, ...(forUserId !== undefined && { forUserId }) };
  const judged = takesFeedback && reply.kind === 'answer' ? reply.answerId : undefined;
  const last = [
    ...(reply.hasMore && reply.answerId ? button(strings.SHOW_MORE, MORE, { people, answerId: reply.answerId }) : []),
    ...(judged === undefined ? [] : button(strings.SOLVED, SOLVED, { askerId, answerId: judged })),
    ...(judged === undefined ? [] : button(strings.WRONG, WRONG, { askerId, answerId: judged })),
    ...(isPrivate ? [] : button(strings.DISMISS, DISMISS, { askerId })),
    ...(isPrivate && canShare && reply.answerId ? button(strings.SHARE, SHARE, { answerId: reply.answerId }) : []),
  ];
  const choices = [...new Map(reply.choices.map((choice) => [choice.id, choice])).values()].flatMap(({ id, label }) =>
    reply.kind === 'answer' ? button(label, RELATED, { answerId: id }) : button(label, SHOW, { people, answerId: id }),
  );
  return [...choices.slice(0, MAX_BUTTONS - last.length), ...last];
}
