import {
  ApplicationCommandOptionType as OptionType,
  ApplicationCommandType,
  MessageFlags,
} from 'discord-api-types/v10';
import type { Member } from '../actors/Member.ts';
import { seeMessage, type SeenAttachment, type SeenMessage } from '../actors/SeenMessage.ts';
import type { Channel, Message } from '../world/guild/Guild.ts';
import type { InteractionSubject } from '../world/Interaction.ts';
import type { Change } from '../world/changes.ts';
import type { World } from '../world/World.ts';
import type { Poll } from '../world/guild/polls.ts';
import { channelsOf, isSeen, type PageServer, pageServer } from './pageServer.ts';

/** What the page is told as it happens. `all` comes first and after each reconnection. */
type PageEvent =
  | { readonly kind: 'all'; readonly server: PageServer; readonly messages: readonly PageMessage[] }
  | { readonly kind: 'server'; readonly server: PageServer }
  | { readonly kind: 'message'; readonly message: PageMessage }
  | { readonly kind: 'deleted'; readonly ids: readonly string[] }
  | { readonly kind: 'typing'; readonly channelId: string; readonly name: string };

/** The page does not show older messages. */
const SHOWN_PER_CHANNEL = 200;

/** Everything that one person sees, now and from now on, as server-sent events. */
export function pageEvents(world: World, member: Member): Response {
  let stop: (() => void) | undefined;
  const encoder = new TextEncoder();
  const stream = new ReadableStream<Uint8Array>({
    start(controller) {
      const send = (event: PageEvent): void => controller.enqueue(encoder.encode(`data: ${JSON.stringify(event)}\n\n`));
      send({
        kind: 'all',
        server: pageServer(world, member),
        messages: channelsOf(world, member).flatMap((channel) => messagesIn(channel, member, world)),
      });
      stop = world.watch((change) => {
        const event = eventFor(change, member, world);
        if (event) send(event);
      });
    },
    cancel() {
      stop?.();
    },
  });
  return new Response(stream, { headers: { 'content-type': 'text/event-stream', 'cache-control': 'no-store' } });
}

/** A message as the page shows it. */
interface PageMessage extends Omit<SeenMessage, 'buttons' | 'selects' | 'poll'> {
  /** ISO 8601. */
  readonly at: string;
  /** Whether it is a placeholder for an answer that is still to come. */
  readonly isThinking: boolean;
  readonly poll?: PagePoll;
  /** Whose command, button or form it answers. */
  readonly causedBy?: string;
  /** The command that it answers. */
  readonly command?: string;
  /** For a forward: the message that was passed on. */
  readonly forward?: Pick<SeenMessage, 'content' | 'components' | 'embeds' | 'flags'> & {
    readonly attachments: readonly Pick<SeenAttachment, 'name' | 'url' | 'size' | 'contentType'>[];
  };
}

interface PagePoll {
  readonly question: string;
  readonly answers: readonly { readonly text: string; readonly votes: number; readonly isMine: boolean }[];
  readonly isOver: boolean;
  readonly allowsSeveral: boolean;
}

function pagePoll({ question, answers, isOver, allowsSeveral }: Poll, userId: string): PagePoll {
  return {
    question: question.text ?? '',
    answers: answers.map(({ media, voterIds }) => ({
      text: media.text ?? '',
      votes: voterIds.size,
      isMine: voterIds.has(userId),
    })),
    isOver,
    allowsSeveral,
  };
}

function pageMessage(message: Message, { user }: Member, world: World): PageMessage {
  const { buttons: _buttons, selects: _selects, poll: _poll, ...seen } = seeMessage(message);
  const interaction = message.interactionId === undefined ? undefined : world.interactions.byId(message.interactionId);
  const command = interaction && commandOf(interaction.subject.data);
  return {
    ...seen,
    at: message.api.timestamp,
    isThinking: Boolean((message.api.flags ?? 0) & MessageFlags.Loading),
    ...(message.poll && { poll: pagePoll(message.poll, user.id) }),
    ...(interaction && { causedBy: interaction.user.id }),
    ...(command !== undefined && { command }),
    ...forwardIn(message),
  };
}

function forwardIn({ api }: Message): Pick<PageMessage, 'forward'> {
  const passedOn = api.message_snapshots?.[0]?.message;
  if (!passedOn) return {};
  const { content, components = [], embeds, flags = 0 } = passedOn;
  const attachments = passedOn.attachments.map(({ filename: name, url, size, content_type: contentType = '' }) => ({
    name,
    url,
    size,
    contentType,
  }));
  return { forward: { content, components, embeds, flags, attachments } };
}

/** The command with its subcommand group and subcommand: `/todo add`. Those of menus have no slash. */
function commandOf(data: InteractionSubject['data']): string | undefined {
  if (!('name' in data)) return undefined;
  const words = [data.type === ApplicationCommandType.ChatInput ? `/${data.name}` : data.name];
  let options = 'options' in data ? data.options : undefined;
  while (options?.[0]?.type === OptionType.Subcommand || options?.[0]?.type === OptionType.SubcommandGroup) {
    words.push(options[0].name);
    options = options[0].options;
  }
  return words.join(' ');
}

function messagesIn(channel: Channel, member: Member, world: World): readonly PageMessage[] {
  const visible = channel.messages.all().filter(({ visibleTo = member.user.id }) => visibleTo === member.user.id);
  return visible.slice(-SHOWN_PER_CHANNEL).map((message) => pageMessage(message, member, world));
}

function eventFor(change: Change, member: Member, world: World): PageEvent | undefined {
  if (change.kind === 'typing') {
    if (change.user === member.user || !isSeen(change.channel, member)) return undefined;
    return { kind: 'typing', channelId: change.channel.id, name: change.user.username };
  }
  if (change.kind === 'interaction' || change.kind === 'auditLogged') return undefined;
  if (change.kind === 'messagesDeleted') return { kind: 'deleted', ids: change.messages.map(({ id }) => id) };
  if (!('message' in change)) return { kind: 'server', server: pageServer(world, member) };
  const { message } = change;
  if (!isSeen(message.channel, member) || (message.visibleTo ?? member.user.id) !== member.user.id) return undefined;
  if (change.kind === 'messageDeleted') return { kind: 'deleted', ids: [message.id] };
  return { kind: 'message', message: pageMessage(message, member, world) };
}
