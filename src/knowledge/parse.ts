import type { z } from 'zod';
import { type Fault, ParsedRecord, type Path, type TextFile } from './faults.ts';
import { readFolder, splitFrontMatter } from './files.ts';
import { ID } from './ids.ts';
import type { Phrasings } from './Phrasings.ts';
import { checkSchema } from './schemaFaults.ts';
import { type AnswerRecord, answerSchema, phrasingsSchema, topicSchema } from './schemas/answer.ts';
import { familySchema, makerSchema, namesSchema, sourceSchema } from './schemas/entries.ts';
import { type AssistantRecord, assistantSchema, type ModelRecord, modelSchema } from './schemas/model.ts';
import { type PhrasingKind, phrasingSchemas, relatedSchema } from './schemas/phrasings.ts';
import { YamlText } from './YamlText.ts';

/** An answer's front matter and phrasings, and what follows the front matter. */
export interface AnswerPage extends AnswerRecord {
  /** Markdown, without blank lines around it. */
  readonly body: string;
}

/**
 * Everything in the folder, read but not yet linked: records by id, makers by name. Records with faults are here too, without
 * their data, so that references to them are not reported as well. What is `undefined` has no file, or one that is not valid YAML.
 */
export type ParsedKnowledge = Awaited<ReturnType<typeof parseFolder>>['records'];

const PHRASING_FIELDS: readonly PropertyKey[] = Object.keys(phrasingsSchema.shape);

/**
 * `knowledge/answers/<id>.md` and `knowledge/answers/<id>.phrasings.yaml`
 *
 * @param phrasings - The second file; `undefined` if there is none.
 * @param faults - What is wrong is added here, as by all functions that parse.
 */
export function parseAnswer(
  id: string,
  file: TextFile,
  phrasings: TextFile | undefined,
  faults: Fault[],
): ParsedRecord<AnswerPage> {
  checkFileName(id, file, 'gpt-vs-chatgpt.md', faults);
  const matter = splitFrontMatter(file.text);
  const yaml = matter && new YamlText(file, matter.end);
  if (!yaml) faults.push(file.faultAt(0, 'an answer begins with its fields between two lines "---": add them'));
  const page = yaml && checkWhole(answerSchema, yaml, faults);
  const beside = phrasings && new YamlText(phrasings);
  if (!beside) {
    faults.push(file.faultAt(0, `this answer has no phrasings: list how people ask for it in ${id}.phrasings.yaml`));
  }
  const asked = beside && checkWhole(phrasingsSchema, beside, faults);
  return new ParsedRecord(id, page && asked && { ...page, ...asked, body: matter.body }, (path) => {
    if (matter && path[0] === 'body') return { file, start: matter.bodyStart, end: file.text.length };
    const written = PHRASING_FIELDS.includes(path[0]!) ? (beside ?? yaml) : yaml;
    return written?.place(path) ?? { file, start: 0, end: 0 };
  });
}

/** A YAML file that is one record. @param example - If its name is the id, a good one. */
export function parseWhole<S extends z.ZodType>(
  id: string,
  schema: S,
  file: TextFile,
  faults: Fault[],
  example?: string,
): ParsedRecord<z.output<S>> {
  if (example !== undefined) checkFileName(id, file, example, faults);
  const yaml = new YamlText(file);
  return new ParsedRecord(id, checkWhole(schema, yaml, faults), (path) => yaml.place(path));
}

function checkWhole<S extends z.ZodType>(schema: S, yaml: YamlText, faults: Fault[]): z.output<S> | undefined {
  faults.push(...yaml.faults);
  return yaml.value === undefined ? undefined : checkSchema(schema, yaml, faults);
}

function checkFileName(id: string, file: TextFile, example: string, faults: Fault[]): void {
  if (ID.test(id)) return;
  faults.push(file.faultAt(0, `"${id}" is not an id: rename the file in lower case with hyphens, like ${example}`));
}

/** What a file with many records is: a map. */
interface Form {
  /** The end of "this file must be …". */
  readonly must: string;
  readonly keys: RegExp;
}

export const BY_ID: Form = { must: 'a map from ids to their fields', keys: ID };
const BY_NAME: Form = { ...BY_ID, keys: /./ };
const BY_TOPIC: Form = { must: 'a map from topics to lists of texts', keys: /./ };

/** The records of a file, each checked by itself; `undefined` if the file is not of that form. */
export function parseEntries<S extends z.ZodType>(
  { must, keys }: Form,
  schema: S,
  file: TextFile,
  faults: Fault[],
): readonly ParsedRecord<z.output<S>>[] | undefined {
  const yaml = new YamlText(file);
  faults.push(...yaml.faults);
  if (yaml.value === undefined) return undefined;
  const value = yaml.value ?? {};
  if (typeof value !== 'object' || Array.isArray(value)) {
    faults.push(file.faultAt(yaml.place([]).start, `this file must be ${must}`));
    return undefined;
  }
  return Object.entries(value).map(([id, entry]: [string, unknown]) => {
    const root = [id];
    if (!keys.test(id)) {
      const what = `"${id}" is not an id: write it in lower case with hyphens, like gpt-4-post`;
      faults.push(file.faultAt(yaml.placeOfKey(root).start, what));
    }
    const data = checkSchema(schema, yaml, faults, root, entry);
    return new ParsedRecord(id, data, (path: Path) => yaml.place([...root, ...path]));
  });
}

/** `knowledge/out-of-scope.yaml`, a map from topics to lists of texts. */
export function parseOutOfScope(file: TextFile, faults: Fault[]): readonly ParsedRecord<string>[] {
  return (parseEntries(BY_TOPIC, topicSchema, file, faults) ?? []).flatMap(({ id, data = [], place }) =>
    data.map((text, index) => new ParsedRecord(id, text, (path) => place([index, ...path]))),
  );
}

const byId = <R>(records: readonly ParsedRecord<R>[]): ReadonlyMap<string, ParsedRecord<R>> =>
  new Map(records.map((record) => [record.id, record]));

/**
 * Reads the folder, parses each file according to its path, and checks it against its schema.
 *
 * @throws UserError `knowledge-unreadable` if the folder cannot be read.
 */
export async function parseFolder(folder: string) {
  const { files, faults: unreadable, show } = await readFolder(folder);
  const faults = [...unreadable];
  const seen = new Set<string>();
  const missing = (path: string, what: string): void =>
    void faults.push({ file: show(path), line: 1, column: 1, what });
  const exists = (path: string): boolean => files.has(path) || unreadable.some(({ file }) => file === show(path));
  const optional = <T>(path: string, parse: (file: TextFile) => T): T | undefined => {
    seen.add(path);
    const file = files.get(path);
    return file && parse(file);
  };
  const required: typeof optional = (path, parse) => {
    if (!exists(path)) missing(path, 'this file is missing: add it');
    return optional(path, parse);
  };
  const entries =
    <S extends z.ZodType>(form: Form, schema: S) =>
    (file: TextFile) =>
      parseEntries(form, schema, file, faults);

  const sources = required('sources.yaml', entries(BY_ID, sourceSchema));
  const names = required('names.yaml', (file) => parseWhole('names', namesSchema, file, faults));
  const related = required('related.yaml', (file) => parseWhole('related', relatedSchema, file, faults));
  const families = byId(optional('families.yaml', entries(BY_ID, familySchema)) ?? []);
  const makers = byId(optional('makers.yaml', entries(BY_NAME, makerSchema)) ?? []);
  const outOfScope = optional('out-of-scope.yaml', (file) => parseOutOfScope(file, faults)) ?? [];
  const phrasings = new Map<PhrasingKind, ParsedRecord<Phrasings>>();
  for (const [kind, schema] of Object.entries(phrasingSchemas) as [PhrasingKind, z.ZodType<Phrasings>][]) {
    const parsed = required(`phrasings/${kind}.yaml`, (file) => parseWhole(kind, schema, file, faults));
    if (parsed) phrasings.set(kind, parsed);
  }
  const answers = new Map<string, ParsedRecord<AnswerPage>>();
  const models = new Map<string, ParsedRecord<ModelRecord>>();
  const assistants = new Map<string, ParsedRecord<AssistantRecord>>();
  for (const [path, file] of files) {
    if (seen.has(path) || path.split('/').at(-1) === README) continue;
    const { answer, asked, model, assistant } = PATHS.exec(path)?.groups ?? {};
    if (answer) answers.set(answer, parseAnswer(answer, file, files.get(`answers/${answer}.phrasings.yaml`), faults));
    else if (model) models.set(model, parseWhole(model, modelSchema, file, faults, 'gpt-4o-mini.yaml'));
    else if (assistant) {
      assistants.set(assistant, parseWhole(assistant, assistantSchema, file, faults, 'microsoft-copilot.yaml'));
    } else if (!asked) faults.push(file.faultAt(0, STRAY));
    else if (!exists(`answers/${asked}.md`)) faults.push(file.faultAt(0, orphan(asked)));
  }
  if (answers.size === 0) missing('answers', 'there is no answer: write the first one as answers/<id>.md');
  if (models.size === 0) missing('models', 'there is no model: write the first one as models/<id>.yaml');
  const listed = { families, makers, sources: sources && byId(sources), names, phrasings, related, outOfScope };
  return { records: { answers, models, assistants, ...listed }, faults };
}

/** What a maintainer may keep in any folder of the set for people to read. */
const README = 'README.md';

const PATHS =
  /^(?:answers\/(?:(?<answer>[^/]+)\.md|(?<asked>[^/]+)\.phrasings\.yaml)|models\/(?<model>[^/]+)\.yaml|assistants\/(?<assistant>[^/]+)\.yaml)$/;

const orphan = (id: string): string =>
  `there is no answer "${id}" beside this file: add ${id}.md, or rename or remove this`;
const STRAY =
  'this file is not part of the set: answers are answers/<id>.md and <id>.phrasings.yaml, models are models/<id>.yaml, assistants are assistants/<id>.yaml; rename or remove it';
