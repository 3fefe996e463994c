/** Rules among the properties of one select: https://discord.com/developers/docs/components/reference#string-select and the ones after it */
import { type Placed, SELECTS, STRING_SELECT } from './components.ts';
import { badLength, notAllowed } from './faults.ts';
import { asNumber, asRecords, asText, type Loose } from './loose.ts';
import { at, type Violation } from './Violation.ts';

const OPTIONS = 25; // that there are not more is in the schema

/** What holds in messages and modals alike. */
export function selectViolations(components: readonly Placed[]): readonly Violation[] {
  return selectsAmong(components).flatMap(({ path, component }) => {
    const isOfTexts = component['type'] === STRING_SELECT;
    const chosen = isOfTexts ? optionViolations(component, path) : defaultViolations(component, path);
    return boundViolations(component, path).concat(chosen);
  });
}

/** "`min_values` must be either omitted or at least 1 if `required` is omitted or true", and nothing is disabled in a modal. */
export function modalSelectViolations(components: readonly Placed[]): readonly Violation[] {
  return selectsAmong(components).flatMap(({ path, component }) => {
    const isZero = component['min_values'] === 0 && component['required'] !== false;
    const zero = notAllowed(at(path, 'min_values'), 'min_values must be at least 1 where the select is required.');
    const disabled = notAllowed(at(path, 'disabled'), 'Components of modals cannot be disabled.');
    return (isZero ? [zero] : []).concat(component['disabled'] === true ? [disabled] : []);
  });
}

const selectsAmong = (components: readonly Placed[]): readonly Placed[] =>
  components.filter(({ component }) => SELECTS.includes(asNumber(component['type'])));

function boundsOf(select: Loose): { readonly min: number; readonly max: number } {
  const { min_values: min, max_values: max } = select;
  return { min: typeof min === 'number' ? min : 1, max: typeof max === 'number' ? max : 1 };
}

function boundViolations(select: Loose, path: string): readonly Violation[] {
  const { min, max } = boundsOf(select);
  return min > max ? [notAllowed(at(path, 'min_values'), 'min_values must not be greater than max_values.')] : [];
}

/** The interaction tells only the values, so they must differ; and there must be as many as can be chosen. */
function optionViolations(select: Loose, path: string): readonly Violation[] {
  const options = asRecords(select['options']);
  const place = at(path, 'options');
  const { max } = boundsOf(select);
  const seen = new Set<string>();
  const repeated = options.flatMap(({ value }, index) =>
    seen.size === seen.add(asText(value)).size
      ? [
          {
            path: at(place, index, 'value'),
            code: 'SELECT_COMPONENT_OPTION_VALUE_DUPLICATED',
            message: 'The specified option value is already used',
          },
        ]
      : [],
  );
  const tooFew = options.length > 0 && options.length < max ? [badLength(place, max, OPTIONS)] : [];
  const chosen = options.filter((option) => option['default'] === true).length;
  const tooManyChosen =
    chosen > max ? [notAllowed(place, `${chosen} options are chosen by default, of at most ${max}.`)] : [];
  return [...repeated, ...tooFew, ...tooManyChosen];
}

/** "Number of default values must be in the range defined by min_values and max_values" */
function defaultViolations(select: Loose, path: string): readonly Violation[] {
  const count = asRecords(select['default_values']).length;
  const { min, max } = boundsOf(select);
  return count > 0 && (count < min || count > max) ? [badLength(at(path, 'default_values'), min, max)] : [];
}
