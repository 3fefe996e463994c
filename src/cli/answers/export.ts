import { writeFile } from 'node:fs/promises';
import { basename, extname } from 'node:path';
import { parseArgs } from 'node:util';
import { EXPORT_FORMATS, exportAnswers, type ExportFormat } from '../../answers/exchange/exportAnswers.ts';
import { KNOWLEDGE_FOLDER } from '../../answers/openBook.ts';
import { readKnowledge } from '../../knowledge/readKnowledge.ts';
import { UserError } from '../../UserError.ts';
import { counted } from '../counted.ts';
import { UsageError } from '../runCommand.ts';
import type { Subcommand } from '../Subcommand.ts';
import { fileIn, forceOption, guildIn, guildOption } from './options.ts';
import { withStore } from './withStore.ts';

export const exportFile: Subcommand = {
  usage: '--guild ID [--format json|csv|md] [FILE] [--force]',
  summary: 'write what a server has of its own to a file, or to standard output; see docs/answers-file.md',
  async run(args) {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { guild: guildOption, format: { type: 'string' }, force: forceOption },
    });
    const guildId = guildIn(values.guild);
    const file = positionals.length === 0 ? undefined : fileIn(positionals, 'export --guild ID answers.json');
    const format = formatIn(values.format, file);
    const { answers: curated } = await readKnowledge(KNOWLEDGE_FOLDER);
    const versions = await withStore((store) => store.current(guildId), { mustExist: true });
    const isCurated = (id: string): boolean => curated.has(id);
    const { text, answers, hidden } = exportAnswers(versions, { guildId, format, exportedAt: new Date(), isCurated });
    if (file === undefined) {
      process.stdout.write(text);
      return 0;
    }
    await save(file, text, values.force);
    console.log(`${counted(answers, 'answer')} and ${counted(hidden, 'hidden one')} are in ${file}.`);
    return 0;
  },
};

/** As asked for; else as the file is called; else JSON. */
function formatIn(asked: string | undefined, file: string | undefined): ExportFormat {
  const name = asked ?? (file === undefined ? 'json' : extname(file).slice(1).toLowerCase());
  const format = EXPORT_FORMATS.find((known) => known === name);
  if (format) return format;
  const known = EXPORT_FORMATS.join(', ');
  if (asked !== undefined) throw new UsageError(`--format is "${asked}" but must be one of ${known}.`);
  throw new UsageError(
    `The name ${basename(file ?? '')} says no format: let it end in one of ${known}, or give --format.`,
  );
}

/** @throws UserError `file-exists`, `file-not-written` */
async function save(file: string, text: string, isForced: boolean): Promise<void> {
  try {
    await writeFile(file, text, { flag: isForced ? 'w' : 'wx' });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST') {
      throw new UserError('file-exists', `${file} already exists. Name another file, or replace it with --force.`);
    }
    throw new UserError('file-not-written', `${file} cannot be written (${code}). Name another file.`);
  }
}
