import type { Conflict } from './Change.ts';

/** Thrown inside a transaction to undo it when changes expect something else than there is. Never leaves the store. */
export class TooLate extends Error {
  override readonly name = 'TooLate';
  readonly conflicts: readonly Conflict[];

  constructor(conflicts: readonly Conflict[]) {
    super('Somebody else was faster.');
    this.conflicts = conflicts;
  }
}
