import { ButtonStyle, userMention } from 'discord.js';
import type { Imported, PlannedImport } from '../../answers/exchange/AnswerExchange.ts';
import { countOfChanges, type ImportPlan, type Outcome, teachingsOf } from '../../answers/exchange/plan.ts';
import { planLine, showPlan } from '../../answers/exchange/planReport.ts';
import { countsOf } from '../../answers/exchange/strings.ts';
import { characterCount, clipped } from '../../shared/text.ts';
import { UserError } from '../../shared/UserError.ts';
import { filesToAttach } from '../attachments.ts';
import { button, escapeMarkdown, message, row, sentence, text, withAttached, withFiles } from '../components.ts';
import type { MessageBody } from '../components.ts';
import { DISCARD_IMPORT, IMPORT } from '../customIds.ts';
import * as strings from './strings.ts';
import { postToLogChannel } from './changeLog.ts';
import type { EditorSession } from './EditorSession.ts';
import { editorName, timestamp } from './text.ts';
import type { ExportedFile } from '../../answers/exchange/export.ts';
import { type ImportRequest, MAX_FILE_BYTES } from '../../answers/exchange/entries.ts';

/** Characters for the entries, of the 4,000 of a message. */
const ROOM_FOR_LINES = 3_000;
const MAX_LINE = 300;
const MAX_NOTES = 10;

const PLAN_FILE = 'plan.txt';

/** What needs attention comes first. Unchanged entries are not listed. */
const ORDER: readonly Outcome[] = ['conflict', 'refused', 'changed', 'hidden', 'phrasings', 'added'];

/** The files are attached for the button, see attachments.ts. @param isChanged - Another plan was confirmed. */
export function planMessage({ plan, digest }: PlannedImport, request: ImportRequest, isChanged = false): MessageBody {
  const { overwrite } = request;
  const count = countOfChanges(plan);
  const { lines, left } = linesOf(plan);
  const isCut = left > 0 || plan.notes.length > MAX_NOTES || plan.notes.some((note) => fitted(note).endsWith('…'));
  const files = [
    ...(isCut ? [{ name: PLAN_FILE, attachment: Buffer.from(`${showPlan(plan).join('\n')}\n`) }] : []),
    ...(count > 0 ? filesToAttach(request) : []),
  ];
  const mode = overwrite ? 'overwrite' : 'keep';
  const head = text(
    isChanged && strings.PLAN_CHANGED,
    `### ${plan.entries.length === 0 ? strings.IMPORT_EMPTY : strings.importTitle(countsOf(plan.counts))}`,
    count === 0 ? strings.NOTHING_TO_IMPORT : strings.NOT_IMPORTED_YET,
    ...plan.notes.slice(0, MAX_NOTES).map((note) => `-# ${fitted(note)}`),
    !overwrite && plan.entries.some((entry) => entry.isOverwritable) && `-# ${strings.OVERWRITE_HINT}`,
  );
  const buttons = row(
    button(strings.importButton(plan.counts), IMPORT, { digest, mode }, ButtonStyle.Success),
    button(strings.BUTTONS.discard, DISCARD_IMPORT, {}, ButtonStyle.Danger),
  );
  const body = text(...lines, left > 0 && strings.moreInFile(left, PLAN_FILE));
  return withAttached(files, [head, body], count > 0 && buttons);
}

/** As many lines as fit, and how many entries are left. Lines for those are not even made: there can be thousands. */
function linesOf({ entries }: ImportPlan): { readonly lines: string[]; readonly left: number } {
  const shown = ORDER.flatMap((outcome) => entries.filter((entry) => entry.outcome === outcome));
  const lines: string[] = [];
  let room = ROOM_FOR_LINES;
  for (const [index, entry] of shown.entries()) {
    const some = [`- ${fitted(planLine(entry))}`, ...entry.warnings.map((warning) => `  - ${fitted(warning)}`)];
    room -= characterCount(some.join('\n')) + 1;
    if (room < 0) return { lines, left: shown.length - index };
    lines.push(...some);
  }
  return { lines, left: 0 };
}

/** Text from a file, which formats nothing here. */
const fitted = (plain: string): string => clipped(escapeMarkdown(plain), MAX_LINE);

/** Characters for the ids in the log channel, of the 4,000 of a message. */
const ROOM_FOR_IDS = 3_400;

export async function importedMessage(session: EditorSession, imported: Imported): Promise<MessageBody> {
  const { person, log } = session;
  log.info({ guild: person.guildId, answers: countOfChanges(imported.plan), user: person.id }, 'answers were imported');
  const complaint = await postToLogChannel(session, () => logEntry(session, imported));
  const { counts } = imported.plan;
  const done = strings.importDone(counts, countsOf(counts));
  return withFiles(message(text(done, `-# ${strings.IMPORT_VERSIONS}`, complaint)), []);
}

function logEntry({ person }: EditorSession, { plan, versions }: Imported): MessageBody {
  const [first] = versions;
  const who = `${userMention(person.id)} (${editorName({ editorName: person.name })})`;
  const facts = countsOf({ ...plan.counts, same: 0, conflict: 0, refused: 0 });
  const ids = idsThatFit([...versions, ...teachingsOf(plan)].map(({ answerId }) => answerId));
  const details = `-# ${facts}${first ? ` · ${timestamp(first.at)}` : ''}`;
  return message(text(strings.importLogged(plan.counts, who), details, ids));
}

/** `a`, `b` and 1,900 more */
function idsThatFit(ids: readonly string[]): string {
  let room = ROOM_FOR_IDS;
  const tooMany = ids.findIndex((id) => (room -= id.length + 4) < 0);
  const shown = (tooMany === -1 ? ids : ids.slice(0, tooMany)).map((id) => `\`${id}\``).join(', ');
  return tooMany === -1 ? shown : strings.andMore(shown, ids.length - tooMany);
}

/** @param maxBytes - Of an attachment on this server, as Discord states it. @throws UserError `export-too-large` */
export function exportMessage({ name, text: content, ...counts }: ExportedFile, maxBytes: number): MessageBody {
  if (counts.answers + counts.hidden + counts.phrasings === 0) return sentence(strings.NOTHING_TO_EXPORT);
  const attachment = Buffer.from(content);
  if (attachment.byteLength > maxBytes) throw new UserError('export-too-large', strings.EXPORT_TOO_LARGE);
  const hint = attachment.byteLength > MAX_FILE_BYTES ? strings.SPLIT_BEFORE_IMPORT : strings.IMPORT_AGAIN;
  return withAttached([{ attachment, name }], [text(`${strings.exported(counts)} ${hint}`)]);
}
