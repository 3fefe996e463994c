import type { HistoryEntry } from '../../answers/editing/SeenAnswer.ts';
import { clipped } from '../../replies/characters.ts';
import { HISTORY, VERSIONS } from '../ids/editorIds.ts';
import { message, type MessageBody, textDisplay } from '../messageBody.ts';
import { differenceText } from './differenceText.ts';
import { pageOf } from './pageOf.ts';
import { buttonRow, menuRow } from './rows.ts';
import { shownTitle } from './shownTitle.ts';
import { turnButtons } from './turnButtons.ts';
import type { VersionChoice } from './versionChoices.ts';
import { versionHeading } from './versionLine.ts';

/** Versions on a page: with so much of their differences they fit into the 4,000 characters of a message. */
const PAGE_SIZE = 4;
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
  const { things, page, pages } = pageOf(entries, asked, PAGE_SIZE);
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
