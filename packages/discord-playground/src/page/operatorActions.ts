import { z } from 'zod';
import type { Faults } from '../Faults.ts';
import { PERMISSION_NAMES, permitBot } from './pageServer.ts';
import type { World } from '../world/World.ts';

/** What a visitor does to the bot's surroundings, not as a person of the server. */
const ACTION = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('permit'),
    channel: z.string(),
    permission: z.enum(PERMISSION_NAMES),
    allowed: z.boolean(),
  }),
  z.object({ kind: z.literal('drop') }),
  z.object({ kind: z.literal('reconnect') }),
  z.object({ kind: z.literal('invalidate') }),
  z.object({ kind: z.literal('slow'), ms: z.int().min(1).max(60_000) }),
  z.object({
    kind: z.literal('fail'),
    status: z.int().min(400).max(599),
    code: z.int().min(0).max(999_999),
    times: z.int().min(1).max(100),
  }),
  z.object({ kind: z.literal('clear') }),
]);

/** @returns Whether the body was understood. */
export function operate(body: unknown, { faults, world }: { readonly faults: Faults; readonly world: World }): boolean {
  const { data: action } = ACTION.safeParse(body);
  switch (action?.kind) {
    case undefined:
      return false;
    case 'permit': {
      const channel = world.channel(action.channel);
      if (!channel?.guild) return false;
      permitBot(world, channel, action.permission, action.allowed);
      break;
    }
    case 'drop':
      faults.dropConnections();
      break;
    case 'reconnect':
      faults.askToReconnect();
      break;
    case 'invalidate':
      faults.invalidateSessions(false);
      break;
    case 'slow':
      faults.slow({ ms: action.ms });
      break;
    case 'fail':
      faults.failNext({ status: action.status, code: action.code, times: action.times });
      break;
    case 'clear':
      faults.clear();
  }
  return true;
}
