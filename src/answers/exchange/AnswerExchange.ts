import { createHash } from 'node:crypto';
import type { Answer } from '../../knowledge/Answer.ts';
import { runCooperatively, type KeyedMutex, type Cooperative } from '../../shared/concurrency.ts';
import type { AnswerVersion, Store } from '../../store/Store.ts';
import { readServerState } from '../editing/serverState.ts';
import type { EditedBooks, Person } from '../editing/types.ts';
import { hidesCurated } from '../servers/serverAnswer.ts';
import { writeCsv } from './csv.ts';
import type { AnswerSet } from './entries.ts';
import { writeJson } from './json.ts';
import { writeMarkdown } from './markdown.ts';
import { changesOf, type ImportPlan, planImport, withWarnings } from './plan.ts';
import { type AnswersFile, readAnswersFile } from './readAnswersFile.ts';
import { editingRules } from './rules.ts';

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

/** The formats that can be exported. What is lost in none of them: everything that an import can bring back. */
export const EXPORT_FORMATS = ['json', 'csv', 'md'] as const;

export type ExportFormat = (typeof EXPORT_FORMATS)[number];

const WRITERS: Readonly<Record<ExportFormat, (set: AnswerSet) => string>> = {
  json: writeJson,
  csv: writeCsv,
  md: writeMarkdown,
};

interface ExportOptions {
  readonly guildId: string;
  readonly format: ExportFormat;
  readonly exportedAt: Date;
  /** Whether the curated set has an answer: of those without content, curated ones are hidden, others were removed. */
  readonly isCurated: (id: string) => boolean;
}

/** An export, ready to be saved or attached. */
export interface ExportedFile {
  /** `answers-2026-11-26.json` */
  readonly name: string;
  readonly text: string;
  readonly answers: number;
  readonly hidden: number;
}

/** @param versions - The latest of each answer, as `store.current` tells them. Histories and removed answers stay behind. */
export function exportAnswers(
  versions: readonly Pick<AnswerVersion, 'answerId' | 'version' | 'kind' | 'content'>[],
  { guildId, format, exportedAt, isCurated }: ExportOptions,
): ExportedFile {
  const answers = versions.flatMap(({ answerId: id, version, content }) => (content ? [{ id, version, content }] : []));
  const hidden = versions
    .filter((version) => hidesCurated(version) && isCurated(version.answerId))
    .map(({ answerId }) => answerId);
  return {
    name: `answers-${exportedAt.toISOString().slice(0, 10)}.${format}`,
    text: WRITERS[format]({ guildId, exportedAt, answers, hidden }),
    answers: answers.length,
    hidden: hidden.length,
  };
}

export interface ExchangeOptions {
  readonly store: Pick<Store, 'current' | 'revision' | 'write'>;
  /** Curated answers by id. */
  readonly curated: ReadonlyMap<string, Answer>;
  readonly books: EditedBooks;
  /** The current day as `YYYY-MM-DD`. */
  readonly today: () => string;
  /** Shared with all else that changes answers: what a plan has found must hold when it is written. */
  readonly inTurn: KeyedMutex;
}

/** Exports and imports over the store. */
export function openExchange(options: ExchangeOptions): AnswerExchange {
  return new Exchange(options);
}

class Exchange implements AnswerExchange {
  readonly #options: ExchangeOptions;

  constructor(options: ExchangeOptions) {
    this.#options = options;
  }

  async export(guildId: string, format: ExportFormat): Promise<ExportedFile> {
    const { store, curated } = this.#options;
    const isCurated = (id: string): boolean => curated.has(id);
    return exportAnswers(await store.current(guildId), { guildId, format, exportedAt: new Date(), isCurated });
  }

  async plan(guildId: string, request: ImportRequest): Promise<PlannedImport> {
    return this.#warned(guildId, await this.#plan(guildId, fileIn(request), request.overwrite));
  }

  async carryOut(person: Person, request: ImportRequest, digest: string): Promise<Imported | Differs> {
    const { guildId } = person;
    const file = fileIn(request);
    const result = await this.#options.inTurn.run(guildId, async (): Promise<Imported | Differs> => {
      for (;;) {
        const asOf = await this.#options.store.revision();
        const planned = await this.#plan(guildId, file, request.overwrite);
        if (planned.digest !== digest) return { kind: 'differs', ...planned };
        const written = await this.#options.store.write(guildId, changesOf(planned.plan), person, { asOf });
        if (written.isWritten) return { kind: 'imported', plan: planned.plan, versions: written.versions };
        // Another process was faster by a moment. Whether that makes a difference, the next plan will tell.
      }
    });
    if (result.kind === 'differs') return { kind: 'differs', ...(await this.#warned(guildId, result)) };
    await this.#options.books.refresh(guildId);
    return result;
  }

  async #plan(guildId: string, file: AnswersFile, overwrite: boolean): Promise<PlannedImport> {
    const { store, curated } = this.#options;
    const existing = new Map((await store.current(guildId)).map((version) => [version.answerId, version]));
    const server = { guildId, existing, curated };
    const plan = await runCooperatively(planImport({ file, server, rules: editingRules, overwrite }));
    return { plan, digest: await runCooperatively(digestOf(plan)) };
  }

  /** Warnings are not what somebody agrees to: the digest is without them. */
  async #warned(guildId: string, { plan, digest }: PlannedImport): Promise<PlannedImport> {
    if (plan.counts.added + plan.counts.changed === 0) return { plan, digest };
    const { store, curated, books, today } = this.#options;
    const state = await readServerState(store, curated, guildId);
    const book = await books.of(guildId);
    return { plan: await runCooperatively(withWarnings(plan, { state, book, today: today() })), digest };
  }
}

function fileIn({ bytes, name, maxBytes }: ImportRequest): AnswersFile {
  return readAnswersFile(bytes, name, { ...(maxBytes !== undefined && { maxBytes }) });
}

/** Of all that would be written and said: a version that somebody made meanwhile makes another one. */
function* digestOf({ entries }: ImportPlan): Cooperative<string> {
  const hash = createHash('sha256');
  for (const entry of entries) {
    hash.update(JSON.stringify(entry));
    yield;
  }
  return hash.digest('hex').slice(0, 32);
}
