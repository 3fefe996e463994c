import { UserError } from '../shared/UserError.ts';
import type { Source } from './Answer.ts';
import { checkDates, checkTimeline } from './checks/dates.ts';
import { checkFamilies, checkLinks, checkMadeFrom, checkNames, isMember } from './checks/links.ts';
import { checkPhrasings } from './checks/phrasings.ts';
import { beginsWithName, checkSourcePages } from './checks/sources.ts';
import { checkLengths, checkMaskedLinks, checkWrittenDates } from './checks/text.ts';
import { type Fault, formatFault, type ParsedRecord } from './faults.ts';
import { API } from './ids.ts';
import type { Family, Knowledge, Plan } from './Knowledge.ts';
import type { Model } from './Model.ts';
import { type ParsedKnowledge, parseFolder } from './parse.ts';
import { resolveReferences } from './references.ts';
import type { NamesRecord, SourceRecord } from './schemas/entries.ts';
import type { GeneratedPhrasings } from './schemas/phrasings.ts';

/** What can only be checked across files. */
const CHECKS: readonly ((records: ParsedKnowledge) => Iterable<Fault>)[] = [
  checkLinks,
  checkMadeFrom,
  checkSourcePages,
  checkFamilies,
  checkNames,
  checkPhrasings,
  checkDates,
  checkTimeline,
  checkLengths,
  checkMaskedLinks,
];

/**
 * Reads the curated set and finds everything that is wrong with it.
 *
 * @returns All faults, sorted by file, then line; the knowledge if there are none.
 * @throws UserError `knowledge-unreadable` if the folder cannot be read.
 */
export async function checkKnowledge(
  folder: string,
): Promise<{ readonly knowledge: Knowledge | undefined; readonly faults: readonly Fault[] }> {
  const { records: read, faults: unfit } = await parseFolder(folder);
  const { records, faults: unresolved } = resolveReferences(read);
  const found = [...checkWrittenDates(read), ...CHECKS.flatMap((check) => Array.from(check(records)))];
  const faults = [...unfit, ...unresolved, ...found];
  if (faults.length > 0) return { knowledge: undefined, faults: faults.toSorted(byPosition) };
  return { knowledge: resolveSources(records), faults: [] };
}

const byPosition = (one: Fault, other: Fault): number =>
  compareText(one.file, other.file) || one.line - other.line || one.column - other.column;

/**
 * Reads the curated set.
 *
 * @returns Plain data: objects, arrays and maps that can be serialised.
 * @throws UserError `knowledge-unreadable` if the folder cannot be read; `knowledge-faulty` if anything in it is wrong,
 * because a bot that knows only half of the set would answer wrongly.
 */
export async function readKnowledge(folder: string): Promise<Knowledge> {
  const { knowledge, faults } = await checkKnowledge(folder);
  if (knowledge) return knowledge;
  const count = faults.length === 1 ? 'one fault:' : `${faults.length} faults, the first being`;
  throw new UserError(
    'knowledge-faulty',
    `The knowledge has ${count} ${faults.map(formatFault)[0]}. Run "npm run knowledge -- check" to see all of them.`,
  );
}

type Cited<R extends { readonly sources: readonly string[] }> = Omit<R, 'sources'> & { readonly sources: Source[] };

/** Replaces ids of sources with the sources. The records must have no faults. */
function resolveSources(records: ParsedKnowledge): Knowledge {
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
