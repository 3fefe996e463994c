import {
  IncomingWebhookInteractionRequestSchema,
  MessageCreateRequestSchema,
  MessageEditRequestPartialSchema,
} from 'discord-api-spec/zod';
import { allowedMentionViolations } from './allowedMentions.ts';
import { buttonViolations } from './buttons.ts';
import { allComponents } from './components.ts';
import { legacyViolations, mediaViolations, v2Violations } from './componentsV2.ts';
import { contentViolations } from './contentLimits.ts';
import { customIdViolations } from './customIds.ts';
import { notAllowed } from './faults.ts';
import { asNumber, isRecord } from './loose.ts';
import { COMPONENTS_V2 } from './messageFlags.ts';
import { rowCountViolations, rowWidthViolations } from './rows.ts';
import { schemaViolations } from './schemaViolations.ts';
import { selectViolations } from './selects.ts';
import { at, type Violation } from './Violation.ts';

/** `create`: POST of a channel message. `edit`: PATCH of any message, `@original` included. `interaction`: a response or a follow-up. */
export type MessageUse = 'create' | 'edit' | 'interaction';

/** What the body alone does not tell. */
export interface MessageContext {
  /** Names of the files that come with the request or, for an edit, stay on the message. Without it, references to files are not checked. */
  readonly files?: readonly string[];
  /** Flags of the message before an edit (default 0). */
  readonly flags?: number;
}

const SCHEMAS = {
  create: MessageCreateRequestSchema,
  edit: MessageEditRequestPartialSchema,
  interaction: IncomingWebhookInteractionRequestSchema,
} as const;

/**
 * What Discord would refuse about the body of a message; empty = fine.
 *
 * Whether there is anything to send at all is not asked here, because Discord answers that with another error: see {@link isEmptyMessage}.
 *
 * @example
 * checkMessage({ content: 'x'.repeat(2001) }, 'create');
 * // [{ path: 'content', code: 'BASE_TYPE_MAX_LENGTH', message: 'Must be 2000 or fewer in length.' }]
 */
export function checkMessage(body: unknown, use: MessageUse, context: MessageContext = {}): readonly Violation[] {
  return messageViolations(body, use, context, '');
}

/** The same for a message that stands somewhere inside a body, such as `data` of an interaction response. */
export function messageViolations(
  body: unknown,
  use: MessageUse,
  { files, flags = 0 }: MessageContext,
  path: string,
): readonly Violation[] {
  const shape = schemaViolations(SCHEMAS[use], body, path);
  if (!isRecord(body)) return shape;
  const components = allComponents(body['components'], at(path, 'components'));
  const isV2 = ((asNumber(body['flags']) | flags) & COMPONENTS_V2) !== 0;
  return distinct([
    ...shape,
    ...takenBackViolations(body['flags'], flags, at(path, 'flags')),
    ...(isV2
      ? v2Violations(body, components, path)
      : [
          ...contentViolations(body, path),
          ...legacyViolations(body, path),
          ...rowCountViolations(body['components'], at(path, 'components')),
        ]),
    ...rowWidthViolations(components),
    ...buttonViolations(components),
    ...customIdViolations(components),
    ...selectViolations(components),
    ...mediaViolations(components, files),
    ...allowedMentionViolations(body['allowed_mentions'], at(path, 'allowed_mentions')),
  ]);
}

/** "Once a message has been sent with this flag, it can't be removed from that message": components/reference */
function takenBackViolations(given: unknown, before: number, path: string): readonly Violation[] {
  const isTakenBack = typeof given === 'number' && (before & COMPONENTS_V2) !== 0 && (given & COMPONENTS_V2) === 0;
  return isTakenBack ? [notAllowed(path, 'The flag IS_COMPONENTS_V2 cannot be removed from a message.')] : [];
}

/** The schema and a rule of ours may refuse the same place; the first one to do so is enough. */
function distinct(violations: readonly Violation[]): readonly Violation[] {
  const seen = new Set<string>();
  return violations.filter(({ path, code }) => seen.size !== seen.add(`${path} ${code}`).size);
}
