/** Kebab-case: `gpt-vs-chatgpt`. */
export const ANSWER_ID = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;

/** Kebab-case of the usual name, dots kept: `gpt-3.5`, `gpt-4o-mini`, `o3`. */
export const MODEL_ID = /^[a-z0-9]+(?:[-.][a-z0-9]+)*$/;
