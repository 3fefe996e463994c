import { Channel } from '../world/Channel.ts';
import { Role } from '../world/Role.ts';
import { User } from '../world/User.ts';
import type { Member } from './Member.ts';

/** A file that a person picks from its disk. */
export interface PickedFile {
  readonly name: string;
  /** As the client finds it out (default: from the ending of the name, where it is a usual one). */
  readonly contentType?: string;
  /** A text is sent as UTF-8. */
  readonly data: Uint8Array | string;
}

/** Somebody or something that a person can point at. */
export type Named = Member | User | Role | Channel;

/** What a person fills into a command's option. People, roles and channels by themselves or by their id. */
export type OptionValue = string | number | boolean | Named | PickedFile;

/** What a person fills into a field of a modal: a text, what it chooses in a select, files. */
export type FieldValue = string | Named | PickedFile | readonly (string | Named | PickedFile)[];

export const isPickedFile = (value: unknown): value is PickedFile =>
  typeof value === 'object' && value !== null && 'data' in value;

/** The id of what somebody points at. */
export function idOf(named: string | Named): string {
  if (typeof named === 'string') return named;
  return named instanceof User || named instanceof Role || named instanceof Channel ? named.id : named.user.id;
}
