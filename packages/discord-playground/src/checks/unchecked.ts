/**
 * Helpers for reading a body of unknown shape. All rules run on every body, so none may fail on an unexpected shape.
 * What has the wrong shape reads as empty here; the schemas report it.
 */
export type Loose = Readonly<Record<string, unknown>>;

export const isRecord = (value: unknown): value is Loose =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const asRecord = (value: unknown): Loose => (isRecord(value) ? value : {});

/** The entries of a list. Entries that are not objects become empty objects, so that indexes stay the same. */
export const asRecords = (value: unknown): readonly Loose[] => (Array.isArray(value) ? value.map(asRecord) : []);

export const asText = (value: unknown): string => (typeof value === 'string' ? value : '');

export const asNumber = (value: unknown): number => (typeof value === 'number' ? value : 0);

/** Whether a property has a value. Discord treats null and '' like a missing property. */
export const isGiven = (value: unknown): boolean => value !== undefined && value !== null && value !== '';

/** The length as Discord counts it: in code points. An emoji outside the basic plane is one. */
export const lengthOf = (text: string): number => {
  let length = 0;
  for (const _ of text) length++;
  return length;
};
