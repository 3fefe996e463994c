import type { Violation } from '../../checks/violations.ts';

/** What an id after such a part of an address is called in Discord's errors. */
const IDS: Readonly<Record<string, string>> = {
  applications: 'application_id',
  bans: 'user_id',
  channels: 'channel_id',
  commands: 'command_id',
  emojis: 'emoji_id',
  guilds: 'guild_id',
  members: 'user_id',
  messages: 'message_id',
  roles: 'role_id',
  users: 'user_id',
  webhooks: 'webhook_id',
};

/** Parts of addresses that are in the place of an id. */
const WORDS: ReadonlySet<string> = new Set([
  '@me',
  '@original',
  'bulk-delete',
  'member-counts',
  'permissions',
  'pins',
  'search',
  'templates',
]);

/** The ids in an address that are none. */
export function pathViolations(path: string): readonly Violation[] {
  const parts = path.split('/');
  return parts.flatMap((part, index) => {
    const name = Object.hasOwn(IDS, parts[index - 1] ?? '') ? IDS[parts[index - 1]!] : undefined;
    if (name === undefined || part === '' || WORDS.has(part.replace('%40', '@')) || /^\d{1,20}$/.test(part)) return [];
    return [{ path: name, code: 'NUMBER_TYPE_COERCE', message: `Value "${part}" is not snowflake.` }];
  });
}
