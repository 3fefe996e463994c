import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { command, fromCallersFolder, runIfStarted, UsageError } from '../../src/cli/run.ts';
import { channels } from './channels.ts';
import { matching, type SetPaths } from './matching.ts';
import { pictures } from './pictures.ts';
import { reply } from './reply.ts';
import { servers } from './servers.ts';
import { SOAK, soak, type SoakSize } from './soak.ts';
import { startup } from './startup.ts';

/** @param sets - For those that measure answer sets. */
type Bench = (sets: readonly SetPaths[]) => Promise<void>;

const BENCHES: Readonly<Record<string, Bench>> = { startup, reply, pictures, channels, matching, servers };

/** Takes an hour, so it only runs when it is named. */
const LONG_BENCH = 'soak';

const USAGE = `Usage: npm run bench -- [NAME …] [--answers FILE --questions FILE …]

Names: ${Object.keys(BENCHES).join(', ')}; all of them without one. And ${LONG_BENCH}, which takes long.

  --answers    lines like {"id": "…", "questions": ["…"]}, for matching to be measured on as well
  --questions  lines like {"text": "…", "expect": ["id"]}, or null where no answer is right
  --messages, --servers, --channels  how large the soak is (default: ${SOAK.messages}, ${SOAK.servers}, ${SOAK.channels} in each)
  --help       print this text`;

export const bench = command(async (args) => {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      answers: { type: 'string', multiple: true, default: [] },
      questions: { type: 'string', multiple: true, default: [] },
      messages: { type: 'string', default: String(SOAK.messages) },
      servers: { type: 'string', default: String(SOAK.servers) },
      channels: { type: 'string', default: String(SOAK.channels) },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    console.log(USAGE);
    return 0;
  }
  const unknown = positionals.find((name) => name !== LONG_BENCH && !Object.hasOwn(BENCHES, name));
  if (unknown !== undefined) {
    throw new UsageError(`There is no bench called "${unknown}". There are: ${Object.keys(BENCHES).join(', ')}.`);
  }
  const size: SoakSize = {
    messages: count('--messages', values.messages),
    servers: count('--servers', values.servers),
    channels: count('--channels', values.channels),
  };
  const sets = paired(values.answers, values.questions);
  console.log(
    `Node ${process.versions.node}, ${cpus().length} × ${cpus()[0]?.model ?? 'unknown processor'}, ${new Date().toISOString().slice(0, 10)}`,
  );
  for (const name of positionals.length > 0 ? positionals : Object.keys(BENCHES)) {
    console.log(`\n${name}`);
    await (name === LONG_BENCH ? soak(size) : BENCHES[name]!(sets));
  }
  return 0;
});

function count(option: string, text: string): number {
  if (/^[1-9]\d{0,8}$/.test(text)) return Number(text);
  throw new UsageError(`${option} is "${text}" but must be a whole number from 1 on.`);
}

/** The first answers with the first questions, and so on. */
function paired(answers: readonly string[], questions: readonly string[]): readonly SetPaths[] {
  if (answers.length !== questions.length) {
    throw new UsageError('Every --answers needs its --questions: give as many of one as of the other.');
  }
  return answers.map((path, place) => ({
    answers: fromCallersFolder(path),
    questions: fromCallersFolder(questions[place]!),
  }));
}

await runIfStarted(import.meta, bench);
