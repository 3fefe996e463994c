/** The words that pictures add to their data. */

/** Before the day. */
export const CHECKED = 'Whence · checked';

export const LEGEND = {
  disclosed: 'made from, as disclosed',
  'release-order': 'next by release',
  product: 'used in',
} as const;

/** Above the first node of a tree. @param names - `GPT-1, GPT-2 and GPT-3` */
export const earlier = (names: string): string => `Before that: ${names}`;

/** On one line. */
export const later = (count: number): string => `${count} more after it`.replaceAll(' ', '\u00A0');

export const END_UNKNOWN = 'dashed edge: end not documented';

export const TODAY = 'today';
