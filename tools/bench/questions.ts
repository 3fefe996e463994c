/** What the bench asks: answers, suggestions and passes, as they come in a channel. */
export const QUESTIONS = [
  'which model is chatgpt based on',
  'what is the difference between gpt and chatgpt?',
  'when was gpt 4o released',
  'gpt-3.5 vs gpt-4',
  'what came before gpt-4o',
  'whats rlhf',
  'why was chatgpt fine tuned',
  'waht modle do free users get',
  'compare gpt-3, gpt-3.5 and gpt-4',
  'how was chatgpt traned',
  'what does gpt stand for',
  'is it going to rain tomorrow',
  'o1 context window',
  'the weather is nice today',
] as const;
