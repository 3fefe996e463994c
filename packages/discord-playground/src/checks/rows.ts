/** How much fits: https://discord.com/developers/docs/components/reference#action-row and, for messages without Components V2, "legacy message component behavior" there. */
import { BUTTON, type Placed, ROW } from './components.ts';
import { badLength } from './faults.ts';
import { asRecords } from './loose.ts';
import { at, type Violation } from './Violation.ts';

const ROWS = 5; // in a message without Components V2
const ROW_WIDTH = 5; // a button is 1 wide, a select 5

export function rowCountViolations(components: unknown, path: string): readonly Violation[] {
  return asRecords(components).length > ROWS ? [badLength(path, 1, ROWS)] : [];
}

/** Five buttons or one select in a row, never both. The first component that no longer fits is named. */
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
