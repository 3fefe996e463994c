import { UserError } from '../../UserError.ts';
import type { FileEntry } from './AnswersFile.ts';

/** More than twice as many as a server may have: what is longer was not written for this. */
const MOST_ENTRIES = 5_000;

/** Entries as they are read, of which there may be so many. */
export class EntryList {
  readonly entries: FileEntry[] = [];

  /** @throws UserError `too-many-entries` */
  add(entry: FileEntry): void {
    if (this.entries.length === MOST_ENTRIES) {
      throw new UserError(
        'too-many-entries',
        `The file has more than ${MOST_ENTRIES.toLocaleString('en')} entries. Split it into several.`,
      );
    }
    this.entries.push(entry);
  }
}
