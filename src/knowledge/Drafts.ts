import type { AnswerRecord } from './Answer.ts';
import type { Draft } from './Draft.ts';
import type { ModelRecord } from './Model.ts';
import type { SourceRecord } from './Source.ts';
import type { TimelineRecord } from './Timeline.ts';

/** An answer's front matter and what follows it. */
export interface AnswerPage extends AnswerRecord {
  /** Markdown, without blank lines around it. */
  readonly body: string;
}

/**
 * All that the folder holds, read but not yet linked up. What a schema refused is here too, without its record, so
 * that whoever names it is not blamed.
 */
export interface Drafts {
  /** By id. */
  readonly answers: ReadonlyMap<string, Draft<AnswerPage>>;
  /** By id. */
  readonly models: ReadonlyMap<string, Draft<ModelRecord>>;
  /** As in the file; `undefined` when the file is missing or no YAML. */
  readonly timeline: readonly Draft<TimelineRecord>[] | undefined;
  /** By id; `undefined` when the file is missing or no YAML. */
  readonly sources: ReadonlyMap<string, Draft<SourceRecord>> | undefined;
  /** As in the file, each with its topic as id; none when the file is missing or no YAML. */
  readonly outside: readonly Draft<string>[];
}
