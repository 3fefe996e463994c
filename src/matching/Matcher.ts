import { AnswerIndex } from './AnswerIndex.ts';
import { asks } from './asks.ts';
import { cleanQuestion } from './cleanQuestion.ts';
import { confidence } from './confidence.ts';
import { decide, gatesOf } from './decide.ts';
import { contributions, type Explanation } from './explain.ts';
import { features } from './features.ts';
import { DATE_WORDS, findDates } from './findDates.ts';
import type { Candidate, Match, Matchable, Mode, Name, Named } from './Match.ts';
import { NameFinder } from './NameFinder.ts';
import { normalizeCharacters } from './normalizeCharacters.ts';
import { completedId, inOrder, isPattern, patternOfBareNames } from './patterns.ts';
import { type Token, tokenize } from './tokenize.ts';
import { TUNING } from './tuning.ts';
import { WordRepair } from './WordRepair.ts';

const MOST_CANDIDATES = 10;
/** Repairing a word is what takes time; a text with more unknown ones is no question to this bot. */
const MOST_REPAIRS = 12;

/**
 * Finds which answers a question means. The same question always finds the same, whatever was asked before.
 *
 * clean -> split into words -> repair spelling -> find names -> features -> compare with all answers -> decide
 *                                                 find plans and dates -> features -> compare patterns about a time
 *
 * @example
 * new Matcher(answers, names).match('which modle is chatgpt based on?', 'direct').candidates[0];
 * // { id: 'chatgpt-base-model', confidence: 0.97 }
 */
export class Matcher {
  readonly #answers: readonly Matchable[];
  readonly #order: ReadonlyMap<string, number>;
  readonly #names: NameFinder;
  readonly #plans: NameFinder;
  readonly #repair: WordRepair;
  readonly #index: AnswerIndex;

  /** @param names - Models in their canonical order, which is that of release, and plans in theirs; terms anywhere. */
  constructor(answers: readonly Matchable[], names: readonly Name[]) {
    // In one order whatever the order given, since training goes through them in turn.
    this.#answers = answers.toSorted((a, b) => (a.id < b.id ? -1 : 1));
    this.#order = new Map(names.map((name, place) => [name.id, place]));
    this.#names = new NameFinder(names.filter(({ kind }) => kind !== 'plan'));
    this.#plans = new NameFinder(names.filter(({ kind }) => kind === 'plan'));
    const read = (line: string): Token[] => this.#names.find(tokenize(normalizeCharacters(line)));
    const lines = this.#answers.map(({ questions, notThis = [] }) => ({
      phrasings: questions.map(read),
      notThis: notThis.map(read),
    }));
    this.#index = new AnswerIndex(lines);
    this.#repair = new WordRepair(
      counted(
        [...this.#names.words, ...DATE_WORDS],
        lines.flatMap(({ phrasings, notThis }) => [...phrasings, ...notThis].flat()),
      ),
    );
  }

  /** @param text - As typed, with Discord's markup; any string. */
  match(text: string, mode: Mode): Match {
    return this.#matchRead(this.#read(text), mode);
  }

  /** Why `match` finds what it finds. Takes as long as matching twice for each word. */
  explain(text: string, mode: Mode): Explanation {
    const read = this.#read(text);
    const { question, tokens } = read;
    const match = this.#matchRead(read, mode);
    const gates = gatesOf(match.candidates, mode, asks(question, tokens));
    return { ...match, question, gates, ...contributions(tokens, (some) => this.#find(some).candidates) };
  }

  #matchRead({ question, tokens, repaired }: Read, mode: Mode): Match {
    const { candidates, models } = this.#find(tokens);
    const decision = decide(candidates, mode, asks(question, tokens));
    return { decision, candidates, models: inOrder(models, this.#order), repaired };
  }

  #read(text: string): Read {
    const repaired: { typed: string; read: string }[] = [];
    const question = cleanQuestion(text);
    const tokens = this.#names.find(this.#repaired(tokenize(question), repaired));
    return { question, tokens, repaired };
  }

  #find(tokens: readonly Token[]): { candidates: Candidate[]; models: readonly string[] } {
    const inTime = this.#inTime(tokens);
    const named: Named = {
      models: distinct(tokens.flatMap((token) => token.model ?? [])),
      plans: distinct(inTime.flatMap((token) => token.plan ?? [])),
      dates: distinct(inTime.flatMap((token) => token.date ?? [])),
    };
    return { candidates: this.#candidates(tokens, inTime, named), models: named.models };
  }

  #repaired(tokens: readonly Token[], repaired: { typed: string; read: string }[]): Token[] {
    let repairs = 0;
    return tokens.flatMap((token) => {
      if (!this.#repair.isUnknown(token.text) || ++repairs > MOST_REPAIRS) return token;
      const read = this.#repair.read(token.text);
      if (read === token.text) return token;
      repaired.push({ typed: token.text, read });
      return read.split(' ').map((word, i) => ({ text: word, gap: i === 0 ? token.gap : ' ' }));
    });
  }

  /** A question as patterns about a time see it; nothing, when it names no date. */
  #inTime(tokens: readonly Token[]): readonly Token[] {
    const dated = findDates(tokens);
    return dated.some((token) => token.date !== undefined) ? this.#plans.find(dated) : [];
  }

  #candidates(tokens: readonly Token[], inTime: readonly Token[], named: Named): Candidate[] {
    if (tokens.length === 0) return [];
    // To a pattern all models are the same, so their names are nothing that it would not know.
    const { whole, abstract } = this.#index.compare(features(tokens));
    const timely = inTime.length > 0 ? this.#index.compare(features(inTime)).abstract : abstract;
    const bare = patternOfBareNames(tokens);
    const candidates: Candidate[] = [];
    this.#answers.forEach((answer, place) => {
      const id = isPattern(answer) ? completedId(answer, named, this.#order) : answer.id;
      if (id === undefined) return;
      const resemblance = answer.isDated ? timely : isPattern(answer) ? abstract : whole;
      const sure = answer.id === bare ? TUNING.bareNames : confidence(resemblance, place);
      if (sure > 0) candidates.push({ id, confidence: sure });
    });
    return candidates.toSorted(surestFirst).slice(0, MOST_CANDIDATES);
  }
}

/** A text as it is matched. */
interface Read extends Pick<Match, 'repaired'> {
  /** Cleaned of markup. */
  readonly question: string;
  readonly tokens: readonly Token[];
}

/** Equal ones by their ids, so that the order of the answer set decides nothing. */
function surestFirst(a: Candidate, b: Candidate): number {
  return b.confidence - a.confidence || (a.id < b.id ? -1 : 1);
}

const distinct = (ids: readonly string[]): string[] => [...new Set(ids)];

/** How often phrasings use each word; words of names are known even if no phrasing does. */
function counted(names: readonly string[], tokens: readonly Token[]): Map<string, number> {
  const counts = new Map(names.map((word) => [word, 0]));
  for (const { text } of tokens) counts.set(text, (counts.get(text) ?? 0) + 1);
  return counts;
}
