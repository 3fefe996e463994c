import type { Editor } from '../../store/Change.ts';

/** Who does something, and on which server. That they may is for the caller to check, each time. */
export interface Person extends Editor {
  /** Discord's id of the server. Nothing of any other server is read or written. */
  readonly guildId: string;
}
