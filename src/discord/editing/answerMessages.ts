import { ButtonStyle } from 'discord.js';
import type { HistoryEntry, ListedAnswer, ShownAnswer, ShownVersion } from '../../answers/editing/AnswerQueries.ts';
import { isGone } from '../../answers/editing/status.ts';
import { STATUS_LABELS } from '../../answers/editing/strings.ts';
import { characterCount, clipped } from '../../shared/text.ts';
import { button, escapeMarkdown, menu, message, type MessageBody, row, text } from '../components.ts';
import * as ids from '../customIds.ts';
import { exampleOf, roomBeside } from '../present.ts';
import * as strings from './strings.ts';
import { differenceText } from './differenceText.ts';
import type { EditorSession, PreviewContext } from './EditorSession.ts';
import { factsLine, shownTitle, type VersionChoice, versionChoices, versionHeading } from './text.ts';

const { BUTTONS } = strings;

export async function cardMessage({ replyWith, person }: PreviewContext, shown: ShownAnswer, extent: ids.Extent) {
  const { answerId, status, answer } = shown;
  const reply = await replyWith(answer, extent === 'whole');
  const gone = isGone(status);
  return message(
    exampleOf(reply, person.id),
    text(`-# \`${answerId}\` · ${STATUS_LABELS[status]} · ${factsLine(shown)}`),
    row(
      gone ? button(BUTTONS.restore, ids.RESTORE, { answerId }) : button(BUTTONS.edit, ids.EDIT, { answerId }),
      button(BUTTONS.history, ids.HISTORY, { page: 0, answerId }),
      !gone && button(BUTTONS.remove, ids.REMOVE, { answerId }, ButtonStyle.Danger),
      reply.hasMore && button(BUTTONS.showAll, ids.CARD, { extent: 'whole', answerId }),
    ),
  );
}

export async function answerCard(
  session: EditorSession,
  { answerId, extent = 'begin' }: { readonly answerId: string; readonly extent?: ids.Extent },
): Promise<MessageBody> {
  return cardMessage(session, await session.editing.queries.show(session.person.guildId, answerId), extent);
}

const MIN_ROOM_FOR_PHRASINGS = 100;

/** All that members saw, and as many phrasings as fit. The dialog behind "Edit it first" has the others. */
export async function versionMessage(
  { replyWith, person }: PreviewContext,
  { answerId, version, answer }: ShownVersion,
): Promise<MessageBody> {
  const container = exampleOf(await replyWith(answer, true), person.id);
  const head = clipped(version ? versionHeading(version) : `**${strings.CURATED_VERSION}**`, roomBeside(container));
  const room = roomBeside(container) - characterCount(head);
  const phrasings = [`**${strings.FIELD_NAMES.questions}**`, ...answer.questions.map(escapeMarkdown)].join('\n');
  const state = { version: version?.version ?? 0, answerId };
  return message(
    text(head),
    container,
    answer.questions.length > 0 && room >= MIN_ROOM_FOR_PHRASINGS && text(clipped(phrasings, room)),
    row(
      button(BUTTONS.restore, ids.BRING_BACK, state, ButtonStyle.Success),
      button(BUTTONS.editFirst, ids.EDIT_VERSION, state),
      button(BUTTONS.history, ids.HISTORY, { page: 0, answerId }),
    ),
  );
}

/** @param page - From 0. It comes from a button, so it may no longer exist. Then it is the last one. */
export function pageOf<Item>(all: readonly Item[], page: number, size: number) {
  const pages = Math.max(1, Math.ceil(all.length / size));
  const shown = Math.min(page, pages - 1);
  return { items: all.slice(shown * size, (shown + 1) * size), page: shown, pages };
}

function pageButtons<State extends { readonly page: number }>(
  codec: ids.CustomIdCodec<State, 'isButton'>,
  state: NoInfer<State>,
  pages: number,
  [before, after]: readonly [string, string],
) {
  const { page } = state;
  return row(
    page > 0 && button(before, codec, { ...state, page: page - 1 }),
    page < pages - 1 && button(after, codec, { ...state, page: page + 1 }),
  );
}

/** With differences this long, so many versions fit in the 4,000 characters of a message. */
const VERSIONS_PER_PAGE = 4;
const MAX_DIFFERENCE = 700;

export function historyMessage(
  { answerId, title }: Pick<ShownAnswer, 'answerId' | 'title'>,
  entries: readonly HistoryEntry[],
  choices: readonly VersionChoice[],
  requested: number,
): MessageBody {
  const { items, page, pages } = pageOf(entries, requested, VERSIONS_PER_PAGE);
  const head = `### ${strings.historyOf(shownTitle(title))}\n-# \`${answerId}\``;
  if (entries.length === 0) return message(text(head, strings.NO_HISTORY));
  const onPage = new Set([0, ...items.map(({ version }) => version.version)]);
  const options = choices
    .filter(({ version }) => onPage.has(version))
    .map(({ version, label }) => ({ label, value: String(version) }));
  return message(
    text(pages > 1 ? `${head} · ${strings.pageOf(page + 1, pages)}` : head),
    ...items.map(({ version, difference }) =>
      text(versionHeading(version), differenceText(difference, MAX_DIFFERENCE) || `-# ${strings.NO_CHANGES}`),
    ),
    menu(strings.CHOOSE_VERSION, ids.VERSIONS.write({ answerId }), options),
    pageButtons(ids.HISTORY, { page, answerId }, pages, [BUTTONS.newer, BUTTONS.older]),
  );
}

/** @throws UserError `no-such-answer` */
export async function answerHistory(
  { editing: { queries }, person: { guildId } }: EditorSession,
  { answerId, page = 0 }: { readonly answerId: string; readonly page?: number },
): Promise<MessageBody> {
  const entries = await queries.history(guildId, answerId);
  const shown = await queries.show(guildId, answerId);
  return historyMessage(shown, entries, versionChoices(entries, shown.status), page);
}

type ListPage = ids.StateOf<typeof ids.LIST>;

/** Each answer takes up to 380 of the 4,000 characters of a message. */
const ANSWERS_PER_PAGE = 8;
const MAX_TITLE = 130;

export function listMessage(listed: readonly ListedAnswer[], { page: requested, kind, text: words }: ListPage) {
  const { items, page, pages } = pageOf(listed, requested, ANSWERS_PER_PAGE);
  const name = strings.LIST_TITLES[kind];
  const title = words === '' ? name : strings.listWith(name, escapeMarkdown(words));
  const options = items.map(({ answerId, title: label }) => ({ label, value: answerId }));
  return message(
    text(`### ${title}`, `-# ${strings.listCount(listed.length, page + 1, pages)}`),
    text(...items.map(line)) ?? text(words === '' ? strings.EMPTY_LISTS[kind] : strings.NOTHING_FOUND),
    menu(strings.CHOOSE_ANSWER, ids.OPEN_CARD.write({}), options),
    pageButtons(ids.LIST, { page, kind, text: words }, pages, [BUTTONS.previousPage, BUTTONS.nextPage]),
  );
}

function line(listed: ListedAnswer): string {
  const title = clipped(escapeMarkdown(listed.title), MAX_TITLE);
  return `**${title}**\n-# \`${listed.answerId}\` · ${STATUS_LABELS[listed.status]} · ${factsLine(listed)}`;
}

export async function answerList({ editing, person }: EditorSession, page: ListPage): Promise<MessageBody> {
  return listMessage(await editing.queries.list(person.guildId, page), page);
}
