import { bareText } from '../../../knowledge/checks/bareText.ts';
import type { CuratedAnswer } from './ImportRules.ts';

/** A phrasing that two answers would like to have. */
export interface Clash {
  readonly text: string;
  /** The answer that has it. */
  readonly owner: string;
}

/**
 * Which answer each phrasing belongs to. Titles are phrasings too, as members ask by them; case and punctuation make no
 * difference.
 */
export class PhrasingOwners {
  readonly #owners = new Map<string, string>();

  /** Gives an answer all of its phrasings or, when one of them has an owner, none. */
  claim(id: string, answer: CuratedAnswer): Clash | undefined {
    const texts = textsOf(answer);
    for (const [key, text] of texts) {
      const owner = this.#owners.get(key);
      if (owner !== undefined && owner !== id) return { text, owner };
    }
    for (const key of texts.keys()) this.#owners.set(key, id);
    return undefined;
  }

  /** Takes from an answer what it has claimed. */
  release(id: string, answer: CuratedAnswer): void {
    for (const key of textsOf(answer).keys()) if (this.#owners.get(key) === id) this.#owners.delete(key);
  }

  /** Gives an answer its phrasings even where others have them, which lose them. @returns who they are. */
  insist(id: string, answer: CuratedAnswer): readonly Clash[] {
    const losers: Clash[] = [];
    for (const [key, text] of textsOf(answer)) {
      const owner = this.#owners.get(key);
      if (owner !== undefined && owner !== id) losers.push({ text, owner });
      this.#owners.set(key, id);
    }
    return losers;
  }
}

const textsOf = ({ title, questions }: CuratedAnswer): Map<string, string> =>
  new Map([...questions, title].map((text) => [bareText(text), text]));
