/** Which properties a button of each style needs and must not have: https://discord.com/developers/docs/components/reference#button-button-styles */
import { BUTTON, type Placed } from './components.ts';
import { notAllowed, required } from './faults.ts';
import { asNumber, isGiven, type Loose } from './loose.ts';
import { urlViolations } from './urls.ts';
import { at, type Violation } from './Violation.ts';

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

/** Where a link button may lead. */
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
    ...faceViolations(component, path),
    ...urlViolations(component['url'], at(path, 'url'), SCHEMES),
  ];
}

function faceViolations(button: Loose, path: string): readonly Violation[] {
  if (button['style'] === PREMIUM_STYLE || isGiven(button['label']) || isGiven(button['emoji'])) return [];
  return [{ path, code: 'BUTTON_COMPONENT_LABEL_OR_EMOJI_REQUIRED', message: 'A button needs a label or an emoji.' }];
}
