/** What people write on the crowded day: how they really talk, in several languages. Nobody has looked at the curated phrasings. */

/** A question, and what the title of a right answer looks like; without it, none is right. */
export interface Line {
  readonly text: string;
  readonly right?: RegExp;
}

/** People who talk with each other, one after the other. The bot has no part in it, though some sound like questions to it. */
export const TALKS: readonly (readonly string[])[] = [
  ['did you see the patch notes', 'yeah they nerfed healers AGAIN', 'unbelievable', 'I am switching to tank lol'],
  ['wer kommt heute abend in den voice?', 'ich, so gegen acht', 'passt, bringe pizza mit 🍕'],
  ['¿alguien sabe cómo se reinicia el router?', 'desenchúfalo 10 segundos', 'gracias, funcionó!'],
  ["t'as essayé gpt-5 pour le code ?", 'oui, ça marche bien mais ça invente des fonctions', 'pareil ici 😅'],
  ['cara o chatgpt escreveu meu tcc inteiro', 'kkkkkk não conta pro professor', 'jamais'],
  ['今日のアプデやばくない？', 'まだ見てない', 'ボス強すぎ'],
  ['bhai exam kab hai', 'kal subah 9 baje', 'mar gaye 💀'],
  ['кто-нибудь пробовал дипсик локально?', 'да, на 4090 еле-еле', 'понятно, жду новую карту'],
  ['which model did you end up using?', 'the small one, big one was too slow', 'makes sense'],
  ['is it open source?', 'the frontend is, the backend is not', 'ah ok'],
  ['who trained you so badly', 'my mother 😂', 'fair'],
  ['what is your model number?', 'WH-1000XM5', 'ah the good ones', 'yep, love them'],
  ['how many parameters does the endpoint take?', 'three, the last one is optional', 'thx'],
  ['when was it released?', 'last friday on steam', 'nice, downloading'],
  ['transformers one was so underrated', 'agreed, best animated film that year', 'optimus voice though…'],
  ['my claude keeps refusing to write tests', 'mine deletes them', 'lmaooo'],
];

/** Said by one person to nobody in particular. */
export const REMARKS: readonly string[] = [
  'gm ☕',
  'f',
  '```js\nconst model = await load("gpt2");\n```',
  'https://openai.com/blog/chatgpt interesting read',
  '> what is rlhf\nwho even asks that',
  'GPT-5 is down, guess I have to think myself today',
  'i asked chatgpt which model it is and it said gpt-4 lol',
  'nobody here knows what a transformer is, I swear',
  'wait what',
  'Ich habe heute den ganzen Tag mit Copilot gekämpft.',
  '😂😂😂😂',
  'reminder: raid at 20:00 server time',
  'the difference between gpt-4 and gpt-5 is mostly marketing if you ask me',
  'selling my 3090, dm me',
  'RIP gpt-4.5, you were expensive but pretty',
  'I hate when people ask what gpt stands for and then argue about it',
  '||the butler did it||',
  'todo: fine-tune the thing, ship the thing, sleep',
];

/** Questions that are not for the bot, though some have its words. */
const BESIDE: readonly Line[] = [
  'anyone know a good laptop under 800?',
  'why is my gpu at 100% when idle?',
  'how do i cancel my plus subscription?',
  'can chatgpt read pdfs over 50 mb?',
  'which model of fridge should I get?',
  'what is the best base for a mushroom risotto?',
  'does the transformer in my power supply need oil?',
  'who wants to train for the marathon with me?',
  'what does gg stand for?',
  'how do I fine tune my carburetor?',
  'is the server open source? I mean this minecraft one',
  'wie viele parameter hat die funktion?',
  'was kostet ein ticket nach berlin?',
  'quelle est la capitale du pérou ?',
  'can someone paste the api error again?',
  'why does my openai key return 429?',
  'what model train scale do you collect?',
  'when does the codex for warhammer come out?',
  'how was your training today?',
  'who is the base player in muse?',
].map((text) => ({ text }));

/** Questions that the bot should know, as people ask them. */
const WITHIN: readonly Line[] = [
  { text: 'yo what model is chatgpt actually running on', right: /ChatGPT|GPT-/ },
  { text: 'What LLM powers ChatGPT?', right: /ChatGPT|GPT-/ },
  { text: 'so is chatgpt just gpt-4 with a chat window or what?', right: /ChatGPT|GPT/ },
  { text: 'what does the gpt in chatgpt mean?', right: /stand|GPT/ },
  { text: 'GPT is short for what exactly?', right: /stand|GPT/ },
  { text: 'difference between GPT and ChatGPT??', right: /GPT/ },
  { text: 'How did they train ChatGPT?', right: /train|ChatGPT/i },
  { text: 'can somebody explain rlhf to me', right: /RLHF|human feedback/i },
  { text: 'wtf is PPO', right: /PPO|proximal/i },
  { text: 'what is dpo and do i need it?', right: /DPO|preference/i },
  { text: 'What is a transformer in ML?', right: /transformer/i },
  { text: 'is chatgpt open source?', right: /open/i },
  { text: 'how many params does gpt-4 have?', right: /parameter|GPT-4/i },
  { text: 'are the gpt-oss weights really open?', right: /gpt-oss/i },
  { text: 'when did gpt-4o come out?', right: /GPT-4o/i },
  { text: 'gpt-4 vs gpt-4o?', right: /GPT-4/i },
  { text: 'what was codex?', right: /Codex/i },
  { text: 'why do they fine-tune the base model at all?', right: /fine-?tun/i },
  { text: 'auf welchem modell basiert chatgpt?', right: /ChatGPT|GPT-/ },
  { text: 'en qué modelo se basa chatgpt?', right: /ChatGPT|GPT-/ },
];

export const QUESTIONS = { beside: BESIDE, within: WITHIN };
