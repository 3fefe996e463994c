import type { Model } from '../knowledge/Model.ts';

/** Whether a text speaks of a model by its name: `GPT-5.2` and `gpt-5-codex` do not speak of GPT-5. */
export function isNamedIn(text: string, { name }: Pick<Model, 'name'>): boolean {
  const literally = name.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
  return new RegExp(String.raw`(?<![\w.-])${literally}(?![\w-]|\.\d)`).test(text);
}
