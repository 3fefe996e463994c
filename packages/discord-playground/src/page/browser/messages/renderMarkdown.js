/** Turns the tree from parseMarkdown into elements. */
import { element } from '../base/element.js';
import { parseMarkdown } from './parseMarkdown.js';

/** Discord's timestamp styles: https://discord.com/developers/docs/reference#message-formatting-timestamp-styles */
const STYLES = {
  t: { timeStyle: 'short' },
  T: { timeStyle: 'medium' },
  d: { dateStyle: 'short' },
  D: { dateStyle: 'long' },
  f: { dateStyle: 'long', timeStyle: 'short' },
  F: { dateStyle: 'full', timeStyle: 'short' },
  s: { dateStyle: 'short', timeStyle: 'short' },
  S: { dateStyle: 'short', timeStyle: 'medium' },
};

const UNITS = [
  ['year', 31_557_600],
  ['month', 2_629_800],
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
  ['second', 1],
];

/**
 * @param {Date} date
 * @param {string} style One of Discord's letters. R is relative to now.
 */
export function formatTime(date, style) {
  if (style !== 'R') return new Intl.DateTimeFormat('en-GB', STYLES[style] ?? STYLES.f).format(date);
  const seconds = (date.getTime() - Date.now()) / 1_000;
  const [unit, length] = UNITS.find(([, each]) => Math.abs(seconds) >= each) ?? UNITS.at(-1);
  return new Intl.RelativeTimeFormat('en', { numeric: 'auto' }).format(Math.round(seconds / length), unit);
}

const TAGS = { bold: 'strong', italic: 'em', underline: 'u', strike: 's' };

/**
 * The first line of a text without links and buttons, for the line above a reply, which is a button itself.
 *
 * @param {string} text
 * @param {object} known As for `renderMarkdown`.
 */
export function renderLine(text, known) {
  const shown = renderMarkdown(text, known);
  for (const control of shown.querySelectorAll('.spoiler')) control.replaceWith('▒▒▒');
  return element('span.line', {}, shown.textContent);
}

/**
 * @param {string} text
 * @param {{ names: Record<string, string>, roles: Record<string, string>, channels: Record<string, string> }} known
 * Names by id.
 */
export function renderMarkdown(text, known) {
  return element('div.markdown', {}, ...parseMarkdown(text).map((block) => renderBlock(block, known)));
}

function renderBlock(block, known) {
  switch (block.type) {
    case 'heading':
      // One level for all: bots choose sizes, and a page must not skip a level.
      return element(`h3.heading-${block.level}`, {}, ...inline(block.children, known));
    case 'subtext':
      return element('p.subtext', {}, ...inline(block.children, known));
    case 'codeBlock':
      return element('pre', {}, element('code', {}, block.text));
    case 'quote':
      return element('blockquote', {}, ...block.children.map((child) => renderBlock(child, known)));
    case 'list':
      return renderList(block, known);
    default:
      return element('p', {}, ...inline(block.children, known));
  }
}

function renderList({ ordered, start, items }, known) {
  const list = element(ordered ? 'ol' : 'ul', ordered ? { start } : {});
  for (const { depth, children } of items) list.append(element(`li.depth-${depth}`, {}, ...inline(children, known)));
  return list;
}

const pill = (text) => element('span.mention', {}, text);

const inline = (nodes, known) => nodes.map((node) => renderInline(node, known));

function renderInline(node, known) {
  switch (node.type) {
    case 'text':
      return document.createTextNode(node.text);
    case 'code':
      return element('code', {}, node.text);
    case 'link':
      return element(
        'a',
        { href: node.url, target: '_blank', rel: 'noopener noreferrer', title: node.url },
        ...inline(node.children, known),
      );
    case 'user':
      return pill(`@${known.names[node.id] ?? 'unknown-user'}`);
    case 'role':
      return pill(`@${known.roles[node.id] ?? 'unknown-role'}`);
    case 'channel':
      return pill(`#${known.channels[node.id] ?? 'unknown'}`);
    case 'message':
      return element(
        'button.mention',
        { type: 'button', title: node.url, data: { shows: node.message } },
        `#${known.channels[node.id] ?? 'unknown'} › 💬`,
      );
    case 'place':
      return pill(node.name);
    case 'command':
      return pill(`/${node.name}`);
    case 'everyone':
      return pill(`@${node.name}`);
    case 'time':
      return renderTime(node);
    case 'spoiler':
      return renderSpoiler(node, known);
    default:
      return element(TAGS[node.type], {}, ...inline(node.children, known));
  }
}

function renderTime({ seconds, style }) {
  const date = new Date(seconds * 1_000);
  const title = formatTime(date, 'F');
  return element('time', { dateTime: date.toISOString(), title }, formatTime(date, style));
}

function renderSpoiler({ children }, known) {
  const hidden = element('span', {}, ...inline(children, known));
  const aria = { label: 'Spoiler: click to show' };
  return element('button.spoiler', { type: 'button', on: { click: revealSpoiler }, aria }, hidden);
}

function revealSpoiler({ currentTarget }) {
  currentTarget.classList.add('revealed');
  currentTarget.removeAttribute('aria-label');
}
