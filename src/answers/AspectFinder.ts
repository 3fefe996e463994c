import type { Aspect } from '../lineage/Aspect.ts';
import { lineageAspects } from '../lineage/lineagePattern.ts';
import { modelAspects } from '../lineage/modelPattern.ts';
import type { Matchable, Name } from '../matching/Match.ts';
import { Matcher } from '../matching/Matcher.ts';

/**
 * Finds which of a model's facts a question is about, once it is known to be about that model. A step of its own: as
 * answers beside all others, the facts of one model would make each other doubtful.
 */
export class AspectFinder {
  readonly #matchers: ReadonlyMap<string, Matcher>;

  constructor(names: readonly Name[]) {
    this.#matchers = new Map([
      ['model', Matcher.of(modelAspects.map(asPattern), names)],
      ['lineage', Matcher.of(lineageAspects.map(asPattern), names)],
    ]);
  }

  /**
   * @param id - That of a made answer: `model:gpt-4`.
   * @returns The id that leads with what was asked, `model:gpt-4:retired`; the same id where nothing in particular was.
   */
  complete(id: string, question: string): string {
    const { decision, candidates } = this.#matchers.get(kindOf(id))?.match(question, 'direct') ?? NONE;
    const aspect = decision === 'answer' ? candidates[0]!.id.split(':', 1)[0]! : WHOLE;
    return aspect === WHOLE ? id : `${id}:${aspect}`;
  }
}

/** A server's answer may be called `model`, but not `model:`. */
const kindOf = (id: string): string => id.slice(0, Math.max(id.indexOf(':'), 0));

const NONE = { decision: 'pass', candidates: [] } as const;

/** In place of an aspect, for questions about nothing in particular. */
const WHOLE = 'whole';

function asPattern({ aspect = WHOLE, questions }: Aspect): Matchable {
  return { id: `${aspect}:`, models: { min: 1, max: 1 }, questions };
}
