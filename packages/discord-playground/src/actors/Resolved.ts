import { extname } from 'node:path';
import { type APIInteractionDataResolved, type ChannelType, PermissionFlagsBits } from 'discord-api-types/v10';
import { Role, User } from '../world/guild/accounts.ts';
import { contentTypeOf, type FileContents, MAX_FILE_BYTES, storeFile } from '../world/guild/files.ts';
import { Channel, type Guild } from '../world/guild/Guild.ts';
import { may, permissionsIn } from '../world/guild/permissions.ts';
import type { Stage } from './Stage.ts';

/** A file that a person picks from their disk. */
export interface PickedFile {
  readonly name: string;
  /** As the client would detect it (default: from the file name extension, if it is a common one). */
  readonly contentType?: string;
  /** Text is sent as UTF-8. */
  readonly data: Uint8Array | string;
}

/** Somebody or something that an option or select can hold. A {@link Member} has a user. */
export type Named = { readonly user: User } | User | Role | Channel;

/** A value for a command's option. People, roles and channels as objects, by id or by name. */
export type OptionValue = string | number | boolean | Named | PickedFile;

/** A value for a field of a modal: text, selected options, files, or whether a box is ticked. */
export type FieldValue = string | boolean | Named | PickedFile | readonly (string | Named | PickedFile)[];

export const isPickedFile = (value: unknown): value is PickedFile =>
  typeof value === 'object' && value !== null && 'data' in value;

/** The id of a person, role or channel. */
export function idOf(named: string | Named): string {
  if (typeof named === 'string') return named;
  return named instanceof User || named instanceof Role || named instanceof Channel ? named.id : named.user.id;
}

const MEBIBYTE = 1_024 * 1_024;

/**
 * Reads a picked file for upload.
 *
 * @param types - File types that the option accepts: extensions such as `.json`, or `image`, `video`, `audio`. Empty
 * accepts everything. Source: reference#file-type-filtering.
 * @throws Error when the client would not upload it: too large, empty, or of another type.
 */
export function contentsOf({ name, contentType, data }: PickedFile, types: readonly string[] = []): FileContents {
  const bytes = typeof data === 'string' ? new TextEncoder().encode(data) : data;
  const ending = extname(name).toLowerCase();
  const type = contentTypeOf(name, contentType);
  if (bytes.length === 0) throw new Error(`"${name}" is empty. Choose another file.`);
  if (bytes.length > MAX_FILE_BYTES) {
    const size = (bytes.length / MEBIBYTE).toFixed(1);
    throw new Error(`"${name}" is ${size} MiB large. Choose a file of at most ${MAX_FILE_BYTES / MEBIBYTE} MiB.`);
  }
  const isWanted = types.length === 0 || types.some((each) => each === ending || type.startsWith(`${each}/`));
  if (!isWanted) throw new Error(`"${name}" is not among the types ${types.join(', ')}.`);
  return { name, contentType: type, bytes };
}

/**
 * Builds the `resolved` part of an interaction: the full objects behind the ids in options and selects.
 * Source: interactions/receiving-and-responding#interaction-object-resolved-data-structure.
 */
export class Resolved {
  readonly #stage: Stage;
  readonly #asker: User;
  readonly #channel: Channel;
  readonly #data: Required<APIInteractionDataResolved> = {
    users: {},
    members: {},
    roles: {},
    channels: {},
    attachments: {},
  };

  /** @param asker - The person who chooses. They can only choose channels that they can see. */
  constructor(stage: Stage, asker: User, channel: Channel) {
    this.#stage = stage;
    this.#asker = asker;
    this.#channel = channel;
  }

  /** Undefined when nothing was referenced. */
  get data(): APIInteractionDataResolved | undefined {
    const used = Object.entries(this.#data).filter(([, entries]) => Object.keys(entries).length > 0);
    return used.length === 0 ? undefined : Object.fromEntries(used);
  }

  /** @throws Error when there is no such user. */
  addUser(idOrName: string): string {
    const user = this.#stage.world.users.get(idOrName) ?? this.#userNamed(idOrName);
    if (!user) throw new Error(`There is no user with the id "${idOrName}".`);
    const { id } = user;
    this.#data.users[id] = user.toApi();
    const member = this.#channel.guild?.members.get(id);
    const permissions = permissionsIn(this.#channel, id).toString();
    if (member) this.#data.members[id] = { ...member.toPartialApi(), permissions };
    return id;
  }

  /** @throws Error when the server has no such role. */
  addRole(idOrName: string): string {
    const { roles, name } = this.#guild('roles');
    const role = roles.get(idOrName) ?? [...roles.values()].find((one) => one.name === idOrName);
    if (!role) throw new Error(`There is no role "${idOrName}" in "${name}".`);
    this.#data.roles[role.id] = role.toApi();
    return role.id;
  }

  /** @throws Error when there is neither a role nor a user with that id or name. */
  addMentionable(idOrName: string): string {
    const { users } = this.#stage.world;
    const isRole = [...(this.#channel.guild?.roles.values() ?? [])].some(({ id, name }) =>
      [id, name].includes(idOrName),
    );
    return isRole && !users.has(idOrName) && !this.#userNamed(idOrName)
      ? this.addRole(idOrName)
      : this.addUser(idOrName);
  }

  #userNamed(name: string): User | undefined {
    const { guild, participants } = this.#channel;
    const users = guild ? [...guild.members.values()].map(({ user }) => user) : participants;
    return users.find(({ username }) => username === name);
  }

  /**
   * @param idOrName - Of a channel or a thread.
   * @param types - The channel types that are offered (default: all).
   * @throws Error when this channel is not offered to this person.
   */
  addChannel(idOrName: string, types: readonly ChannelType[] | null = []): string {
    const { channels, threads } = this.#guild('channels');
    const all = [...channels.values(), ...threads.values()];
    const channel = all.find(({ id }) => id === idOrName) ?? all.find(({ name }) => name === idOrName);
    const isOffered =
      channel &&
      (!types?.length || types.includes(channel.type)) &&
      may(this.#asker.id, PermissionFlagsBits.ViewChannel, channel);
    if (!isOffered)
      throw new Error(`${this.#asker.username} cannot choose the channel "${channel?.name ?? idOrName}".`);
    const { id, type, name, thread } = channel;
    const permissions = permissionsIn(channel, this.#asker.id).toString();
    const ofThread = thread && { parent_id: thread.parent.id, thread_metadata: thread.metadata };
    this.#data.channels[id] = { id, type, name, permissions, ...ofThread };
    return id;
  }

  /**
   * Uploads a file.
   *
   * @throws Error when the client would not accept it.
   */
  addFile(picked: PickedFile, types?: readonly string[] | null): string {
    const { attachment, file } = storeFile(contentsOf(picked, types ?? []), this.#stage.uploadsUrl);
    this.#stage.world.uploads.add(file);
    this.#data.attachments[attachment.id] = { ...attachment, ephemeral: true };
    return attachment.id;
  }

  #guild(what: string): Guild {
    const { guild } = this.#channel;
    if (!guild) throw new Error(`There are no ${what} to choose from in a direct message.`);
    return guild;
  }
}
