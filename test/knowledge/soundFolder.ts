import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';
import { stringify } from 'yaml';
import { formatFault } from '../../src/knowledge/faults.ts';
import { checkKnowledge } from '../../tools/knowledge/checks/checkKnowledge.ts';

/** A small set without faults. */
export const SOUND = join(import.meta.dirname, '../fixtures/knowledge');

/** A file's new text, the text made from its old one, or `null` to remove it. */
type Change = string | Uint8Array | null | ((old: string) => string);

/** By path inside the folder. */
export type Changes = Readonly<Record<string, Change>>;

/** Writes the sound set with some changes into a folder of its own, which is gone after the test. */
export async function changedFolder(changes: Changes): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'whence-knowledge-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  await cp(SOUND, folder, { recursive: true });
  for (const [path, change] of Object.entries(changes)) {
    const file = join(folder, path);
    await mkdir(dirname(file), { recursive: true });
    if (change === null) await rm(file, { recursive: true });
    else await writeFile(file, typeof change === 'function' ? change(await readFile(file, 'utf8')) : change);
  }
  return folder;
}

/** @returns The faults as lines, with paths inside the folder. */
export async function faultsOf(changes: Changes): Promise<string[]> {
  const folder = await changedFolder(changes);
  const { faults } = await checkKnowledge(folder);
  return faults.map((fault) => formatFault(fault).replaceAll(`${folder}/`, ''));
}

/** A change of one piece of text, which must be there. */
export function swap(from: string, to: string): (old: string) => string {
  return (old) => {
    if (!old.includes(from)) throw new Error(`the fixture does not hold "${from}"`);
    return old.replace(from, () => to);
  };
}

interface AnswerParts {
  readonly title: string;
  readonly questions: readonly string[];
  readonly reviewBy?: string;
}

/** The two files of an answer. */
export function answerFiles(id: string, { title, questions, reviewBy }: AnswerParts): Changes {
  const fields = { title, short: `About ${title}.`, checked: '2026-11-22', reviewBy, sources: ['paper'] };
  return {
    [`answers/${id}.md`]: `---\n${stringify(fields)}---\n`,
    [`answers/${id}.phrasings.yaml`]: stringify({ questions }),
  };
}
