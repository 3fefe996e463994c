import type { Knowledge } from '../knowledge/Knowledge.ts';
import type { Model } from '../knowledge/Model.ts';
import { formatDate } from '../knowledge/formatDate.ts';
import { formatTokens } from '../knowledge/formatTokens.ts';
import { NOT_DISCLOSED } from '../knowledge/notDisclosed.ts';
import type { PartialDate } from '../knowledge/PartialDate.ts';
import { isBefore } from './dateOrder.ts';
import { linkBefore } from './familyTree.ts';
import { listed } from './listed.ts';
import { planNames } from './planNames.ts';
import { spansByPlan, type Span } from './timeline.ts';

/*
 * Each fact of a model as a phrase without a full stop, in the same words wherever it is shown. No phrase is ever
 * empty: what the maker has not published reads "not disclosed".
 */

/** `GPT-3`; `trained from scratch`; `not disclosed; released after GPT-3.5`. */
export function madeFromPhrase(knowledge: Knowledge, model: Model): string {
  const { note } = model.madeFrom;
  const link = linkBefore(knowledge, model);
  if (link?.how === 'disclosed') return note ? `${link.from.name} (${note})` : link.from.name;
  if (model.madeFrom.how === 'disclosed') return note ?? 'trained from scratch';
  const known = [link && `came after ${link.from.name}`, note].filter((part) => part !== undefined);
  return [NOT_DISCLOSED, ...known].join('; ');
}

export function tuningPhrase(model: Model): string {
  return model.tuning ?? NOT_DISCLOSED;
}

/** `14 March 2023 (with a waiting list)` */
export function releasedPhrase(model: Model): string {
  return noted(formatDate(model.released), model.releasedNote);
}

/** `text and images in, text out` */
export function inputAndOutputPhrase(model: Model): string {
  return `${modalities(model.input)} in, ${modalities(model.output)} out`;
}

export function modalities(of: Model['input']): string {
  return listed(of.map((modality) => (modality === 'image' ? 'images' : modality)));
}

export function contextWindowPhrase(model: Model): string {
  return noted(formatTokens(model.contextWindow), model.contextWindowNote);
}

export function knowledgeCutoffPhrase(model: Model): string {
  return noted(formatDate(model.knowledgeCutoff), model.knowledgeCutoffNote);
}

export function parametersPhrase(model: Model): string {
  return model.parameters ?? NOT_DISCLOSED;
}

/**
 * When the plans of ChatGPT had the model, a phrase for each group of plans with the same dates.
 *
 * @returns Empty when the timeline does not name the model.
 * @example
 * ['Free: 13 May 2024 to 7 August 2025', 'Plus and Pro: 13 May 2024 to 13 February 2026']
 */
export function inChatGptPhrases({ timeline }: Knowledge, model: Model, today: string): readonly string[] {
  return spansByPlan(timeline, model.id).map(
    ({ plans, spans }) => `${planNames(plans)}: ${listed(spans.map((span) => spanPhrase(span, today)))}`,
  );
}

/** `13 May 2024 to 7 August 2025`; `since 8 October 2026`. */
export function spanPhrase({ from, to }: Span, today: string): string {
  if (to === undefined) return `${isBefore(today, from) ? 'announced for' : 'since'} ${formatDate(from)}`;
  const phrase = from === to ? formatDate(from) : `${formatDate(from)} to ${formatDate(to)}`;
  return isBefore(today, to) ? `${phrase} (announced)` : phrase;
}

/** `ChatGPT 30 April 2025; API announced for 23 October 2026`; `no date known`. */
export function retiredPhrase({ retired }: Model, today: string): string {
  if (!retired) return 'no date known';
  const when = (place: string, date: PartialDate | undefined): string | undefined =>
    date && `${place} ${isBefore(today, date) ? 'announced for ' : ''}${formatDate(date)}`;
  const parts = [when('ChatGPT', retired.chatgpt), when('API', retired.api)].filter((part) => part !== undefined);
  if (parts.length === 0) return retired.note ?? 'yes, date not known';
  return noted(parts.join('; '), retired.note);
}

function noted(phrase: string, note: string | undefined): string {
  return note ? `${phrase} (${note})` : phrase;
}
