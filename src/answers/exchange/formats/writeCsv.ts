import type { AnswerSet, ExportedAnswer } from '../AnswerSet.ts';
import { guarded } from './formulaGuard.ts';

/** The columns of a CSV file of ours, in the order in which they are written. */
export const COLUMNS = [
  'id',
  'version',
  'title',
  'questions',
  'body',
  'sources',
  'reviewBy',
  'hidden',
  'guildId',
] as const;

export type Column = (typeof COLUMNS)[number];

/** Before an id of Discord's, of which a spreadsheet would keep the first fifteen digits alone. */
export const TEXT_MARK = '#';

/** Without it, Excel takes UTF-8 for the alphabet of the country. */
const BYTE_ORDER_MARK = '\uFEFF';

/** One row an answer, for a spreadsheet. Phrasings and sources stand in one cell each, one a line. */
export function writeCsv({ guildId, answers, hidden }: AnswerSet): string {
  const rows = [
    ...answers.map((answer) => rowOfAnswer(answer, guildId)),
    ...hidden.map((id): Row => ({ id, hidden: 'yes' })),
  ];
  const lines = [COLUMNS.join(','), ...rows.map((row) => COLUMNS.map((name) => cellOf(row[name] ?? '')).join(','))];
  return BYTE_ORDER_MARK + lines.map((line) => `${line}\r\n`).join('');
}

type Row = Readonly<Partial<Record<Column, string>>>;

function rowOfAnswer({ id, version, content }: ExportedAnswer, guildId: string): Row {
  const { title, questions, body, sources, reviewBy = '' } = content;
  return {
    id,
    version: String(version),
    title,
    questions: questions.join('\n'),
    body,
    sources: sources.join('\n'),
    reviewBy,
    guildId: `${TEXT_MARK}${guildId}`,
  };
}

function cellOf(text: string): string {
  const cell = guarded(text);
  return /^\s|\s$|[",;\t\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
