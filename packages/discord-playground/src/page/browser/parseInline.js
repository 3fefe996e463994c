/** The marks within a line: bold, links, mentions and so on, as a small tree. */

/** Deeper nesting stays text: enough for people, and a bound for hostile input. */
const MAX_DEPTH = 8;

/** Inline rules in the order they are tried; the first that matches at a place wins. */
const INLINE = [
  [/\\([^a-zA-Z0-9\s])/y, ([, text]) => ({ type: 'text', text })],
  [/(`+)([^]*?[^`])\1(?!`)/y, ([, , text]) => ({ type: 'code', text: text.replace(/^ (.*) $/s, '$1') })],
  [/<@!?(\d+)>/y, ([, id]) => ({ type: 'user', id })],
  [/<@&(\d+)>/y, ([, id]) => ({ type: 'role', id })],
  [/<#(\d+)>/y, ([, id]) => ({ type: 'channel', id })],
  [/<\/([^:<>]+):\d+>/y, ([, name]) => ({ type: 'command', name })],
  [/<a?(:\w+:)\d+>/y, ([, text]) => ({ type: 'text', text })],
  [
    /<t:(-?\d{1,13})(?::([tTdDfFRsS]))?>/y,
    ([, seconds, style = 'f']) => ({ type: 'time', seconds: Number(seconds), style }),
  ],
  [/@(everyone|here)\b/y, ([, name]) => ({ type: 'everyone', name })],
  [/\[((?:\\[^]|[^[\]\\])+)\]\(\s*<?(https?:\/\/[^\s<>()]*(?:\([^\s<>()]*\)[^\s<>()]*)*)>?(?:\s+"[^"]*")?\s*\)/y, link],
  [/<(https?:\/\/[^\s<>]+)>/y, bareLink],
  [/https?:\/\/[^\s<>"]*[^\s<>"'.,:;!?)\]*_~|]/y, ([url]) => bareLink([url, url])],
  [/\*\*\*(?=\S)([^]*?[^\s*])\*\*\*(?!\*)/y, nested('bold', 'italic')],
  [/\*\*(?=\S)([^]*?[^\s])\*\*(?!\*)/y, nested('bold')],
  [/__(?=\S)([^]*?[^\s])__(?!_)/y, nested('underline')],
  [/~~(?=\S)([^]*?[^\s])~~/y, nested('strike')],
  [/\|\|([^]+?)\|\|/y, nested('spoiler')],
  [/\*(?=[^\s*])([^]*?[^\s*])\*(?!\*)/y, nested('italic')],
  [/(?<!\w)_(?=[^\s_])([^]*?[^\s_])_(?!\w)/y, nested('italic')],
];

/** Where an inline rule can begin at all; everything before it is plain text. */
const PLAIN = /[^\\`<@[h*_~|]+|[^]/y;

function link([, label, url], depth) {
  return { type: 'link', url, children: parseInline(label, depth + 1) };
}

function bareLink([, url]) {
  return { type: 'link', url, children: [{ type: 'text', text: url }] };
}

function nested(type, inner) {
  return ([, text], depth) => {
    const children = parseInline(text, depth + 1);
    return { type, children: inner ? [{ type: inner, children }] : children };
  };
}

/** @param {string} text One paragraph. Returns its inline nodes; line breaks stay in the text. */
export function parseInline(text, depth = 0) {
  if (depth > MAX_DEPTH) return [{ type: 'text', text }];
  const nodes = [];
  for (let at = 0; at < text.length;) {
    const { node, end } = nextNode(text, at, depth);
    const last = nodes.at(-1);
    if (node.type === 'text' && last?.type === 'text') last.text += node.text;
    else nodes.push(node);
    at = end;
  }
  return nodes;
}

function nextNode(text, at, depth) {
  for (const [pattern, make] of INLINE) {
    pattern.lastIndex = at;
    const match = pattern.exec(text);
    if (match) return { node: make(match, depth), end: at + match[0].length };
  }
  PLAIN.lastIndex = at;
  const [plain] = PLAIN.exec(text);
  return { node: { type: 'text', text: plain }, end: at + plain.length };
}
