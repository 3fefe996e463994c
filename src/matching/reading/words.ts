import commonWords from './commonWords.json' with { type: 'json' };

const wordsOf = (text: string): ReadonlySet<string> => new Set(text.split(/\s+/));

/**
 * Words that carry grammar and little content. They count as words and in bigrams ("how", "when" and "not" tell questions
 * apart), but have no character n-grams and are in no skip-bigram.
 */
export const FUNCTION_WORDS = wordsOf(
  `a am an and any are as at be been but by can could did do does for from had has have he here how i if in is it just may
  me might must my no not of on or our she should so some that the there these they this those to was we were what
  when where which who why will with would you your`,
);

/** Words that make a question of a text, with or without a question mark. Texts are read without accents: `que` is `qué`. */
export const QUESTION_WORDS = wordsOf(
  `what which who whose when where why how is are was were does do did can could will would has have
  explain describe define tell list compare vs difference differences
  wer wie wann warum welche welches welchem que quien cual cuando quel quelle qui comment quand qual quem quando chi cosa
  quale welk wat hvilken vilken jaki kto kiedy что кто чем какая какой какую когда hangi nedir apa siapa kapan kya konsa
  kaunsa kab क्या कौन ما من 什 哪 谁 何 誰 뭐야 누가 어떤 무슨
  diferencia diferenca differenza unterschied fark 違 区 차이`,
);

/** Asks for steps: "how do I", "how to", "any way to". Of a text's words, joined with spaces. */
export const HOW_TO = /\bhow (?:to|(?:do|can|could|should|would) (?:i|we))\b|\bway to\b/;

/**
 * What people put before a question, as words joined with spaces: "does anybody know whether", "can someone explain", "is it true
 * that", "I was wondering if".
 */
export const LEAD_INS = new RegExp(
  String.raw`\b(?:${[
    '(?:(?:does|did|do|can|could|would|will) )?(?:anyone|anybody|someone|somebody|we) (?:(?:here|else|actually) )?' +
      '(?:know|knows|remember|remembers|confirm|tell (?:me|us)|remind me)(?: for sure| off the top of (?:their|your) head)?',
    '(?:is|isnt) it (?:true|correct|right)',
    'am i (?:right|correct)(?: in thinking)?',
    // Not the Wonder of "Muse Wonder 1.0".
    '(?:i (?:was |am )?)?(?:just )?wondering|(?:i |^)(?:just )?wonder',
  ].join('|')})(?: (?:if|whether|that))?(?= )`,
  'g',
);

/** What people say before a question without meaning anything by it, as words joined with spaces: "wait so", "quick question". */
export const OPENERS = new RegExp(
  String.raw`^(?:(?:${[
    'wait|so|ok|okay|but|and|also|hm+|um+|uh+|oh|well|like|man|bro|dude|mate|yo|guys|folks|peeps',
    '(?:hey|hi|hello) (?:there|all|guys|folks|everyone|everybody)',
    'lol|lmao|haha|tbh|ngl|btw|fyi|alright|anyways?|basically|sorry|urgent|hold on|real quick|out of curiosity|(?:just )?curious',
    'good (?:morning|evening|afternoon|day)|(?:can|may|could) i ask|one (?:more )?(?:thing|question)',
    '(?:maybe )?(?:an? )?(?:quick|dumb|stupid|silly|noob|newbie|beginner|random|honest|genuine|serious) (?:question|q)',
  ].join('|')}) )+`,
);

/** Likewise after it: "lol", "just curious", "asking for a friend". */
export const CLOSERS = new RegExp(
  String.raw`(?: (?:${[
    'lol|lmao|haha|tho|though|btw|bro|man|dude|mate|guys|folks|fr|for real|ngl|tbh|idk|exactly|actually',
    'these days|nowadays|by now|at the moment|by any chance',
    'thanks|thank you|thx|ty|tia|cheers|in advance|(?:just )?curious|asking for a friend|or (?:what|not|something)',
    '(?:does |do )?(?:anyone|anybody|someone)(?: knows?)?|any ideas?|(?:im|i am) (?:confused|new here|lost)|i (?:forgot|forget)',
  ].join('|')}))+$`,
);

/** Words that begin a clause wherever they are: "no idea which model that is". */
export const CLAUSE_STARTS = wordsOf('what which who whose when where why how');

/** Words before a clause: "my teacher says ChatGPT is GPT-2", "he told me that …", "sorry but …". */
export const BEFORE_CLAUSES = wordsOf(
  `but say says said saying think thinks claim claims claimed swears insist insists heard read told reckons believes argues
  know knows`,
);

/** Words before the name of somebody who is called: "hey ChatGPT". */
export const GREETINGS = wordsOf('hey hi hello ok okay yo');

/** Chat abbreviations that mean nothing else in a question. */
export const ABBREVIATIONS: ReadonlyMap<string, string> = new Map(
  `u you, ur your, r are, ya you, wat what, wut what, wht what, wots what, wich which, hw how, n and, b4 before, abt about,
  pls please, plz please, thx thanks, rn now, eli5 explain, msg message, msgs messages, ctx context, param parameter,
  params parameters, licence license, ppl people, cuz because, diff difference, diffs differences, ver version,
  vers version, versus vs, whats what, hows how, whos who, wheres where, whens when, thats that, im i, ive i`
    .split(/,\s+/)
    .map((pair) => pair.split(' ') as [string, string]),
);

/**
 * Ordinary English words, which may be in a question without being in any phrasing. They are not misspellings of other
 * words: `plants` is not `plans`, and `trick` is not `trained`.
 */
export const COMMON_WORDS = wordsOf(commonWords.join(' '));
