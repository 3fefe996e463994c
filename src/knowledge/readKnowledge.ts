import { UserError } from '../shared/UserError.ts';
import { beginsWithName, type Source } from './Answer.ts';
import { type Fault, formatFault, type ParsedRecord } from './faults.ts';
import { API } from './ids.ts';
import type { Family, Knowledge, Plan } from './Knowledge.ts';
import { checkFamilies, checkLinks, checkMadeFrom } from './links.ts';
import { isMember, type Model } from './Model.ts';
import { type ParsedKnowledge, parseFolder } from './parse.ts';
import { resolveReferences } from './references.ts';
import type { NamesRecord, SourceRecord } from './schemas/entries.ts';
import type { GeneratedPhrasings } from './schemas/phrasings.ts';

/**
 * Reads the curated set and finds what would keep a bot from working with it. `npm run knowledge -- check` also finds what
 * editors should correct.
 *
 * @returns The records as they are written, and with their references filled in.
 * @throws UserError `knowledge-unreadable` if the folder cannot be read.
 */
export async function readRecords(folder: string) {
  const { records: written, faults: unfit } = await parseFolder(folder);
  const { records, faults: unresolved } = resolveReferences(written);
  const unlinked = [checkLinks, checkMadeFrom, checkFamilies].flatMap((check) => Array.from(check(records)));
  return { written, records, faults: [...unfit, ...unresolved, ...unlinked] };
}

/**
 * Reads the curated set.
 *
 * @returns Plain data: objects, arrays and maps that can be serialised.
 * @throws UserError `knowledge-unreadable` if the folder cannot be read; `knowledge-faulty` if anything in it is wrong,
 * because a bot that knows only half of the set would answer wrongly.
 */
export async function readKnowledge(folder: string): Promise<Knowledge> {
  const { records, faults } = await readRecords(folder);
  if (faults.length === 0) return knowledgeOf(records);
  const count = faults.length === 1 ? 'one fault:' : `${faults.length} faults, the first being`;
  const [first] = inOrder(faults);
  throw new UserError(
    'knowledge-faulty',
    `The knowledge has ${count} ${formatFault(first!)}. Run "npm run knowledge -- check" to see all of them.`,
  );
}

/** Sorted by file, then line. */
export const inOrder = (faults: readonly Fault[]): readonly Fault[] =>
  faults.toSorted(
    (one, other) => compareText(one.file, other.file) || one.line - other.line || one.column - other.column,
  );

type Cited<R extends { readonly sources: readonly string[] }> = Omit<R, 'sources'> & { readonly sources: Source[] };

/** Replaces ids of sources with the sources. The records must have no faults. */
export function knowledgeOf(records: ParsedKnowledge): Knowledge {
  const makers = dataById(records.makers, (_, maker) => maker);
  const sources = dataById(records.sources ?? new Map(), (id, source: SourceRecord): Source => {
    const isByMaker = [...makers.keys()].some((name) => beginsWithName(source.publisher, name));
    return { id, ...source, ...(isByMaker && { isByMaker }) };
  });
  const cited = <R extends { readonly sources: readonly string[] }>(record: R): Cited<R> => ({
    ...record,
    sources: record.sources.map((id) => sources.get(id)!),
  });
  const names = dataOf(records.names);
  const models = [...records.models.values()]
    .map((parsed): Model => Object.assign({ id: parsed.id }, cited(dataOf(parsed))))
    // Those without a date come first, so that the newest is last.
    .toSorted((one, other) => compareText(one.released ?? '', other.released ?? '') || compareText(one.id, other.id));
  return {
    answers: dataById(
      new Map([...records.answers].toSorted(([one], [other]) => compareText(one, other))),
      (id, page) => {
        const { table, ...rest } = cited(page);
        return { id, ...rest, ...(table && { table: { ...table, rows: table.rows.map((row) => row.map(cited)) } }) };
      },
    ),
    models: new Map(models.map((model) => [model.id, model])),
    families: dataById(records.families, (id, family): Family => {
      return { id, ...family, members: models.filter((model) => isMember(model, family)).toReversed() };
    }),
    assistants: dataById(records.assistants, (id, record) => {
      return { id, ...cited(record), runsOn: record.runsOn.map(cited) };
    }),
    makers,
    sources,
    plans: plansOf(names),
    terms: new Map(Object.entries(names.terms)),
    spellingRules: names.spellingRules,
    phrasings: Object.fromEntries(dataById(records.phrasings, (_, one) => one)) as unknown as GeneratedPhrasings,
    related: dataOf(records.related),
    outOfScope: records.outOfScope.map(dataOf),
  };
}

function dataById<K extends string, R, T>(
  records: ReadonlyMap<K, ParsedRecord<R>>,
  change: (id: string, data: R) => T,
): Map<K, T> {
  return new Map([...records].map(([id, parsed]) => [id, change(id, dataOf(parsed))]));
}

function plansOf({ plans, [API]: spellings }: NamesRecord): ReadonlyMap<string, Plan> {
  return new Map<string, Plan>([
    ...Object.entries(plans).map(([id, plan]) => [id, { id, ...plan }] as const),
    [API, { id: API, name: 'API', spellings }],
  ]);
}

function dataOf<R>(parsed: ParsedRecord<R> | undefined): R {
  if (parsed?.data === undefined) throw new Error(`${parsed?.fileOf() ?? 'a file'} has faults: report them first`);
  return parsed.data;
}

/** By code units, so that the order is the same on every machine. */
const compareText = (one: string, other: string): number => Number(one > other) - Number(one < other);
