import { compareAspects } from '../lineage/comparePattern.ts';
import { type Aspect, CHATGPT_LINEAGE } from '../lineage/ids.ts';
import { lineageAspects } from '../lineage/lineagePattern.ts';
import { modelAspects } from '../lineage/modelPattern.ts';
import type { Matchable, Name } from '../matching/Match.ts';
import { Matcher } from '../matching/Matcher.ts';

/** The id of the pattern for questions about nothing in particular. */
const WHOLE = 'whole';

/** One sentence can lead a comparison of two models; for more the table has to do. */
const MAX_MODELS = 2;

/**
 * Finds which fact a question asks for, once its models are known. This is a second step because the facts of one model
 * would compete if they were answers among all others.
 */
export class AspectFinder {
  readonly #matchers: ReadonlyMap<string, Matcher>;

  constructor(names: readonly Name[]) {
    this.#matchers = new Map([
      ['model', Matcher.of(patternsOf(modelAspects, 1), names)],
      ['lineage', Matcher.of(patternsOf(lineageAspects, 1), names)],
      ['compare', Matcher.of(patternsOf(compareAspects, 2), names)],
    ]);
  }

  /**
   * @param ids - Of any answers. Only those of generated answers are completed.
   * @returns Each with the fact that the question asks for, `model:gpt-4:retired`; unchanged if it asks for none.
   */
  complete(ids: readonly string[], question: string): readonly string[] {
    const found = new Map<string, string>();
    return ids.map((id) => {
      const kind = kindOf(id);
      const matcher = this.#matchers.get(kind);
      if (!matcher || id === CHATGPT_LINEAGE || id.split('+').length > MAX_MODELS) return id;
      const aspect = found.get(kind) ?? aspectIn(matcher, question);
      found.set(kind, aspect);
      return aspect === WHOLE ? id : `${id}:${aspect}`;
    });
  }
}

/** `model` of `model:gpt-4`; empty for an answer that is not generated, even one called `model`. */
const kindOf = (id: string): string => id.slice(0, Math.max(id.indexOf(':'), 0));

function aspectIn(matcher: Matcher, question: string): string {
  const { decision, candidates } = matcher.match(question, 'direct');
  return decision === 'answer' ? candidates[0]!.id.split(':', 1)[0]! : WHOLE;
}

/** @param models - How many models the questions name. */
function patternsOf(aspects: readonly Aspect[], models: number): readonly Matchable[] {
  return aspects.map(({ aspect = WHOLE, questions }) => ({
    id: `${aspect}:`,
    models: { min: models, max: models },
    questions,
  }));
}
