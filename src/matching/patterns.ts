import type { Matchable, Named, NamePlace, NameRules } from './Match.ts';
import { MODEL, type Token } from './reading/tokenize.ts';

/** What a Matcher still has to know of an answer once it is trained. */
export interface TrainedAnswer extends Omit<Matchable, 'questions' | 'notThis' | 'facts'> {
  /** None of its many phrasings asks how to do something: it explains, and gives no steps. */
  readonly hasNoSteps?: boolean;
  /** Ids of the names in the phrasings of a written answer, if there are several. */
  readonly names?: ReadonlySet<string>;
}

/** Whether an answer is generated from facts about the models in the question. */
export function isPattern(answer: Pick<TrainedAnswer, 'id'>): boolean {
  return /[:+]$/.test(answer.id);
}

/** The most names that a pattern is completed with when it is for one name and the question has several. */
const MAX_SEVERAL = 4;

/** Words between and around bare names. The last is Spanish for "or". */
const CONNECTING_WORDS = new Set('vs or and compare compared comparison to with the a o'.split(' '));

/** Completes the ids of patterns with the names in a question, and knows which pattern mere names ask for. */
export class Patterns {
  readonly rules: NameRules;
  /** Of each name, by its id. */
  readonly places: ReadonlyMap<string, NamePlace>;

  constructor(rules: NameRules, places: ReadonlyMap<string, NamePlace>) {
    this.rules = rules;
    this.places = places;
  }

  /** Ids of names in canonical order. */
  inOrder(ids: readonly string[]): string[] {
    const indexOf = (id: string): number => this.places.get(id)?.index ?? 0;
    return ids.toSorted((a, b) => indexOf(a) - indexOf(b));
  }

  /**
   * Completes a pattern's id with the models of a question, the first ones if there are too many; or with its plans and its
   * date.
   *
   * @returns `undefined` when the question names too few models, or not exactly one date.
   * @example
   * patterns.completed({ id: 'compare:', models: { min: 2, max: 4 } }, { models: ['gpt-4', 'gpt-3.5'], … }); // 'compare:gpt-3.5+gpt-4'
   * patterns.completed({ id: 'plan:', isDated: true }, { plans: ['plus'], dates: ['2023-04'], … }); // 'plan:plus:2023-04'
   */
  completed(pattern: TrainedAnswer, { models, plans, dates }: Named): string | undefined {
    if (pattern.isDated) {
      if (dates.length !== 1) return undefined;
      return pattern.id + [this.inOrder(plans).join('+'), ...dates].filter(Boolean).join(':');
    }
    const { min, max } = pattern.models ?? { min: 1, max: 1 };
    if (models.length < min) return undefined;
    if (max > 1) return pattern.id + this.inOrder(models.slice(0, max)).join('+');
    if (models.length > 1 && pattern.several !== undefined) {
      return this.#subjectIn(models) ?? pattern.several + this.inOrder(models.slice(0, MAX_SEVERAL)).join('+');
    }
    const insteadOf = (id: string): string | undefined => pattern.instead?.[this.#groupOf(id)];
    const one = this.#descendantIn(models) ?? models.find((id) => insteadOf(id) === undefined) ?? models[0]!;
    return (insteadOf(one) ?? pattern.id) + one;
  }

  /**
   * The names of a question that consists of names alone, such as `gpt-4o?` or `gpt-4o vs o3`; otherwise none. A term that
   * has a pattern of its own beside names counts as one of them.
   */
  bareNamesIn(tokens: readonly Token[]): readonly string[] {
    const models = tokens.flatMap(({ model }) => model ?? []);
    const isNamed = ({ text }: Token): boolean => text === MODEL || (models.length > 0 && this.#isBeside(text, models));
    const names = new Set([...models, ...tokens.filter(isNamed).flatMap(({ text, model }) => (model ? [] : text))]);
    const rest = tokens.filter((token) => !isNamed(token)).map(({ text }) => text);
    const isBare = names.size > 1 ? rest.every((word) => CONNECTING_WORDS.has(word)) : rest.length === 0;
    return isBare ? [...names] : [];
  }

  /** Id of the pattern that a question most likely means if it consists of these names alone. */
  forBareNames(names: readonly string[]): string | undefined {
    const { beside, one, several } = this.rules.bareNames ?? {};
    const term = names.find((name) => this.#isBeside(name, names));
    if (term !== undefined) return beside![term];
    return names.length > 1 ? several : names.length === 1 ? one : undefined;
  }

  /** Id of the pattern that a question most likely means if it fits nothing else: it names these models. */
  forModels(models: readonly string[], tokens: readonly Token[]): string | undefined {
    const { beside, comparedGroup } = this.rules.bareNames ?? {};
    const term = tokens.find(({ text }) => this.#isBeside(text, models))?.text;
    const subject = models.length > 1 || term !== undefined ? this.#subjectIn(models) : undefined;
    if (subject !== undefined) return subject.slice(0, subject.indexOf(':') + 1);
    const areCompared = models.length > 0 && models.every((id) => this.#groupOf(id) === comparedGroup);
    return term !== undefined && areCompared ? beside![term] : this.forBareNames(models);
  }

  #isBeside(term: string, names: readonly string[]): boolean {
    const { beside = {}, notBeside = {} } = this.rules.bareNames ?? {};
    return Object.hasOwn(beside, term) && !names.some((name) => this.#groupOf(name) === notBeside[term]);
  }

  #groupOf(id: string): string {
    return this.places.get(id)?.group ?? '';
  }

  /** The completed id of the pattern for the first name that a question is about, whatever else it names. */
  #subjectIn(models: readonly string[]): string | undefined {
    const patternOf = (id: string): string | undefined => this.rules.subjects?.[this.#groupOf(id)];
    const subject = models.find((id) => patternOf(id) !== undefined);
    if (subject !== undefined) return patternOf(subject)! + subject;
    const descendant = this.#descendantIn(models);
    return descendant && this.rules.descent && this.rules.descent + descendant;
  }

  /** The one of several names that was made from all the others. */
  #descendantIn(models: readonly string[]): string | undefined {
    if (models.length < 2) return undefined;
    return models.find((id) => {
      const madeFrom = this.places.get(id)?.madeFrom ?? [];
      return models.every((other) => other === id || madeFrom.includes(other));
    });
  }
}
