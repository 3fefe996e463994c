/** A `custom_id` names one component of its message or modal: https://discord.com/developers/docs/components/reference#anatomy-of-a-component */
import type { Placed } from './components.ts';
import { asText } from './loose.ts';
import { at, type Violation } from './Violation.ts';

export function customIdViolations(components: readonly Placed[]): readonly Violation[] {
  const seen = new Set<string>();
  return components.flatMap(({ path, component }) => {
    const id = asText(component['custom_id']);
    const isRepeated = id !== '' && seen.size === seen.add(id).size;
    if (!isRepeated) return [];
    const message = 'Component custom id cannot be duplicated';
    return [{ path: at(path, 'custom_id'), code: 'COMPONENT_CUSTOM_ID_DUPLICATED', message }];
  });
}
