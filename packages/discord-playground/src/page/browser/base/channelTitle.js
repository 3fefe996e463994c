/** How channels of each kind are marked. */
const MARKS = { text: '#', forum: '▤', thread: '↳', dm: '@' };

/** @returns {string} The name with its mark: `# general`. */
export const channelTitle = ({ kind, name }) => `${MARKS[kind]} ${name}`;
