import type { Cooperative } from '../../shared/concurrency.ts';

/** How many strings are processed between two yields: less than a millisecond's work. */
const STRINGS_PER_STEP = 500;

export interface StringTableData {
  /** By hash: the id of a string plus 1, or 0 for an empty slot. */
  readonly slots: Int32Array;
  /** By id: where its characters begin. */
  readonly starts: Int32Array;
  readonly characters: Uint16Array;
}

/**
 * Numbers strings: 0 for the first, 1 for the second, … An open-addressing hash table in flat arrays. A Map of 65,000
 * strings takes three times the memory, and 40 ms to load from disk, where this takes none.
 *
 *     slots       0  2  0  1          hash -> id + 1; on a collision, the next slot
 *     starts      0           5       id -> where its characters begin
 *     characters  t  r  a  i  n  w  h  o
 */
export class StringTable {
  readonly data: StringTableData;

  constructor(data: StringTableData) {
    this.data = data;
  }

  /** @param strings - Different strings. Their ids are in this order. */
  static *of(strings: Iterable<string>): Cooperative<StringTable> {
    const all = [...strings];
    yield;
    const starts = new Int32Array(all.length + 1);
    for (const [id, string] of all.entries()) starts[id + 1] = starts[id]! + string.length;
    yield;
    const characters = new Uint16Array(starts[all.length]!);
    // At most half full, so that a search rarely takes more than two steps.
    const slots = new Int32Array(2 ** Math.ceil(Math.log2(2 * all.length + 1)));
    for (const [id, string] of all.entries()) {
      for (let i = 0; i < string.length; i++) characters[starts[id]! + i] = string.charCodeAt(i);
      let slot = hash(string) & (slots.length - 1);
      while (slots[slot] !== 0) slot = (slot + 1) & (slots.length - 1);
      slots[slot] = id + 1;
      if (id % STRINGS_PER_STEP === 0) yield;
    }
    return new StringTable({ slots, starts, characters });
  }

  get size(): number {
    return this.data.starts.length - 1;
  }

  /** `undefined` for a string that is not in the table. */
  idOf(string: string): number | undefined {
    const { slots, starts, characters } = this.data;
    const mask = slots.length - 1;
    for (let slot = hash(string) & mask; slots[slot] !== 0; slot = (slot + 1) & mask) {
      const id = slots[slot]! - 1;
      const start = starts[id]!;
      if (starts[id + 1]! - start !== string.length) continue;
      let i = 0;
      while (i < string.length && characters[start + i] === string.charCodeAt(i)) i++;
      if (i === string.length) return id;
    }
    return undefined;
  }

  at(id: number): string {
    const { starts, characters } = this.data;
    return String.fromCharCode(...characters.subarray(starts[id], starts[id + 1]));
  }
}

/** FNV-1a over UTF-16 code units, with a last mix because only the low bits are used. */
function hash(string: string): number {
  let sum = 0x811c9dc5;
  for (let i = 0; i < string.length; i++) sum = Math.imul(sum ^ string.charCodeAt(i), 0x01000193);
  return sum ^ (sum >>> 15);
}
