/**
 * Discord's Markdown as a small tree, without a browser, so that it can be tested in Node. `renderMarkdown.js` turns it
 * into elements. What Discord shows as plain text (tables, images, HTML) stays text here too.
 * Rules: https://support.discord.com/hc/articles/210298617 and, for mentions and timestamps,
 * developers/reference#message-formatting
 */

/** Deeper nesting stays text. It is enough for people, and limits the work for hostile input. */
const MAX_DEPTH = 8;

/** Later times, or earlier ones, have no date. https://tc39.es/ecma262/#sec-time-values-and-time-range */
const LAST_SECOND = 8.64e12;

const PLACES = {
  customize: 'Channels & Roles',
  browse: 'Browse Channels',
  guide: 'Server Guide',
  'linked-roles': 'Linked Roles',
};

/** Inline rules in the order in which they are tried. The first that makes something of its match wins. */
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
    ([written, seconds, style = 'f']) =>
      Math.abs(seconds) > LAST_SECOND
        ? { type: 'text', text: written }
        : { type: 'time', seconds: Number(seconds), style },
  ],
  [/<id:(customize|browse|guide|linked-roles)>/y, ([, id]) => ({ type: 'place', name: PLACES[id] })],
  [/@(everyone|here)\b/y, ([, name]) => ({ type: 'everyone', name })],
  [/\[((?:\\[^]|[^[\]\\])+)\]\(\s*<?(https?:\/\/[^\s<>()]*(?:\([^\s<>()]*\)[^\s<>()]*)*)>?(?:\s+"[^"]*")?\s*\)/y, link],
  [/<(https?:\/\/[^\s<>]+)>/y, bareLink],
  // A bracket belongs to it only if the pair does.
  [
    /https?:\/\/(?:\([^\s<>"()]*\)|[^\s<>"()])*(?:\([^\s<>"()]*\)|[^\s<>"'.,:;!?()\]*_~|])/y,
    ([url]) => bareLink([url, url]),
  ],
  [/\*\*\*(?=\S)([^]*?[^\s*])\*\*\*(?!\*)/y, nested('bold', 'italic')],
  [/\*\*(?=\S)([^]*?[^\s])\*\*(?!\*)/y, nested('bold')],
  [/__(?=\S)([^]*?[^\s])__(?!_)/y, nested('underline')],
  [/~~(?=\S)([^]*?[^\s])~~/y, nested('strike')],
  [/\|\|([^]+?)\|\|/y, nested('spoiler')],
  [/\*(?=[^\s*])([^]*?[^\s*])\*(?!\*)/y, nested('italic')],
  [/(?<!\w)_(?=[^\s_])([^]*?[^\s_])_(?!\w)/y, nested('italic')],
];

/** Where an inline rule can begin. Everything before is plain text. */
const PLAIN = /[^\\`<@[h*_~|]+|[^]/y;

/** A label that is an address itself could lie about where the link leads. Discord shows such a link as it is written. */
function link([, label, url], depth) {
  if (/https?:\/\//.test(label)) return undefined;
  return { type: 'link', url, children: parseInline(label, depth + 1) };
}

/** A link to a message or a channel. */
const TO_CHANNEL = /^https:\/\/(?:\w+\.)?discord\.com\/channels\/(?:\d+|@me)\/(\d+)(?:\/(\d+))?$/;

function bareLink([, url]) {
  const [, id, message] = TO_CHANNEL.exec(url) ?? [];
  if (id !== undefined) return message === undefined ? { type: 'channel', id } : { type: 'message', id, message, url };
  return { type: 'link', url, children: [{ type: 'text', text: url }] };
}

function nested(type, inner) {
  return ([, text], depth) => {
    const children = parseInline(text, depth + 1);
    return { type, children: inner ? [{ type: inner, children }] : children };
  };
}

/**
 * Parses bold, links, mentions and so on within a paragraph. Line breaks stay in the text.
 *
 * @param {string} text
 */
function parseInline(text, depth = 0) {
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
    const node = match && make(match, depth);
    if (node) return { node, end: at + match[0].length };
  }
  PLAIN.lastIndex = at;
  const [plain] = PLAIN.exec(text);
  return { node: { type: 'text', text: plain }, end: at + plain.length };
}

const FENCE = /```(?:([\w+#.-]*)\n)?([^]+?)\n?```\n?/g;
const HEADING = /^(#{1,3}) +(.+)$/;
const SUBTEXT = /^-# +(.+)$/;
const ITEM = /^( *)(?:[-*]|(\d{1,9})\.) +(.+)$/;
const QUOTE = /^> (.*)$/;
const QUOTED_REST = /^>>> ([^]*)$/m;

/**
 * Parses a whole message.
 *
 * @param {string} text
 * @example
 * parseMarkdown('# Hi\n**you**');
 * // [{ type: 'heading', level: 1, children: [{ type: 'text', text: 'Hi' }] },
 * //  { type: 'paragraph', children: [{ type: 'bold', children: [{ type: 'text', text: 'you' }] }] }]
 */
export function parseMarkdown(text) {
  const whole = text.replaceAll('\r\n', '\n');
  const rest = QUOTED_REST.exec(whole);
  if (!rest) return parseBlocks(whole);
  return [...parseBlocks(whole.slice(0, rest.index)), { type: 'quote', children: parseBlocks(rest[1], true) }];
}

/** Code blocks come first, as nothing inside them is formatted. Quotes cannot be nested. */
function parseBlocks(text, isQuoted = false) {
  const blocks = [];
  let end = 0;
  for (const fence of text.matchAll(FENCE)) {
    blocks.push(...parseLines(text.slice(end, fence.index), isQuoted));
    blocks.push({ type: 'codeBlock', language: fence[1] ?? '', text: fence[2] });
    end = fence.index + fence[0].length;
  }
  return [...blocks, ...parseLines(text.slice(end), isQuoted)];
}

/** Adjacent lines of one kind become one block, because bold text, for example, can continue on the next line. */
function parseLines(text, isQuoted) {
  const trimmed = text.replace(/^\n+/, '').trimEnd();
  if (trimmed === '') return [];
  const groups = [];
  for (const written of trimmed.split('\n')) {
    const line = classify(written, isQuoted);
    const last = groups.at(-1);
    if (last && belongsTo(line, last[0])) last.push(line);
    else groups.push([line]);
  }
  return groups.map(toBlock).filter(({ children }) => children?.length !== 0);
}

function classify(line, isQuoted) {
  const [, hashes, title] = HEADING.exec(line) ?? [];
  if (title !== undefined) return { kind: 'heading', level: hashes.length, text: title };
  const [, small] = SUBTEXT.exec(line) ?? [];
  if (small !== undefined) return { kind: 'subtext', text: small };
  const [, indent, number, item] = ITEM.exec(line) ?? [];
  if (item !== undefined)
    return { kind: 'list', depth: Math.min(Math.floor(indent.length / 2), 3), number, text: item };
  const [, quoted] = QUOTE.exec(line) ?? [];
  if (quoted !== undefined && !isQuoted) return { kind: 'quote', text: quoted };
  return { kind: 'paragraph', text: line };
}

function belongsTo(line, first) {
  if (line.kind !== first.kind || line.kind === 'heading' || line.kind === 'subtext') return false;
  if (line.kind !== 'list') return true;
  return line.depth > first.depth || (line.number === undefined) === (first.number === undefined);
}

function toBlock(lines, index) {
  const { kind, level, number } = lines[0];
  const joined = lines.map((line) => line.text).join('\n');
  // the margin of a list or quote replaces the empty line after it
  const text = kind === 'paragraph' && index > 0 ? joined.replace(/^\n/, '') : joined;
  if (kind === 'quote') return { type: kind, children: parseBlocks(text, true) };
  if (kind === 'heading') return { type: kind, level, children: parseInline(text) };
  if (kind !== 'list') return { type: kind, children: parseInline(text) };
  const items = lines.map((line) => ({ depth: line.depth, children: parseInline(line.text) }));
  return { type: kind, ordered: number !== undefined, start: Number(number ?? 1), items };
}
