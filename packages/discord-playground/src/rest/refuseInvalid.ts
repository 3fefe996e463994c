import { invalidFormBody } from '../checks/invalidFormBody.ts';
import type { Violation } from '../checks/Violation.ts';
import { DiscordError } from '../DiscordError.ts';

/** @throws DiscordError 50035 when there is a violation. */
export function refuseInvalid(violations: readonly Violation[]): void {
  if (violations.length > 0) throw new DiscordError(invalidFormBody(violations));
}
