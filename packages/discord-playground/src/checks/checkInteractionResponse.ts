import { ModalInteractionCallbackRequestDataSchema } from 'discord-api-spec/zod';
import { EPHEMERAL, type MessageContext, messageViolations } from './checkMessage.ts';
import { autocompleteViolations } from './commandOptions.ts';
import {
  allComponents,
  customIdViolations,
  LABEL,
  modalSelectViolations,
  type Placed,
  ROW,
  rowWidthViolations,
  selectViolations,
  TEXT_INPUT,
} from './components.ts';
import { schemaViolations } from './schemaViolations.ts';
import { asRecord, asRecords, asText, isGiven, isRecord, lengthOf } from './unchecked.ts';
import { at, badLength, notAllowed, notAmong, required, type Violation } from './violations.ts';

/** Types of interactions and of responses. Source: interactions/receiving-and-responding. */
const COMMAND = 2;
const COMPONENT = 3;
const AUTOCOMPLETE = 4;
const MODAL_SUBMIT = 5;
const MESSAGE = 4;
const DEFERRED_MESSAGE = 5;
const DEFERRED_UPDATE = 6;
const UPDATE = 7;
const CHOICES = 8;
const MODAL = 9;

/** The response types that each interaction type accepts. Premium and activity responses are not supported. */
const RESPONSES: Readonly<Record<number, readonly number[]>> = {
  [COMMAND]: [MESSAGE, DEFERRED_MESSAGE, MODAL],
  [COMPONENT]: [MESSAGE, DEFERRED_MESSAGE, DEFERRED_UPDATE, UPDATE, MODAL],
  [AUTOCOMPLETE]: [CHOICES],
  [MODAL_SUBMIT]: [MESSAGE, DEFERRED_MESSAGE],
};

const MODAL_SUBMIT_ON_MESSAGE = [MESSAGE, DEFERRED_MESSAGE, DEFERRED_UPDATE, UPDATE];

export interface ResponseContext extends MessageContext {
  /** Whether the modal was opened from a component, so that there is a message to update (default false). */
  readonly isFromComponent?: boolean;
}

/**
 * Checks the response to an interaction. Returns what Discord would refuse; empty means fine.
 *
 * @param interactionType - 2 command, 3 component, 4 autocomplete, 5 modal submit.
 * @example
 * checkInteractionResponse({ type: 4, data: { content: 'Pong!' } }, 2); // []
 */
export function checkInteractionResponse(
  body: unknown,
  interactionType: number,
  context: ResponseContext = {},
): readonly Violation[] {
  if (!isRecord(body))
    return [{ path: '', code: 'DICT_TYPE_CONVERT', message: 'Only dictionaries may be used in a DictType' }];
  const { type, data, ...others } = body;
  const taken = responsesTo(interactionType, context);
  if (typeof type !== 'number') return [required('type')];
  if (!taken.includes(type)) return [notAmong('type', taken)];
  const unknown = Object.keys(others).map((key) => notAllowed(key, 'A response has only type and data.'));
  return [...unknown, ...dataViolations(type, data, context)];
}

const COMPONENTS = 5; // top-level ones; the OpenAPI document says 40

/**
 * Checks a modal. The schema covers title, labels and text lengths; this adds what it misses.
 * Source: interactions/receiving-and-responding#interaction-response-object-modal and components/reference#text-input.
 */
function modalViolations(data: unknown, path: string): readonly Violation[] {
  const list = asRecord(data)['components'];
  const place = at(path, 'components');
  const components = allComponents(list, place);
  return [
    ...schemaViolations(ModalInteractionCallbackRequestDataSchema, data, path),
    ...(asRecords(list).length > COMPONENTS ? [badLength(place, 1, COMPONENTS)] : []),
    ...rowWidthViolations(components),
    ...customIdViolations(components),
    ...selectViolations(components),
    ...modalSelectViolations(components),
    ...components.flatMap(textInputViolations),
    ...labelViolations(components),
  ];
}

function textInputViolations({ path, component }: Placed): readonly Violation[] {
  if (component['type'] !== TEXT_INPUT) return [];
  const { min_length: min, max_length: max } = component;
  const value = asText(component['value']);
  const length = lengthOf(value);
  return [
    ...(typeof min === 'number' && typeof max === 'number' && min > max
      ? [notAllowed(at(path, 'min_length'), 'min_length must not be greater than max_length.')]
      : []),
    ...(value !== '' && typeof max === 'number' && length > max ? [badLength(at(path, 'value'), 0, max)] : []),
  ];
}

/** A text input in an action row has its own label. Inside a Label it has none. */
function labelViolations(components: readonly Placed[]): readonly Violation[] {
  return components.flatMap(({ path, component }) => {
    if (component['type'] === ROW)
      return asRecords(component['components']).flatMap((inner, index) =>
        inner['type'] !== TEXT_INPUT || isGiven(inner['label'])
          ? []
          : [required(at(path, 'components', index, 'label'))],
      );
    if (component['type'] === LABEL && isGiven(asRecord(component['component'])['label']))
      return [notAllowed(at(path, 'component', 'label'), 'A text input inside a Label takes its label from there.')];
    return [];
  });
}

function responsesTo(interactionType: number, { isFromComponent = false }: ResponseContext): readonly number[] {
  if (interactionType === MODAL_SUBMIT && isFromComponent) return MODAL_SUBMIT_ON_MESSAGE;
  return RESPONSES[interactionType] ?? [];
}

function dataViolations(type: number, data: unknown, context: ResponseContext): readonly Violation[] {
  if (type === DEFERRED_MESSAGE) return deferredViolations(data, EPHEMERAL);
  if (type === DEFERRED_UPDATE) return deferredViolations(data, 0);
  if (!isRecord(data)) return [required('data')];
  if (type === CHOICES) return autocompleteViolations(data, 'data');
  if (type === MODAL) return modalViolations(data, 'data');
  // an update adds to the flags of a message; a reply starts without flags
  const before = type === UPDATE ? context : { ...context, flags: 0 };
  return messageViolations(data, type === UPDATE ? 'edit' : 'interaction', before, 'data');
}

/** A deferred reply accepts only the flag EPHEMERAL. A deferred update accepts nothing. */
function deferredViolations(data: unknown, allowed: number): readonly Violation[] {
  const { flags, ...others } = asRecord(data);
  const extra = Object.keys(others)
    .filter((key) => key !== 'tts' && others[key] !== null)
    .map((key) => notAllowed(`data.${key}`, 'A deferred response takes only flags.'));
  const isFine = flags === undefined || flags === null || (typeof flags === 'number' && (flags & ~allowed) === 0);
  return isFine ? extra : [...extra, notAllowed('data.flags', 'EPHEMERAL is the only flag of a deferred reply.')];
}
