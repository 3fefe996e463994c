import type { z } from 'zod';
import { ANSWER_ID, type AnswerRecord, answerSchema } from './Answer.ts';
import { checkSchema, type Fault } from './faults.ts';
import { type Path, type Range, readFolder, splitFrontMatter, type TextFile, YamlText } from './files.ts';
import {
  outsideTextSchema,
  outsideTopicSchema,
  type SourceRecord,
  sourceSchema,
  timelineEntrySchema,
  type TimelineRecord,
} from './Knowledge.ts';
import { MODEL_ID, type ModelRecord, modelSchema } from './Model.ts';

interface DraftParts<R> {
  readonly id: string;
  readonly file: TextFile;
  readonly yaml: YamlText | undefined;
  /** Where in the YAML the record stands: `[]` when it is the whole file, `[3]` for the fourth entry of a list. */
  readonly root: Path;
  readonly record: R | undefined;
  /** Where the Markdown body begins in the file. */
  readonly bodyStart?: number;
}

/**
 * An answer, model, source or timeline entry on its way into the knowledge: what was read, and where each part of it
 * is written, so that every later check can point there.
 */
export class Draft<R> {
  readonly id: string;
  readonly file: TextFile;
  /** What the schema made of it; `undefined` when it has faults, which are then reported already. */
  readonly record: R | undefined;
  readonly #parts: DraftParts<R>;

  constructor(parts: DraftParts<R>) {
    this.id = parts.id;
    this.file = parts.file;
    this.record = parts.record;
    this.#parts = parts;
  }

  /** The same place with other data. */
  withRecord(record: R): Draft<R> {
    return new Draft({ ...this.#parts, record });
  }

  /**
   * @param path - Leads to the value from the record's root; `['body']` is the Markdown body.
   * @param within - Points to this piece of the value's text, if it is written there as such.
   */
  fault(path: Path, what: string, within?: string): Fault {
    const [start, end] = this.#rangeOf(path);
    const found = within === undefined ? -1 : this.file.text.slice(start, end).indexOf(within);
    return this.file.faultAt(start + Math.max(found, 0), what);
  }

  #rangeOf(path: Path): Range {
    const { yaml, root, bodyStart } = this.#parts;
    if (bodyStart !== undefined && path[0] === 'body') return [bodyStart, this.file.text.length];
    return yaml?.rangeOf([...root, ...path]) ?? [0, 0];
  }
}

/** An answer's front matter and what follows it. */
export interface AnswerPage extends AnswerRecord {
  /** Markdown, without blank lines around it. */
  readonly body: string;
}

/**
 * All that the folder holds, read but not yet linked up. What a schema refused is here too, without its record, so
 * that whoever names it is not blamed.
 */
export interface Drafts {
  /** By id. */
  readonly answers: ReadonlyMap<string, Draft<AnswerPage>>;
  /** By id. */
  readonly models: ReadonlyMap<string, Draft<ModelRecord>>;
  /** As in the file; `undefined` when the file is missing or no YAML. */
  readonly timeline: readonly Draft<TimelineRecord>[] | undefined;
  /** By id; `undefined` when the file is missing or no YAML. */
  readonly sources: ReadonlyMap<string, Draft<SourceRecord>> | undefined;
  /** As in the file, each with its topic as id; none when the file is missing or no YAML. */
  readonly outside: readonly Draft<string>[];
}

interface Drafted<D> {
  readonly draft: D;
  readonly faults: readonly Fault[];
}

/** `knowledge/answers/<id>.md` */
export function draftAnswer(id: string, file: TextFile): Drafted<Draft<AnswerPage>> {
  const misnamed = misnamedFault(id, ANSWER_ID, file, 'gpt-vs-chatgpt.md');
  const matter = splitFrontMatter(file.text);
  if (!matter) {
    const fault = file.faultAt(0, 'an answer begins with its fields between two lines "---": add them');
    return {
      draft: new Draft<AnswerPage>({ id, file, yaml: undefined, root: [], record: undefined }),
      faults: [...misnamed, fault],
    };
  }
  const yaml = new YamlText(file, matter.end);
  const { record, faults } = checkWhole(answerSchema, file, yaml);
  const page = record && { ...record, body: matter.body };
  return {
    draft: new Draft({ id, file, yaml, root: [], record: page, bodyStart: matter.bodyStart }),
    faults: [...misnamed, ...faults],
  };
}

/** `knowledge/models/<id>.yaml` */
export function draftModel(id: string, file: TextFile): Drafted<Draft<ModelRecord>> {
  const misnamed = misnamedFault(id, MODEL_ID, file, 'gpt-4o-mini.yaml');
  const yaml = new YamlText(file);
  const { record, faults } = checkWhole(modelSchema, file, yaml);
  return { draft: new Draft({ id, file, yaml, root: [], record }), faults: [...misnamed, ...faults] };
}

/** `knowledge/chatgpt-timeline.yaml`, a list. */
export function draftTimeline(file: TextFile): Drafted<Drafts['timeline']> {
  const yaml = new YamlText(file);
  if (yaml.value === undefined) return { draft: undefined, faults: yaml.faults };
  const value = yaml.value ?? [];
  if (!Array.isArray(value)) {
    const fault = file.faultAt(yaml.rangeOf([])[0], 'this file must be a list of entries, each beginning with "- "');
    return { draft: undefined, faults: [...yaml.faults, fault] };
  }
  const entries = value.map((entry: unknown, index) => {
    const { record, faults } = checkSchema(timelineEntrySchema, entry, file, yaml, [index]);
    return { draft: new Draft({ id: String(index), file, yaml, root: [index], record }), faults };
  });
  return {
    draft: entries.map(({ draft }) => draft),
    faults: [...yaml.faults, ...entries.flatMap(({ faults }) => faults)],
  };
}

/** `knowledge/sources.yaml`, a map from ids to sources. */
export function draftSources(file: TextFile): Drafted<Drafts['sources']> {
  const yaml = new YamlText(file);
  if (yaml.value === undefined) return { draft: undefined, faults: yaml.faults };
  const value = yaml.value ?? {};
  if (typeof value !== 'object' || Array.isArray(value)) {
    const fault = file.faultAt(yaml.rangeOf([])[0], 'this file must be a map from ids to sources');
    return { draft: undefined, faults: [...yaml.faults, fault] };
  }
  const entries = Object.entries(value).map(([id, entry]: [string, unknown]) => {
    const misnamed = ANSWER_ID.test(id) ? [] : [file.faultAt(yaml.rangeOfKey([id])[0], misnamedSource(id))];
    const { record, faults } = checkSchema(sourceSchema, entry, file, yaml, [id]);
    return { draft: new Draft({ id, file, yaml, root: [id], record }), faults: [...misnamed, ...faults] };
  });
  return {
    draft: new Map(entries.map(({ draft }) => [draft.id, draft])),
    faults: [...yaml.faults, ...entries.flatMap(({ faults }) => faults)],
  };
}

/** `knowledge/outside.yaml`, a map from topics to lists of texts. */
export function draftOutside(file: TextFile): Drafted<Drafts['outside']> {
  const yaml = new YamlText(file);
  if (yaml.value === undefined) return { draft: [], faults: yaml.faults };
  const value = yaml.value ?? {};
  if (typeof value !== 'object' || Array.isArray(value)) {
    const fault = file.faultAt(yaml.rangeOf([])[0], 'this file must be a map from topics to lists of texts');
    return { draft: [], faults: [...yaml.faults, fault] };
  }
  const faults = [...yaml.faults];
  const texts = Object.entries(value).flatMap(([topic, entry]: [string, unknown]) => {
    const list = checkSchema(outsideTopicSchema, entry, file, yaml, [topic]);
    faults.push(...list.faults);
    return (list.record ?? []).map((text, index) => {
      const root = [topic, index];
      const { record, faults: more } = checkSchema(outsideTextSchema, text, file, yaml, root);
      faults.push(...more);
      return new Draft({ id: topic, file, yaml, root, record });
    });
  });
  return { draft: texts, faults };
}

const misnamedSource = (id: string): string =>
  `"${id}" is not an id: write it in lower case with hyphens, like gpt-4-post`;

function misnamedFault(id: string, form: RegExp, file: TextFile, example: string): Fault[] {
  if (form.test(id)) return [];
  return [file.faultAt(0, `"${id}" is not an id: rename the file in lower case with hyphens, like ${example}`)];
}

function checkWhole<S extends z.ZodType>(
  schema: S,
  file: TextFile,
  yaml: YamlText,
): { record: z.output<S> | undefined; faults: readonly Fault[] } {
  if (yaml.value === undefined) return { record: undefined, faults: yaml.faults };
  const { record, faults } = checkSchema(schema, yaml.value, file, yaml);
  return { record, faults: [...yaml.faults, ...faults] };
}

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
