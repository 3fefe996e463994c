import type { z } from 'zod';
import { ANSWER_ID, answerSchema } from './Answer.ts';
import { checkSchema } from './checkSchema.ts';
import { Draft } from './Draft.ts';
import type { AnswerPage, Drafts } from './Drafts.ts';
import type { Fault } from './Fault.ts';
import { MODEL_ID, type ModelRecord, modelSchema } from './Model.ts';
import { outsideTextSchema, outsideTopicSchema } from './Outside.ts';
import { sourceSchema } from './Source.ts';
import { splitFrontMatter } from './splitFrontMatter.ts';
import type { TextFile } from './TextFile.ts';
import { timelineEntrySchema } from './Timeline.ts';
import { YamlText } from './YamlText.ts';

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
