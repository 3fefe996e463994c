/** Kebab-case, with the dots of version numbers: `gpt-vs-chatgpt`, `gpt-3.5-family`. */
export const ANSWER_ID = /^[a-z0-9]+(?:[-.][a-z0-9]+)*$/;

/** The usual name, written like an answer's id: `gpt-3.5`, `gpt-4o-mini`, `o3`. */
export const MODEL_ID = ANSWER_ID;
