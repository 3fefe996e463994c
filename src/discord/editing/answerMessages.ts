import { type APIButtonComponentWithCustomId, ButtonStyle } from 'discord.js';
import type { HistoryEntry, ListedAnswer, ShownAnswer, ShownVersion } from '../../answers/editing/AnswerQueries.ts';
import { isGone } from '../../answers/editing/status.ts';
import { STATUS_LABELS } from '../../answers/editing/strings.ts';
import { characterCount, clipped } from '../../shared/text.ts';
import * as ids from '../customIds.ts';
import {
  button,
  escapeMarkdown,
  message,
  type MessageBody,
  replyContainer,
  roomBeside,
  textDisplay,
} from '../present.ts';
import * as strings from '../strings.ts';
import { differenceText } from './differenceText.ts';
import type { EditorSession, PreviewContext } from './EditorSession.ts';
import {
  buttonRow,
  factsLine,
  menuRow,
  shownTitle,
  type VersionChoice,
  versionChoices,
  versionHeading,
} from './text.ts';

const { BUTTONS } = strings;

/** An answer as members see it, or last saw it, with its facts and what can be done with it. */
export async function cardMessage(
  session: PreviewContext,
  shown: ShownAnswer,
  extent: ids.Extent,
): Promise<MessageBody> {
  const { answerId, status, answer } = shown;
  const reply = await session.replyWith(answer, extent === 'whole');
  const gone = isGone(status);
  return message([
    replyContainer({ reply }, { askerId: session.person.id, isPrivate: true, isInert: true }),
    textDisplay(`-# \`${answerId}\` · ${STATUS_LABELS[status]} · ${factsLine(shown)}`),
    ...buttonRow([
      ...(gone ? button(BUTTONS.restore, ids.RESTORE, { answerId }) : button(BUTTONS.edit, ids.EDIT, { answerId })),
      ...button(BUTTONS.history, ids.HISTORY, { page: 0, answerId }),
      ...(gone ? [] : button(BUTTONS.remove, ids.REMOVE, { answerId }, ButtonStyle.Danger)),
      ...(reply.hasMore ? button(BUTTONS.showAll, ids.CARD, { extent: 'whole', answerId }) : []),
    ]),
  ]);
}

const MIN_ROOM_FOR_PHRASINGS = 100;

/** All that members saw, and as many phrasings as fit. The dialog behind "Edit it first" has the others. */
export async function versionMessage(session: PreviewContext, shown: ShownVersion): Promise<MessageBody> {
  const { answerId, version, answer } = shown;
  const reply = await session.replyWith(answer, true);
  const container = replyContainer({ reply }, { askerId: session.person.id, isPrivate: true, isInert: true });
  const room = roomBeside(container);
  const head = clipped(version ? versionHeading(version) : `**${strings.CURATED_VERSION}**`, room);
  const state = { version: version?.version ?? 0, answerId };
  return message([
    textDisplay(head),
    container,
    ...phrasings(answer.questions, room - characterCount(head)),
    ...buttonRow([
      ...button(BUTTONS.restore, ids.BRING_BACK, state, ButtonStyle.Success),
      ...button(BUTTONS.editFirst, ids.EDIT_VERSION, state),
      ...button(BUTTONS.history, ids.HISTORY, { page: 0, answerId }),
    ]),
  ]);
}

function phrasings(questions: readonly string[], room: number) {
  if (questions.length === 0 || room < MIN_ROOM_FOR_PHRASINGS) return [];
  return [
    textDisplay(clipped(`**${strings.FIELD_NAMES.questions}**\n${questions.map(escapeMarkdown).join('\n')}`, room)),
  ];
}

/** @param page - From 0. It comes from a button, so it may no longer exist. Then it is the last one. */
export function pageOf<Item>(all: readonly Item[], page: number, size: number) {
  const pages = Math.max(1, Math.ceil(all.length / size));
  const shown = Math.min(page, pages - 1);
  return { items: all.slice(shown * size, (shown + 1) * size), page: shown, pages };
}

function pageButtons<State extends { readonly page: number }>(
  codec: ids.CustomIdCodec<State>,
  state: NoInfer<State>,
  { pages, before, after }: { readonly pages: number; readonly before: string; readonly after: string },
): APIButtonComponentWithCustomId[] {
  const { page } = state;
  return [
    ...(page > 0 ? button(before, codec, { ...state, page: page - 1 }) : []),
    ...(page < pages - 1 ? button(after, codec, { ...state, page: page + 1 }) : []),
  ];
}

/** With differences this long, so many versions fit in the 4,000 characters of a message. */
const VERSIONS_PER_PAGE = 4;
const MAX_DIFFERENCE = 700;
/** https://discord.com/developers/docs/components/reference#string-select-select-option-structure */
const MAX_OPTION = 100;

interface History {
  readonly answerId: string;
  readonly title: string;
  readonly entries: readonly HistoryEntry[];
  readonly choices: readonly VersionChoice[];
  readonly page: number;
}

/** One page of an answer's history, newest first, with a menu to look at a version and restore it. */
export function historyMessage({ answerId, title, entries, choices, page: requested }: History): MessageBody {
  const { items, page, pages } = pageOf(entries, requested, VERSIONS_PER_PAGE);
  const head = `### ${strings.historyOf(shownTitle(title))}\n-# \`${answerId}\``;
  if (entries.length === 0) return message([textDisplay(`${head}\n${strings.NO_HISTORY}`)]);
  const onPage = new Set([0, ...items.map(({ version }) => version.version)]);
  return message([
    textDisplay(pages > 1 ? `${head} · ${strings.pageOf(page + 1, pages)}` : head),
    ...items.map((entry) => textDisplay(entryText(entry))),
    ...menuRow(
      strings.CHOOSE_VERSION,
      ids.VERSIONS.write({ answerId }),
      choices
        .filter(({ version }) => onPage.has(version))
        .map(({ version, label }) => ({ label: clipped(label, MAX_OPTION), value: String(version) })),
    ),
    ...buttonRow(pageButtons(ids.HISTORY, { page, answerId }, { pages, before: BUTTONS.newer, after: BUTTONS.older })),
  ]);
}

function entryText({ version, difference }: HistoryEntry): string {
  const changes = differenceText(difference, MAX_DIFFERENCE) || `-# ${strings.NO_CHANGES}`;
  return `${versionHeading(version)}\n${changes}`;
}

/** Each answer takes up to 380 of the 4,000 characters of a message. */
const ANSWERS_PER_PAGE = 8;
const MAX_TITLE = 130;

export function listMessage(
  listed: readonly ListedAnswer[],
  { page: requested, kind, text }: ids.ListPage,
): MessageBody {
  const { items, page, pages } = pageOf(listed, requested, ANSWERS_PER_PAGE);
  const name = strings.LIST_TITLES[kind];
  const title = text === '' ? name : strings.listWith(name, escapeMarkdown(text));
  const nothing = text === '' ? strings.EMPTY_LISTS[kind] : strings.NOTHING_FOUND;
  const turn = { pages, before: BUTTONS.previousPage, after: BUTTONS.nextPage };
  return message([
    textDisplay(`### ${title}\n-# ${strings.listCount(listed.length, page + 1, pages)}`),
    textDisplay(items.length === 0 ? nothing : items.map(line).join('\n')),
    ...menuRow(
      strings.CHOOSE_ANSWER,
      ids.OPEN_CARD.write({}),
      items.map(({ answerId, title: label }) => ({ label: clipped(label, MAX_OPTION), value: answerId })),
    ),
    ...buttonRow(pageButtons(ids.LIST, { page, kind, text }, turn)),
  ]);
}

function line(listed: ListedAnswer): string {
  const { title, answerId, status } = listed;
  return `**${clipped(escapeMarkdown(title), MAX_TITLE)}**\n-# \`${answerId}\` · ${STATUS_LABELS[status]} · ${factsLine(listed)}`;
}

/** @throws UserError `no-such-answer` */
export async function answerHistory(session: EditorSession, answerId: string, page: number): Promise<MessageBody> {
  const { queries } = session.editing;
  const { guildId } = session.person;
  const entries = await queries.history(guildId, answerId);
  const { title, status } = await queries.show(guildId, answerId);
  return historyMessage({ answerId, title, entries, choices: versionChoices(entries, status), page });
}

export async function answerList({ editing, person }: EditorSession, page: ids.ListPage): Promise<MessageBody> {
  return listMessage(await editing.queries.list(person.guildId, page), page);
}
