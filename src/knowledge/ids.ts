/** Of answers and models: kebab-case, with the dots of version numbers: `gpt-vs-chatgpt`, `gpt-3.5-family`, `gpt-4o-mini`. */
export const ID = /^[a-z0-9]+(?:[-.][a-z0-9]+)*$/;

/** The assistant that is asked about most, by its plans. */
export const CHATGPT = 'chatgpt';

/** The id of the API. People ask about it as if it were a plan of ChatGPT. */
export const API = 'api';
