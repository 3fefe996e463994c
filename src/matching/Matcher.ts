import { runToEnd, type Cooperative } from '../shared/concurrency.ts';
import { asks, decide, type Gate, gatesOf } from './decide.ts';
import { contributions, type Explanation } from './explain.ts';
import { buildIndex } from './index/buildIndex.ts';
import { featuresOf } from './index/features.ts';
import { type ComparedQuestion, type FoundCandidate, Layer, layerData, type LayerData } from './Layer.ts';
import type { Candidate, Match, Matchable, Mode, Name, NamePlace, NameRules } from './Match.ts';
import { isPattern, Patterns } from './patterns.ts';
import { Reader, type ReaderData, type ReadQuestion, type ReadText } from './reading/Reader.ts';
import { spansOf } from './reading/sentences.ts';
import type { Token } from './reading/tokenize.ts';
import { TUNING } from './tuning.ts';

const MAX_CANDIDATES = 10;

/** What a Matcher knows besides its answers. */
export interface MatcherOptions {
  /** Models and plans, each in canonical order (that of release), and terms. Default: none. */
  readonly names?: readonly Name[];
  /** What is particular about these names. Default: nothing. */
  readonly rules?: NameRules;
  /** Texts that no answer covers: negative examples for all of them. Default: none. */
  readonly outOfScope?: readonly string[];
}

/** A trained Matcher as plain data. */
export interface MatcherData {
  readonly reader: ReaderData;
  /** The topmost first. */
  readonly layers: readonly LayerData[];
  /** By the ids of patterns: see `Matchable.facts`. */
  readonly facts: ReadonlyMap<string, LayerData>;
  readonly rules: NameRules;
  readonly places: ReadonlyMap<string, NamePlace>;
}

/** A question, or one sentence of it, with what it gets by itself. */
interface Verdict extends Pick<Match, 'decision' | 'candidates' | 'models'> {
  readonly text: ReadText;
  readonly gates: readonly Gate[];
}

/**
 * Finds the answers that a question means. The same question always gets the same result, whatever was asked before.
 *
 *     read (clean, tokenize, repair, find names) -> features -> compare with the answers of each layer -> decide
 *
 * @example
 * Matcher.of(answers, { names }).match('which modle is chatgpt based on?', 'direct').candidates[0];
 * // { id: 'chatgpt-base-model', confidence: 0.97 }
 */
export class Matcher {
  readonly #reader: Reader;
  /** The topmost first. */
  readonly #layers: readonly Layer[];
  readonly #patterns: Patterns;
  /** By the ids of patterns, the longest first. */
  readonly #facts: ReadonlyMap<string, Matcher>;

  private constructor(
    reader: Reader,
    layers: readonly Layer[],
    patterns: Patterns,
    facts: ReadonlyMap<string, Matcher> = new Map(),
  ) {
    this.#reader = reader;
    this.#layers = layers;
    this.#patterns = patterns;
    this.#facts = facts;
  }

  static of(answers: readonly Matchable[], { names = [], rules = {}, outOfScope = [] }: MatcherOptions = {}): Matcher {
    const places = new Map(names.map(({ id, group = '', madeFrom = [] }, index) => [id, { index, group, madeFrom }]));
    const empty = new Matcher(Reader.of(names, rules), [], new Patterns(rules, places));
    const matcher = runToEnd(empty.plus(answers, { outOfScope }));
    return matcher.#withFacts(answers);
  }

  /** A Matcher that tells apart what the questions of these patterns ask for. */
  #withFacts(answers: readonly Matchable[]): Matcher {
    const untrained = new Matcher(this.#reader, [], this.#patterns);
    const divided = answers.filter(({ facts }) => facts).toSorted((a, b) => b.id.length - a.id.length);
    const facts = divided.map(({ id, models = { min: 1, max: 1 }, facts: phrasings, notThis = [] }) => {
      const patterns = Object.entries(phrasings!).map(([fact, questions]) => ({ id: `${fact}:`, models, questions }));
      const { layers } = runToEnd(untrained.plus(patterns, { outOfScope: notThis })).data;
      return [id, layers[0]!] as const;
    });
    return Matcher.from({ ...this.data, facts: new Map(facts) });
  }

  /** Restores a trained Matcher from its data. */
  static from({ reader: readerData, layers, facts, rules, places }: MatcherData): Matcher {
    const reader = new Reader(readerData);
    const patterns = new Patterns(rules, places);
    const stack: Layer[] = [];
    for (const data of layers.toReversed()) stack.unshift(new Layer(data, stack[0], patterns));
    const amongFacts = Array.from(facts, ([id, data]) => {
      return [id, new Matcher(reader, [new Layer(data, undefined, patterns)], patterns)] as const;
    });
    return new Matcher(reader, stack, patterns, new Map(amongFacts));
  }

  /** Everything that `from` needs to restore it. */
  get data(): MatcherData {
    return {
      reader: this.#reader.data,
      layers: this.#layers.map((layer) => layer.data),
      facts: new Map(Array.from(this.#facts, ([id, { data }]) => [id, data.layers[0]!])),
      rules: this.#patterns.rules,
      places: this.#patterns.places,
    };
  }

  /**
   * A Matcher with a further layer of answers on top. An answer replaces one below that has the same id. The layers below
   * are shared and stay as they are.
   *
   * @param options.hides - Ids of answers below that should not be found any more.
   */
  *plus(
    answers: readonly Matchable[],
    {
      hides = [],
      outOfScope = [],
    }: { readonly hides?: readonly string[]; readonly outOfScope?: readonly string[] } = {},
  ): Cooperative<Matcher> {
    // Training depends on the order, and must not depend on the order of the caller.
    const sorted = answers.toSorted((a, b) => (a.id < b.id ? -1 : 1));
    const tokensOf = (texts: readonly string[] = []) => texts.map((text) => this.#reader.phrasing(text));
    const examples = [];
    for (const answer of sorted) {
      const { questions, notThis } = answer;
      examples.push({ phrasings: tokensOf(questions), notThis: tokensOf(notThis), usesNames: !isPattern(answer) });
      yield;
    }
    const below = this.#layers.map((layer) => layer.index);
    const index = yield* buildIndex(examples, tokensOf(outOfScope), below);
    const reader = yield* this.#reader.withWordsOf(
      examples.flatMap(({ phrasings, notThis }) => [...phrasings, ...notThis]),
    );
    const data = layerData(sorted, examples, index.data, hides);
    const layer = new Layer(data, this.#layers[0], this.#patterns);
    return new Matcher(reader, [layer, ...this.#layers], this.#patterns, this.#facts);
  }

  /**
   * Reads a text once, for matching it several times.
   *
   * @param text - As typed, with Discord's markup; any string.
   */
  read(text: string): ReadQuestion {
    return this.#reader.read(text);
  }

  /**
   * Whether a message can get anything but `pass`. In a channel it must ask something, and not only people it mentions.
   * This takes a tenth of the time of `match`, and most messages in a channel fail here.
   */
  couldAnswer(question: ReadQuestion, mode: Mode): boolean {
    return mode === 'direct' || [question, ...question.parts].some((text) => asks(text) && !text.isForOthers);
  }

  /**
   * The highest confidence that the topmost layer alone gives a question or a sentence of it: what `match` finds there has
   * no higher one. With a single answer on top, this takes a fraction of the time of `match`.
   */
  confidenceOnTop(question: ReadQuestion): number {
    const texts = [question, ...question.parts];
    const found = [...texts, ...texts.flatMap(questionsIn)].flatMap(({ tokens }) =>
      this.#onTop(this.#compared(tokens)),
    );
    return Math.max(0, ...found.map(({ confidence }) => confidence));
  }

  /** @param question - A text as typed, or as this or another Matcher with the same names has read it. */
  match(question: string | ReadQuestion, mode: Mode): Match {
    return this.#judge(this.#asRead(question), mode).match;
  }

  /**
   * What a question asks for in particular, among what the pattern behind an answer tells apart.
   *
   * @param id - A completed pattern: `model:gpt-4`.
   * @returns `released`; empty for nothing in particular, and for every other id.
   */
  factIn(id: string, question: ReadQuestion): string {
    const match = this.#factsOf(id)?.match(question, 'direct');
    return match?.decision === 'answer' ? match.candidates[0]!.id.split(':', 1)[0]! : '';
  }

  /** The Matcher for what the questions of a pattern ask for, by a completed id of it. */
  #factsOf(id: string): Matcher | undefined {
    for (const [pattern, facts] of this.#facts) if (id.startsWith(pattern)) return facts;
    return undefined;
  }

  /** Explains the result of `match`. Takes as long as matching twice for each word. */
  explain(question: string | ReadQuestion, mode: Mode): Explanation {
    const read = this.#asRead(question);
    const { match, deciding } = this.#judge(read, mode);
    const parts = deciding.map(({ text, candidates, gates }) => {
      const { words, pairs } = contributions(text.tokens, (tokens) => this.#find(tokens).candidates);
      return { question: text.text, candidates, gates, words, pairs };
    });
    return { ...match, question: read.text, parts };
  }

  #asRead(question: string | ReadQuestion): ReadQuestion {
    return typeof question === 'string' ? this.read(question) : question;
  }

  /** Judges a question as a whole and, unless that is certain, sentence by sentence. */
  #judge(question: ReadQuestion, mode: Mode): { match: Match; deciding: readonly Verdict[] } {
    // What is said around a question of one sentence; of several, each is judged by itself.
    const whole = question.parts.length === 0 ? this.#sentenceVerdict(question, mode) : this.#verdict(question, mode);
    const isCertain = (whole.candidates[0]?.confidence ?? 0) >= TUNING.certain;
    // "GPT-6?? no way" exclaims a name and asks nothing.
    const parts = isCertain
      ? []
      : question.parts.filter(({ tokens }) => this.#patterns.bareNamesIn(tokens).length === 0);
    const answered = [whole, ...parts.map((part) => this.#sentenceVerdict(part, mode))].filter(
      ({ decision }) => decision === 'answer',
    );
    const deciding = answered.length === 0 ? [whole] : bestOfEachAnswer(answered);
    const match = {
      ...combined(deciding),
      models: this.#patterns.inOrder(whole.models),
      calledByApp: question.tokens.flatMap(({ model, isCalledByApp }) => (model && isCalledByApp ? model : [])),
      repaired: question.repaired,
    };
    return { match, deciding };
  }

  /** Judges a sentence and, unless that is certain, the questions in it without what is said around them. The surest answer counts. */
  #sentenceVerdict(text: ReadText, mode: Mode): Verdict {
    const whole = this.#verdict(text, mode);
    const [first] = whole.candidates;
    if (!first || first.confidence >= TUNING.certain || !asks(text)) return whole;
    const questions = questionsIn(text).map((question) => this.#verdict(question, mode));
    const answered = [whole, ...questions].filter(({ decision, candidates }) => {
      const inWhole = whole.candidates.find(({ id }) => id === candidates[0]?.id)?.confidence ?? 0;
      return decision === 'answer' && inWhole >= TUNING.shareInWhole * first.confidence;
    });
    return bestOfEachAnswer(answered)[0] ?? whole;
  }

  #verdict(text: ReadText, mode: Mode): Verdict {
    const found = this.#find(text.tokens);
    const gates = gatesOf(found.candidates, mode, text);
    const candidates = found.candidates.map(({ id, confidence }) => ({ id, confidence }));
    return { candidates, models: found.models, text, gates, decision: decide(gates) };
  }

  #find(tokens: readonly Token[]): { candidates: readonly FoundCandidate[]; models: readonly string[] } {
    const question = this.#compared(tokens);
    const hidden = new Set<string>();
    let candidates: readonly FoundCandidate[] = [];
    for (const layer of this.#layers) {
      // Of two certain answers the upper one comes first: its author knew the lower one.
      const highest = candidates[0]?.confidence ?? 0;
      const limit = highest >= TUNING.certain ? highest : 1;
      const found = layer
        .candidates(question)
        .filter(({ id }) => !hidden.has(id))
        .map(({ id, confidence, answer }) => ({ id, answer, confidence: Math.min(confidence, limit) }))
        .toSorted(bestFirst);
      candidates = [...candidates, ...found].toSorted((a, b) => b.confidence - a.confidence);
      for (const id of layer.data.hides) hidden.add(id);
    }
    return {
      candidates: this.#raisedByFacts(candidates.slice(0, MAX_CANDIDATES), question),
      models: question.mentions.models,
    };
  }

  /** A question that plainly asks for one of a pattern's facts means that pattern. */
  #raisedByFacts(candidates: readonly FoundCandidate[], question: ComparedQuestion): readonly FoundCandidate[] {
    const [first, ...others] = candidates;
    if (!first || !isPattern(first.answer) || first.confidence >= TUNING.certain) return candidates;
    const facts = this.#factsOf(first.id);
    if (!facts) return candidates;
    const surest = Math.max(0, ...facts.#onTop(question).map(({ confidence }) => confidence));
    if (surest <= first.confidence) return candidates;
    const confidence = first.confidence + TUNING.factShare * (surest - first.confidence);
    return [{ ...first, confidence }, ...others];
  }

  /** What the topmost layer alone finds. */
  #onTop(question: ComparedQuestion): readonly FoundCandidate[] {
    return this.#layers[0]?.candidates(question) ?? [];
  }

  #compared(tokens: readonly Token[]): ComparedQuestion {
    const mentions = this.#reader.mentions(tokens);
    return { tokens, mentions, features: featuresOf(tokens), datedFeatures: featuresOf(mentions.datedTokens) };
  }
}

/** The questions in a text without what is said around them: "sorry if it's been asked, but who made ChatGPT?" */
const questionsIn = (text: ReadText): readonly ReadText[] =>
  spansOf(text)
    .map((span): ReadText => Object.assign({}, text, span, { hasLeadIn: false }))
    .filter((span) => span.tokens.length >= TUNING.leastAskedWords && asks(span));

/** The most confident verdict for each answer, best first. */
function bestOfEachAnswer(answered: readonly Verdict[]): readonly Verdict[] {
  const confidenceOf = ({ candidates }: Verdict): number => candidates[0]!.confidence;
  const best = new Map<string, Verdict>();
  for (const verdict of answered.toSorted((a, b) => confidenceOf(b) - confidenceOf(a))) {
    const { id } = verdict.candidates[0]!;
    if (!best.has(id)) best.set(id, verdict);
  }
  return [...best.values()];
}

/** Of several sentences with different answers, these are the candidates. */
function combined(deciding: readonly Verdict[]): Pick<Match, 'decision' | 'candidates' | 'answers'> {
  const { decision, candidates } = deciding[0]!;
  if (deciding.length === 1) return { decision, candidates, answers: decision === 'answer' ? 1 : 0 };
  return { decision, candidates: deciding.map((verdict) => verdict.candidates[0]!), answers: deciding.length };
}

/** Of equal candidates, written answers come before generated ones, then the order is by id. */
function bestFirst(a: Candidate, b: Candidate): number {
  const generatedLast = Number(a.id.includes(':')) - Number(b.id.includes(':'));
  return b.confidence - a.confidence || generatedLast || (a.id < b.id ? -1 : 1);
}
