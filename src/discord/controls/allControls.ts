import * as answerButtons from './answerButtons.ts';
import type { Control } from './Control.ts';
import { dismiss } from './dismiss.ts';
import * as draftButtons from './draftButtons.ts';
import * as importButtons from './importButtons.ts';
import * as pages from './pages.ts';
import * as settingsMenus from './settingsMenus.ts';
import { more, show } from './showAnswer.ts';
import { writeAnswer } from './writeAnswer.ts';

const forMembers: readonly Control[] = [show, more, dismiss];
const forEditors: readonly Control[] = [
  writeAnswer,
  ...Object.values(draftButtons),
  ...Object.values(answerButtons),
  ...Object.values(importButtons),
  ...Object.values(pages),
  ...Object.values(settingsMenus),
];

/** By kind. */
export const allControls: ReadonlyMap<string, Control> = new Map(
  [...forMembers, ...forEditors].map((one) => [one.kind, one]),
);
