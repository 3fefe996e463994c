/** Rules for components of messages and modals, and how to visit them. Source: components/reference. */
import { asNumber, asRecord, asRecords, asText, isGiven, isRecord, type Loose } from './unchecked.ts';
import { at, badLength, notAllowed, required, type Violation } from './violations.ts';

export const ROW = 1;
const BUTTON = 2;
const STRING_SELECT = 3;
export const TEXT_INPUT = 4;
/** Of strings, users, roles, mentionables and channels. */
const SELECTS: ReadonlySet<number> = new Set([STRING_SELECT, 5, 6, 7, 8]);
export const TEXT_DISPLAY = 10;
export const THUMBNAIL = 11;
export const MEDIA_GALLERY = 12;
export const FILE = 13;
export const LABEL = 18;

export interface Placed {
  readonly path: string;
  readonly component: Loose;
}

/**
 * Every component of a message or modal with its path, in reading order. Nested ones follow the component they are in.
 */
export function allComponents(list: unknown, path: string): readonly Placed[] {
  const found: Placed[] = [];
  collect(list, path, found);
  return found;
}

function collect(list: unknown, path: string, found: Placed[]): void {
  if (!Array.isArray(list)) return;
  for (const [index, component] of list.entries()) collectOne(asRecord(component), `${path}.${index}`, found);
}

function collectOne(component: Loose, path: string, found: Placed[]): void {
  found.push({ path, component });
  collect(component['components'], `${path}.components`, found);
  for (const key of ['accessory', 'component']) {
    if (isRecord(component[key])) collectOne(asRecord(component[key]), `${path}.${key}`, found);
  }
}

/**
 * Refuses addresses with a scheme that Discord does not accept there. The schema reports what is not an address at all.
 */
export function urlViolations(url: unknown, path: string, schemes: readonly string[]): readonly Violation[] {
  if (!isGiven(url)) return [];
  const parsed = URL.parse(asText(url));
  const scheme = parsed?.protocol.slice(0, -1);
  if (scheme === undefined || schemes.includes(scheme)) return [];
  const choices = schemes.map((known) => `'${known}'`).join(', ');
  return [{ path, code: 'URL_TYPE_INVALID_SCHEME', message: `Scheme "${scheme}" must be one of (${choices}).` }];
}

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

const ROWS = 5; // in a message without Components V2
const ROW_WIDTH = 5; // a button takes 1, a select menu 5

export function rowCountViolations(components: unknown, path: string): readonly Violation[] {
  return asRecords(components).length > ROWS ? [badLength(path, 1, ROWS)] : [];
}

/** A row holds five buttons or one select menu. Names the first component that does not fit. */
export function rowWidthViolations(components: readonly Placed[]): readonly Violation[] {
  return components
    .filter(({ component }) => component['type'] === ROW)
    .flatMap(({ path, component }) => {
      let width = 0;
      const tooWide = asRecords(component['components']).findIndex((inner) => {
        width += inner['type'] === BUTTON ? 1 : ROW_WIDTH;
        return width > ROW_WIDTH;
      });
      if (tooWide === -1) return [];
      return [
        {
          path: at(path, 'components', tooWide),
          code: 'COMPONENT_LAYOUT_WIDTH_EXCEEDED',
          message: 'The specified component exceeds the maximum width',
        },
      ];
    });
}

interface StyleRule {
  readonly needs: string;
  readonly not: readonly string[];
}

const ACTION: StyleRule = { needs: 'custom_id', not: ['url', 'sku_id'] };
const LINK_STYLE = 5;
const PREMIUM_STYLE = 6;
const STYLES: Readonly<Record<number, StyleRule>> = {
  1: ACTION,
  2: ACTION,
  3: ACTION,
  4: ACTION,
  [LINK_STYLE]: { needs: 'url', not: ['custom_id', 'sku_id'] },
  [PREMIUM_STYLE]: { needs: 'sku_id', not: ['custom_id', 'url', 'label', 'emoji'] },
};

/** Schemes for link buttons. */
const SCHEMES = ['http', 'https', 'discord'];

export function buttonViolations(components: readonly Placed[]): readonly Violation[] {
  return components.filter(({ component }) => component['type'] === BUTTON).flatMap(oneButton);
}

function oneButton({ path, component }: Placed): readonly Violation[] {
  const rule = STYLES[asNumber(component['style'])];
  if (!rule) return []; // the schema refuses the style
  const missing = isGiven(component[rule.needs]) ? [] : [required(at(path, rule.needs))];
  const extra = rule.not
    .filter((key) => isGiven(component[key]))
    .map((key) => notAllowed(at(path, key), `A button of style ${String(component['style'])} cannot have a ${key}.`));
  return [
    ...missing,
    ...extra,
    ...labelOrEmojiViolations(component, path),
    ...urlViolations(component['url'], at(path, 'url'), SCHEMES),
  ];
}

function labelOrEmojiViolations(button: Loose, path: string): readonly Violation[] {
  if (button['style'] === PREMIUM_STYLE || isGiven(button['label']) || isGiven(button['emoji'])) return [];
  return [{ path, code: 'BUTTON_COMPONENT_LABEL_OR_EMOJI_REQUIRED', message: 'A button needs a label or an emoji.' }];
}

const OPTIONS = 25; // the schema covers the maximum

/** Rules for select menus in messages and modals. */
export function selectViolations(components: readonly Placed[]): readonly Violation[] {
  return selectsAmong(components).flatMap(({ path, component }) => {
    const isOfTexts = component['type'] === STRING_SELECT;
    const chosen = isOfTexts ? optionViolations(component, path) : defaultViolations(component, path);
    return boundViolations(component, path).concat(chosen);
  });
}

/**
 * "`min_values` must be either omitted or at least 1 if `required` is omitted or true", and nothing can be disabled in
 * a modal.
 */
export function modalSelectViolations(components: readonly Placed[]): readonly Violation[] {
  return selectsAmong(components).flatMap(({ path, component }) => {
    const isZero = component['min_values'] === 0 && component['required'] !== false;
    const zero = notAllowed(at(path, 'min_values'), 'min_values must be at least 1 where the select is required.');
    const disabled = notAllowed(at(path, 'disabled'), 'Components of modals cannot be disabled.');
    return (isZero ? [zero] : []).concat(component['disabled'] === true ? [disabled] : []);
  });
}

const selectsAmong = (components: readonly Placed[]): readonly Placed[] =>
  components.filter(({ component }) => SELECTS.has(asNumber(component['type'])));

function boundsOf(select: Loose): { readonly min: number; readonly max: number } {
  const { min_values: min, max_values: max } = select;
  return { min: typeof min === 'number' ? min : 1, max: typeof max === 'number' ? max : 1 };
}

function boundViolations(select: Loose, path: string): readonly Violation[] {
  const { min, max } = boundsOf(select);
  return min > max ? [notAllowed(at(path, 'min_values'), 'min_values must not be greater than max_values.')] : [];
}

/**
 * Values must be different, as the interaction contains only values, and there must be as many options as can be
 * chosen.
 */
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
    chosen > max
      ? [notAllowed(place, `${chosen} options are selected by default, but at most ${max} can be chosen.`)]
      : [];
  return [...repeated, ...tooFew, ...tooManyChosen];
}

/** "Number of default values must be in the range defined by min_values and max_values" */
function defaultViolations(select: Loose, path: string): readonly Violation[] {
  const count = asRecords(select['default_values']).length;
  const { min, max } = boundsOf(select);
  return count > 0 && (count < min || count > max) ? [badLength(at(path, 'default_values'), min, max)] : [];
}
