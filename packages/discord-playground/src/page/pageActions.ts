import { ApplicationCommandOptionType as OptionType } from 'discord-api-types/v10';
import { z } from 'zod';
import { chooseCommand } from '../actors/chooseCommand.ts';
import type { Member } from '../actors/Member.ts';
import type { FieldValue, OptionValue, PickedFile } from '../actors/Resolved.ts';
import type { SeenMessage } from '../actors/SeenMessage.ts';
import type { SeenModal } from '../actors/SeenModal.ts';
import { MAX_FILES } from '../world/guild/files.ts';
import { snowflake } from '../world/guild/accounts.ts';
import type { Channel } from '../world/guild/Guild.ts';
import type { World } from '../world/World.ts';
import { isSeen } from './pageServer.ts';
import type { People } from './People.ts';

/** A mistake of the visitor, described in one sentence for them. */
export class PageError extends Error {
  override readonly name = 'PageError';
}

const ID = z.string().regex(/^\d{1,20}$/);
const NAME = z.string().min(1).max(100);
const TEXT = z.string().trim().min(1).max(4_000);
const ANSWER = z.string().trim().min(1).max(55);
const VALUE = z.union([z.string().max(6_000), z.number(), z.boolean()]);

/** What a visitor can do, and the body of each request besides `person` and `channel`. */
const ACTIONS = {
  say: z
    .object({
      text: z.string().trim().max(4_000),
      replyTo: ID.optional(),
      files: z.array(NAME).max(MAX_FILES).default([]),
    })
    .refine(({ text, files }) => text !== '' || files.length > 0),
  edit: z.object({ message: ID, text: TEXT }),
  delete: z.object({ message: ID }),
  typing: z.object({}),
  react: z.object({ message: ID, emoji: NAME, isOn: z.boolean() }),
  forward: z.object({ message: ID, to: ID }),
  thread: z.object({ name: NAME, message: ID.optional() }),
  post: z.object({ title: NAME, text: TEXT, tags: z.array(NAME).max(5) }),
  // Source: resources/poll#poll-create-request-object.
  poll: z.object({
    question: z.string().trim().min(1).max(300),
    answers: z.array(ANSWER).min(1).max(10),
    allowsSeveral: z.boolean(),
  }),
  vote: z.object({ message: ID, answers: z.array(ANSWER).max(10) }),
  run: z.object({ command: NAME, options: z.record(NAME, VALUE) }),
  type: z.object({ command: NAME, option: NAME, text: z.string().max(6_000), others: z.record(NAME, z.string()) }),
  use: z.object({ command: NAME, message: ID }),
  click: z.object({ message: ID, customId: NAME }),
  choose: z.object({ message: ID, customId: NAME, values: z.array(NAME).max(25) }),
  submit: z.object({
    modal: ID,
    fields: z.record(NAME, z.union([z.string().max(8_000), z.boolean(), z.array(NAME).max(25)])),
  }),
};

const ACTOR = z.object({ person: ID, channel: ID });

type ActionName = keyof typeof ACTIONS;

export const isActionName = (given: string): given is ActionName => Object.hasOwn(ACTIONS, given);

/** What the page needs to know afterwards. Messages arrive through the event stream. */
interface ActionResult {
  readonly modal?: SeenModal;
  readonly choices?: readonly { readonly name: string; readonly value: string | number }[];
  /** The thread or post that was started. */
  readonly channelId?: string;
}

/**
 * Performs an action on the page.
 *
 * @throws PageError in one sentence for the visitor when it is not possible.
 */
export async function act(action: ActionName, body: unknown, place: Place): Promise<ActionResult> {
  const { people } = place;
  const actor = read(ACTOR, body);
  const person = people.member(actor.person);
  if (!person) throw new PageError('The playground has restarted. Reload this page.');
  const member = person.in(channelOf(place, person, actor.channel));

  if (action === 'type') return { choices: await type(member, body) };
  if (action === 'thread' || action === 'post') return { channelId: await open(action, member, body) };
  try {
    await HANDLERS[action](member, body, place);
  } catch (error) {
    // A member whose command opens a modal reports that it expected a message. That is fine here.
    if (!member.opened) throw asPageError(error);
  }
  return member.opened ? { modal: member.opened } : {};
}

/** What actions work with. */
interface Place {
  readonly people: People;
  readonly world: World;
  readonly files: PickedFiles;
}

const HANDLERS: Record<
  Exclude<ActionName, 'type' | 'thread' | 'post'>,
  (member: Member, body: unknown, place: Place) => Promise<unknown>
> = {
  say(member, body, place) {
    const { text, replyTo, files } = read(ACTIONS.say, body);
    return member.says(text, {
      ...(replyTo !== undefined && { replyTo: seen(member, replyTo) }),
      files: files.map((file) => place.files.take(member.user.id, file)),
    });
  },
  edit(member, body) {
    const { message, text } = read(ACTIONS.edit, body);
    return member.edits(text, seen(member, message));
  },
  delete(member, body) {
    return member.deletes(seen(member, read(ACTIONS.delete, body).message));
  },
  typing(member) {
    return member.startsTyping();
  },
  react(member, body) {
    const { message, emoji, isOn } = read(ACTIONS.react, body);
    return isOn ? member.reacts(emoji, seen(member, message)) : member.unreacts(emoji, seen(member, message));
  },
  forward(member, body, place) {
    const { message, to } = read(ACTIONS.forward, body);
    return member.forwards(seen(member, message), channelOf(place, member, to));
  },
  poll(member, body) {
    const { question, answers, allowsSeveral } = read(ACTIONS.poll, body);
    return member.polls(question, answers, { allowsSeveral });
  },
  vote(member, body) {
    const { message, answers } = read(ACTIONS.vote, body);
    return member.votes(answers, seen(member, message));
  },
  run(member, body, { world, files }) {
    const { command, options } = read(ACTIONS.run, body);
    const definitions = chooseCommand(world, member.user, member.channel, command).options;
    const values = Object.entries(options).map(([key, given]): [string, OptionValue] => {
      const isFile = definitions.some((option) => option.name === key && option.type === OptionType.Attachment);
      return [key, isFile ? files.take(member.user.id, String(given)) : given];
    });
    return member.runs(command, Object.fromEntries(values));
  },
  use(member, body) {
    const { command, message } = read(ACTIONS.use, body);
    return member.uses(command, seen(member, message));
  },
  click(member, body) {
    const { customId, message } = read(ACTIONS.click, body);
    return member.clicks(customId, seen(member, message));
  },
  choose(member, body) {
    const { customId, values, message } = read(ACTIONS.choose, body);
    return member.chooses(customId, values, seen(member, message));
  },
  submit(member, body, { files }) {
    const { fields, modal } = read(ACTIONS.submit, body);
    const ofFiles = member.modalById(modal)?.fields.filter(({ kind }) => kind === 'files') ?? [];
    const values = Object.entries(fields).map(([key, given]): [string, FieldValue] => {
      const isFile = ofFiles.some(({ customId }) => customId === key);
      return [key, isFile ? [given].flat().map((file) => files.take(member.user.id, String(file))) : given];
    });
    return member.submits(Object.fromEntries(values), modal);
  },
};

async function type(member: Member, body: unknown): Promise<NonNullable<ActionResult['choices']>> {
  const { command, option, text, others } = read(ACTIONS.type, body);
  try {
    return await member.types(command, option, text, others);
  } catch (error) {
    throw asPageError(error);
  }
}

/** Starts a thread or post. @returns Its id. */
async function open(action: 'thread' | 'post', member: Member, body: unknown): Promise<string> {
  try {
    if (action === 'post') return (await member.posts(read(ACTIONS.post, body))).id;
    const { name, message } = read(ACTIONS.thread, body);
    return (await member.startsThread(name, message === undefined ? {} : { from: seen(member, message) })).id;
  } catch (error) {
    throw asPageError(error);
  }
}

/** @throws PageError when it is not there for this person. */
function channelOf({ world }: Place, member: Member, id: string): Channel {
  const channel = world.channel(id);
  if (!channel || !isSeen(channel, member)) throw new PageError('This channel is no longer there.');
  return channel;
}

function seen(member: Member, messageId: string): SeenMessage {
  const message = member.sees().find((each) => each.id === messageId);
  if (!message) throw new PageError('This message is no longer there.');
  return message;
}

function read<T>(schema: z.ZodType<T>, body: unknown): T {
  const result = schema.safeParse(body);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  throw new PageError(`"${issue?.path.join('.') ?? ''}" is invalid: ${issue?.message ?? 'unknown problem'}.`);
}

function asPageError(error: unknown): PageError {
  return error instanceof PageError ? error : new PageError(error instanceof Error ? error.message : String(error));
}

/** People pick files and change their minds. */
const KEPT = 20;

/** Files that visitors have picked but not sent yet. Each can be used once, by the person who picked it. */
export class PickedFiles {
  readonly #byKey = new Map<string, PickedFile>();

  /** @returns The id to take it with. */
  add(personId: string, file: PickedFile): string {
    const id = snowflake();
    this.#byKey.set(`${personId}/${id}`, file);
    const [oldest] = this.#byKey.keys();
    if (this.#byKey.size > KEPT) this.#byKey.delete(oldest!);
    return id;
  }

  /** @throws PageError when it is no longer there. */
  take(personId: string, id: string): PickedFile {
    const key = `${personId}/${id}`;
    const file = this.#byKey.get(key);
    if (!file) throw new PageError('The file is no longer available. Choose it again.');
    this.#byKey.delete(key);
    return file;
  }
}
