import { ButtonStyle } from 'discord.js';
import type { ImportRequest, PlannedImport } from '../../answers/exchange/AnswerExchange.ts';
import type { ImportPlan, Outcome, PlanEntry } from '../../answers/exchange/plan/ImportPlan.ts';
import { planLine, planSum, showPlan } from '../../answers/exchange/plan/showPlan.ts';
import { characterCount } from '../../characterCount.ts';
import { clipped } from '../../replies/characters.ts';
import { asTyped } from '../asTyped.ts';
import { button } from '../button.ts';
import { DISCARD_IMPORT, IMPORT } from '../ids/editorIds.ts';
import { fileDisplay, message, type MessageBody, textDisplay, withFiles } from '../messageBody.ts';
import { buttonRow } from './rows.ts';
import { writtenByImport } from './writtenByImport.ts';

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
        plan.entries.length === 0 ? '### The file holds no answers' : `### This import: ${planSum(plan.counts)}`,
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
const fitted = (text: string): string => clipped(asTyped(text), MAX_LINE);

function hintOf({ entries }: ImportPlan, overwrite: boolean): string[] {
  const yields = entries.some((entry) => entry.outcome === 'conflict' && entry.conflict !== 'phrasing');
  if (!yields || overwrite) return [];
  return ['-# With `overwrite`, the file wins where moderators have removed, changed or hidden something.'];
}
