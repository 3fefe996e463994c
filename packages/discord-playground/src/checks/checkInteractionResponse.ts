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

const COMPONENTS = 5; // at the top; the OpenAPI document says 40

/** Title, labels and lengths of text are in the schema; what it misses is here. */
export function modalViolations(data: unknown, path: string): readonly Violation[] {
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

/** A text input carries its own label in an action row, and none inside a Label. */
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

/** Types of interactions and of responses: https://discord.com/developers/docs/interactions/receiving-and-responding */
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

/** Which responses each type of interaction takes (without premium and activities, which this Discord does not have). */
const RESPONSES: Readonly<Record<number, readonly number[]>> = {
  [COMMAND]: [MESSAGE, DEFERRED_MESSAGE, MODAL],
  [COMPONENT]: [MESSAGE, DEFERRED_MESSAGE, DEFERRED_UPDATE, UPDATE, MODAL],
  [AUTOCOMPLETE]: [CHOICES],
  [MODAL_SUBMIT]: [MESSAGE, DEFERRED_MESSAGE],
};
const MODAL_SUBMIT_ON_MESSAGE = [MESSAGE, DEFERRED_MESSAGE, DEFERRED_UPDATE, UPDATE];

export interface ResponseContext extends MessageContext {
  /** Whether a modal was opened by a component, so that there is a message to update (default false). */
  readonly isFromComponent?: boolean;
}

/**
 * What Discord would refuse about a response to an interaction; empty = fine.
 *
 * @param interactionType - 2 command, 3 component, 4 autocomplete, 5 modal submit.
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
  const unknown = Object.keys(others).map((key) => notAllowed(key, 'A response has a type and data alone.'));
  return [...unknown, ...dataViolations(type, data, context)];
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
  // an update replaces parts of a message that has its flags already; a reply starts from none
  const before = type === UPDATE ? context : { ...context, flags: 0 };
  return messageViolations(data, type === UPDATE ? 'edit' : 'interaction', before, 'data');
}

/** A deferred reply takes the flag EPHEMERAL and nothing else, a deferred update nothing at all. */
function deferredViolations(data: unknown, allowed: number): readonly Violation[] {
  const { flags, ...others } = asRecord(data);
  const extra = Object.keys(others)
    .filter((key) => key !== 'tts' && others[key] !== null)
    .map((key) => notAllowed(`data.${key}`, 'A deferred response takes flags alone.'));
  const isFine = flags === undefined || flags === null || (typeof flags === 'number' && (flags & ~allowed) === 0);
  return isFine ? extra : [...extra, notAllowed('data.flags', 'EPHEMERAL is the only flag of a deferred reply.')];
}
