import type { Interaction, Message } from 'discord.js';
import type { AnswerBook, AskResult } from '../answers/AnswerBook.ts';
import { followUpId } from '../answers/followUp.ts';
import type { HeardQuestion } from '../answers/learning/QuestionLog.ts';
import { choicesOf } from '../answers/KnowledgeBook.ts';
import type { Answer } from '../knowledge/Answer.ts';
import type { Mode } from '../matching/Match.ts';
import type { Reply } from '../replies/Reply.ts';
import { didYouMean, dontKnow, replyWithAnswer, sentenceReply, unclear } from '../replies/replyTo.ts';
import type { AnswerReplyOptions } from '../replies/replyTo.ts';
import { UserError } from '../shared/UserError.ts';
import type { BotContext } from './BotContext.ts';
import { serverOf } from './permissions.ts';
import { ANSWER_GONE, HELP } from './strings.ts';

type Heard = Pick<HeardQuestion, 'text' | 'outcome' | 'isCertain'>;

const OUTCOME_OF = { answer: 'answered', suggest: 'offered', pass: 'passed' } as const;

type Origin = Pick<Message, 'guildId' | 'id'> & Partial<Pick<Interaction, 'authorizingIntegrationOwners'>>;

/** Turns questions and answer ids into replies from one server's AnswerBook. */
export class Responder {
  readonly book: AnswerBook;
  /** What was asked last, and what came of it. */
  #heard: Heard | undefined;
  /** The answer that the last reply shows. */
  #found: string | undefined;
  readonly #origin: Origin;
  readonly #isInteraction: boolean;
  readonly #context: BotContext;

  private constructor(book: AnswerBook, origin: Origin, context: BotContext) {
    this.book = book;
    this.#origin = { id: origin.id, guildId: serverOf(origin) };
    this.#isInteraction = origin.authorizingIntegrationOwners !== undefined;
    this.#context = context;
  }

  static async of(origin: Origin, context: BotContext): Promise<Responder> {
    const guildId = serverOf(origin);
    return new Responder(await context.books.of(guildId ?? undefined), origin, context);
  }

  match(question: string, mode: Mode): AskResult {
    const start = performance.now();
    const result = this.book.ask(question, mode);
    const { decision, candidates } = result;
    const ms = performance.now() - start;
    const { guildId: guild, id: event } = this.#origin;
    const { metrics, log } = this.#context;
    metrics?.count('question', [decision, this.#way(mode)], ms / 1_000);
    // Never the question itself: people's messages are not logged.
    const found = { decision, best: candidates[0]?.id, confidence: candidates[0]?.confidence };
    log.debug({ ...found, mode, guild, event, ms }, 'matched a question');
    return result;
  }

  ask(question: string, mode: Mode): Reply {
    this.#found = undefined;
    const { decision, candidates, answerIds, takenForApp } = this.match(question, mode);
    this.#heard = { text: question, outcome: OUTCOME_OF[decision] };
    if (decision === 'suggest') return didYouMean(choicesOf(this.book, answerIds));
    const [shown, ...askedToo] = decision === 'answer' ? answerIds : [];
    const answer = shown === undefined ? undefined : this.book.answer(shown);
    if (!answer) return dontKnow();
    this.#found = candidates[0]!.id;
    return this.replyWith(answer, { takenForApp }, askedToo);
  }

  /** Asks one text after the other, until one has an answer. Otherwise suggestions are better than nothing. */
  askAny(questions: readonly string[], mode: Mode): Reply {
    let best: Reply | undefined;
    let heard: Heard | undefined;
    for (const question of questions) {
      const reply = this.ask(question, mode);
      if (reply.kind === 'answer') return reply;
      if (!best || (best.kind === 'pass' && reply.kind === 'suggest')) [best, heard] = [reply, this.#heard];
    }
    this.#heard = heard;
    return best ?? dontKnow();
  }

  /**
   * What a reply to one of the bot's messages, or to what it answered, means together with that answer; or an honest sentence.
   *
   * @returns `undefined` if the message shows no answer, or was given more than a day ago.
   */
  async followUp(replyId: string, text: string): Promise<Reply | undefined> {
    const given = await this.#context.replies.of(replyId);
    if (given?.answerId == null) return undefined;
    const id = followUpId(this.book, given.answerId, text);
    return id === undefined ? unclear() : this.show(id);
  }

  /**
   * With `whole`, the rest of an answer that was already given.
   *
   * @throws UserError `no-such-answer`: the id comes from a button or a list
   */
  show(id: string, { whole = false } = {}): Reply {
    const answer = this.book.answer(id);
    if (!answer) throw new UserError('no-such-answer', ANSWER_GONE);
    if (!whole) this.#found = id;
    return this.replyWith(answer, { whole });
  }

  /** Does not count as given. @param askedToo - Answers to what else a message asks: offered before related ones. */
  replyWith(
    answer: Answer,
    options: Pick<AnswerReplyOptions, 'whole' | 'takenForApp'> = {},
    askedToo: readonly string[] = [],
  ): Reply {
    const related = choicesOf(this.book, [...askedToo, ...answer.related]);
    return replyWithAnswer(answer, { ...options, today: this.#context.today(), related });
  }

  help({ isEditor = false } = {}): Reply {
    return {
      ...sentenceReply(HELP.short),
      title: HELP.title,
      body: isEditor ? `${HELP.members}\n${HELP.editors}` : HELP.members,
      choices: this.book.offerAnswers('', 3),
    };
  }

  #way(mode: Mode): 'command' | 'dm' | 'channel' | 'mention' {
    if (this.#isInteraction) return 'command';
    if (this.#origin.guildId === null) return 'dm';
    return mode === 'passive' ? 'channel' : 'mention';
  }

  /** @param isShown - False if the person is told where the answer is, or was, instead: it is not given once more. */
  count(personId: string, isShown = true): void {
    const { guildId } = this.#origin;
    if (guildId === null) return;
    if (this.#found !== undefined && isShown) this.#context.questions.used(guildId, this.#found);
    if (this.#heard) this.hear(personId, this.#heard);
  }

  /** Counts a question, and keeps it if it got no answer. */
  hear(personId: string, question: Heard): void {
    const { guildId, id } = this.#origin;
    if (guildId !== null) this.#context.questions.heard({ id, guildId, personId, ...question });
  }
}
