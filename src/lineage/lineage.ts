import { isBefore } from '../knowledge/dates.ts';
import type { Family } from '../knowledge/Knowledge.ts';
import { type Model, sharedName } from '../knowledge/Model.ts';
import type { LineageFact } from '../knowledge/Phrasings.ts';
import { counted, listed } from '../shared/text.ts';
import { entriesOf, firstThatFits, paragraphs, type Subject, subject } from './completeAnswer.ts';
import { handoversFrom } from './descent.ts';
import {
  chainTo,
  isFromScratch,
  type Link,
  linkBefore,
  linksAfter,
  releasedAfter,
  releasedBefore,
} from './familyTree.ts';
import { ALL_LINEAGES, CHATGPT_LINEAGE, compareId, lineageId, modelId } from './ids.ts';
import { inChatGpt, listItem, modalities, PHRASES, usesInChatGpt, withDate } from './modelFacts.ts';
import { posterPicture, treePicture } from './pictures/treePicture.ts';
import * as strings from './strings.ts';
import { LABELS } from './strings.ts';
import type { KnowledgeToday } from './timeline.ts';

/** A maker's releases around a model: enough to see the branches. */
const MOST_RELEASES = 3;

/**
 * A model's place in the family tree: `lineage:gpt-4o`.
 *
 * @param fact - What to begin with: what it was made from, or what came after it. Default: what came before it.
 * @param family - The family that was asked about, if the model only stands for it.
 */
export function lineageSubject(knowledge: KnowledgeToday, main: Model, fact?: LineageFact, family?: Family): Subject {
  const title = strings.lineageTitle(family ? { name: sharedName(family) } : main);
  return subject(lineageId(family ?? main, fact), title, () => {
    const heirs = [...new Set(handoversFrom(knowledge, main).map(({ name }) => name))];
    const lead = fact === undefined ? cameFrom(knowledge, main) : LEADS[fact](knowledge, main, heirs);
    const ofAll = fact && family ? OF_ALL[fact](knowledge, family, lead) : undefined;
    const model = ofAll?.member ?? main;
    const before = linkBefore(knowledge, model)?.from;
    const { made, next } = cameAfter(knowledge, model);
    const handovers = handoversFrom(knowledge, model);
    const isInChatGpt = model.chatgptNote !== undefined || usesInChatGpt(knowledge, model).length > 0;
    const lines = [
      [LABELS.madeFrom, PHRASES.madeFrom(model, knowledge)],
      [LABELS.madeFromIt, listed(namesOf(made, false))],
      [LABELS.nextInFamily, listed(namesOf(next, false))],
      [LABELS.replacedInChatGpt, handovers.map(({ phrase }) => phrase).join('; ')],
      // The maker's releases just before and after, whatever their line.
      [
        LABELS.releasedBefore(model.maker),
        listed(namesOf(releasedBefore(knowledge, model).slice(-MOST_RELEASES), true)),
      ],
      [
        LABELS.releasedAfter(model.maker),
        listed(namesOf(releasedAfter(knowledge, model).slice(0, MOST_RELEASES), true)),
      ],
      [LABELS.inChatGpt, isInChatGpt ? inChatGpt(model, knowledge) : ''],
    ] as const;
    return {
      short: ofAll?.short ?? lead,
      body: paragraphs(
        ofAll?.rest ?? '',
        chain(knowledge, model),
        lines.flatMap(([label, phrase]) => (phrase ? listItem(label, phrase) : [])).join('\n'),
      ),
      picture: treePicture(knowledge, model),
      related: [modelId(model), ...(before ? [compareId([before, model])] : []), CHATGPT_LINEAGE],
      models: [model],
      entries: entriesOf(knowledge, [model]),
    };
  });
}

/** Answers "what is it based on?" and "what came after it?" in one or two sentences. `heirs` are what took over in ChatGPT. */
const LEADS: Readonly<
  Record<LineageFact, (knowledge: KnowledgeToday, model: Model, heirs: readonly string[]) => string>
> = {
  base(knowledge, model) {
    const { name, maker, madeFrom } = model;
    const link = linkBefore(knowledge, model);
    if (link?.how !== 'release-order') return cameFrom(knowledge, model);
    const before = ` ${withDate(link.from)} came before it.`;
    if (isFromScratch(model)) return `${fromNoModel(model)}.${before}`;
    const lead = madeFrom.note
      ? `${maker} does not name an earlier model that ${name} was made from (${madeFrom.note}).`
      : `${maker} has not disclosed what ${name} was made from.`;
    return firstThatFits([lead + before, lead]);
  },
  after(knowledge, model, heirs) {
    const { made, next } = cameAfter(knowledge, model);
    // "What replaced it" often means in ChatGPT. Where that is the next model, it is said anyway.
    const isSaid = heirs.every((heir) => next.some(({ name }) => name === heir));
    const took = isSaid ? [] : [`in ChatGPT, ${listed(heirs)} took over`];
    if (made.length + next.length + took.length === 0) return laterReleases(knowledge, model);
    const sentences = (dated: boolean): readonly string[] => [
      ...(next.length > 0 ? [[`After ${model.name} came ${listed(namesOf(next, dated))}`, ...took].join('; ')] : []),
      ...(next.length === 0 && !isSaid ? [`In ChatGPT, ${listed(heirs)} took over from ${model.name}`] : []),
      ...(made.length > 0 ? [`Made from ${model.name}: ${listed(namesOf(made, dated))}`] : []),
    ];
    const texts = [sentences(true), sentences(false), sentences(false).slice(0, 1)];
    return firstThatFits(texts.map((text) => `${text.join('. ')}.`));
  },
};

/** What is said of a whole family instead of its main member. */
interface OfAll {
  readonly short: string;
  /** What had no room there. */
  readonly rest?: string;
  /** Of which the rest of the answer is about, if it isn't the main one. */
  readonly member?: Model;
}

/** `undefined` if no member has such a link to a model outside the family. @param lead - About the main member. */
const OF_ALL: Readonly<
  Record<LineageFact, (knowledge: KnowledgeToday, family: Family, lead: string) => OfAll | undefined>
> = { base: basesOf, after: madeFromAny };

/** "Which models are based on Llama?" */
function madeFromAny(knowledge: KnowledgeToday, family: Family, lead: string): OfAll | undefined {
  const { members } = family;
  const byMember = members
    .map((member) => ({ member, made: cameAfter(knowledge, member).made.filter((one) => !members.includes(one)) }))
    .toSorted((one, other) => other.made.length - one.made.length);
  const made = byMember.flatMap((one) => one.made);
  if (made.length === 0) return undefined;
  const from = `from ${sharedName(family)} models`;
  const all = `Made ${from}: ${listed(namesOf(made, false))}.`;
  const newest = [...knowledge.models.values()].filter((one) => made.includes(one)).slice(-MOST_RELEASES);
  const inShort = `${counted(made.length, 'known model')} were made ${from}, most recently ${listed(namesOf(newest, true))}.`;
  const short = firstThatFits([`${all} ${lead}`, all, `${inShort} ${lead}`, inShort]);
  return { short, ...(!short.startsWith(all) && { rest: all }), member: byMember[0]!.member };
}

/** Which members were made from models outside the family: "what is Nemotron based on" is about all of them. */
function basesOf(knowledge: KnowledgeToday, { name, members }: Family): OfAll | undefined {
  const links = members.flatMap((member) => linkBefore(knowledge, member) ?? []);
  const outside = links.filter(({ how, from }) => how === 'disclosed' && !members.includes(from));
  if (outside.length === 0) return undefined;
  const made = Array.from(
    Map.groupBy(outside, ({ from }) => from),
    ([from, some]) => `${withDate(from)}: ${listed(some.map(({ to }) => to.name))}`,
  );
  const own = members.filter(isFromScratch).map((member) => member.name);
  const bases = `Made from ${made.join('; from ')}.`;
  const short = firstThatFits([
    ...(own.length > 0 ? [`${bases} Not made from an earlier model: ${listed(own)}.`] : []),
    bases,
    `Some models of ${name} were made from ${listed([...new Set(outside.map(({ from }) => from.name))])}.`,
  ]);
  return { short };
}

/** For a model that has no successor of its own. */
function laterReleases(knowledge: KnowledgeToday, model: Model): string {
  const later = releasedAfter(knowledge, model).slice(0, MOST_RELEASES);
  if (later.length === 0) return `${model.name} is the newest model of ${model.maker} of its kind.`;
  const sentence = (some: readonly Model[]): string =>
    `After ${model.name}, ${model.maker} released ${listed(namesOf(some, true))}.`;
  return firstThatFits([sentence(later), sentence(later.slice(0, 1))]);
}

/** The models made from one, and those that are only known to have come after it in its family. */
function cameAfter(knowledge: KnowledgeToday, model: Model) {
  const links = Map.groupBy(linksAfter(knowledge, model), ({ how }) => how);
  const through = (how: Link['how']): readonly Model[] => links.get(how)?.map(({ to }) => to) ?? [];
  return { made: through('disclosed'), next: through('release-order') };
}

const namesOf = (models: readonly Model[], dated: boolean): readonly string[] =>
  models.map((model) => (dated ? withDate(model) : model.name));

/** Answers "what came before it?" in one sentence. */
function cameFrom(knowledge: KnowledgeToday, model: Model): string {
  const { name, madeFrom, maker } = model;
  const link = linkBefore(knowledge, model);
  if (link?.how === 'disclosed') return `${name} was made from ${withDate(link.from)}.`;
  if (link) {
    const order = `Before ${name} came ${withDate(link.from)}`;
    const last = releasedBefore(knowledge, model).at(-1);
    const { released, announced } = link.from;
    const isOther = last && last !== link.from && !isBefore(last.released, released ?? announced);
    const both = isOther ? `${order}; ${maker}'s last release before it was ${withDate(last)}` : order;
    const more = madeFrom.note
      ? `Disclosed about ${name}: ${madeFrom.note}.`
      : `${maker} has not disclosed whether one was made from the other.`;
    return firstThatFits([`${both}. ${more}`, `${both}.`, `${order}.`]);
  }
  const previous = releasedBefore(knowledge, model).at(-1);
  const release = model.output.includes('text') ? 'release' : `model for ${modalities(model.output)}`;
  const order = previous ? ` ${maker}'s ${release} before it was ${withDate(previous)}.` : '';
  if (madeFrom.how === 'disclosed') {
    return firstThatFits([`${fromNoModel(model)}.${order}`, `${name} was not made from an earlier model.${order}`]);
  }
  if (!madeFrom.note) return `${maker} has not disclosed what ${name} was made from.${order}`;
  const open = `${maker} does not name an earlier model that ${name} was made from`;
  return firstThatFits([`${open} (${madeFrom.note}).${order}`, `${open} (${madeFrom.note}).`, `${open}.`]);
}

function fromNoModel({ name, madeFrom }: Model): string {
  const { note = strings.FROM_SCRATCH } = madeFrom;
  return `${name} was not made from an earlier model: ${note.startsWith('trained ') ? `it was ${note}` : note}`;
}

/** `GPT-3 → GPT-3.5 ⇢ GPT-4`, and what the arrows mean. */
function chain(knowledge: KnowledgeToday, model: Model): string {
  const before = chainTo(knowledge, model);
  const after = linksAfter(knowledge, model);
  const next = after.length === 1 ? after : [];
  const links = [...before, ...next];
  if (links.length === 0) return '';
  const steps = links.map(({ how, to }) => ` ${strings.ARROWS[how].arrow} ${emphasised(to, model)}`);
  const legend = (['disclosed', 'release-order'] as const).filter((how) => links.some((link) => link.how === how));
  return `${emphasised(links[0]!.from, model)}${steps.join('')}\n*${legend.map((how) => strings.ARROWS[how].meaning).join('. ')}.*`;
}

const emphasised = ({ id, name }: Model, about: Model): string => (id === about.id ? `**${name}**` : name);

/** A maker with fewer models than this has no part of the poster of its own. */
const FEWEST_OF_A_MAKER = 3;

/** The family trees of all makers: `lineage:all`. A model made from another maker's stays with that one. */
export const allLineages = (knowledge: KnowledgeToday): Subject =>
  subject(ALL_LINEAGES, strings.POSTER_TITLE, () => {
    const models = [...knowledge.models.values()];
    const rootMaker = (model: Model): string => chainTo(knowledge, model)[0]?.from.maker ?? model.maker;
    const makers = [...Map.groupBy(models, rootMaker)].toSorted(([, one], [, other]) => other.length - one.length);
    const large = makers.filter(([, of]) => of.length >= FEWEST_OF_A_MAKER);
    const small = makers.filter(([, of]) => of.length < FEWEST_OF_A_MAKER).flatMap(([, of]) => of);
    const lines = large.map(([maker, of]) => [maker, fromFirstToLast(of)] as const);
    return {
      short: strings.allModels(models.length, new Set(models.map(({ maker }) => maker)).size),
      body: [...lines, ...(small.length > 0 ? [[strings.OTHER_MAKERS, listed(namesOf(small, false))] as const] : [])]
        .map(([label, line]) => listItem(label, line))
        .join('\n'),
      picture: posterPicture(
        knowledge,
        { large, small },
        lines.map((line) => line.join(': ')),
      ),
      related: [CHATGPT_LINEAGE],
      models,
    };
  });

/** `70 models, from GPT-1 (11 Jun 2018) to GPT-Live-1.1 (20 Nov 2026)` */
function fromFirstToLast(models: readonly Model[]): string {
  const dated = models.filter(({ released }) => released !== null);
  const ends = [dated[0] ?? models[0]!, dated.at(-1) ?? models.at(-1)!];
  return `${counted(models.length, 'model')}, from ${namesOf(ends, true).join(' to ')}`;
}
