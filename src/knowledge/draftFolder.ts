import { draftAnswer, draftModel, draftOutside, draftSources, draftTimeline } from './draftFiles.ts';
import type { Drafts } from './Drafts.ts';
import type { Fault } from './Fault.ts';
import { readFolder } from './readFolder.ts';
import type { TextFile } from './TextFile.ts';

const TIMELINE = 'chatgpt-timeline.yaml';
const SOURCES = 'sources.yaml';

/** The only one that a set can do without. */
const OUTSIDE = 'outside.yaml';

/** What a maintainer may keep there for people to read. */
const README = 'README.md';

/**
 * Reads the folder, each file by what its path says it is, and holds it against its schema.
 *
 * @throws UserError `knowledge-unreadable` when the folder itself cannot be read.
 */
export async function draftFolder(folder: string): Promise<{ drafts: Drafts; faults: readonly Fault[] }> {
  const { files, faults: unreadable, show } = await readFolder(folder);
  const faults: Fault[] = [...unreadable];
  const keep = <D>({ draft, faults: more }: { draft: D; faults: readonly Fault[] }): D => {
    faults.push(...more);
    return draft;
  };
  const missing = (path: string, what: string): undefined => {
    faults.push({ file: show(path), line: 1, column: 1, what });
  };
  const one = <D>(path: string, draft: (file: TextFile) => { draft: D; faults: readonly Fault[] }) => {
    const file = files.get(path);
    if (file) return keep(draft(file));
    return unreadable.some((fault) => fault.file === show(path)) ? undefined : missing(path, MISSING);
  };

  const answers = new Map<string, ReturnType<typeof draftAnswer>['draft']>();
  const models = new Map<string, ReturnType<typeof draftModel>['draft']>();
  for (const [path, file] of files) {
    const answer = /^answers\/([^/]+)\.md$/.exec(path)?.[1];
    const model = /^models\/([^/]+)\.yaml$/.exec(path)?.[1];
    if (answer !== undefined && answer !== 'README') answers.set(answer, keep(draftAnswer(answer, file)));
    else if (model !== undefined) models.set(model, keep(draftModel(model, file)));
    else if (![TIMELINE, SOURCES, OUTSIDE].includes(path) && path.split('/').at(-1) !== README) {
      faults.push(file.faultAt(0, STRANGE));
    }
  }
  const timeline = one(TIMELINE, draftTimeline);
  const sources = one(SOURCES, draftSources);
  const outsideFile = files.get(OUTSIDE);
  const outside = outsideFile ? keep(draftOutside(outsideFile)) : [];
  if (answers.size === 0) missing('answers', 'there is no answer: write the first one as answers/<id>.md');
  if (models.size === 0) missing('models', 'there is no model: write the first one as models/<id>.yaml');
  return { drafts: { answers, models, timeline, sources, outside }, faults };
}

const MISSING = 'this file is missing: add it';
const STRANGE =
  'this file is no part of the knowledge: answers are answers/<id>.md, models are models/<id>.yaml; rename or remove it';
