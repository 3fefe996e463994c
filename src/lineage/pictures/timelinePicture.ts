import { formatDate, isBefore } from '../../knowledge/dates.ts';
import type { Assistant, AssistantUse, Knowledge, TimelineEntry } from '../../knowledge/Knowledge.ts';
import type { TimelineLane, TimelinePicture, TimelineSpan } from '../../shared/Picture.ts';
import { listed } from '../../shared/text.ts';
import { ASSISTANT_TITLES, HISTORY_TITLE, pictureAlt, planSince, undatedModels } from '../strings.ts';
import { type PlanHistory, planNames } from '../timeline.ts';

/** The default models of ChatGPT's plans. A plan that only repeats another one shares its lane. */
export function chatGptPicture(
  knowledge: Knowledge,
  histories: readonly PlanHistory[],
  today: string,
): TimelinePicture {
  const lanes = histories
    .filter(({ sameAs }) => sameAs === undefined)
    .map(({ plan, entries }): TimelineLane => {
      const repeating = histories.filter(({ sameAs }) => sameAs === plan);
      return {
        label: planNames(knowledge, [plan]),
        note: listed(repeating.map((one) => planSince(planNames(knowledge, [one.plan]), one.entries[0]!.from))),
        spans: entries.map((entry) => spanOf(entry, knowledge)),
      };
    });
  return framed({ title: HISTORY_TITLE, lanes, undated: '', today });
}

/** @returns `undefined` if fewer than two of its models have a date. */
export function assistantPicture(
  knowledge: Knowledge,
  assistant: Assistant,
  today: string,
): TimelinePicture | undefined {
  const { name, runsOn } = assistant;
  const nameOf = (use: AssistantUse): string =>
    use.model === undefined ? use.name! : knowledge.models.get(use.model)!.name;
  const uses = runsOn.filter(({ from }) => from !== null && !isBefore(today, from)).toSorted(byStart);
  if (uses.length < 2) return undefined;
  const spanOfUse = (use: AssistantUse): TimelineSpan => {
    const dates = { from: use.from!, ...(use.to !== undefined && { to: use.to }) };
    // Of an earlier model whose end nobody has published, only the start is known.
    return { label: nameOf(use), ...dates, ...(use.to === undefined && use !== uses.at(-1) && { isEndUnknown: true }) };
  };
  const undated = runsOn.filter(({ from }) => from === null).map(nameOf);
  return framed({
    title: ASSISTANT_TITLES.history(name, assistant.maker),
    lanes: [...Map.groupBy(uses, ({ plan }) => plan ?? name)].map(([label, of]) => {
      return { label, note: '', spans: of.map(spanOfUse) };
    }),
    undated: undated.length > 0 ? undatedModels(listed(undated)) : '',
    today,
  });
}

function spanOf({ from, to, end, model }: TimelineEntry, { models }: Knowledge): TimelineSpan {
  const label = models.get(model)?.name ?? model;
  // The last day on record is not the day on which it ended.
  return { label, from, ...(end ? { isEndUnknown: true } : to !== undefined && { to }) };
}

const byStart = (one: AssistantUse, other: AssistantUse): number =>
  Number(one.from! > other.from!) - Number(one.from! < other.from!);

function framed(parts: Omit<TimelinePicture, 'kind' | 'alt'>): TimelinePicture {
  const lines = parts.lanes.map(({ label, note, spans }) => {
    const named = note === '' ? label : `${label} (${note})`;
    return `${named}: ${spans.map((span) => `${span.label} from ${formatDate(span.from)}`).join(', ')}`;
  });
  return {
    ...parts,
    kind: 'timeline',
    alt: pictureAlt(parts.title, [...lines, ...(parts.undated ? [parts.undated] : [])]),
  };
}
