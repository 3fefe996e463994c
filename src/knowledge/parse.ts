import type { z } from 'zod';
import type { Fault, TextFile } from './faults.ts';
import { readFolder, splitFrontMatter, YamlText } from './files.ts';
import { ID } from './ids.ts';
import { ParsedRecord } from './ParsedRecord.ts';
import type { Phrasings } from './Phrasings.ts';
import { checkSchema } from './schemaFaults.ts';
import { type AnswerRecord, answerSchema, phrasingsSchema, topicSchema } from './schemas/answer.ts';
import { type AssistantRecord, assistantSchema } from './schemas/assistant.ts';
import {
  type FamilyRecord,
  familySchema,
  type MakerRecord,
  makerSchema,
  type SourceRecord,
  sourceSchema,
  timelineEntrySchema,
  type TimelineRecord,
} from './schemas/entries.ts';
import { type ModelRecord, modelSchema } from './schemas/model.ts';
import { type NamesRecord, namesSchema } from './schemas/names.ts';
import {
  PHRASING_KINDS,
  type PhrasingKind,
  phrasingSchemas,
  type RelatedAnswers,
  relatedSchema,
} from './schemas/phrasings.ts';

/** An answer's front matter and what follows it. */
export interface AnswerPage extends AnswerRecord {
  /** Markdown, without blank lines around it. */
  readonly body: string;
}

/**
 * Everything in the folder, read but not yet linked. Records with faults are here too, without their data, so that
 * references to them are not reported as well.
 */
export interface ParsedKnowledge {
  /** By id. */
  readonly answers: ParsedMap<AnswerPage>;
  /** By id. */
  readonly models: ParsedMap<ModelRecord>;
  /** By id. */
  readonly families: ParsedMap<FamilyRecord>;
  /** By id. */
  readonly assistants: ParsedMap<AssistantRecord>;
  /** In the order of the file; `undefined` if the file is missing or not valid YAML. */
  readonly timeline: readonly ParsedRecord<TimelineRecord>[] | undefined;
  /** By name. */
  readonly makers: ParsedMap<MakerRecord>;
  /** By id; `undefined` if the file is missing or not valid YAML. */
  readonly sources: ParsedMap<SourceRecord> | undefined;
  /** `undefined` if the file is missing. */
  readonly names: ParsedRecord<NamesRecord> | undefined;
  /** Without those whose file is missing. */
  readonly phrasings: ReadonlyMap<PhrasingKind, ParsedRecord<Phrasings>>;
  /** `undefined` if the file is missing. */
  readonly related: ParsedRecord<RelatedAnswers> | undefined;
  /** In the order of the file, each with its topic as id; empty if the file is missing or not valid YAML. */
  readonly outOfScope: readonly ParsedRecord<string>[];
}

interface Parsed<T> {
  readonly value: T;
  readonly faults: readonly Fault[];
}

/**
 * `knowledge/answers/<id>.md` and `knowledge/answers/<id>.phrasings.yaml`
 *
 * @param phrasings - The second file; `undefined` if there is none.
 */
export function parseAnswer(
  id: string,
  file: TextFile,
  phrasings: TextFile | undefined,
): Parsed<ParsedRecord<AnswerPage>> {
  const faults = misnamedFault(id, ID, file, 'gpt-vs-chatgpt.md');
  const matter = splitFrontMatter(file.text);
  const yaml = matter && new YamlText(file, matter.end);
  const page = yaml && checkWhole(answerSchema, file, yaml);
  if (page) faults.push(...page.faults);
  else faults.push(file.faultAt(0, 'an answer begins with its fields between two lines "---": add them'));

  const besideYaml = phrasings && new YamlText(phrasings);
  const asked = besideYaml && checkWhole(phrasingsSchema, phrasings, besideYaml);
  if (asked) faults.push(...asked.faults);
  else faults.push(file.faultAt(0, `this answer has no phrasings: list how people ask for it in ${id}.phrasings.yaml`));

  const fields = Object.keys(phrasingsSchema.shape);
  return {
    value: new ParsedRecord<AnswerPage>({
      id,
      file,
      yaml,
      root: [],
      data: page?.data && asked?.data && { ...page.data, ...asked.data, body: matter?.body ?? '' },
      ...(matter && { bodyStart: matter.bodyStart }),
      ...(besideYaml && { beside: { file: phrasings, yaml: besideYaml, fields } }),
    }),
    faults,
  };
}

/** `knowledge/models/<id>.yaml` */
export const parseModel = (id: string, file: TextFile): Parsed<ParsedRecord<ModelRecord>> =>
  parseWhole(id, modelSchema, file, 'gpt-4o-mini.yaml');

/** `knowledge/assistants/<id>.yaml` */
const parseAssistant = (id: string, file: TextFile): Parsed<ParsedRecord<AssistantRecord>> =>
  parseWhole(id, assistantSchema, file, 'microsoft-copilot.yaml');

/** `knowledge/chatgpt-timeline.yaml`, a list. */
export const parseTimeline = (file: TextFile): Parsed<ParsedKnowledge['timeline']> =>
  parseEntries(timelineEntrySchema, file, 'a list of entries, each beginning with "- "');

/** `knowledge/sources.yaml`, a map from ids to sources. */
export const parseSources = (file: TextFile): Parsed<ParsedMap<SourceRecord> | undefined> =>
  parseMap(sourceSchema, ID, file);

/** `knowledge/families.yaml`, a map from ids to families. */
const parseFamilies = (file: TextFile): Parsed<ParsedMap<FamilyRecord> | undefined> => parseMap(familySchema, ID, file);

/** `knowledge/makers.yaml`, a map from names to makers. */
const parseMakers = (file: TextFile): Parsed<ParsedMap<MakerRecord> | undefined> => parseMap(makerSchema, /./, file);

type ParsedMap<R> = ReadonlyMap<string, ParsedRecord<R>>;

function parseMap<S extends z.ZodType>(
  schema: S,
  form: RegExp,
  file: TextFile,
): Parsed<ParsedMap<z.output<S>> | undefined> {
  const { value, faults } = parseEntries(schema, file, 'a map from ids to their fields', form);
  return { value: value && new Map(value.map((record) => [record.id, record])), faults };
}

/**
 * The entries of a file, each checked by itself.
 *
 * @param must - What the file has to be.
 * @param form - Of the keys of a map. Absent for a list.
 * @returns No value if the file is something else.
 */
function parseEntries<S extends z.ZodType>(
  schema: S,
  file: TextFile,
  must: string,
  form?: RegExp,
): Parsed<ParsedRecord<z.output<S>>[] | undefined> {
  const yaml = new YamlText(file);
  if (yaml.value === undefined) return { value: undefined, faults: yaml.faults };
  const faults = [...yaml.faults];
  const value = yaml.value ?? (form ? {} : []);
  if (typeof value !== 'object' || Array.isArray(value) === Boolean(form)) {
    faults.push(file.faultAt(yaml.rangeOf([])[0], `this file must be ${must}`));
    return { value: undefined, faults };
  }
  const records = Object.entries(value).map(([id, entry]: [string, unknown], index) => {
    const root = [form ? id : index];
    if (form && !form.test(id)) faults.push(file.faultAt(yaml.rangeOfKey(root)[0], misnamedKey(id)));
    const checked = checkSchema(schema, entry, file, yaml, root);
    faults.push(...checked.faults);
    return new ParsedRecord({ id, file, yaml, root, data: checked.data });
  });
  return { value: records, faults };
}

/** `knowledge/names.yaml` */
export const parseNames = (file: TextFile): Parsed<ParsedRecord<NamesRecord>> => parseWhole('names', namesSchema, file);

/** `knowledge/phrasings/<kind>.yaml` */
export const parsePhrasings = (kind: PhrasingKind, file: TextFile): Parsed<ParsedRecord<Phrasings>> =>
  parseWhole<z.ZodType<Phrasings>>(kind, phrasingSchemas[kind], file);

/** `knowledge/related.yaml` */
export const parseRelated = (file: TextFile): Parsed<ParsedRecord<RelatedAnswers>> =>
  parseWhole('related', relatedSchema, file);

/** `knowledge/out-of-scope.yaml`, a map from topics to lists of texts. */
export function parseOutOfScope(file: TextFile): Parsed<ParsedKnowledge['outOfScope']> {
  const { value: topics = [], faults } = parseEntries(topicSchema, file, 'a map from topics to lists of texts', /./);
  const texts = topics.flatMap((topic) => (topic.data ?? []).map((text, index) => topic.entry(index, text)));
  return { value: texts, faults };
}

/** A YAML file that is one record. @param example - If its name is the id, a good one. */
function parseWhole<S extends z.ZodType>(
  id: string,
  schema: S,
  file: TextFile,
  example?: string,
): Parsed<ParsedRecord<z.output<S>>> {
  const yaml = new YamlText(file);
  const { data, faults } = checkWhole(schema, file, yaml);
  const misnamed = example === undefined ? [] : misnamedFault(id, ID, file, example);
  return { value: new ParsedRecord({ id, file, yaml, root: [], data }), faults: [...misnamed, ...faults] };
}

function checkWhole<S extends z.ZodType>(
  schema: S,
  file: TextFile,
  yaml: YamlText,
): { data: z.output<S> | undefined; faults: readonly Fault[] } {
  if (yaml.value === undefined) return { data: undefined, faults: yaml.faults };
  const { data, faults } = checkSchema(schema, yaml.value, file, yaml);
  return { data, faults: [...yaml.faults, ...faults] };
}

const misnamedKey = (id: string): string =>
  `"${id}" is not an id: write it in lower case with hyphens, like gpt-4-post`;

function misnamedFault(id: string, form: RegExp, file: TextFile, example: string): Fault[] {
  if (form.test(id)) return [];
  return [file.faultAt(0, `"${id}" is not an id: rename the file in lower case with hyphens, like ${example}`)];
}

/**
 * Reads the folder, parses each file according to its path, and checks it against its schema.
 *
 * @throws UserError `knowledge-unreadable` if the folder cannot be read.
 */
export async function parseFolder(folder: string): Promise<{ records: ParsedKnowledge; faults: readonly Fault[] }> {
  const { files, faults: unreadable, show } = await readFolder(folder);
  const faults: Fault[] = [...unreadable];
  const seen = new Set<string>();
  const keep = <T>({ value, faults: more }: Parsed<T>): T => {
    faults.push(...more);
    return value;
  };
  const missing = (path: string, what: string): void => {
    faults.push({ file: show(path), line: 1, column: 1, what });
  };
  const optional = <T>(path: string, parse: (file: TextFile) => Parsed<T>): T | undefined => {
    seen.add(path);
    const file = files.get(path);
    return file && keep(parse(file));
  };
  const exists = (path: string): boolean => files.has(path) || unreadable.some((fault) => fault.file === show(path));
  const required: typeof optional = (path, parse) => {
    if (!exists(path)) missing(path, MISSING);
    return optional(path, parse);
  };

  const timeline = required('chatgpt-timeline.yaml', parseTimeline);
  const sources = required('sources.yaml', parseSources);
  const names = required('names.yaml', parseNames);
  const related = required('related.yaml', parseRelated);
  const families = optional('families.yaml', parseFamilies) ?? new Map<string, ParsedRecord<FamilyRecord>>();
  const makers = optional('makers.yaml', parseMakers) ?? new Map<string, ParsedRecord<MakerRecord>>();
  const outOfScope = optional('out-of-scope.yaml', parseOutOfScope) ?? [];
  const phrasings = new Map<PhrasingKind, ParsedRecord<Phrasings>>();
  for (const kind of PHRASING_KINDS) {
    const parsed = required(`phrasings/${kind}.yaml`, (file) => parsePhrasings(kind, file));
    if (parsed) phrasings.set(kind, parsed);
  }
  const answers = new Map<string, ParsedRecord<AnswerPage>>();
  const models = new Map<string, ParsedRecord<ModelRecord>>();
  const assistants = new Map<string, ParsedRecord<AssistantRecord>>();
  for (const [path, file] of files) {
    if (seen.has(path) || path.split('/').at(-1) === README) continue;
    const answer = /^answers\/([^/]+)\.md$/.exec(path)?.[1];
    const asked = /^answers\/([^/]+)\.phrasings\.yaml$/.exec(path)?.[1];
    const model = /^models\/([^/]+)\.yaml$/.exec(path)?.[1];
    const assistant = /^assistants\/([^/]+)\.yaml$/.exec(path)?.[1];
    if (answer !== undefined) {
      answers.set(answer, keep(parseAnswer(answer, file, files.get(`answers/${answer}.phrasings.yaml`))));
    } else if (asked !== undefined) {
      if (!exists(`answers/${asked}.md`)) faults.push(file.faultAt(0, orphan(asked)));
    } else if (model !== undefined) models.set(model, keep(parseModel(model, file)));
    else if (assistant !== undefined) assistants.set(assistant, keep(parseAssistant(assistant, file)));
    else faults.push(file.faultAt(0, STRAY));
  }
  if (answers.size === 0) missing('answers', 'there is no answer: write the first one as answers/<id>.md');
  if (models.size === 0) missing('models', 'there is no model: write the first one as models/<id>.yaml');
  return {
    records: {
      answers,
      models,
      families,
      assistants,
      makers,
      timeline,
      sources,
      names,
      phrasings,
      related,
      outOfScope,
    },
    faults,
  };
}

/** What a maintainer may keep in any folder of the set for people to read. */
const README = 'README.md';

const MISSING = 'this file is missing: add it';
const orphan = (id: string): string =>
  `there is no answer "${id}" beside this file: add ${id}.md, or rename or remove this`;
const STRAY =
  'this file is not part of the set: answers are answers/<id>.md and <id>.phrasings.yaml, models are models/<id>.yaml, assistants are assistants/<id>.yaml; rename or remove it';
