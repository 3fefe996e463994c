import type { ListedAnswer } from '../../answers/editing/SeenAnswer.ts';
import { clipped } from '../../replies/characters.ts';
import { asTyped } from '../asTyped.ts';
import { LIST, type ListPage, OPEN_CARD } from '../ids/editorIds.ts';
import { message, type MessageBody, textDisplay } from '../messageBody.ts';
import { factsLine } from './factsLine.ts';
import { pageOf } from './pageOf.ts';
import { buttonRow, menuRow } from './rows.ts';
import { STANDINGS } from './standings.ts';
import { turnButtons } from './turnButtons.ts';

/** Answers on a page: each takes up to 380 characters of the 4,000 of a message. */
const PAGE_SIZE = 8;
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
  const { things, page, pages } = pageOf(listed, asked, PAGE_SIZE);
  const title = text === '' ? NAMES[kind] : `${NAMES[kind]} with "${asTyped(text)}"`;
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
  const { title, answerId, standing } = listed;
  return `**${clipped(asTyped(title), MAX_TITLE)}**\n-# \`${answerId}\` · ${STANDINGS[standing]} · ${factsLine(listed)}`;
}
