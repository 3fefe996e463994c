import type { Answer } from '../knowledge/Answer.ts';
import type { Knowledge } from '../knowledge/Knowledge.ts';
import { makeAnswer } from '../lineage/makeAnswer.ts';

/**
 * How many are kept: every model, its lineage and several hundred comparisons, some 5 KiB each. Making one takes about
 * half a millisecond, and a reply needs up to three for their titles alone: `npm run bench -- reply`.
 */
const MOST_KEPT = 1_000;

/** Answers made from model facts, kept while the day lasts: tomorrow an announced retirement may have happened. */
export class MadeAnswers {
  readonly #knowledge: Knowledge;
  readonly #kept = new Map<string, Answer>();
  #day = '';

  constructor(knowledge: Knowledge) {
    this.#knowledge = knowledge;
  }

  /**
   * @param today - `YYYY-MM-DD`
   * @returns `undefined` when nothing can be made of the id.
   */
  get(id: string, today: string): Answer | undefined {
    if (today !== this.#day) {
      this.#kept.clear();
      this.#day = today;
    }
    const kept = this.#kept.get(id);
    if (kept) return kept;
    const answer = makeAnswer(this.#knowledge, id, today);
    if (answer) this.#keep(id, answer);
    return answer;
  }

  /** The one that was made first makes room. */
  #keep(id: string, answer: Answer): void {
    if (this.#kept.size >= MOST_KEPT) this.#kept.delete(this.#kept.keys().next().value!);
    this.#kept.set(id, answer);
  }
}
