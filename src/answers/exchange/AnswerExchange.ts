import { createHash } from 'node:crypto';
import type { Answer } from '../../knowledge/Answer.ts';
import { runCooperatively, type Cooperative } from '../../shared/concurrency.ts';
import type { AnswerVersion } from '../../store/Store.ts';
import type { Person } from '../editing/changes.ts';
import type { OwnInvites } from '../editing/OwnInvites.ts';
import type { ServerState } from '../servers/serverAnswer.ts';
import type { ServerBooks } from '../servers/ServerBooks.ts';
import type { AnswersFile } from './entries.ts';
import type { ExportedFile } from './exportAnswers.ts';
import type { ExportFormat } from './formats.ts';
import type { BroughtFile } from './readAnswersFile.ts';
import { changesOf, type ImportPlan, type ImportTarget, planImport, withWarnings } from './plan.ts';

export interface ImportRequest {
  /** One, or several that belong together. */
  readonly files: readonly BroughtFile[];
  /** Whether the file wins over what moderators removed, changed or wrote. */
  readonly overwrite: boolean;
  /** Default: the limit for attachments. */
  readonly maxBytes?: number;
  /** Which columns or fields mean what: `question=Frage,answer=Antwort`. Default: what their names say. */
  readonly map?: string;
}

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
interface Differs extends PlannedImport {
  readonly kind: 'differs';
}

interface ExchangeOptions {
  readonly curated: { readonly curated: ReadonlyMap<string, Answer> };
  readonly books: ServerBooks;
  /** Tells the server's own invitations from others. Default: none are its own. */
  readonly invites?: OwnInvites;
  /** The current day as `YYYY-MM-DD`. */
  readonly today: () => string;
}

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
    const { books, curated } = this.#options;
    const { latest } = await books.state(guildId);
    const isCurated = (id: string): boolean => curated.curated.has(id);
    const { exportAnswers } = await import('./exportAnswers.ts');
    return exportAnswers([...latest.values()], { guildId, format, exportedAt: new Date(), isCurated });
  }

  /** What an import would do. Writes nothing. @throws UserError The same as `readAnswersFiles`. */
  async plan(guildId: string, request: ImportRequest): Promise<PlannedImport> {
    const file = await fileIn(request);
    const target = { guildId, overwrite: request.overwrite, ownInvites: await this.#ownInvites(file, guildId) };
    const state = await this.#options.books.state(guildId);
    return this.#withWarnings(guildId, await planned(file, { ...target, state }), state);
  }

  /**
   * Plans once more and, if the plan is the one that was agreed to, writes all of it or nothing. The next question to this
   * process is answered with it.
   *
   * @param digest - Of the plan that the person saw.
   * @throws UserError The same as `readAnswersFiles`.
   */
  async carryOut(person: Person, request: ImportRequest, digest: string): Promise<Imported | Differs> {
    const { guildId } = person;
    const file = await fileIn(request);
    const target = { guildId, overwrite: request.overwrite, ownInvites: await this.#ownInvites(file, guildId) };
    const result = await this.#options.books.change(guildId, person, async (state) => {
      const now = await planned(file, { ...target, state });
      const isAgreed = now.digest === digest;
      return {
        changes: isAgreed ? changesOf(now.plan) : [],
        result: (versions): Imported | (Differs & { readonly state: ServerState }) =>
          isAgreed ? { kind: 'imported', plan: now.plan, versions } : { kind: 'differs', ...now, state },
      };
    });
    if (result.kind === 'imported') return result;
    const { state, ...differing } = result;
    return { kind: 'differs', ...(await this.#withWarnings(guildId, differing, state)) };
  }

  #ownInvites({ entries }: AnswersFile, guildId: string): Promise<ReadonlySet<string>> {
    const contents = entries.flatMap((entry) => (entry.kind === 'answer' ? [entry.content] : []));
    const texts = contents.map(({ title, body, sources }) => [title, body].concat(sources).join('\n'));
    return this.#options.invites?.codesIn(texts, guildId) ?? Promise.resolve(new Set<string>());
  }

  /** People don't agree to warnings, so the digest is without them. */
  async #withWarnings(guildId: string, { plan, digest }: PlannedImport, state: ServerState): Promise<PlannedImport> {
    if (plan.counts.added + plan.counts.changed === 0) return { plan, digest };
    const { books, today } = this.#options;
    const book = await books.of(guildId);
    return { plan: await runCooperatively(withWarnings(plan, { state, book, today: today() })), digest };
  }
}

/** The parsers of all formats are loaded when the first file comes: they take as long to load as half of the bot. */
async function fileIn({ files, maxBytes, map }: ImportRequest): Promise<AnswersFile> {
  const { readAnswersFiles } = await import('./readAnswersFile.ts');
  return readAnswersFiles(files, { ...(maxBytes !== undefined && { maxBytes }), ...(map !== undefined && { map }) });
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
