/** What the page knows: who the visitor is, which channel is open, and what they see. */
import { getJson } from './base/server.js';

/** An element of the page. */
export const part = (id) => document.getElementById(id);
export const start = await getJson('/page/start');
const remembered = Number(sessionStorage.getItem('person') ?? 0);

export const state = {
  person: start.people[remembered] ?? start.people[0],
  channel: undefined,
  /** What this person sees of the server: channels, and names by id. */
  server: undefined,
  /** By id, oldest first. */
  messages: new Map(),
  dismissed: new Set(),
  /** The commands that are available here, as far as they have been fetched. */
  commands: [],
  unread: new Set(),
  /** What the message box is for, besides a new message: `{ replyTo }` or `{ editing }`. */
  draft: {},
  /** The id of a channel to open once it is there. */
  awaited: undefined,
  /** Resolves once the page shows what this person sees. What they do before that waits for it. */
  shown: Promise.withResolvers(),
  /** Resolves once everything that was written has been sent. */
  written: Promise.resolve(),
  stopListening: () => {},
};
state.server = state.person;
state.channel = state.server.channels[0];

/** Names by id, for mentions. */
export const known = { names: {}, roles: {}, channels: {} };

const entries = (names) => Object.entries(names).map(([id, name]) => ({ id, name }));

/** What options and select menus can hold: what this person can see in the server. */
export const offered = () => ({
  people: entries(known.names),
  roles: entries(known.roles),
  channels: state.server.channels.filter(({ kind }) => kind !== 'dm'),
});

/** Who picks files, and how large they may be. */
export const picking = () => ({ person: state.person.id, maxBytes: start.maxFileBytes });

export const here = () => ({ person: state.person.id, channel: state.channel.id });
