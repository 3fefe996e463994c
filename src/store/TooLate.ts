import type { Conflict } from './Change.ts';

/** Thrown inside a transaction to undo it when changes expect other versions than there are. Never leaves the store. */
export class TooLate extends Error {
  override readonly name = 'TooLate';
  readonly conflicts: readonly Conflict[];

  constructor(conflicts: readonly Conflict[]) {
    super(`Somebody else changed ${conflicts.map(({ answerId }) => answerId).join(', ')} first.`);
    this.conflicts = conflicts;
  }
}
