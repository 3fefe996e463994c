/** https://discord.com/developers/docs/interactions/receiving-and-responding#interaction-response-object-modal and components/reference#text-input */
import { ModalInteractionCallbackRequestDataSchema } from 'discord-api-spec/zod';
import { allComponents, LABEL, type Placed, ROW, TEXT_INPUT } from './components.ts';
import { customIdViolations } from './customIds.ts';
import { badLength, notAllowed, required } from './faults.ts';
import { asRecord, asRecords, asText, isGiven, lengthOf } from './loose.ts';
import { rowWidthViolations } from './rows.ts';
import { schemaViolations } from './schemaViolations.ts';
import { modalSelectViolations, selectViolations } from './selects.ts';
import { at, type Violation } from './Violation.ts';

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
