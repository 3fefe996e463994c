import { type APIButtonComponentWithCustomId, ButtonStyle } from 'discord.js';
import type { HistoryEntry, ListedAnswer, ShownAnswer, ShownVersion } from '../../answers/editing/AnswerQueries.ts';
import { isGone } from '../../answers/editing/status.ts';
import { STATUS_LABELS } from '../../answers/editing/strings.ts';
import { characterCount, clipped } from '../../shared/text.ts';
import {
  BRING_BACK,
  CARD,
  type CustomIdCodec,
  EDIT,
  EDIT_VERSION,
  type Extent,
  HISTORY,
  LIST,
  type ListPage,
  OPEN_CARD,
  REMOVE,
  RESTORE,
  VERSIONS,
} from '../customIds.ts';
import {
  button,
  escapeMarkdown,
  message,
  type MessageBody,
  replyContainer,
  roomBeside,
  textDisplay,
} from '../present.ts';
import { differenceText } from './differenceText.ts';
import type { EditorSession, Previewing } from './EditorSession.ts';
import {
  buttonRow,
  factsLine,
  menuRow,
  shownTitle,
  type VersionChoice,
  versionChoices,
  versionHeading,
} from './text.ts';

/** An answer as members see it, or saw it last, with its facts and what can be done about it. */
export async function cardMessage(session: Previewing, shown: ShownAnswer, extent: Extent): Promise<MessageBody> {
  const { answerId, status, answer } = shown;
  const reply = await session.replyWith(answer, extent === 'whole');
  const gone = isGone(status);
  return message([
    replyContainer({ reply }, { askerId: session.person.id, isPrivate: true, isInert: true }),
    textDisplay(`-# \`${answerId}\` · ${STATUS_LABELS[status]} · ${factsLine(shown)}`),
    ...buttonRow([
      ...(gone ? button('Restore', RESTORE, { answerId }) : button('Edit', EDIT, { answerId })),
      ...button('History', HISTORY, { page: 0, answerId }),
      ...(gone ? [] : button('Remove', REMOVE, { answerId }, ButtonStyle.Danger)),
      ...(reply.hasMore ? button('Show all of it', CARD, { extent: 'whole', answerId }) : []),
    ]),
  ]);
}

/** With less room than this, phrasings are left to the dialog. */
const ROOM_FOR_PHRASINGS = 100;

/**
 * All of an earlier version before it is brought back: what members saw, and the phrasings as far as there is room. The
 * dialog behind "Edit it first" has the rest.
 */
export async function versionMessage(session: Previewing, shown: ShownVersion): Promise<MessageBody> {
  const { answerId, version, answer } = shown;
  const reply = await session.replyWith(answer, true);
  const container = replyContainer({ reply }, { askerId: session.person.id, isPrivate: true, isInert: true });
  const room = roomBeside(container);
  const head = clipped(version ? versionHeading(version) : '**The curated answer as it is everywhere**', room);
  const state = { version: version?.version ?? 0, answerId };
  return message([
    textDisplay(head),
    container,
    ...phrasings(answer.questions, room - characterCount(head)),
    ...buttonRow([
      ...button('Bring it back', BRING_BACK, state, ButtonStyle.Success),
      ...button('Edit it first', EDIT_VERSION, state),
      ...button('History', HISTORY, { page: 0, answerId }),
    ]),
  ]);
}

function phrasings(questions: readonly string[], room: number) {
  if (questions.length === 0 || room < ROOM_FOR_PHRASINGS) return [];
  return [textDisplay(clipped(`**Phrasings**\n${questions.map(escapeMarkdown).join('\n')}`, room))];
}

/** Some of many things, with the number of the page that they are on. */
export interface Page<Thing> {
  readonly things: readonly Thing[];
  /** From 0 on. */
  readonly page: number;
  /** At least 1. */
  readonly pages: number;
}

/** @param page - As it comes out of a button: perhaps of a page that is no longer there. Then it is the last one. */
export function pageOf<Thing>(all: readonly Thing[], page: number, size: number): Page<Thing> {
  const pages = Math.max(1, Math.ceil(all.length / size));
  const shown = Math.min(page, pages - 1);
  return { things: all.slice(shown * size, (shown + 1) * size), page: shown, pages };
}

/** Buttons to the pages before and after this one, where there are any. */
export function turnButtons<State extends { readonly page: number }>(
  form: CustomIdCodec<State>,
  state: NoInfer<State>,
  { pages, before, after }: { readonly pages: number; readonly before: string; readonly after: string },
): APIButtonComponentWithCustomId[] {
  const { page } = state;
  return [
    ...(page > 0 ? button(before, form, { ...state, page: page - 1 }) : []),
    ...(page < pages - 1 ? button(after, form, { ...state, page: page + 1 }) : []),
  ];
}

/** Versions on a page: with so much of their differences they fit into the 4,000 characters of a message. */
const VERSIONS_PER_PAGE = 4;
const MAX_DIFFERENCE = 700;

interface History {
  readonly answerId: string;
  readonly title: string;
  /** Newest first. */
  readonly entries: readonly HistoryEntry[];
  /** What can be brought back. */
  readonly choices: readonly VersionChoice[];
  readonly page: number;
}

/** One page of an answer's history, newest first, with a menu of its versions: each can be looked at and brought back. */
export function historyMessage({ answerId, title, entries, choices, page: asked }: History): MessageBody {
  const { things, page, pages } = pageOf(entries, asked, VERSIONS_PER_PAGE);
  const head = `### History of ${shownTitle(title)}\n-# \`${answerId}\``;
  if (entries.length === 0) {
    return message([textDisplay(`${head}\nIt is a curated answer, and nobody has changed it on this server.`)]);
  }
  const shown = new Set([0, ...things.map(({ version }) => version.version)]);
  return message([
    textDisplay(pages > 1 ? `${head} · page ${page + 1} of ${pages}` : head),
    ...things.map((entry) => textDisplay(entryText(entry))),
    ...menuRow(
      'Look at a version, or bring it back',
      VERSIONS.write({ answerId }),
      choices
        .filter(({ version }) => shown.has(version))
        .map(({ version, label }) => ({ label: clipped(label, 100), value: String(version) })),
    ),
    ...buttonRow(turnButtons(HISTORY, { page, answerId }, { pages, before: 'Newer', after: 'Older' })),
  ]);
}

function entryText({ version, difference }: HistoryEntry): string {
  const changes = differenceText(difference, MAX_DIFFERENCE) || '-# No word changed.';
  return `${versionHeading(version)}\n${changes}`;
}

/** Answers on a page: each takes up to 380 characters of the 4,000 of a message. */
const ANSWERS_PER_PAGE = 8;
const MAX_TITLE = 130;
/** https://discord.com/developers/docs/components/reference#string-select-select-option-structure */
const MAX_OPTION = 100;

const NAMES: Readonly<Record<ListPage['kind'], string>> = {
  server: "This server's answers",
  curated: 'Curated answers, as they are everywhere',
  removed: 'Removed and hidden answers',
  stale: 'Answers past their review date',
  unused: 'Answers that were never given',
  all: 'All answers',
};

const EMPTY: Readonly<Record<ListPage['kind'], string>> = {
  server: 'There are none yet. Write one with `/answer add`, or change a curated one with `/answer edit`.',
  curated: 'There are none: this server has its own version of each, or hides it.',
  removed: 'There are none.',
  stale: 'There are none. All are up to date.',
  unused: 'There are none. Each has been given.',
  all: 'There are none.',
};

/** One page of a list of answers, with a menu to look at one of them. */
export function listMessage(listed: readonly ListedAnswer[], { page: asked, kind, text }: ListPage): MessageBody {
  const { things, page, pages } = pageOf(listed, asked, ANSWERS_PER_PAGE);
  const title = text === '' ? NAMES[kind] : `${NAMES[kind]} with "${escapeMarkdown(text)}"`;
  const count = pages > 1 ? `${listed.length} answers, page ${page + 1} of ${pages}` : `${listed.length} in all`;
  const nothing = text === '' ? EMPTY[kind] : 'There are none. Try fewer words, or another kind.';
  return message([
    textDisplay(`### ${title}\n-# ${count}`),
    textDisplay(things.length === 0 ? nothing : things.map(line).join('\n')),
    ...menuRow(
      'Look at one of them',
      OPEN_CARD.write({}),
      things.map(({ answerId, title: label }) => ({ label: clipped(label, MAX_OPTION), value: answerId })),
    ),
    ...buttonRow(turnButtons(LIST, { page, kind, text }, { pages, before: 'Page before', after: 'Next page' })),
  ]);
}

function line(listed: ListedAnswer): string {
  const { title, answerId, status } = listed;
  return `**${clipped(escapeMarkdown(title), MAX_TITLE)}**\n-# \`${answerId}\` · ${STATUS_LABELS[status]} · ${factsLine(listed)}`;
}

/** One page of an answer's history. @throws UserError `no-such-answer` */
export async function answerHistory(session: EditorSession, answerId: string, page: number): Promise<MessageBody> {
  const entries = await session.editing.queries.history(session.guildId, answerId);
  const { title, status } = await session.editing.queries.show(session.guildId, answerId);
  return historyMessage({ answerId, title, entries, choices: versionChoices(entries, status), page });
}

/** One page of a list of answers. */
export async function answerList(session: EditorSession, page: ListPage): Promise<MessageBody> {
  const { kind, text } = page;
  const listed = await session.editing.queries.list(session.guildId, { kind, ...(text !== '' && { text }) });
  return listMessage(listed, page);
}
