/**
 * Reading a body that nobody has checked yet: every rule is asked about every body, so none may trip over a wrong shape.
 * What has the wrong shape reads as empty here; the schemas report it.
 */
export type Loose = Readonly<Record<string, unknown>>;

export const isRecord = (value: unknown): value is Loose =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const asRecord = (value: unknown): Loose => (isRecord(value) ? value : {});

/** The entries of a list, the ones that are no objects as empty objects, so that indexes stay right. */
export const asRecords = (value: unknown): readonly Loose[] => (Array.isArray(value) ? value.map(asRecord) : []);

export const asText = (value: unknown): string => (typeof value === 'string' ? value : '');

export const asNumber = (value: unknown): number => (typeof value === 'number' ? value : 0);

/** Whether a property says anything: Discord takes null and '' for "not given". */
export const isGiven = (value: unknown): boolean => value !== undefined && value !== null && value !== '';

/** Length as Discord counts it: in code points, so that an emoji outside the basic plane is one. */
export const lengthOf = (text: string): number => {
  let length = 0;
  for (const _ of text) length++;
  return length;
};
