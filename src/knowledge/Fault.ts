/** Something wrong in a file of the curated set, and where exactly. */
export interface Fault {
  /** As a person would open it: `knowledge/models/o3.yaml`. */
  readonly file: string;
  /** From 1. */
  readonly line: number;
  /** From 1, in UTF-16 units, as editors count. */
  readonly column: number;
  /** What is wrong and what to do about it: `alias "o3" also belongs to …: keep it in one of them`. */
  readonly what: string;
}
