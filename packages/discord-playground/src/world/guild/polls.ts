import { type APIEmbed, type APIPoll, type APIPollMedia, EmbedType, type RESTAPIPoll } from 'discord-api-types/v10';

const HOUR_MS = 3_600_000;
/** Source: resources/poll#poll-create-request-object. */
const DEFAULT_HOURS = 24;

interface Answer {
  readonly id: number;
  readonly media: APIPollMedia;
  readonly voterIds: Set<string>;
}

/** The poll of one message. */
export class Poll {
  readonly question: APIPollMedia;
  readonly answers: readonly Answer[];
  readonly allowsSeveral: boolean;
  readonly layoutType: number;
  readonly endsAtMs: number;
  isFinal = false;

  constructor(request: RESTAPIPoll) {
    this.question = request.question;
    // Answers are numbered from 1. Source: resources/poll#poll-answer-object.
    this.answers = request.answers.map(({ poll_media: media }, index) => ({
      id: index + 1,
      media,
      voterIds: new Set<string>(),
    }));
    this.allowsSeveral = request.allow_multiselect ?? false;
    this.layoutType = request.layout_type ?? 1;
    this.endsAtMs = Date.now() + (request.duration ?? DEFAULT_HOURS) * HOUR_MS;
  }

  get isOver(): boolean {
    return this.isFinal || Date.now() >= this.endsAtMs;
  }

  answer(id: number): Answer | undefined {
    return this.answers.find((answer) => answer.id === id);
  }

  /** The ids of the answers that somebody voted for. */
  votesOf(userId: string): number[] {
    return this.answers.filter(({ voterIds }) => voterIds.has(userId)).map(({ id }) => id);
  }

  /**
   * What the message that announces the result holds. On a draw there is no winner. Source:
   * resources/message#embed-fields-by-embed-type-poll-result-embed-fields.
   */
  resultEmbed(): APIEmbed {
    const counts = this.answers.map(({ voterIds }) => voterIds.size);
    const most = Math.max(...counts);
    const best = this.answers.filter(({ voterIds }) => voterIds.size === most);
    const winner = best.length === 1 ? best[0] : undefined;
    const { emoji, text } = winner?.media ?? {};
    const fields = {
      poll_question_text: this.question.text,
      victor_answer_votes: most,
      total_votes: counts.reduce((sum, count) => sum + count, 0),
      victor_answer_id: winner?.id,
      victor_answer_text: text,
      victor_answer_emoji_id: emoji?.id ?? undefined,
      victor_answer_emoji_name: emoji?.name ?? undefined,
      victor_answer_emoji_animated: emoji?.animated || undefined,
    };
    const known = Object.entries(fields).filter(([, value]) => value !== undefined);
    return {
      type: EmbedType.PollResult,
      fields: known.map(([name, value]) => ({ name, value: String(value), inline: false })),
    };
  }

  /** @param viewerId - Who `me_voted` is about. */
  toApi(viewerId: string): APIPoll {
    return {
      question: this.question,
      answers: this.answers.map(({ id, media }) => ({ answer_id: id, poll_media: media })),
      expiry: new Date(this.endsAtMs).toISOString(),
      allow_multiselect: this.allowsSeveral,
      layout_type: this.layoutType,
      results: {
        is_finalized: this.isFinal,
        answer_counts: this.answers.map(({ id, voterIds }) => ({
          id,
          count: voterIds.size,
          me_voted: voterIds.has(viewerId),
        })),
      },
    };
  }
}
