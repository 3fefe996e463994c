import type { Imported } from '../../answers/exchange/AnswerExchange.ts';
import { planSum } from '../../answers/exchange/plan/showPlan.ts';
import { message, type MessageBody, textDisplay, withFiles } from '../messageBody.ts';
import type { EditingDesk } from './EditingDesk.ts';
import { tellLog } from './tellLog.ts';
import { editorName, when } from './versionLine.ts';
import { countedAnswers, writtenByImport } from './writtenByImport.ts';

/** Ids in the log channel: what is around them takes the rest of the 4,000 characters of a message. */
const ROOM_FOR_IDS = 3_400;

/** Tells of an import: the log channel and the operators' log once for all of it, and its editor. */
export async function importedMessage(desk: EditingDesk, imported: Imported): Promise<MessageBody> {
  const { person, log } = desk;
  const count = imported.versions.length;
  log.info({ guild: person.guildId, answers: count, user: person.id }, 'answers were imported');
  const complaint = await tellLog(desk, logEntry(desk, imported));
  const { counts } = imported.plan;
  const what = writtenByImport(counts, ['Imported', 'Hid']);
  const text = [
    `${what}: ${planSum(counts)}. ${count === 1 ? 'It holds' : 'They hold'} from the next question on.`,
    `-# ${count === 1 ? 'It' : 'Each'} is one more version of its answer: \`/answer history\` shows what there was before, and brings it back.`,
    ...(complaint === undefined ? [] : [`-# ${complaint}`]),
  ].join('\n');
  return withFiles(message([textDisplay(text)]), []);
}

function logEntry({ person }: EditingDesk, { plan, versions }: Imported): MessageBody {
  const [first] = versions;
  const { added, changed, hidden } = plan.counts;
  const deeds = [...were(added + changed, 'imported'), ...were(hidden, 'hidden')].join(', ');
  const head = `${deeds} by <@${person.id}> (${editorName({ editorName: person.name })})`;
  const facts = planSum({ added, changed, hidden, same: 0, conflict: 0, refused: 0 });
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
