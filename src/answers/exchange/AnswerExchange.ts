import type { Person } from '../editing/Person.ts';
import type { AnswerVersion } from '../../store/AnswerVersion.ts';
import type { ExportedFile, ExportFormat } from './exportAnswers.ts';
import type { ImportPlan } from './plan/ImportPlan.ts';

/**
 * A server's answers as files, taken out and brought in.
 *
 *     plan -> (shown) -> carryOut -> imported
 *              ^             |
 *              '-- differs --'
 *
 * Between showing and agreeing nothing is remembered here: whoever agrees brings the same file again, and the digest of
 * the plan that they saw. Permission is for the caller to check, at every step.
 */
export interface AnswerExchange {
  export(guildId: string, format: ExportFormat): Promise<ExportedFile>;
  /**
   * What an import would do. Writes nothing.
   *
   * @throws UserError whatever `readAnswersFile` throws
   */
  plan(guildId: string, request: ImportRequest): Promise<PlannedImport>;
  /**
   * Plans once more and, when that comes to what was agreed to, writes all of it or nothing. The next question to this
   * process is answered by it.
   *
   * @param digest - Of the plan that the person saw.
   * @throws UserError whatever `readAnswersFile` throws
   */
  carryOut(person: Person, request: ImportRequest, digest: string): Promise<Imported | Differs>;
}

export interface ImportRequest {
  readonly bytes: Uint8Array;
  /** The file's name: its ending says the format, unless the text does. */
  readonly name: string;
  /** Whether the file wins where moderators have removed, changed or written something. */
  readonly overwrite: boolean;
  /** Default: what an attachment may have. */
  readonly maxBytes?: number;
}

export interface PlannedImport {
  readonly plan: ImportPlan;
  /** 32 characters of `[0-9a-f]` that stand for exactly this plan, for a `custom_id`. */
  readonly digest: string;
}

/** All that could be written is written. */
export interface Imported {
  readonly kind: 'imported';
  readonly plan: ImportPlan;
  readonly versions: readonly AnswerVersion[];
}

/** Somebody has changed something since the plan was shown. Nothing is written; this is the plan as it is now. */
export interface Differs extends PlannedImport {
  readonly kind: 'differs';
}
