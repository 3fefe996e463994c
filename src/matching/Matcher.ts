import { runToEnd, type Cooperative } from '../shared/concurrency.ts';
import { addresseeOf, decide, type Gate, gatesOf } from './decide.ts';
import { contributions, type Explanation } from './explain.ts';
import { buildIndex } from './index/buildIndex.ts';
import { features } from './index/features.ts';
import { Layer } from './Layer.ts';
import type { Candidate, Match, Matchable, Mode, Name } from './Match.ts';
import { inOrder, isPattern, patternOfBareNames } from './patterns.ts';
import { mentionsPerson } from './reading/clean.ts';
import { partsOf, type Read, Reader } from './reading/Reader.ts';
import type { Token } from './reading/tokenize.ts';
import { TUNING } from './tuning.ts';

const MOST_CANDIDATES = 10;

/** A question, or a part of one, with what it gets by itself. */
interface Reading extends Pick<Match, 'decision' | 'candidates' | 'models'> {
  readonly read: Read;
  readonly gates: readonly Gate[];
}

/**
 * Finds which answers a question means. The same question always finds the same, whatever was asked before.
 *
 *     read (clean, split, repair, find names) -> features -> compare with the answers of each layer -> decide
 *
 * @example
 * Matcher.of(answers, names).match('which modle is chatgpt based on?', 'direct').candidates[0];
 * // { id: 'chatgpt-base-model', confidence: 0.97 }
 */
export class Matcher {
  readonly #reader: Reader;
  /** The one that hides first. */
  readonly #layers: readonly Layer[];
  readonly #order: ReadonlyMap<string, number>;

  private constructor(reader: Reader, layers: readonly Layer[], order: ReadonlyMap<string, number>) {
    this.#reader = reader;
    this.#layers = layers;
    this.#order = order;
  }

  /**
   * @param names - Models in their canonical order, which is that of release, and plans in theirs; terms anywhere.
   * @param outside - What none of the answers is for: counter-examples to all.
   */
  static of(answers: readonly Matchable[], names: readonly Name[], outside: readonly string[] = []): Matcher {
    const order = new Map(names.map((name, place) => [name.id, place]));
    return runToEnd(new Matcher(Reader.of(names), [], order).plus(answers, { outside }));
  }

  /**
   * A Matcher with further answers on top of these, which stay as they are and shared. An answer with the id of one
   * beneath takes its place.
   *
   * @param hides - Ids of answers beneath that are to be found no longer.
   */
  *plus(
    answers: readonly Matchable[],
    { hides = [], outside = [] }: { readonly hides?: readonly string[]; readonly outside?: readonly string[] } = {},
  ): Cooperative<Matcher> {
    // In one order whatever the order given, since training goes through them in turn.
    const sorted = answers.toSorted((a, b) => (a.id < b.id ? -1 : 1));
    const lines = [];
    for (const answer of sorted) {
      lines.push({
        phrasings: answer.questions.map((text) => this.#reader.line(text)),
        notThis: (answer.notThis ?? []).map((text) => this.#reader.line(text)),
        seesNames: !isPattern(answer),
      });
      yield;
    }
    const index = yield* buildIndex(
      lines,
      outside.map((text) => this.#reader.line(text)),
      this.#layers.map((layer) => layer.index),
    );
    const reader = yield* this.#reader.knowing(
      lines.flatMap(({ phrasings }) => phrasings),
      lines.flatMap(({ notThis }) => notThis),
    );
    return new Matcher(reader, [new Layer(sorted, lines, index, hides), ...this.#layers], this.#order);
  }

  /** @param text - As typed, with Discord's markup; any string. */
  match(text: string, mode: Mode): Match {
    return this.#judge(text, mode).match;
  }

  /** Why `match` finds what it finds. Takes as long as matching twice for each word. */
  explain(text: string, mode: Mode): Explanation {
    const { match, question, deciding } = this.#judge(text, mode);
    const parts = deciding.map(({ read, candidates, gates }) => {
      const { words, pairs } = contributions(read.tokens, (tokens) => this.#find(tokens).candidates);
      return { question: read.question, candidates, gates, words, pairs };
    });
    return { ...match, question, parts };
  }

  /** What a text gets, and by which readings: itself; a part that is answered; several, where their answers differ. */
  #judge(text: string, mode: Mode): { match: Match; question: string; deciding: readonly Reading[] } {
    const read = this.#reader.question(text);
    const isToPerson = mentionsPerson(text);
    const whole = this.#reading(read, mode, isToPerson);
    const isCertain = (whole.candidates[0]?.confidence ?? 0) >= TUNING.certain;
    const parts = isCertain ? [] : this.#partsOf(read).map((part) => this.#reading(part, mode, isToPerson));
    const answered = [whole, ...parts].filter(({ decision }) => decision === 'answer');
    const deciding = answered.length === 0 ? [whole] : surestOfEach(answered);
    const calledChatGpt = read.tokens.flatMap(({ model, isCalledChatGpt }) => (model && isCalledChatGpt ? model : []));
    const match = {
      ...verdictOf(deciding),
      models: inOrder(whole.models, this.#order),
      calledChatGpt,
      repaired: read.repaired,
    };
    return { match, question: read.question, deciding };
  }

  #partsOf({ question }: Read): readonly Read[] {
    return (
      partsOf(question)
        .map((part) => this.#reader.cleaned(part))
        // "GPT-6?? no way" exclaims a name, and asks nothing.
        .filter(({ tokens }) => patternOfBareNames(tokens) === undefined)
    );
  }

  #reading(read: Read, mode: Mode, isToPerson: boolean): Reading {
    const found = this.#find(read.tokens);
    const gates = gatesOf(found.candidates, mode, addresseeOf(read.question, read.tokens, isToPerson));
    return { ...found, read, gates, decision: decide(gates) };
  }

  #find(tokens: readonly Token[]): { candidates: Candidate[]; models: readonly string[] } {
    const told = tokens.filter(({ isFiller }) => !isFiller);
    const mentions = this.#reader.mentions(told);
    const withoutFillers = features(told);
    const withFillers = told.length === tokens.length ? withoutFillers : features(tokens);
    const asked = { tokens: told, mentions, withoutFillers, withFillers, inTime: features(mentions.inTime) };
    const hidden = new Set<string>();
    let candidates: readonly Candidate[] = [];
    for (const layer of this.#layers) {
      // Of two that are certain, what lies on top is meant: it was written knowing what lies beneath.
      const surest = candidates[0]?.confidence ?? 0;
      const most = surest >= TUNING.certain ? surest : 1;
      const found = layer
        .candidates(asked, this.#order)
        .filter(({ id }) => !hidden.has(id))
        .map(({ id, confidence }) => ({ id, confidence: Math.min(confidence, most) }))
        .toSorted(surestFirst);
      candidates = [...candidates, ...found].toSorted((a, b) => b.confidence - a.confidence);
      for (const id of layer.hides) hidden.add(id);
    }
    const trust = 1 - TUNING.guessDoubt * mentions.guessed;
    const trusted = candidates
      .slice(0, MOST_CANDIDATES)
      .map(({ id, confidence }) => ({ id, confidence: confidence * trust }));
    return { candidates: trusted, models: mentions.models };
  }
}

/** Of readings that are answered, the surest for each answer, the surest of all first. */
function surestOfEach(answered: readonly Reading[]): readonly Reading[] {
  const sure = ({ candidates }: Reading): number => candidates[0]!.confidence;
  const ofEach = new Map<string, Reading>();
  for (const reading of answered.toSorted((a, b) => sure(b) - sure(a))) {
    const { id } = reading.candidates[0]!;
    if (!ofEach.has(id)) ofEach.set(id, reading);
  }
  return [...ofEach.values()];
}

/** A single reading gets what it gets; of several that are answered differently, the answers are offered together. */
function verdictOf(deciding: readonly Reading[]): Pick<Match, 'decision' | 'candidates'> {
  if (deciding.length > 1) return { decision: 'suggest', candidates: deciding.map(({ candidates }) => candidates[0]!) };
  const { decision, candidates } = deciding[0]!;
  return { decision, candidates };
}

/** Of equal ones what was written goes before what is made, then by ids: the order of the answer set decides nothing. */
function surestFirst(a: Candidate, b: Candidate): number {
  const madeLast = Number(a.id.includes(':')) - Number(b.id.includes(':'));
  return b.confidence - a.confidence || madeLast || (a.id < b.id ? -1 : 1);
}
