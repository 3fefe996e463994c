import type { AnswerContent } from '../../../store/AnswerContent.ts';
import type { ImportedServer, ImportRules } from './ImportRules.ts';

/** How many answers and phrasings of its own a server would have. */
export class Room {
  readonly #server: ImportedServer;
  readonly #limits: NonNullable<ImportRules['limits']>;
  readonly #taken = new Map<string, AnswerContent | null>();
  #answers = 0;
  #phrasings = 0;

  constructor(server: ImportedServer, limits: ImportRules['limits']) {
    this.#server = server;
    this.#limits = limits ?? { answers: Infinity, phrasings: Infinity };
    for (const { content } of server.existing.values()) this.#count(content, 1);
  }

  /** Gives an answer the room that it needs instead of what it has. @returns why there is none. */
  take(id: string, content: AnswerContent | null): string | undefined {
    const before = this.#server.existing.get(id)?.content ?? null;
    const answers = this.#answers + (content ? 1 : 0) - (before ? 1 : 0);
    const phrasings = this.#phrasings + (content?.questions.length ?? 0) - (before?.questions.length ?? 0);
    if (answers > Math.max(this.#limits.answers, this.#answers)) return full(this.#limits.answers, 'answers');
    if (phrasings > Math.max(this.#limits.phrasings, this.#phrasings)) return full(this.#limits.phrasings, 'phrasings');
    [this.#answers, this.#phrasings] = [answers, phrasings];
    this.#taken.set(id, content);
    return undefined;
  }

  /** The answer stays as it is after all. */
  giveBack(id: string): void {
    const taken = this.#taken.get(id);
    if (taken === undefined) return;
    this.#taken.delete(id);
    this.#count(taken, -1);
    this.#count(this.#server.existing.get(id)?.content ?? null, 1);
  }

  #count(content: AnswerContent | null, sign: 1 | -1): void {
    if (!content) return;
    this.#answers += sign;
    this.#phrasings += sign * content.questions.length;
  }
}

const full = (limit: number, what: string): string =>
  `a server may have ${limit.toLocaleString('en')} ${what} of its own, and there is no room for this one: remove others first`;
