import { stringify } from 'yaml';
import { dayOf } from '../../shared/clock.ts';
import { withoutBlankEnds } from '../../shared/text.ts';
import type { ServerState } from '../servers/serverAnswer.ts';
import { guarded } from './csv.ts';
import { type ExportFormat, FIELDS, FORMAT, FORMAT_VERSION } from './entries.ts';
import { DOCUMENT_START } from './text.ts';

/** An entry by the names of its fields, as `ownEntry` reads it. */
type Value = string | number | boolean | readonly string[];
type Fields = Readonly<Partial<Record<(typeof FIELDS)[number], Value | undefined>>>;

/** Everything that one server's moderators wrote, hid and added. */
interface AnswerSet {
  readonly guildId: string;
  readonly exportedAt: Date;
  readonly answers: readonly (Fields & { readonly body: string })[];
  /** Ids of curated answers that this server does not show. */
  readonly hidden: readonly string[];
  readonly phrasings: readonly Fields[];
}

const WRITERS = { json: writeJson, csv: writeCsv, md: writeMarkdown } as const;

export type ExportedFile = ReturnType<typeof exportAnswers>;

/**
 * Histories and removed answers are left out.
 *
 * @returns A file with a name such as `answers-2026-11-26.json`, and how many of each kind are in it.
 */
export function exportAnswers(
  { latest, hidden: hiddenHere, taught }: Pick<ServerState, 'latest' | 'hidden' | 'taught'>,
  { format, ...from }: Pick<AnswerSet, 'guildId' | 'exportedAt'> & { readonly format: ExportFormat },
) {
  const answers = [...latest.values()].flatMap(({ answerId: id, version, content }) =>
    content ? [{ id, version, ...content }] : [],
  );
  const hidden = [...hiddenHere];
  const phrasings = [...taught.values()]
    .filter(({ questions, notThis }) => questions.length + notThis.length > 0)
    .map(({ answerId: id, questions: addedQuestions, notThis }) => ({ id, addedQuestions, notThis }));
  return {
    name: `answers-${dayOf(from.exportedAt.getTime())}.${format}`,
    text: WRITERS[format]({ ...from, answers, hidden, phrasings }),
    answers: answers.length,
    hidden: hidden.length,
    phrasings: phrasings.length,
  };
}

/** The documented format: `docs/answers.schema.json`. */
function writeJson({ guildId, exportedAt, answers, hidden, phrasings }: AnswerSet): string {
  const file = {
    format: FORMAT,
    version: FORMAT_VERSION,
    exportedAt: exportedAt.toISOString(),
    guildId,
    answers,
    hidden,
    ...(phrasings.length > 0 && { phrasings }),
  };
  return `${JSON.stringify(file, null, 2)}\n`;
}

/** Without it, Excel doesn't recognise UTF-8. */
const BYTE_ORDER_MARK = '\uFEFF';

/** One row per answer. Phrasings and sources take one cell each, one per line. The last two columns are there if needed. */
function writeCsv({ guildId, answers, hidden, phrasings }: AnswerSet): string {
  const rows: readonly Fields[] = [
    // A spreadsheet would keep only the first fifteen digits of a number.
    ...answers.map((answer) => ({ ...answer, guildId: `#${guildId}` })),
    ...hidden.map((id) => ({ id, hidden: 'yes' })),
    ...phrasings,
  ];
  const columns = phrasings.length > 0 ? FIELDS : FIELDS.slice(0, FIELDS.indexOf('addedQuestions'));
  const lines = [columns.join(','), ...rows.map((row) => columns.map((name) => cellOf(row[name])).join(','))];
  return BYTE_ORDER_MARK + lines.map((line) => `${line}\r\n`).join('');
}

function cellOf(value: Value = ''): string {
  const cell = guarded(typeof value === 'object' ? value.join('\n') : String(value));
  return /^\s|\s$|[",;\t\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}

/** As curated answers are written, one after the other. */
function writeMarkdown({ guildId, answers, hidden, phrasings }: AnswerSet): string {
  const documents = [
    ...answers.map(({ id, version, body, ...fields }) => {
      const matter = { id, version, guildId, ...fields };
      const isReadAsItIs = body === withoutBlankEnds(body) && body.search(DOCUMENT_START) === -1;
      if (body === '') return matterOf(matter);
      return isReadAsItIs ? `${matterOf(matter)}\n${body}\n` : matterOf({ ...matter, body });
    }),
    ...hidden.map((id) => matterOf({ id, hidden: true })),
    ...phrasings.map(matterOf),
  ];
  return documents.join('\n');
}

/** Keeps each text on one line, so that none can look like the end of the front matter. */
function matterOf(fields: Fields): string {
  const yaml = stringify(fields, {
    lineWidth: 0,
    blockQuote: false,
    doubleQuotedMinMultiLineLength: Number.MAX_SAFE_INTEGER,
    aliasDuplicateObjects: false,
  });
  return `---\n${yaml}---\n`;
}
