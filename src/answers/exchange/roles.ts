import { UserError } from '../../shared/UserError.ts';
import * as strings from './strings.ts';
import { quoted, quotedList } from './strings.ts';

/** What a column or field of somebody else's file means for an answer. */
export const ROLES = ['question', 'answer', 'phrasings', 'sources', 'id', 'reviewBy'] as const;
export type Role = (typeof ROLES)[number];

/**
 * Words for each role, the surest first: of a `question` and a `name`, the question is the title. Compared without case,
 * accents, spaces and punctuation.
 */
const SYNONYMS: Readonly<Record<Role, string>> = {
  question: `embed title, question, query, frage, pregunta, pergunta, domanda, vraag, fråga, spørgsmål, spørsmål, spurning, kysymys,
    pytanie, otázka, kérdés, întrebare, вопрос, питання, запитання, въпрос, питање, прашање, пытанне, pitanje, vprašanje, ερώτηση,
    soru, שאלה, سؤال, السؤال, پرسش, प्रश्न, सवाल, প্রশ্ন, கேள்வி, ప్రశ్న, 問題, 问题, 提問, 提问, 質問, 问, 問, 질문, câu hỏi, pertanyaan, soalan,
    คำถาม, tanong, klausimas, jautājums, küsimus, galdera, pregunta frecuente, swali, հարց, კითხვა, question text, questions text,
    user question, faq question, faq, prompt, instruction, input, utterance, user, human, ask, q, fr, f, p, title, titel, titre,
    título, titolo, заголовок, 标题, 標題, タイトル, heading, subject, problem, issue, topic, thema, name, 名称, 名前, text trigger,
    trigger, command, befehl, cmd, tag, term, keyword, intent, key, label, shortcut`,
  answer: `answer, answers, antwort, antworten, respuesta, réponse, resposta, risposta, antwoord, svar, svör, vastaus, odpowiedź,
    odpověď, odpoveď, válasz, răspuns, ответ, відповідь, отговор, одговор, адказ, odgovor, απάντηση, cevap, yanıt, תשובה, جواب,
    الجواب, إجابة, الإجابة, پاسخ, उत्तर, जवाब, উত্তর, பதில், సమాధానం, 答案, 回答, 答え, 解答, 答, 답변, 답, 대답, câu trả lời, trả lời, jawaban,
    jawapan, คำตอบ, sagot, atsakymas, atbilde, vastus, erantzuna, jibu, պատասխան, პასუხი, answer text, accepted answer,
    faq answer, response, responses, reply, replies, completion, output, assistant, bot, content, contents, inhalt, contenido,
    contenu, conteúdo, contenuto, содержание, 内容, body, text, texte, texto, testo, текст, message, nachricht, value, solution,
    lösung, explanation, erklärung, description, beschreibung, descripción, definition, a, r, o, desc`,
  phrasings: `questions, phrasings, fragen, preguntas, perguntas, domande, вопросы, alternative questions, alternate questions,
    alt questions, similar questions, other questions, suggested questions, question variants, alternatives, variants, variations,
    patterns, examples, utterances, phrases, synonyms, synonyme, sinónimos, aliases, alias, keywords, triggers, tags,
    labels, label names, etiquetas, étiquettes, etichette, etiketten, теги, метки, タグ, 标签, 標籤, tagi, trefwoorden,
    słowa kluczowe, parole chiave, palavras chave, sinônimos, schlagwörter, stichwörter, stichworte, palabras clave, mots clés, ключевые слова, 关键词, 關鍵詞, キーワード, other names`,
  sources:
    'sources, source, quelle, quellen, fuente, fuentes, url, urls, link, links, reference, references, 出典, источник',
  id: 'id, slug',
  reviewBy: 'review by',
};

/** `Übliche_Frage ` as `ublichefrage` */
export const foldedName = (name: string): string =>
  name
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[\p{M}]/gu, (mark) => (/\p{Script=Latin}|\p{Script=Inherited}/u.test(mark) ? '' : mark))
    .replaceAll(/[^\p{L}\p{N}\p{M}]/gu, '');

/** How sure each word is for a role: 0 is the surest. */
const RANKS = new Map(
  ROLES.map((role) => [role, new Map(SYNONYMS[role].split(',').map((word, rank) => [foldedName(word), rank]))]),
);

/** Names of a command or tag. Beside a question they are one more phrasing; a title or topic is not. */
const NAMES = new Set(['name', 'trigger', 'texttrigger', 'command', 'tag', 'keyword', 'shortcut', 'cmd']);

/** Words that are no question, even if there is no other. */
const KEYWORDS = new Set(['aliases', 'alias', 'keywords', 'tags', 'synonyms', 'triggers', 'suggestedquestions']);

/** Which names a person gave roles, by `keyOfName`. Wins over the synonyms. */
export type GivenRoles = ReadonlyMap<string, Role>;

/**
 * @param map - `question=Frage,answer=Antwort`
 * @throws UserError `bad-map`
 */
export function parseMap(map: string): GivenRoles {
  const given = new Map<string, Role>();
  for (const part of map.split(',').filter((text) => text.trim() !== '')) {
    const [, left = '', name = ''] = /^([^=]*)=(.*)$/s.exec(part) ?? [];
    const word = left.trim().toLowerCase();
    const role = ROLES.find((one) => one.toLowerCase() === word) ?? MAP_WORDS.get(word);
    if (!role || name.trim() === '') throw new UserError('bad-map', strings.badMap(quoted(part.trim()), ROLES));
    given.set(keyOfName(name), role);
  }
  return given;
}

/** Other words that people try for a role. */
const MAP_WORDS: ReadonlyMap<string, Role> = new Map([
  ['title', 'question'],
  ['body', 'answer'],
  ['phrasing', 'phrasings'],
  ['questions', 'phrasings'],
  ['aliases', 'phrasings'],
  ['source', 'sources'],
]);

/** A name of signs alone stays as it is. */
export const keyOfName = (name: string): string => foldedName(name) || name.trim();

/** `Article title`, `tag_name`: the last word tells, if nothing else does. */
function lastWordOf(name: string): string {
  const words = name.replaceAll(/(?<=\p{Ll})(?=\p{Lu})/gu, ' ').split(/[\s_.-]+/);
  const last = foldedName(words.at(-1)!);
  return words.length > 1 && last.length > 3 ? last : '';
}

/**
 * What the columns of a table or the fields of an object mean. The first of two names that mean the same wins.
 *
 * @returns For each name its role; `undefined` if it means nothing for an answer.
 */
export function rolesOf(names: readonly string[], given: GivenRoles): readonly (Role | undefined)[] {
  const keys = names.map(keyOfName);
  const lastWords = names.map(lastWordOf);
  const rolesGiven = new Set(keys.map((key) => given.get(key)));
  /** The surest first. */
  const meaning = (role: Role, words = keys): number[] => {
    const rankOf = (index: number): number => {
      const itsRole = given.get(keys[index]!);
      if (itsRole !== undefined || rolesGiven.has(role)) return itsRole === role ? -1 : Infinity;
      return RANKS.get(role)!.get(words[index]!) ?? Infinity;
    };
    const ranked = keys.map((_, index) => ({ index, rank: rankOf(index) })).filter(({ rank }) => rank < Infinity);
    return ranked.toSorted((one, other) => one.rank - other.rank).map(({ index }) => index);
  };
  const phrasings = meaning('phrasings');
  const [asked, ...alsoAsked] = meaning('question');
  // A list of questions without another: the first is the title. A list of keywords has none.
  let question = asked ?? phrasings.find((index) => !KEYWORDS.has(keys[index]!));
  let [answer] = meaning('answer');
  const askedLast = question ?? meaning('question', lastWords)[0];
  const saidLast = answer ?? meaning('answer', lastWords).find((index) => index !== askedLast);
  // One of them alone would be a guess.
  if (askedLast !== undefined && saidLast !== undefined) [question, answer] = [askedLast, saidLast];
  const meant: readonly [Role, readonly (number | undefined)[]][] = [
    ['question', [question]],
    ['answer', [answer]],
    ['phrasings', [...alsoAsked.filter((index) => NAMES.has(keys[index]!)), ...phrasings]],
    ['sources', meaning('sources')],
    ['id', meaning('id').slice(0, 1)],
    ['reviewBy', meaning('reviewBy').slice(0, 1)],
  ];
  const roles = names.map((): Role | undefined => undefined);
  for (const [role, indexes] of meant) for (const index of indexes) if (index !== undefined) roles[index] ??= role;
  return roles;
}

/** Whether names say which is the question, and which the answer. */
export function sayBoth(names: readonly string[], given: GivenRoles): boolean {
  const roles = rolesOf(names, given);
  return roles.includes('question') && roles.includes('answer');
}

/** Complains about names in `--map` that the file doesn't have. @throws UserError `bad-map` */
export function checkGiven(given: GivenRoles, names: Iterable<string>): void {
  const known = [...new Set(names)];
  const keys = new Set(known.map(keyOfName));
  const missing = [...given.keys()].find((key) => !keys.has(key));
  if (missing !== undefined) throw new UserError('bad-map', strings.mapNotInFile(quoted(missing), quotedList(known)));
}
