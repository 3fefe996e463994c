import { PermissionFlagsBits } from 'discord-api-types/v10';
import { seeMessage } from 'discord-playground';
import { expect, test } from 'vitest';
import { modeHere } from '../../../src/channels/modes.ts';
import * as strings from '../../../src/discord/strings.ts';
import { CHANNEL_MODES, type ChannelMode, DEFAULT_SETTINGS } from '../../../src/store/Store.ts';
import { CHOOSE_CHANNEL_TO_SET } from '../../../src/discord/settings/strings.ts';
import { startScene } from '../../support/bot.ts';
import { gatherCrowd, type Written } from './crowd.ts';

/** A whole day takes minutes. */
const HOURS = Number(process.env.CROWD_HOURS ?? 3);
const { limits } = DEFAULT_SETTINGS;

/** A message of the bot that everybody sees. */
interface Said {
  readonly at: number;
  readonly channelId: string;
  readonly kind: 'answer' | 'offer' | 'notice' | 'link';
  readonly title: string;
  readonly questionId: string | undefined;
  /** What it replied to may have been until then: it takes a moment to see an edit. For a share, only who shared it. */
  readonly to: readonly Partial<Asked>[];
}

interface Asked extends Written {
  readonly mode: ChannelMode;
}

function kindOf(label: string | undefined, text: string): Said['kind'] {
  if ([true, false].some((hasButtons) => text === strings.fullNotice(limits.minutes, hasButtons))) return 'notice';
  if (text.startsWith(strings.answeredAbove(''))) return 'link';
  return label === strings.OFFER ? 'offer' : 'answer';
}

test(
  'hours of a crowd that edits, deletes, opens threads, speaks many languages and asks all at once',
  { timeout: 3_600_000 },
  async () => {
    const faults: string[] = [];
    const quiet = {
      warn() {},
      info() {},
      debug() {},
      error: (_context: object, text: string) => void faults.push(text),
    };
    const { playground, store, clock } = await startScene({
      bot: { messageContent: true, log: quiet, requestsPerSecond: 1_000_000 },
      settings: { limits },
    });
    /** All that each message has been, the present last. */
    const asked = new Map<string, Asked[]>();
    const deleted = new Set<string>();
    const said: Said[] = [];
    const live = new Map<string, Said>();
    const sharedBy: string[] = [];
    let sharer: string | undefined;
    let channelModes: Record<string, ChannelMode>;
    const settings = () => ({ defaultMode: DEFAULT_SETTINGS.defaultMode, channelModes });

    const gone = (id: string): void => void live.delete(id);
    playground.watch((change) => {
      if (change.kind === 'messageDeleted') gone(change.message.id);
      if (change.kind === 'channelRemoved' || change.kind === 'threadRemoved') {
        for (const [id, one] of live) if (one.channelId === change.channel.id) gone(id);
      }
      if (change.kind !== 'messageCreated' || change.message.author !== playground.bot) return;
      const { id, replyTo: questionId, channelId, buttons, text, ephemeral } = seeMessage(change.message);
      if (ephemeral) return;
      const title = text.split('\n')[0]!.replace('### ', '').replaceAll('\u2011', '-');
      // A share replies to the private answer.
      const to: Said['to'] = asked.get(questionId!) ?? (sharer === undefined ? [] : [{ personId: sharer }]);
      if (sharer !== undefined && !asked.has(questionId!)) sharedBy.push(id);
      const one: Said = { at: clock.now(), channelId, kind: kindOf(buttons[0]?.label, text), title, questionId, to };
      said.push(one);
      live.set(id, one);
    });

    const mo = playground.addMember('mo', { permissions: PermissionFlagsBits.ManageGuild });
    let changes = 0;
    const crowd = gatherCrowd({
      playground,
      seed: 2_026,
      advance: (ms) => clock.advance(ms),
      onWritten(id, written) {
        if (!written) {
          if (asked.has(id)) deleted.add(id);
          return;
        }
        const mode = modeHere(settings(), written.path);
        asked.set(id, [...(asked.get(id) ?? []), { ...written, mode }]);
      },
      async hourPassed() {
        // Moderators change their minds, about three channels an hour.
        const ids = Object.keys(channelModes);
        for (let times = 0; times < 3; times++) {
          const id = ids[changes++ % ids.length]!;
          const mode = CHANNEL_MODES[changes % CHANNEL_MODES.length]!;
          const chosen = await mo.chooses(CHOOSE_CHANNEL_TO_SET, [id], await mo.runs('settings'));
          await mo.chooses(`w1:mode:${id}`, [mode], chosen!);
          channelModes[id] = mode;
        }
      },
      async press(member, message) {
        const [offerId] =
          [...live].find(([, { questionId, kind }]) => questionId === message.id && kind === 'offer') ?? [];
        const offer = member.sees().find(({ id }) => id === offerId);
        if (!offer) return;
        const shown = await member.clicks(strings.OFFER, offer);
        if (!shown?.buttons.some(({ label }) => label === strings.SHARE)) return;
        sharer = member.user.id;
        await member.clicks(strings.SHARE, shown);
        sharer = undefined;
        await playground.settled(10);
      },
    });
    channelModes = { ...crowd.modes };
    await store.saveSettings(playground.guild.id, { channelModes });
    await playground.settled();
    await crowd.pass(HOURS);

    const toldAs = (one: Said): unknown[] => [one.kind, one.title, ...one.to.flatMap(({ mode, text }) => [mode, text])];
    const fits = ({ kind }: Said, { mode, isMention, isInTalk }: Partial<Asked>): boolean => {
      if (mode === undefined || isMention) return mode !== 'off';
      if (isInTalk || kind === 'notice') return false;
      return mode === 'offer' ? kind === 'offer' : mode === 'answer' && kind !== 'offer';
    };

    // It answers people alone, in their modes, and keeps out of what they say to each other.
    expect(said.filter(({ to }) => to[0]?.personId === undefined).map(toldAs)).toEqual([]);
    expect(said.filter((one) => !one.to.some((version) => fits(one, version))).map(toldAs)).toEqual([]);
    // What is there in the end fits what the message has become.
    const stale = [...live.values()].filter((one) => one.kind !== 'notice' && !fits(one, one.to.at(-1)!));
    expect(stale.map(toldAs)).toEqual([]);

    // One reply per question, and none to what is gone.
    const answered = [...live.values()].flatMap(({ questionId }) => questionId ?? []);
    expect(new Set(answered).size).toBe(answered.length);
    expect(answered.filter((id) => deleted.has(id))).toEqual([]);

    // Nothing exceeds a limit. Only notices don't count.
    const replies = said.filter(({ kind }) => kind !== 'notice');
    for (const one of replies) {
      const recent = replies.filter(({ at }) => at <= one.at && at > one.at - limits.minutes * 60_000);
      expect(recent.filter(({ to }) => to[0]?.personId === one.to[0]?.personId).length).toBeLessThanOrEqual(
        limits.perPerson,
      );
      expect(recent.filter(({ channelId }) => channelId === one.channelId).length).toBeLessThanOrEqual(
        limits.perChannel,
      );
    }

    // All kinds have come up, and what is temporary is gone.
    const kinds = Object.groupBy(said, ({ kind }) => kind);
    const counts = Object.fromEntries(Object.entries(kinds).map(([kind, some]) => [kind, some.length]));
    for (const kind of ['answer', 'offer', 'link', 'notice']) expect(counts[kind]).toBeGreaterThan(1);
    expect(sharedBy.length).toBeGreaterThan(1);
    clock.advance(60 * 60_000);
    await playground.settled();
    expect([...live.values()].filter(({ kind }) => kind === 'offer' || kind === 'notice')).toEqual([]);
    expect(faults).toEqual([]);

    if (process.env.CROWD_HOURS) {
      const byItself = said.filter(
        ({ kind, to }) => kind === 'answer' && to[0]!.mode !== undefined && !to.some((one) => one.isMention),
      );
      const wrong = byItself.filter(({ to, title }) => !to.some(({ right }) => right?.test(title)));
      console.log(counts, { shares: sharedBy.length, byItself: byItself.length, wrong: wrong.map(toldAs) });
    }
  },
);
