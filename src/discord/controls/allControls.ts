import type { Control } from './Control.ts';
import { dismiss } from './dismiss.ts';
import { more, show } from './showAnswer.ts';

const controls: readonly Control[] = [show, more, dismiss];

/** By kind. */
export const allControls: ReadonlyMap<string, Control> = new Map(controls.map((one) => [one.kind, one]));
