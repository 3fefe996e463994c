import type { Answer } from './Answer.ts';
import type { Knowledge, Source, TimelineEntry, TimelineRecord } from './Knowledge.ts';
import type { Model, ModelRecord } from './Model.ts';
import type { AnswerPage, Draft, Drafts } from './records.ts';

/** Makes the knowledge of drafts without faults: ids of sources become the sources themselves. */
export function linkUp(drafts: Drafts): Knowledge {
  const sources = new Map([...(drafts.sources ?? [])].map(([id, draft]) => [id, { id, ...recordOf(draft) }]));
  const linked = (ids: readonly string[]): Source[] => ids.map((id) => sources.get(id)!);
  return {
    answers: new Map(
      [...drafts.answers.values()]
        .map((draft) => linkAnswer(draft.id, recordOf(draft), linked))
        .toSorted((one, other) => compareText(one.id, other.id))
        .map((answer) => [answer.id, answer]),
    ),
    models: new Map(
      [...drafts.models.values()]
        .map((draft) => linkModel(draft.id, recordOf(draft), linked))
        // Those without a date come first: last stands what is newest.
        .toSorted(
          (one, other) => compareText(one.released ?? '', other.released ?? '') || compareText(one.id, other.id),
        )
        .map((model) => [model.id, model]),
    ),
    timeline: (drafts.timeline ?? []).map((draft) => linkEntry(recordOf(draft), linked)),
    sources,
    outside: drafts.outside.map((draft) => recordOf(draft)),
  };
}

type Linked = (ids: readonly string[]) => Source[];

function linkAnswer(id: string, { table, reviewBy, sources, ...page }: AnswerPage, linked: Linked): Answer {
  const rows = table?.rows.map((row) => row.map((cell) => ({ text: cell.text, sources: linked(cell.sources) })));
  return {
    id,
    ...page,
    sources: linked(sources),
    ...(table && rows && { table: { columns: table.columns, rows } }),
    ...(reviewBy !== undefined && { reviewBy }),
  };
}

function linkModel(id: string, { sources, ...record }: ModelRecord, linked: Linked): Model {
  return { id, ...record, sources: linked(sources) };
}

function linkEntry({ sources, ...record }: TimelineRecord, linked: Linked): TimelineEntry {
  return { ...record, sources: linked(sources) };
}

function recordOf<R>(draft: Draft<R>): R {
  if (draft.record === undefined) throw new Error(`${draft.file.file} has faults, which must be reported first`);
  return draft.record;
}

/** The order of code units: the same on every machine. */
function compareText(one: string, other: string): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}
