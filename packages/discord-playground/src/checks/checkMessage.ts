import {
  BaseCreateMessageCreateRequestSchema,
  IncomingWebhookInteractionRequestSchema,
  IncomingWebhookRequestPartialSchema,
  IncomingWebhookUpdateRequestPartialSchema,
  MessageCreateRequestSchema,
  MessageEditRequestPartialSchema,
} from 'discord-api-spec/zod';
import {
  allComponents,
  buttonViolations,
  customIdViolations,
  rowCountViolations,
  rowWidthViolations,
  selectViolations,
} from './components.ts';
import { legacyViolations, mediaViolations, v2Violations } from './componentsV2.ts';
import { embedViolations } from './embeds.ts';
import { schemaViolations } from './schemaViolations.ts';
import { asNumber, asRecord, asRecords, asText, isGiven, isRecord, lengthOf, type Loose } from './unchecked.ts';
import { at, notAllowed, required, tooLong, type Violation } from './violations.ts';

/**
 * `create`: POST of a channel message. `edit`: PATCH of any message, including `@original`. `interaction`: a response
 * or follow-up. `post`: the first message of a forum post. `webhook`, `webhookEdit`: through a webhook.
 */
export type MessageUse = 'create' | 'edit' | 'interaction' | 'post' | 'webhook' | 'webhookEdit';

/** What the body alone does not tell. */
export interface MessageContext {
  /**
   * The names of files that are sent with the request or, for an edit, stay on the message. Without it, references to
   * files are not checked.
   */
  readonly files?: readonly string[];
  /** The message's flags before an edit (default 0). */
  readonly flags?: number;
}

const SCHEMAS = {
  create: MessageCreateRequestSchema,
  edit: MessageEditRequestPartialSchema,
  interaction: IncomingWebhookInteractionRequestSchema,
  post: BaseCreateMessageCreateRequestSchema,
  webhook: IncomingWebhookRequestPartialSchema,
  webhookEdit: IncomingWebhookUpdateRequestPartialSchema,
} as const;

/**
 * Checks the body of a message. Returns what Discord would refuse; empty means fine.
 *
 * It does not check whether the message is empty: Discord answers that with a different error. See {@link
 * isEmptyMessage}.
 *
 * @example
 * checkMessage({ content: 'x'.repeat(2001) }, 'create');
 * // [{ path: 'content', code: 'BASE_TYPE_MAX_LENGTH', message: 'Must be 2000 or fewer in length.' }]
 */
export function checkMessage(body: unknown, use: MessageUse, context: MessageContext = {}): readonly Violation[] {
  return messageViolations(body, use, context, '');
}

/** The same for a message inside a larger body, such as `data` of an interaction response. */
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
    ...pollViolations(body['poll'], at(path, 'poll')),
    ...allowedMentionViolations(body['allowed_mentions'], at(path, 'allowed_mentions')),
  ]);
}

/**
 * Whether Discord would refuse the message as empty, with status 400 and code 50006 "Cannot send an empty message".
 * This is not a {@link Violation}, as the form is valid. For an edit, pass the message as it would be afterwards.
 *
 * Without Components V2, buttons alone are not a message. With it, only components count.
 *
 * @param files - How many files are sent with it.
 */
export function isEmptyMessage(body: unknown, files = 0): boolean {
  const message = asRecord(body);
  if ((asNumber(message['flags']) & COMPONENTS_V2) !== 0) return countOf(message['components']) === 0;
  return (
    asText(message['content']).trim() === '' &&
    files + countOf(message['attachments']) + countOf(message['embeds']) + countOf(message['sticker_ids']) === 0 &&
    !isGiven(message['poll']) &&
    !isGiven(message['shared_client_theme']) &&
    !isForward(message['message_reference'])
  );
}

const KINDS = ['users', 'roles'] as const;

/**
 * A kind of mention is either parsed from the text or listed by id, but not both, and no list contains duplicates. The
 * schema covers the maximum of 100 ids. Source: resources/message#allowed-mentions-object.
 */
function allowedMentionViolations(allowedMentions: unknown, path: string): readonly Violation[] {
  const given = asRecord(allowedMentions);
  const parse = listOf(given['parse']);
  const both = KINDS.filter((kind) => parse.includes(kind) && listOf(given[kind]).length > 0).map((kind) => ({
    path: at(path, 'parse'),
    code: 'MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE',
    message: `parse:["${kind}"] and ${kind}: [ids...] are mutually exclusive.`,
  }));
  return [...both, ...['parse', ...KINDS].flatMap((key) => repeated(listOf(given[key]), at(path, key)))];
}

function repeated(list: readonly unknown[], path: string): readonly Violation[] {
  const seen = new Set<unknown>();
  return list.flatMap((entry, index) =>
    seen.size === seen.add(entry).size
      ? [
          {
            path: at(path, index),
            code: 'SET_TYPE_ALREADY_CONTAINS_VALUE',
            message: 'The set already contains this value',
          },
        ]
      : [],
  );
}

const listOf = (list: unknown): readonly unknown[] => (Array.isArray(list) ? list : []);
const CONTENT = 2_000; // the OpenAPI document allows 4,000, for people with Nitro

function contentViolations(body: Loose, path: string): readonly Violation[] {
  return [
    ...(lengthOf(asText(body['content'])) > CONTENT ? [tooLong(at(path, 'content'), CONTENT)] : []),
    ...embedViolations(body['embeds'], at(path, 'embeds')),
  ];
}

/**
 * The flags of messages that rules ask about:
 * https://discord.com/developers/docs/resources/message#message-object-message-flags
 */
export const EPHEMERAL = 1 << 6;
const COMPONENTS_V2 = 1 << 15;

/** "Once a message has been sent with this flag, it can't be removed from that message": components/reference */
function takenBackViolations(given: unknown, before: number, path: string): readonly Violation[] {
  const isTakenBack = typeof given === 'number' && (before & COMPONENTS_V2) !== 0 && (given & COMPONENTS_V2) === 0;
  return isTakenBack ? [notAllowed(path, 'The flag IS_COMPONENTS_V2 cannot be removed from a message.')] : [];
}

const QUESTION = 300;
const ANSWER = 55;

/** The schema covers the number of answers and the duration. Source: resources/poll#poll-media-object. */
function pollViolations(poll: unknown, path: string): readonly Violation[] {
  if (!isRecord(poll)) return [];
  const question = asRecord(poll['question'])['text'];
  const answers = asRecords(poll['answers']).map((answer) => asRecord(answer['poll_media']));
  return [
    ...lengthViolation(question, at(path, 'question', 'text'), QUESTION),
    ...answers.flatMap(({ text, emoji }, index) =>
      isGiven(emoji) && !isGiven(text)
        ? []
        : lengthViolation(text, at(path, 'answers', index, 'poll_media', 'text'), ANSWER),
    ),
  ];
}

function lengthViolation(text: unknown, path: string, max: number): readonly Violation[] {
  if (!isGiven(text)) return [required(path)];
  return lengthOf(asText(text)) > max ? [tooLong(path, max)] : [];
}

/** A schema and a rule may refuse the same thing. The first violation is enough. */
function distinct(violations: readonly Violation[]): readonly Violation[] {
  const seen = new Set<string>();
  return violations.filter(({ path, code }) => seen.size !== seen.add(`${path} ${code}`).size);
}

const countOf = (list: unknown): number => (Array.isArray(list) ? list.length : 0);
const isForward = (reference: unknown): boolean => asRecord(reference)['type'] === 1;
