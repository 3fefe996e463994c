import type { ImportRules } from '../../answers/exchange/plan/ImportRules.ts';

/** Whatever has the form of an answer, until the rules of editing are there to be asked. */
export const rules: ImportRules = {
  checkContent: (content) => ({ content, warnings: [] }),
};
