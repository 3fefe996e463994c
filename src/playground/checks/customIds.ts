/** A `custom_id` names one component of its message or modal: https://discord.com/developers/docs/components/reference#anatomy-of-a-component */
import type { Placed } from './components.ts';
import { STRING_SELECT } from './components.ts';
import { asRecords, asText } from './loose.ts';
import type { Violation } from './Violation.ts';
import { at } from './Violation.ts';

export function customIdViolations(components: readonly Placed[]): readonly Violation[] {
  const named = components.map(({ path, component }) => ({ path, id: asText(component['custom_id']) }));
  return repeated(named.filter(({ id }) => id !== '')).map(({ path }) => ({
    path: at(path, 'custom_id'),
    code: 'COMPONENT_CUSTOM_ID_DUPLICATED',
    message: 'Component custom id cannot be duplicated',
  }));
}

/** The values of one select must differ as well: its interaction tells only the values. */
export function selectViolations(components: readonly Placed[]): readonly Violation[] {
  return components
    .filter(({ component }) => component['type'] === STRING_SELECT)
    .flatMap(({ path, component }) =>
      repeated(
        asRecords(component['options']).map((option, index) => ({
          path: at(path, 'options', index, 'value'),
          id: asText(option['value']),
        })),
      ),
    )
    .map(({ path }) => ({
      path,
      code: 'SELECT_COMPONENT_OPTION_VALUE_DUPLICATED',
      message: 'The specified option value is already used',
    }));
}

function repeated<T extends { readonly id: string }>(named: readonly T[]): readonly T[] {
  const seen = new Set<string>();
  return named.filter(({ id }) => seen.size === seen.add(id).size);
}
