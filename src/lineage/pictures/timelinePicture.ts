import { formatDate } from '../../knowledge/dates.ts';
import type { Assistant } from '../../knowledge/Knowledge.ts';
import type { TimelineLane, TimelinePicture, TimelineSpan } from '../../shared/Picture.ts';
import { listed } from '../../shared/text.ts';
import { ASSISTANT_TITLES, pictureAlt, planSince, undatedModels } from '../strings.ts';
import { type DatedUse, isStillUsed, type KnowledgeToday, nameOf, planHistories } from '../timeline.ts';

/**
 * The default models of an assistant, by plan. A plan that only repeats another one shares its lane.
 *
 * @returns `undefined` if fewer than two of its models have a date.
 */
export function timelinePicture(knowledge: KnowledgeToday, assistant: Assistant): TimelinePicture | undefined {
  const { name, maker, runsOn } = assistant;
  const histories = planHistories(knowledge, assistant);
  if (new Set(histories.flatMap(({ entries }) => entries)).size < 2) return undefined;
  const spanOf = (use: DatedUse): TimelineSpan => {
    const { from, to, end } = use;
    // The last day on record is not the day on which it ended.
    const isEndUnknown = end !== undefined || (to === undefined && !isStillUsed(knowledge, assistant, use));
    return { label: nameOf(knowledge, use), from, ...(isEndUnknown ? { isEndUnknown } : to !== undefined && { to }) };
  };
  const lanes = histories
    .filter(({ sameAs }) => sameAs === undefined)
    .map(({ plan, entries }): TimelineLane => {
      const repeating = histories.filter(({ sameAs }) => sameAs === plan);
      const note = listed(repeating.map((one) => planSince(one.plan, one.entries[0]!.from)));
      return { label: plan, note, spans: entries.map(spanOf) };
    });
  const names = runsOn.filter(({ from }) => from === null).map((use) => nameOf(knowledge, use));
  const undated = names.length > 0 ? undatedModels(listed(names)) : '';
  const title = ASSISTANT_TITLES.history(name, maker);
  const lines = lanes.map(({ label, note, spans }) => {
    const named = note === '' ? label : `${label} (${note})`;
    return `${named}: ${spans.map((span) => `${span.label} from ${formatDate(span.from)}`).join(', ')}`;
  });
  const alt = pictureAlt(title, [...lines, undated]);
  return { kind: 'timeline', title, lanes, undated, today: knowledge.today, alt };
}
