/** What people ask on a server, as they ask it. Those of one topic belong together. */
const TOPICS: Readonly<Record<string, readonly string[]>> = {
  role: [
    'how do I get the member role',
    'where do i get the member role',
    'how can I get member role',
    'how to get the member role here',
    'who gives out the member role',
  ],
  invite: [
    'what is the invite link of this server',
    'can I have the invite link',
    'where is the server invite link',
    'is there an invite link for friends',
    'invite link for the server please',
  ],
  events: [
    'when is the next community event',
    'when does the next event start',
    'what time is the next event',
    'is there a community event this week',
    'when is the event',
  ],
  bots: [
    'which bots may I add to my channel',
    'can I add bots to my channel',
    'am I allowed to add bots to a channel',
    'may i add my own bots here',
  ],
  music: [
    'how do I play music in the voice channel',
    'how to play music in voice channel',
    'can somebody play music in the voice channel',
    'playing music in voice channel how',
  ],
  ban: [
    'how can I appeal a ban',
    'where do I appeal my ban',
    'my friend wants to appeal his ban',
    'how does the ban appeal work',
    'ban appeal form where',
  ],
  report: [
    'how do I report a rude person',
    'where can I report a rude member',
    'who do I report rude people to',
    'report rude person',
  ],
  nick: [
    'how do I change my nickname',
    'can I change my nickname here',
    'where do i change my nick name',
    'changing nickname not possible',
  ],
  color: [
    'how can I change the color of my name',
    'how do I get another name color',
    'what gives me a different name color',
    'change name color',
  ],
  level: [
    'how do I level up',
    'how do levels work here',
    'what do I get for a higher level',
    'how to gain levels',
    'level up how',
  ],
  verify: [
    'how do I verify my account',
    'the account verification does not work',
    'verify my account how',
    'where do I verify account',
    'account verification broken',
  ],
  stream: [
    'when does the streamer go live',
    'what time is the stream today',
    'is there a stream today',
    'when is the stream',
  ],
  server: [
    'which region is the minecraft server in',
    'what is the ip of the minecraft server',
    'minecraft server ip',
    'ip address for minecraft server',
    'how do i join the minecraft server',
  ],
  mods: [
    'how do I become a moderator',
    'can I apply as moderator',
    'moderator application open',
    'how to apply for moderator',
    'when can I apply to be a moderator',
  ],
  merch: [
    'where can I buy merch',
    'is there a merch shop',
    'when does the merch shop open',
    'buy merch hoodie',
    'link to merch shop',
  ],
  homework: [
    'can somebody help with math homework',
    'help with my math homework',
    'who can help me with math',
    'need help math homework',
  ],
  emoji: [
    'how do I add a custom emoji',
    'can we add more custom emoji',
    'who adds custom emoji',
    'suggest a custom emoji where',
  ],
  mute: ['why am I muted', 'why was I muted in chat', 'how long am I muted for', 'i am muted why'],
  dark: [
    'is there a dark theme for the website',
    'website dark theme',
    'how to turn on dark theme on the website',
    'dark theme please',
  ],
  refund: [
    'how do I get a refund',
    'can I get a refund for my order',
    'refund for order how long',
    'refund policy',
    'when do I get my refund',
  ],
  course: [
    'when does the python course begin',
    'is the python course free',
    'where do I sign up for the python course',
    'python course start date',
  ],
  forum: ['where is the old forum', 'does the old forum still exist', 'old forum link', 'is the old forum gone'],
  keys: [
    'where do I redeem my game key',
    'how to redeem a game key',
    'redeem game key not working',
    'my game key can not be redeemed',
  ],
  wiki: ['who can edit the wiki', 'how do I edit a wiki page', 'edit the wiki where', 'can I edit wiki pages'],
};

export interface LabelledQuestion {
  readonly topic: string;
  readonly text: string;
}

/** The same numbers each time: mulberry32. */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d_2b_79_f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const OPENINGS = ['', '', '', 'hey, ', 'quick question: ', 'sorry, ', 'hi all ', 'um '];
const ENDINGS = ['', '', '?', '?', '??', ' please', ' thanks', ' pls?'];

/** One letter of a longer word swapped, dropped, doubled or hit beside: as people do on a phone. */
function misspelt(text: string, random: () => number): string {
  const words = text.split(' ');
  const long = words.flatMap((word, index) => (word.length >= 5 ? index : []));
  const chosen = long[Math.floor(random() * long.length)];
  if (chosen === undefined) return text;
  const word = words[chosen]!;
  const at = 1 + Math.floor(random() * (word.length - 2));
  const [before, letter, next, after] = [word.slice(0, at), word[at]!, word[at + 1]!, word.slice(at + 2)];
  const kinds = [
    `${before}${next}${letter}${after}`,
    `${before}${next}${after}`,
    `${before}${letter}${letter}${next}${after}`,
  ];
  words[chosen] = kinds[Math.floor(random() * kinds.length)]!;
  return words.join(' ');
}

/** @param half - Of the topics: one half for tuning, the other for judging. */
export function labelledQuestions(count: number, seed: number, half?: 0 | 1): LabelledQuestion[] {
  const random = randomFrom(seed);
  const topics = Object.entries(TOPICS).filter((_, index) => half === undefined || index % 2 === half);
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)]!;
  return Array.from({ length: count }, () => {
    const [topic, phrasings] = pick(topics);
    const phrasing = pick(phrasings);
    const text = random() < 0.4 ? misspelt(phrasing, random) : phrasing;
    return { topic, text: `${pick(OPENINGS)}${text}${pick(ENDINGS)}` };
  });
}
