import { asks } from './asks.ts';
import { buildIndex } from './index/buildIndex.ts';
import { decide, gatesOf } from './decide.ts';
import { contributions, type Explanation } from './explain.ts';
import { features } from './index/features.ts';
import { Layer } from './Layer.ts';
import type { Candidate, Match, Matchable, Mode, Name } from './Match.ts';
import { partsOf } from './reading/partsOf.ts';
import { inOrder, isPattern, patternOfBareNames } from './patterns.ts';
import { type Read, Reader } from './reading/Reader.ts';
import { finish, type Steps } from './Steps.ts';
import type { Token } from './reading/tokenize.ts';
import { TUNING } from './tuning.ts';

const MOST_CANDIDATES = 10;

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
    return finish(new Matcher(Reader.of(names), [], order).plus(answers, { outside }));
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
  ): Steps<Matcher> {
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
    const layer = new Layer(sorted, index, new Set([...hides, ...sorted.map(({ id }) => id)]));
    return new Matcher(reader, [layer, ...this.#layers], this.#order);
  }

  /** @param text - As typed, with Discord's markup; any string. */
  match(text: string, mode: Mode): Match {
    return this.#matchRead(this.#reader.question(text), mode);
  }

  /** Why `match` finds what it finds. Takes as long as matching twice for each word. */
  explain(text: string, mode: Mode): Explanation {
    const whole = this.#reader.question(text);
    const match = this.#matchRead(whole, mode);
    const { question, tokens } = match.decision === 'answer' ? this.#askedIn(whole, match, mode) : whole;
    const gates = gatesOf(this.#find(tokens).candidates, mode, asks(question, tokens));
    return { ...match, question, gates, ...contributions(tokens, (some) => this.#find(some).candidates) };
  }

  /** The part of a message that gets its answer by itself; the message, where it gets it as a whole. */
  #askedIn(whole: Read, { candidates }: Match, mode: Mode): Read {
    const gets = (read: Read): boolean => {
      const match = this.#matchWhole(read, mode);
      return match.decision === 'answer' && match.candidates[0]!.id === candidates[0]!.id;
    };
    return [whole, ...this.#partsOf(whole)].find(gets) ?? whole;
  }

  #matchRead(read: Read, mode: Mode): Match {
    const whole = this.#matchWhole(read, mode);
    if ((whole.candidates[0]?.confidence ?? 0) >= TUNING.certain) return whole;
    const answers = [whole, ...this.#partsOf(read).map((part) => this.#matchWhole(part, mode))]
      .filter(({ decision }) => decision === 'answer')
      .map(({ candidates }) => candidates[0]!);
    return answers.length === 0 ? whole : { ...whole, ...together(answers, whole.candidates) };
  }

  #partsOf({ question }: Read): readonly Read[] {
    return (
      partsOf(question)
        .map((part) => this.#reader.cleaned(part))
        // "GPT-6?? no way" exclaims a name, and asks nothing.
        .filter(({ tokens }) => patternOfBareNames(tokens) === undefined)
    );
  }

  #matchWhole({ question, tokens, repaired }: Read, mode: Mode): Match {
    const { candidates, models } = this.#find(tokens);
    const decision = decide(candidates, mode, asks(question, tokens));
    const calledChatGpt = tokens.flatMap(({ model, isCalledChatGpt }) => (model && isCalledChatGpt ? model : []));
    return { decision, candidates, models: inOrder(models, this.#order), calledChatGpt, repaired };
  }

  #find(tokens: readonly Token[]): { candidates: Candidate[]; models: readonly string[] } {
    const mentions = this.#reader.mentions(tokens);
    const asked = { tokens, mentions, features: features(tokens), inTime: features(mentions.inTime) };
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

/** What to do with a question of which several parts have an answer: where they differ, offer these, in the order asked. */
function together(answers: readonly Candidate[], others: readonly Candidate[]): Pick<Match, 'decision' | 'candidates'> {
  const sorted = answers.toSorted((a, b) => b.confidence - a.confidence);
  const isOne = new Set(answers.map(({ id }) => id)).size === 1;
  if (isOne) return { decision: 'answer', candidates: distinct([sorted[0]!, ...others]).slice(0, MOST_CANDIDATES) };
  return { decision: 'suggest', candidates: distinct(sorted) };
}

/** Each once, where it comes first. */
function distinct(candidates: readonly Candidate[]): Candidate[] {
  const first = new Map<string, Candidate>();
  for (const candidate of candidates) if (!first.has(candidate.id)) first.set(candidate.id, candidate);
  return [...first.values()];
}

/** Equal ones by their ids, so that the order of the answer set decides nothing. */
function surestFirst(a: Candidate, b: Candidate): number {
  return b.confidence - a.confidence || (a.id < b.id ? -1 : 1);
}
