import type { Written } from '../../answers/editing/Proposal.ts';
import type { EditingDesk } from './EditingDesk.ts';
import { logEntry } from './logEntry.ts';
import { tellLog } from './tellLog.ts';

/** Posts who changed what to the server's log channel. @returns why it could not, as a sentence for the confirmation. */
export function tellChange(desk: EditingDesk, written: Written): Promise<string | undefined> {
  return tellLog(desk, logEntry(written));
}
