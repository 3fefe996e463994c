import {
  type APIComponentInContainer,
  type APIContainerComponent,
  type APIMediaGalleryComponent,
  type APIMessageTopLevelComponent,
  chatInputApplicationCommandMention,
  type Client,
  ComponentType,
  type Interaction,
  userMention,
} from 'discord.js';
import { MAX_CHARACTERS } from '../replies/fitReply.ts';
import { besidePicture, type Reply } from '../replies/Reply.ts';
import type { Log } from '../shared/Log.ts';
import type { Picture } from '../shared/Picture.ts';
import { characterCount, clipped } from '../shared/text.ts';
import type { BotContext } from './BotContext.ts';
import { button, escapeMarkdown, message, type MessageBody, row, text, withFiles } from './components.ts';
import { DISMISS, MORE, type People, RELATED, SHARE, SHOW, SOLVED, WRONG } from './customIds.ts';
import { maySend, serverOf } from './permissions.ts';
import { isExpected } from './refusals.ts';
import * as strings from './strings.ts';

/** Who a reply is for. Another person that the asker asked for is named above the answer and not pinged. */
export interface Audience extends People {
  /** Only the asker sees the message, and Discord itself offers to dismiss it. */
  readonly isPrivate: boolean;
  /** Whether the asker may show a private answer to the channel. Default: false. */
  readonly canShare?: boolean;
  /** Whether people can say that it was right or wrong. Default: false. */
  readonly takesFeedback?: boolean;
  /** Shown as an example, with disabled buttons. Default: false. */
  readonly isInert?: boolean;
}

/** The person of an interaction. */
export function audienceOf(interaction: Interaction, isPrivate: boolean): Audience {
  const takesFeedback = serverOf(interaction) !== null;
  return { askerId: interaction.user.id, isPrivate, canShare: maySend(interaction), takesFeedback };
}

/** A reply as a Discord message: one container with the buttons at its end. Its picture is drawn later. */
export function present(reply: Reply, audience: Audience): MessageBody {
  const body = message(replyContainer(reply, audience));
  const { picture } = reply;
  if (!picture) return body;
  const components = [replyContainer(besidePicture(reply), audience, gallery(picture))];
  // The message that it replaces may have a picture.
  return { ...body, attachments: [], picture: { data: picture, components } };
}

export const PICTURE_NAME = 'picture.png';

/**
 * How long a message waits for its picture, so that both come at once; nearly all pictures are drawn by then (`npm run bench --
 * pictures`). A later one joins the message, which moves what people are reading and marks it as edited.
 */
export const PICTURE_PATIENCE_MS = 250;

/**
 * A message with its picture; `undefined` if it has none, if its server wants none, or if it cannot be drawn. Never rejects: a
 * message is whole without it.
 *
 * @param about - For the log.
 */
export async function withPicture(
  { picture, ...body }: MessageBody,
  guildId: string | null,
  { settings, pictures, log }: Pick<BotContext, 'settings' | 'pictures' | 'log'>,
  about: object,
): Promise<MessageBody | undefined> {
  try {
    const isWanted = picture && (guildId === null || (await settings.of(guildId)).pictures);
    const png = isWanted ? await pictures.draw(picture.data) : undefined;
    if (!png) return undefined;
    const file = { name: PICTURE_NAME, attachment: Buffer.from(png.buffer, png.byteOffset, png.byteLength) };
    return withFiles({ ...body, components: picture!.components }, [file]);
  } catch (error) {
    logLostPicture(error, log, about);
    return undefined;
  }
}

/** Somebody may have dismissed the message before its picture was there. */
export function logLostPicture(error: unknown, log: Log, about: object): void {
  log[isExpected(error) ? 'debug' : 'error']({ err: error, ...about }, 'could not add a picture');
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

function replyContainer(
  { title, short, body, table = '', smallPrint = [], ...reply }: Reply,
  audience: Audience,
  picture?: APIMediaGalleryComponent,
): APIContainerComponent {
  const { forUserId, isInert = false } = audience;
  const addressee = forUserId !== undefined && `-# ${strings.askedFor(userMention(forUserId))}`;
  const buttons = buttonsOf(reply, audience);
  const parts = [
    text(addressee, title && `### ${unbroken(escapeMarkdown(title))}`, unbroken(short)),
    text(unbroken(body)),
    text(unbroken(table)),
    picture,
    text(...smallPrint.map((line) => `-# ${line}`)),
    row(...(isInert ? buttons.map((one) => ({ ...one, disabled: true })) : buttons)),
  ].filter((part) => part !== undefined);
  return { type: ComponentType.Container, accent_color: ACCENT_COLOR, components: parts };
}

/** An answer as members see it, for its editor: its buttons do nothing. */
export function exampleOf(reply: Reply, askerId: string, isPrivate = true): APIContainerComponent {
  return replyContainer(reply, { askerId, isPrivate, isInert: true });
}

/** How many more characters a message with this container may have. */
export function roomBeside({ components }: APIContainerComponent): number {
  const texts = components.map((part) => (part.type === ComponentType.TextDisplay ? part.content : ''));
  return MAX_CHARACTERS - characterCount(texts.join(''));
}

/** A name with a hyphen, as the second group; or what must stay as it is: code, mentions, emoji and addresses. */
const HYPHENATED =
  /(?<!`)(?<marks>`+)(?!`)[^]*?(?<!`)\k<marks>(?!`)|<[^<>\s]*>|\]\([^()\n]*\)|https?:\/\/\S+|(?<![\p{L}\d.])([\p{L}\d][\p{L}\d.]*(?:-[\p{L}\d.]+)+)/gu;

/** A longer name takes a line of a phone for itself. Without a place to break it would be torn within a word. */
const MAX_UNBROKEN = 20;

/** Keeps names such as `GPT-4o` on one line, by non-breaking hyphens. The matcher reads those as typed ones. */
const unbroken = (markdown: string): string =>
  markdown.replaceAll(HYPHENATED, (found, _marks, name: string | undefined) =>
    name !== undefined && name.length <= MAX_UNBROKEN && /\d|-\p{Lu}|^gpt-/u.test(name)
      ? name.replaceAll('-', '\u2011')
      : found,
  );

/** https://discord.com/developers/docs/components/reference#action-row */
const MAX_BUTTONS = 5;

function buttonsOf(
  { kind, answerId, hasMore, choices: offered }: Pick<Reply, 'kind' | 'answerId' | 'hasMore' | 'choices'>,
  { askerId, forUserId, isPrivate, canShare, takesFeedback }: Audience,
) {
  const people = { askerId, forUserId };
  const isJudged = takesFeedback && kind === 'answer';
  const last = [
    hasMore && answerId && button(strings.SHOW_MORE, MORE, { people, answerId }),
    isJudged && answerId && button(strings.SOLVED, SOLVED, { askerId, answerId }),
    isJudged && answerId && button(strings.WRONG, WRONG, { askerId, answerId }),
    !isPrivate && button(strings.DISMISS, DISMISS, { askerId }),
    isPrivate && canShare && answerId && button(strings.SHARE, SHARE, { answerId }),
  ].filter((one) => typeof one === 'object');
  const choices = [...new Map(offered.map((choice) => [choice.id, choice])).values()]
    .map(({ id, label }) =>
      kind === 'answer' ? button(label, RELATED, { answerId: id }) : button(label, SHOW, { people, answerId: id }),
    )
    .filter((one) => one !== undefined);
  return [...choices.slice(0, MAX_BUTTONS - last.length), ...last];
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

function pressable(markdown: string, ids: ReadonlyMap<string, string>): string {
  return markdown.replace(COMMAND, (written: string, mark: string, name: string, word = '') => {
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
