import { byStart, formatDate, isBefore, type Span } from '../../knowledge/dates.ts';
import type { Assistant, AssistantUse } from '../../knowledge/Knowledge.ts';
import type { TimelineLane, TimelinePicture, TimelineSpan } from '../../shared/Picture.ts';
import { listed } from '../../shared/text.ts';
import { ASSISTANT_TITLES, HISTORY_TITLE, pictureAlt, planSince, undatedModels } from '../strings.ts';
import { isStillUsed, type KnowledgeToday, nameOf, type PlanHistory, planNames } from '../timeline.ts';

/** The default models of ChatGPT's plans. A plan that only repeats another one shares its lane. */
export function chatGptPicture(knowledge: KnowledgeToday, histories: readonly PlanHistory[]): TimelinePicture {
  const lanes = histories
    .filter(({ sameAs }) => sameAs === undefined)
    .map(({ plan, entries }): TimelineLane => {
      const repeating = histories.filter(({ sameAs }) => sameAs === plan);
      return {
        label: planNames(knowledge, [plan]),
        note: listed(repeating.map((one) => planSince(planNames(knowledge, [one.plan]), one.entries[0]!.from))),
        // The last day on record is not the day on which it ended.
        spans: entries.map((entry) => spanOf(knowledge, entry, entry.end !== undefined)),
      };
    });
  return framed({ title: HISTORY_TITLE, lanes, undated: '', today: knowledge.today });
}

/** @returns `undefined` if fewer than two of its models have a date. */
export function assistantPicture(knowledge: KnowledgeToday, assistant: Assistant): TimelinePicture | undefined {
  const { today } = knowledge;
  const { name, runsOn } = assistant;
  const uses = runsOn
    .flatMap((use) => {
      if (use.from === null || isBefore(today, use.from)) return [];
      const isEndUnknown = use.to === undefined && !isStillUsed(knowledge, assistant, use);
      return [{ ...use, from: use.from, isEndUnknown }];
    })
    .toSorted(byStart);
  if (uses.length < 2) return undefined;
  const undated = runsOn.filter(({ from }) => from === null).map((use) => nameOf(knowledge, use));
  return framed({
    title: ASSISTANT_TITLES.history(name, assistant.maker),
    lanes: [...Map.groupBy(uses, ({ plan }) => plan ?? name)].map(([label, of]) => {
      return { label, note: '', spans: of.map((use) => spanOf(knowledge, use, use.isEndUnknown)) };
    }),
    undated: undated.length > 0 ? undatedModels(listed(undated)) : '',
    today,
  });
}

type Use = Span & Partial<Pick<AssistantUse, 'model' | 'name'>>;

function spanOf(knowledge: KnowledgeToday, use: Use, isEndUnknown: boolean): TimelineSpan {
  const { from, to } = use;
  return { label: nameOf(knowledge, use), from, ...(isEndUnknown ? { isEndUnknown } : to !== undefined && { to }) };
}

function framed(parts: Omit<TimelinePicture, 'kind' | 'alt'>): TimelinePicture {
  const lines = parts.lanes.map(({ label, note, spans }) => {
    const named = note === '' ? label : `${label} (${note})`;
    return `${named}: ${spans.map((span) => `${span.label} from ${formatDate(span.from)}`).join(', ')}`;
  });
  return { ...parts, kind: 'timeline', alt: pictureAlt(parts.title, [...lines, parts.undated]) };
}
