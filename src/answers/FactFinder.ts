import type { Phrasings } from '../knowledge/Phrasings.ts';
import { CHATGPT } from '../knowledge/ids.ts';
import { CHATGPT_LINEAGE } from '../lineage/ids.ts';
import { againstChatGpt } from '../lineage/matcherInput.ts';
import { Matcher, type MatcherData } from '../matching/Matcher.ts';
import type { ReadQuestion } from '../matching/reading/Reader.ts';
import type { GeneratedPhrasings } from '../knowledge/schemas/phrasings.ts';
import { runToEnd } from '../shared/concurrency.ts';

/** By the kind of generated answer: `model`. */
export type FactFinderData = ReadonlyMap<string, MatcherData>;

/** The id of the pattern for questions about nothing in particular. */
const WHOLE = 'whole';

/** ChatGPT is no model, so questions that compare one with it have phrasings of their own. */
const AGAINST_CHATGPT = `compare:${CHATGPT}+`;

/** One sentence can lead a comparison of two models; for more the table has to do. */
const MAX_MODELS = 2;

/** Finds which fact a question asks for: a second step, because one model's facts would compete among all answers. */
export class FactFinder {
  readonly #matchers: ReadonlyMap<string, Matcher>;

  constructor(data: FactFinderData) {
    this.#matchers = new Map(Array.from(data, ([kind, matcher]) => [kind, Matcher.from(matcher)]));
  }

  /** @param asker - The Matcher that will read the questions. One copy of its reader serves all in the cache and in memory. */
  static train({ model, lineage, assistant, compare }: GeneratedPhrasings, asker: MatcherData): FactFinderData {
    const untrained = Matcher.from({ ...asker, layers: [] });
    /** @param models - How many models the questions name. */
    const trained = ({ questions, facts }: Phrasings, models: number): MatcherData => {
      const patterns = Object.entries({ [WHOLE]: questions, ...facts }).map(([fact, asked]) => ({
        id: `${fact}:`,
        models: { min: models, max: models },
        questions: asked,
      }));
      return { ...runToEnd(untrained.plus(patterns)).data, reader: asker.reader };
    };
    const { history } = assistant.facts;
    // Assistants are asked about in the words for models too: "who made Claude", "lineage of Gemini".
    const assistantFacts = { ...model.facts, ...assistant.facts, history: [...history, ...lineage.questions] };
    return new Map([
      ['model', trained(model, 1)],
      ['lineage', trained(lineage, 1)],
      ['assistant', trained({ ...assistant, facts: assistantFacts }, 1)],
      ['compare', trained(compare, 2)],
      [
        AGAINST_CHATGPT,
        trained(
          {
            ...compare,
            questions: againstChatGpt(compare.questions),
            facts: { better: againstChatGpt(compare.facts.better) },
          },
          1,
        ),
      ],
    ]);
  }

  /**
   * @param ids - Of any answers. Only those of generated answers are completed.
   * @param question - As another Matcher with the same names has read it.
   * @returns Each with the fact that the question asks for, `model:gpt-4:retired`; unchanged if it asks for none.
   */
  complete(ids: readonly string[], question: ReadQuestion): readonly string[] {
    const found = new Map<string, string>();
    return ids.map((id) => {
      const kind = id.startsWith(AGAINST_CHATGPT) ? AGAINST_CHATGPT : kindOf(id);
      const matcher = this.#matchers.get(kind);
      if (!matcher || id === CHATGPT_LINEAGE || id.split('+').length > MAX_MODELS) return id;
      const fact = found.get(kind) ?? factIn(matcher, question);
      found.set(kind, fact);
      return fact === WHOLE ? id : `${id}:${fact}`;
    });
  }
}

/** `model` of `model:gpt-4`; empty for an answer that is not generated, even one called `model`. */
const kindOf = (id: string): string => id.slice(0, Math.max(id.indexOf(':'), 0));

function factIn(matcher: Matcher, question: ReadQuestion): string {
  const { decision, candidates } = matcher.match(question, 'direct');
  return decision === 'answer' ? candidates[0]!.id.split(':', 1)[0]! : WHOLE;
}
