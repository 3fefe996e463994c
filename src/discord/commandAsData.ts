/** What Discord adds to a command that it stores. */
const ADDED = new Set([
  'id',
  'application_id',
  'guild_id',
  'version',
  'dm_permission',
  'name_localized',
  'description_localized',
]);

/** Lists whose order means nothing to Discord. */
const UNORDERED = new Set(['contexts', 'integration_types']);

/**
 * A command or one of its parts in a form in which the one sent and the one that Discord gives back are the same:
 * without what Discord adds, without what says nothing, keys in alphabetical order.
 *
 * @example
 * commandAsData({ id: '9', name: 'help', nsfw: false, options: [] }); // { name: 'help' }
 */
export function commandAsData(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(commandAsData);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key, part]) => !ADDED.has(key) && !saysNothing(part))
      .map(([key, part]) => [
        key,
        UNORDERED.has(key) ? (part as number[]).toSorted((a, b) => a - b) : commandAsData(part),
      ])
      .toSorted(([a], [b]) => (String(a) < String(b) ? -1 : 1)),
  );
}

function saysNothing(value: unknown): boolean {
  if (value === null || value === undefined || value === false || value === '') return true;
  return typeof value === 'object' && Object.keys(value).length === 0;
}
