import type { Member } from './Member.ts';

/** What a person fills into a command's option. Roles and channels by their id. */
export type OptionValue = string | number | boolean | Member;
