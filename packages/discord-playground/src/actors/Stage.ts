import type { Refusal } from '../Refusal.ts';
import type { World } from '../world/World.ts';
import type { ReplyWatch } from './ReplyWatch.ts';

/** What an actor needs of the playground. */
export interface Stage {
  readonly world: World;
  readonly replies: ReplyWatch;
  /** What the bot asked for in vain, to explain why an answer did not come. */
  readonly refusals: readonly Refusal[];
  /** The address below which the files of options and modals stand. */
  readonly uploadsUrl: string;
  /** Resolves once nothing is on its way between playground and bot. */
  settled(quietMs?: number): Promise<void>;
}
