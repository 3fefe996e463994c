import { createHash } from 'node:crypto';
import { type Cooperative, runCooperatively } from '../../shared/concurrency.ts';
import { Thread } from '../../shared/thread.ts';
import { UserError } from '../../shared/UserError.ts';
import type { LearningStore } from '../../store/LearningStore.ts';
import type { AnswerVersion } from '../../store/Store.ts';
import type { EditingOptions, Person } from '../editing/changes.ts';
import type { AnswersFile, ExportFormat, ImportRequest } from './entries.ts';
import type { ExportedFile } from './export.ts';
import { changesOf, countOfChanges, type ImportPlan, type ImportTarget, planImport, teachingsOf } from './plan.ts';
import { withWarnings } from './planReport.ts';
import * as strings from './strings.ts';

export interface PlannedImport {
  readonly plan: ImportPlan;
  /** 32 characters of `[0-9a-f]` that identify exactly this plan, for a `custom_id`. */
  readonly digest: string;
}

export interface Imported {
  readonly kind: 'imported';
  readonly plan: ImportPlan;
  readonly versions: readonly AnswerVersion[];
}

/** The plan would do something else by now, so nothing was written. This is the new plan. */
type Differs = PlannedImport & { readonly kind: 'differs' };

interface ExchangeOptions extends Pick<EditingOptions, 'books' | 'invites' | 'today'> {
  readonly learning: Pick<LearningStore, 'teach'>;
}

/**
 * Reads one file at a time: a rush of them must not take all processors and memory. Kept for as long as it takes to agree
 * to a plan, because starting it takes longer than reading most files.
 */
const READER = new Thread<ImportRequest, AnswersFile>(new URL('reader.ts', import.meta.url), {
  // The worst file takes a second or two, and longer on a busy machine. Discord waits for 15 minutes.
  timeoutMs: 5 * 60_000,
  idleMs: 60_000,
});

/**
 * Exports a server's answers to files, and imports them.
 *
 *     plan -> (shown) -> carryOut -> imported
 *              ^             |
 *              '-- differs --'
 *
 * Nothing is kept between showing a plan and carrying it out: the person brings the same file again, and the digest of the
 * plan they saw. The caller checks permission at every step.
 */
export class AnswerExchange {
  readonly #options: ExchangeOptions;

  constructor(options: ExchangeOptions) {
    this.#options = options;
  }

  async export(guildId: string, format: ExportFormat): Promise<ExportedFile> {
    const state = await this.#options.books.state(guildId);
    const { exportAnswers } = await import('./export.ts');
    return exportAnswers(state, { guildId, format, exportedAt: new Date() });
  }

  /** What an import would do. Writes nothing. @throws UserError The same as `readAnswersFiles`. */
  async plan(guildId: string, request: ImportRequest): Promise<PlannedImport> {
    const { books, today } = this.#options;
    const [file, target] = await this.#read(guildId, request);
    const state = await books.state(guildId);
    const { plan, digest } = await planned(file, { ...target, state });
    if (countOfChanges(plan) === 0) return { plan, digest };
    const book = await books.of(guildId);
    // People don't agree to warnings, so the digest is without them.
    return { plan: await runCooperatively(withWarnings(plan, { state, book, today: today() })), digest };
  }

  /**
   * Plans once more and, if the plan is the one that was agreed to, writes all answers or none, and then what is added beside
   * them. The next question to this process is answered with it.
   *
   * @param digest - Of the plan that the person saw.
   * @throws UserError The same as `readAnswersFiles`; `changed-since` if another process has changed added phrasings at the
   *   same time.
   */
  async carryOut(person: Person, request: ImportRequest, digest: string): Promise<Imported | Differs> {
    const { guildId } = person;
    const [file, target] = await this.#read(guildId, request);
    const imported = await this.#options.books.change<Imported | undefined>(guildId, person, async (state) => {
      const { plan, digest: now } = await planned(file, { ...target, state });
      if (now !== digest) return { changes: [], result: () => undefined };
      const afterwards = async (versions: readonly AnswerVersion[]): Promise<Imported> => {
        await this.#teach(person, plan);
        return { kind: 'imported', plan, versions };
      };
      return { changes: changesOf(plan), result: afterwards };
    });
    return imported ?? { kind: 'differs', ...(await this.plan(guildId, request)) };
  }

  async #teach(person: Person, plan: ImportPlan): Promise<void> {
    const late: string[] = [];
    for (const change of teachingsOf(plan)) {
      if (!(await this.#options.learning.teach(person.guildId, change, person))) late.push(change.answerId);
    }
    if (late.length > 0) throw new UserError('changed-since', strings.phrasingsChangedSince(late.join(', ')));
  }

  async #read(guildId: string, request: ImportRequest): Promise<[AnswersFile, Omit<ImportTarget, 'state'>]> {
    const file = await READER.ask(request);
    const contents = file.entries.flatMap((entry) => (entry.kind === 'answer' ? [entry.content] : []));
    const texts = contents.map(({ title, body, sources }) => [title, body].concat(sources).join('\n'));
    const ownInvites = await this.#options.invites?.codesIn(texts, guildId);
    return [file, { guildId, overwrite: request.overwrite, ...(ownInvites && { ownInvites }) }];
  }
}

async function planned(file: AnswersFile, target: ImportTarget): Promise<PlannedImport> {
  const plan = await runCooperatively(planImport(file, target));
  return { plan, digest: await runCooperatively(digestOf(plan)) };
}

/** Covers everything that would be written or shown, so a version that somebody wrote since gives another digest. */
function* digestOf({ entries }: ImportPlan): Cooperative<string> {
  const hash = createHash('sha256');
  for (const entry of entries) {
    hash.update(JSON.stringify(entry));
    yield;
  }
  return hash.digest('hex').slice(0, 32);
}
