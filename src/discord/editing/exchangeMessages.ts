import { ButtonStyle } from 'discord.js';
import type { Imported, ImportRequest, PlannedImport } from '../../answers/exchange/AnswerExchange.ts';
import { type ImportPlan, planLine, showPlan } from '../../answers/exchange/plan.ts';
import { characterCount, clipped } from '../../shared/text.ts';
import { UserError } from '../../shared/UserError.ts';
import { DISCARD_IMPORT, IMPORT } from '../customIds.ts';
import {
  escapeMarkdown,
  button,
  fileDisplay,
  message,
  type MessageBody,
  sentence,
  textDisplay,
  withFiles,
} from '../present.ts';
import { postToLogChannel } from './changeLog.ts';
import type { EditorSession } from './EditorSession.ts';
import { buttonRow, editorName, when } from './text.ts';
import type { Outcome, PlanEntry } from '../../answers/exchange/planEntry.ts';
import { countsOf } from '../../answers/exchange/strings.ts';
import type { ExportedFile } from '../../answers/exchange/exportAnswers.ts';
import { MAX_FILE_BYTES } from '../../answers/exchange/formats.ts';

type Counts = Pick<ImportPlan['counts'], 'added' | 'changed' | 'hidden'>;

/**
 * What an import writes, in the fewest words.
 *
 * @param verbs - For what it brings in, and for what it hides.
 * @example
 * writtenByImport({ added: 1, changed: 1, hidden: 1 }, ['Import', 'Hide']); // 'Import 2 answers, hide 1'
 */
export function writtenByImport(
  { added, changed, hidden }: Counts,
  [imports, hides]: readonly [string, string],
): string {
  const written = added + changed;
  if (hidden === 0) return `${imports} ${countedAnswers(written)}`;
  if (written === 0) return `${hides} ${countedAnswers(hidden)}`;
  return `${imports} ${countedAnswers(written)}, ${hides.toLowerCase()} ${hidden.toLocaleString('en-US')}`;
}

export const countedAnswers = (count: number): string =>
  `${count.toLocaleString('en-US')} ${count === 1 ? 'answer' : 'answers'}`;

/** Of the 4,000 characters of a message, for what happens to the entries; the rest is around them. */
const ROOM_FOR_LINES = 3_000;
const MAX_LINE = 300;
/** Of what holds for the whole file, so many are shown. */
const MAX_NOTES = 3;

/** All lines of a plan of which not all fit. */
const PLAN_FILE = 'plan.txt';

/** What needs somebody first; what stays the same needs no line. */
const ORDER: readonly Outcome[] = ['conflict', 'refused', 'changed', 'hidden', 'added'];

interface PlanOptions {
  /** Another plan was shown before this one, and somebody agreed to that. */
  readonly isChanged?: boolean;
}

/** What an import would do, and the question whether it shall. The file comes with it: see `files/importedFile.ts`. */
export function planMessage(
  { plan, digest }: PlannedImport,
  { bytes, name, overwrite }: ImportRequest,
  { isChanged = false }: PlanOptions = {},
): MessageBody {
  const count = plan.counts.added + plan.counts.changed + plan.counts.hidden;
  const { lines, left } = linesOf(plan);
  const rest = left === 0 ? [] : [`… and ${left.toLocaleString('en-US')} more. All of them are in ${PLAN_FILE}.`];
  const files = [
    ...(left === 0 ? [] : [{ name: PLAN_FILE, attachment: Buffer.from(`${showPlan(plan).join('\n')}\n`) }]),
    ...(count === 0 ? [] : [{ name, attachment: Buffer.from(bytes) }]),
  ];
  const mode = overwrite ? 'overwrite' : 'keep';
  const body = message([
    textDisplay(
      [
        ...(isChanged
          ? ['**Somebody has changed something meanwhile, so nothing was written.** This is the plan now.']
          : []),
        plan.entries.length === 0 ? '### The file holds no answers' : `### This import: ${countsOf(plan.counts)}`,
        count === 0 ? 'There is nothing to write.' : 'Nothing is written yet.',
        ...plan.notes.slice(0, MAX_NOTES).map((note) => `-# ${fitted(note)}`),
        ...hintOf(plan, overwrite),
      ].join('\n'),
    ),
    ...(lines.length + rest.length === 0 ? [] : [textDisplay([...lines, ...rest].join('\n'))]),
    ...files.map((file) => fileDisplay(file.name)),
    ...(count === 0
      ? []
      : buttonRow([
          ...button(writtenByImport(plan.counts, ['Import', 'Hide']), IMPORT, { digest, mode }, ButtonStyle.Success),
          ...button('Discard', DISCARD_IMPORT, {}, ButtonStyle.Danger),
        ])),
  ]);
  return withFiles(body, files);
}

/** As many as fit, and how many are left. Those are not even written: there can be thousands. */
function linesOf({ entries }: ImportPlan): { readonly lines: readonly string[]; readonly left: number } {
  const shown = ORDER.flatMap((outcome) => entries.filter((entry) => entry.outcome === outcome));
  const lines: string[] = [];
  let room = ROOM_FOR_LINES;
  for (const [index, entry] of shown.entries()) {
    const some = linesOfEntry(entry);
    room -= characterCount(some.join('\n')) + 1;
    if (room < 0) return { lines, left: shown.length - index };
    lines.push(...some);
  }
  return { lines, left: 0 };
}

function linesOfEntry(entry: PlanEntry): string[] {
  return [`- ${fitted(planLine(entry))}`, ...entry.warnings.map((warning) => `  - ${fitted(warning)}`)];
}

/** What stands in a file formats nothing here. */
const fitted = (text: string): string => clipped(escapeMarkdown(text), MAX_LINE);

function hintOf({ entries }: ImportPlan, overwrite: boolean): string[] {
  const yields = entries.some((entry) => entry.outcome === 'conflict' && entry.conflict !== 'phrasing');
  if (!yields || overwrite) return [];
  return ['-# With `overwrite`, the file wins where moderators have removed, changed or hidden something.'];
}

/** Ids in the log channel: what is around them takes the rest of the 4,000 characters of a message. */
const ROOM_FOR_IDS = 3_400;

/** Tells of an import: the log channel and the operators' log once for all of it, and its editor. */
export async function importedMessage(session: EditorSession, imported: Imported): Promise<MessageBody> {
  const { person, log } = session;
  const count = imported.versions.length;
  log.info({ guild: person.guildId, answers: count, user: person.id }, 'answers were imported');
  const complaint = await postToLogChannel(session, logEntry(session, imported));
  const { counts } = imported.plan;
  const what = writtenByImport(counts, ['Imported', 'Hid']);
  const text = [
    `${what}: ${countsOf(counts)}. ${count === 1 ? 'It holds' : 'They hold'} from the next question on.`,
    `-# ${count === 1 ? 'It' : 'Each'} is one more version of its answer: \`/answer history\` shows what there was before, and brings it back.`,
    ...(complaint === undefined ? [] : [`-# ${complaint}`]),
  ].join('\n');
  return withFiles(message([textDisplay(text)]), []);
}

function logEntry({ person }: EditorSession, { plan, versions }: Imported): MessageBody {
  const [first] = versions;
  const { added, changed, hidden } = plan.counts;
  const deeds = [...were(added + changed, 'imported'), ...were(hidden, 'hidden')].join(', ');
  const head = `${deeds} by <@${person.id}> (${editorName({ editorName: person.name })})`;
  const facts = countsOf({ added, changed, hidden, same: 0, conflict: 0, refused: 0 });
  const ids = idsThatFit(versions.map(({ answerId }) => answerId));
  return message([textDisplay([head, `-# ${facts}${first ? ` · ${when(first.at)}` : ''}`, ids].join('\n'))]);
}

/** `**2 answers** were imported` */
const were = (count: number, deed: string): string[] =>
  count === 0 ? [] : [`**${countedAnswers(count)}** ${count === 1 ? 'was' : 'were'} ${deed}`];

/** `a`, `b` and 1,900 more */
function idsThatFit(ids: readonly string[]): string {
  let room = ROOM_FOR_IDS;
  const tooMany = ids.findIndex((id) => (room -= id.length + 4) < 0);
  if (tooMany === -1) return ids.map((id) => `\`${id}\``).join(', ');
  const shown = ids.slice(0, tooMany).map((id) => `\`${id}\``);
  return `${shown.join(', ')} and ${(ids.length - tooMany).toLocaleString('en-US')} more`;
}

/**
 * An export with its file, and what is in it.
 *
 * @param mostBytes - How large a file may be here, as Discord says.
 * @throws UserError `export-too-large`
 */
export function exportMessage({ name, text, answers, hidden }: ExportedFile, mostBytes: number): MessageBody {
  if (answers === 0 && hidden === 0) {
    return sentence('This server has written no answers of its own and hides none: there is nothing to export.');
  }
  const attachment = Buffer.from(text);
  if (attachment.byteLength > mostBytes) {
    throw new UserError(
      'export-too-large',
      'The answers of this server are too many for a file on Discord. Ask those who run this bot to export them.',
    );
  }
  const written = `${answers.toLocaleString('en-US')} ${answers === 1 ? 'answer' : 'answers'}`;
  const hides = `${hidden.toLocaleString('en-US')} hidden ${hidden === 1 ? 'one' : 'ones'}`;
  const back =
    attachment.byteLength > MAX_FILE_BYTES
      ? 'It is larger than the 1 MB that `/answer import` takes: split it before you bring it in again.'
      : '`/answer import` brings it in again, here or on another server.';
  const body = message([textDisplay(`**${written}** and **${hides}** are in this file. ${back}`), fileDisplay(name)]);
  return withFiles(body, [{ attachment, name }]);
}
