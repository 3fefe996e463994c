import { createHash } from 'node:crypto';
import type { Answer } from '../../knowledge/Answer.ts';
import type { Steps } from '../../matching/Steps.ts';
import type { Store } from '../../store/Store.ts';
import type { EditedBooks } from '../editing/EditingOptions.ts';
import type { InTurn } from '../editing/InTurn.ts';
import type { Person } from '../editing/Person.ts';
import { readServerState } from '../editing/ServerState.ts';
import { inSlices } from '../inSlices.ts';
import type { AnswerExchange, Differs, Imported, ImportRequest, PlannedImport } from './AnswerExchange.ts';
import type { AnswersFile } from './AnswersFile.ts';
import { editingRules } from './editingRules.ts';
import { withWarnings } from './importWarnings.ts';
import { exportAnswers, type ExportedFile, type ExportFormat } from './exportAnswers.ts';
import { changesOf } from './plan/changesOf.ts';
import type { ImportPlan } from './plan/ImportPlan.ts';
import { planImport } from './plan/planImport.ts';
import { readAnswersFile } from './readAnswersFile.ts';

export interface ExchangeOptions {
  readonly store: Pick<Store, 'current' | 'revision' | 'write'>;
  /** Curated answers by id. */
  readonly curated: ReadonlyMap<string, Answer>;
  readonly books: EditedBooks;
  /** The current day as `YYYY-MM-DD`. */
  readonly today: () => string;
  /** Shared with all else that changes answers: what a plan has found must hold when it is written. */
  readonly inTurn: InTurn;
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
    const plan = await inSlices(planImport({ file, server, rules: editingRules, overwrite }));
    return { plan, digest: await inSlices(digestOf(plan)) };
  }

  /** Warnings are not what somebody agrees to: the digest is without them. */
  async #warned(guildId: string, { plan, digest }: PlannedImport): Promise<PlannedImport> {
    if (plan.counts.added + plan.counts.changed === 0) return { plan, digest };
    const { store, curated, books, today } = this.#options;
    const state = await readServerState(store, curated, guildId);
    const book = await books.of(guildId);
    return { plan: await inSlices(withWarnings(plan, { state, book, today: today() })), digest };
  }
}

function fileIn({ bytes, name, maxBytes }: ImportRequest): AnswersFile {
  return readAnswersFile(bytes, name, { ...(maxBytes !== undefined && { maxBytes }) });
}

/** Of all that would be written and said: a version that somebody made meanwhile makes another one. */
function* digestOf({ entries }: ImportPlan): Steps<string> {
  const hash = createHash('sha256');
  for (const entry of entries) {
    hash.update(JSON.stringify(entry));
    yield;
  }
  return hash.digest('hex').slice(0, 32);
}
