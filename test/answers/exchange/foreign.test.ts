import { describe, expect, test } from 'vitest';
import { exportAnswers } from '../../../src/answers/exchange/export.ts';
import { EXPORT_FORMATS } from '../../../src/answers/exchange/entries.ts';
import { changesOf, type ImportPlan, planImport } from '../../../src/answers/exchange/plan.ts';
import { readAnswersFiles } from '../../../src/answers/exchange/readAnswersFile.ts';
import { runToEnd } from '../../../src/shared/concurrency.ts';
import type { AnswerVersion } from '../../../src/store/Store.ts';
import * as strings from '../../../src/answers/exchange/strings.ts';
import { stateOf, version } from './contents.ts';
import { read } from './read.ts';

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);

type File = readonly [name: string, text: string | Uint8Array];

const bytesOf = (files: readonly File[]): { name: string; bytes: Uint8Array }[] =>
  files.map(([name, text]) => ({ name, bytes: typeof text === 'string' ? encode(text) : text }));

function planOf(files: readonly File[], existing: readonly AnswerVersion[] = [], map = ''): ImportPlan {
  const file = readAnswersFiles(bytesOf(files), { map });
  return runToEnd(planImport(file, { guildId: '1', state: stateOf(existing), overwrite: false }));
}

const imported = (plan: ImportPlan): AnswerVersion[] =>
  changesOf(plan).map(({ answerId, content, expectedVersion, kind }) =>
    version(answerId, content, expectedVersion + 1, kind),
  );

/** `title | phrasing; phrasing | answer`, one a line. */
function shown(versions: readonly AnswerVersion[]): string[] {
  return versions.map(({ content }) =>
    [content!.title, content!.questions.join('; '), content!.body, ...content!.sources].join(' | '),
  );
}

interface Format {
  readonly name: string;
  readonly files: readonly File[];
  /** What the report says first. */
  readonly first: string;
  readonly answers: readonly string[];
}

const CORRECT = 'If that is wrong, correct it with the option map: question=NAME,answer=NAME.';

const FREE = 'Is it free? |  | Yes, for now.';
const JOIN = 'How do I join? |  | Press +.';

const utf16 = (text: string): Uint8Array => Buffer.concat([Buffer.of(0xff, 0xfe), Buffer.from(text, 'utf16le')]);

const table = (name: string, text: string | Uint8Array, question: string, answer: string): Format => ({
  name,
  files: [['faq.csv', text]],
  first: `Read column "${question}" as question, "${answer}" as answer. ${CORRECT}`,
  answers: [FREE, JOIN],
});

const turn = (asked: string, said: string): object[] => [
  { role: 'user', content: asked },
  { role: 'assistant', content: said },
];

const FORMATS: readonly Format[] = [
  table(
    'query,response',
    'query,response\nIs it free?,"Yes, for now."\nHow do I join?,Press +.\n',
    'query',
    'response',
  ),
  table(
    'Frage;Antwort of a German Excel',
    '\uFEFFFrage;Antwort\r\nIs it free?;Yes, for now.\r\nHow do I join?;Press +.\r\n',
    'Frage',
    'Antwort',
  ),
  table('old Mac line ends', 'Q,A\rIs it free?,"Yes, for now."\rHow do I join?,Press +.\r', 'Q', 'A'),
  table(
    'UTF-16 and tabs',
    utf16('問題\t答案\r\nIs it free?\tYes, for now.\r\nHow do I join?\tPress +.\r\n'),
    '問題',
    '答案',
  ),
  table(
    'UTF-16 without a mark',
    Buffer.from('title,content\nIs it free?,"Yes, for now."\nHow do I join?,Press +.\n', 'utf16le'),
    'title',
    'content',
  ),
  table('pipes', 'name|body\nIs it free?|Yes, for now.\nHow do I join?|Press +.\n', 'name', 'body'),
  table(
    'a comma outside quotes',
    'prompt,completion\nIs it free?,Yes, for now.\nHow do I join?,Press +.\n',
    'prompt',
    'completion',
  ),
  {
    name: 'a table without names',
    files: [['faq.tsv', 'Is it free?\tYes, for now.\nHow do I join?\tPress +.\n']],
    first:
      'The first row names no known columns, so it was read as an answer: column 1 as question, column 2 as answer.',
    answers: [FREE, JOIN],
  },
  {
    name: 'a table in Markdown',
    files: [
      [
        'faq.md',
        '| Question | Answer |\n| --- | :-- |\n| Is it free? | Yes, for now. |\n| How do I join? | Press +. |\n',
      ],
    ],
    first: `Read column "Question" as question, "Answer" as answer. ${CORRECT}`,
    answers: [FREE, JOIN],
  },
  {
    name: 'tables in Markdown below the headings of groups',
    files: [
      [
        'faq.md',
        '# Help\n\nRead this first.\n\n## Price\n\n| **Question** | Answer |\n|---|---|\n| Is it free? | Yes \\| no.<br>For now. |\n\n## Joining\n\n| Question | Answer |\n|---|---|\n| How do I join? | Press +. |\n',
      ],
    ],
    first: `Read column "Question" as question, "Answer" as answer. ${CORRECT}`,
    answers: ['Is it free? |  | Yes | no.\nFor now.', JOIN],
  },
  {
    name: 'a page of a documentation site',
    files: [
      [
        'faq.mdx.md',
        '---\nid: faq\ntitle: Frequently asked questions\nsidebar_position: 7\n---\n\n## Price\n\n### Is it free?\n\nYes, for now.\n\n### How do I join?\n\nPress +.\n',
      ],
    ],
    first: 'Read headings as questions, and the text below each as its answer.',
    answers: [FREE, JOIN],
  },
  {
    name: 'a table with several numbered questions',
    files: [
      [
        'faq.csv',
        'Topic,Question 1,Question 2,Response\nprice,Is it free?,what does it cost,"Yes, for now."\njoin,How do I join?,,Press +.\n',
      ],
    ],
    first: `Read column "Question 1" as question, "Response" as answer, "Question 2" as phrasings. ${CORRECT}`,
    answers: ['Is it free? | what does it cost | Yes, for now.', JOIN],
  },
  ...[
    { name: 'lists', of: (...cells: string[]) => cells },
    { name: 'pandas', of: (...cells: string[]) => Object.fromEntries(cells.entries()) },
  ].map(({ name, of }): Format => ({
    name: `columns of ${name}`,
    files: [
      [
        'faq.json',
        JSON.stringify({ question: of('Is it free?', 'How do I join?'), answer: of('Yes, for now.', 'Press +.') }),
      ],
    ],
    first: `Read field "question" as question, "answer" as answer. ${CORRECT}`,
    answers: [FREE, JOIN],
  })),
  {
    name: 'conversations that chat models learn from',
    files: [
      [
        'train.jsonl',
        [
          { messages: [{ role: 'system', content: 'Be kind.' }, ...turn('Is it free?', 'Yes, for now.')] },
          { messages: turn('How do I join?', 'Press +.') },
        ]
          .map((line) => JSON.stringify(line))
          .join('\n'),
      ],
    ],
    first: 'Read what a user says as question, and what the assistant replies as answer.',
    answers: [FREE, JOIN],
  },
  {
    name: 'a sheet with a heading above its names',
    files: [
      ['faq.csv', 'Our questions,,\n,,\nFrage,Antwort,\nIs it free?,"Yes, for now.",\nHow do I join?,Press +.,\n'],
    ],
    first: `Read column "Frage" as question, "Antwort" as answer. ${CORRECT}`,
    answers: [FREE, JOIN],
  },
  {
    name: 'articles of a knowledge base',
    files: [
      [
        'articles.csv',
        'Article title,Article body,Keywords,Status\nIs it free?,"Yes, **for** now.\n\n- a & b",price;cost,published\nHow do I join?,Press +.,,published\n',
      ],
    ],
    first: `Read column "Article title" as question, "Article body" as answer, "Keywords" as phrasings. ${CORRECT}`,
    answers: ['Is it free? | price; cost | Yes, **for** now.\n\n- a & b', JOIN],
  },
  {
    name: 'what users say to a bot, under a topic',
    files: [
      [
        'dialog.tsv',
        'Topic\tUser says\tBot says\nPrice\tIs it free?\tYes, for now.\nEntry\tHow do I join?\tPress +.\n',
      ],
    ],
    first: `Read column "User says" as question, "Bot says" as answer. ${CORRECT}`,
    answers: [FREE, JOIN],
  },
  {
    name: 'a pinned message with questions on lines of their own',
    files: [['pinned.txt', '**Read this first!**\n\n1. Is it free?\nYes, for now.\n\n2) How do I join?\nPress +.\n']],
    first: 'Read lines that ask something as questions, and the text below each as its answer.',
    answers: [FREE, JOIN],
  },
  {
    name: 'a list with indented answers',
    files: [
      ['faq.md', '# FAQ\n\n- **Is it free?**\n    \n    Yes, for now.\n- **How do I join?**\n    \n    Press +.\n'],
    ],
    first: 'Read bold lines as questions, and the text below each as its answer.',
    answers: [FREE, JOIN],
  },
  {
    name: 'tags whose names have names of their own',
    files: [
      [
        'tags.json',
        JSON.stringify({
          tags: [
            { tag_name: 'is-it-free', content: 'Yes, for now.', owner_id: '80351110224678912' },
            { tag_name: 'GPT-4', content: 'A model.', owner_id: '80351110224678912' },
          ],
        }),
      ],
    ],
    first: `Read field "tag_name" as question, "content" as answer. ${CORRECT}`,
    answers: ['Is it free | is it free | Yes, for now.', 'GPT-4 |  | A model.'],
  },
  {
    name: 'a list of objects',
    files: [['faq.json', '[{"q":"Is it free?","a":"Yes, for now."},\n{"q":"How do I join?","a":"Press +."}]']],
    first: `Read field "q" as question, "a" as answer. ${CORRECT}`,
    answers: [FREE, JOIN],
  },
  {
    name: 'objects within others',
    files: [
      [
        'faq.json',
        '{"title":"FAQ","groups":[{"name":"General","faqs":[{"question":"Is it free?","acceptedAnswer":{"text":"Yes, for now."}}]},{"name":"More","faqs":[{"question":"How do I join?","acceptedAnswer":{"text":"Press +."}}]}]}',
      ],
    ],
    first: `Read field "question" as question, "acceptedAnswer" as answer. ${CORRECT}`,
    answers: [FREE, JOIN],
  },
  {
    name: 'a map from questions to answers',
    files: [['faq.json', '{"Is it free?":"Yes, for now.","How do I join?":"Press +."}']],
    first: 'Read each name as question, and its text as answer.',
    answers: [FREE, JOIN],
  },
  {
    name: 'JSONL',
    files: [
      [
        'faq.jsonl',
        '{"prompt":"Is it free?","completion":"Yes, for now."}\n{"prompt":"How do I join?","completion":"Press +."}\n',
      ],
    ],
    first: `Read field "prompt" as question, "completion" as answer. ${CORRECT}`,
    answers: [FREE, JOIN],
  },
  {
    name: 'intents of a chatbot course',
    files: [
      [
        'intents.json',
        '{"intents":[{"tag":"price","patterns":["is it free","what does it cost"],"responses":["Yes, for now."]}]}',
      ],
    ],
    first: `Read field "tag" as question, "responses" as answer, "patterns" as phrasings. ${CORRECT}`,
    answers: ['Price | price; is it free; what does it cost | Yes, for now.'],
  },
  {
    name: 'headings',
    files: [['faq.md', '# FAQ\n\n## Is it free?\n\nYes, for now.\n\n## How do I join?\n\nPress +.\n']],
    first: 'Read headings as questions, and the text below each as its answer.',
    answers: [FREE, JOIN],
  },
  {
    name: 'underlined headings',
    files: [['faq.md', 'Is it free?\n-----------\nYes, for now.\n\nHow do I join?\n--------------\nPress +.\n']],
    first: 'Read headings as questions, and the text below each as its answer.',
    answers: [FREE, JOIN],
  },
  {
    name: 'bold questions below headings',
    files: [['faq.md', '## General\n\n**1. Is it free?**\n\nYes, for now.\n\n**How do I join?** Press +.\n']],
    first: 'Read bold lines as questions, and the text below each as its answer.',
    answers: [FREE, JOIN],
  },
  {
    name: 'Q: and A:',
    files: [['faq.txt', 'Q: Is it free?\nA: Yes, for now.\n\n**Q:** How do I join?\n**A:** Press +.\n']],
    first: 'Read lines marked Q as questions, and the text below each as its answer.',
    answers: [FREE, JOIN],
  },
  {
    name: 'details',
    files: [
      [
        'faq.md',
        '<details>\n<summary>Is it free?</summary>\n\nYes, for now.\n</details>\n<details><summary><b>How do I join?</b></summary>\n\nPress +.\n\n</details>\n',
      ],
    ],
    first: 'Read summaries as questions, and the text below each as its answer.',
    answers: [FREE, JOIN],
  },
  {
    name: "a tag of python-discord's bot",
    files: [
      [
        'is-it-free.md',
        '---\nembed:\n    title: "Is it free?"\naliases: ["price", "for-free"]\n---\n\nYes, for now.\n',
      ],
    ],
    first: `Read field "embed.title" as question, the text below as answer, "aliases" as phrasings. ${CORRECT}`,
    answers: ['Is it free? | is it free; price; for free | Yes, for now.'],
  },
  {
    name: 'a tag of it without fields',
    files: [['how-to-join.md', 'Press +.\n']],
    first: "Read the file's name as question, and its text as answer.",
    answers: ['How to join | how to join | Press +.'],
  },
  {
    name: 'QnA Maker',
    files: [
      [
        'kb.tsv',
        [
          'Question\tAnswer\tSource\tMetadata\tSuggestedQuestions\tIsContextOnly\tPrompts\tQnaId\tSourceDisplayName',
          String.raw`Is it free?	Yes.\n\n"For" now.	https://example.org/faq	topic:price	[]	False	[]	1	faq`,
          String.raw`what does it cost	Yes.\n\n"For" now.	https://example.org/faq	topic:price	[]	False	[]	1	faq`,
          'How do I join?\tPress +.\tEditorial\t\t[{"ClusterHead":"joining","TotalAutoSuggestedCount":2}]\tFalse\t[]\t2\tEditorial',
        ].join('\n'),
      ],
    ],
    first: `Read column "Question" as question, "Answer" as answer, "SuggestedQuestions" as phrasings, "Source" as sources. ${CORRECT}`,
    answers: [
      'Is it free? | what does it cost | Yes.\n\n"For" now. | https://example.org/faq',
      'How do I join? | joining | Press +.',
    ],
  },
  {
    name: 'a project of custom question answering',
    files: [
      [
        'project.json',
        JSON.stringify({
          Metadata: { ProjectName: 'faq' },
          Assets: { Qnas: [{ Id: 1, Answer: 'Yes, for now.', Questions: ['Is it free?', 'what does it cost'] }] },
        }),
      ],
    ],
    first: `Read field "Questions" as question, "Answer" as answer. ${CORRECT}`,
    answers: ['Is it free? | what does it cost | Yes, for now.'],
  },
  {
    name: 'Rasa, examples and responses in two files',
    files: [
      [
        'nlu.yml',
        'version: "3.1"\nnlu:\n- intent: faq/price\n  examples: |\n    - is it free?\n    - what does [Plus](plan) cost\n- intent: join\n  examples: |\n    - how do i join?\n',
      ],
      [
        'domain.yml',
        'version: "3.1"\nresponses:\n  utter_faq/price:\n  - text: Yes, for now.\n  utter_join:\n  - text: |-\n      Press +.\n',
      ],
    ],
    first:
      'Read as Rasa: the first example of each intent as question, its response as answer, other examples as phrasings.',
    answers: ['is it free? | what does Plus cost | Yes, for now.', 'how do i join? |  | Press +.'],
  },
  {
    name: 'YAML with a list',
    files: [
      [
        'faq.yaml',
        '- question: Is it free?\n  answer: Yes, for now.\n- question: How do I join?\n  answer: Press +.\n',
      ],
    ],
    first: `Read field "question" as question, "answer" as answer. ${CORRECT}`,
    answers: [FREE, JOIN],
  },
  {
    name: "discord-utils-bot's tags",
    files: [
      [
        'tags.toml',
        '# ours\n[is-it-free]\nkeywords = ["price", "🪲"]\ncontent = """\nYes, for now.\n"""\n\n["GPT-4"]\ncontent = "A model."\nhoisted = true\n',
      ],
    ],
    first: `Read each name as question, "content" as answer, "keywords" as phrasings. ${CORRECT}`,
    answers: ['Is it free | is it free; price | Yes, for now.', 'GPT-4 |  | A model.'],
  },
  {
    name: 'a table with a number in each row and no names',
    files: [['faq.csv', '1,Is it free?,"Yes, for now."\n2,How do I join?,Press +.\n']],
    first:
      'The first row names no known columns, so it was read as an answer: column 2 as question, column 3 as answer.',
    answers: [FREE, JOIN],
  },
  table(
    'a table with names that nobody knows',
    'Ref,Member asks,We say\n1,Is it free?,"Yes, for now."\n2,How do I join?,Press +.\n',
    'Member asks',
    'We say',
  ),
  {
    name: 'a table drawn with lines, as bots print their tags',
    files: [
      [
        'tags.txt',
        '+----+----------------+---------------+\n| id | name           | content       |\n+----+----------------+---------------+\n| 1  | Is it free?    | Yes, for now. |\n| 2  | How do I join? | Press +.      |\n+----+----------------+---------------+\n',
      ],
    ],
    first: `Read column "name" as question, "content" as answer. ${CORRECT}`,
    answers: [FREE, JOIN],
  },
  {
    name: "rows of Google's spreadsheets as JSON",
    files: [
      [
        'sheet.json',
        JSON.stringify({
          range: 'A1:B3',
          values: [
            ['Question', 'Answer', 'Aliases'],
            ['Is it free?', 'Yes, for now.', 'price, cost'],
            ['How do I join?', 'Press +.'],
          ],
        }),
      ],
    ],
    first: `Read field "Question" as question, "Answer" as answer, "Aliases" as phrasings. ${CORRECT}`,
    answers: ['Is it free? | price; cost | Yes, for now.', JOIN],
  },
  {
    name: 'prompts and completions with their end marks',
    files: [
      [
        'tuning.jsonl',
        '{"prompt":"Is it free? ->","completion":" Yes, for now.\\n###"}\n{"prompt":"Q: How do I join?\\nA:","completion":" Press +. END"}\n',
      ],
    ],
    first: `Read field "prompt" as question, "completion" as answer. ${CORRECT}`,
    answers: [FREE, JOIN],
  },
  {
    name: 'numbered columns of other wordings',
    files: [['faq.csv', 'question,alt1,alt2,answer\nIs it free?,price?,,"Yes, for now."\nHow do I join?,,,Press +.\n']],
    first: `Read column "question" as question, "answer" as answer, "alt1", "alt2" as phrasings. ${CORRECT}`,
    answers: ['Is it free? | price? | Yes, for now.', JOIN],
  },
  {
    name: 'an embed with its text in fields',
    files: [
      [
        'dyno.json',
        JSON.stringify([
          {
            command: 'join',
            embed: { title: 'Joining', description: 'Two steps.', fields: [{ name: 'First', value: 'Press +.' }] },
          },
        ]),
      ],
    ],
    first: `Read field "embed.title" as question, "embed.description" as answer, "command" as phrasings. ${CORRECT}`,
    answers: ['Joining | join | Two steps.\n\n**First**\nPress +.'],
  },
  {
    name: 'an embed whose fields are questions',
    files: [
      [
        'embed.json',
        JSON.stringify({
          embeds: [
            {
              title: 'Help',
              description: 'Read this.',
              fields: [
                { name: 'Is it free?', value: 'Yes, for now.', inline: true },
                { name: 'How do I join?', value: 'Press +.' },
              ],
            },
          ],
        }),
      ],
    ],
    first: `Read field "title" as question, "description" as answer, "name" as question, "value" as answer. ${CORRECT}`,
    answers: ['Help |  | Read this.', FREE, JOIN],
  },
  {
    name: "the tags in a bot's configuration",
    files: [
      [
        'zeppelin.yml',
        'prefix: "! !"\nplugins:\n  tags:\n    config:\n      tags:\n        is-it-free: Yes, for now.\n        join:\n          content: Press +.\n',
      ],
    ],
    first: `Read each name as question, "content" as answer. ${CORRECT}`,
    answers: ['Is it free | is it free | Yes, for now.', 'Join | join | Press +.'],
  },
  {
    name: "toggles of a page of Notion's",
    files: [
      [
        'notion.md',
        '# Help\n\n- Is it free?\n    \n    Yes, for now.\n    \n- How do I join?\n    \n    Press +.\n    \n    - Or ask.\n',
      ],
    ],
    first: 'Read lines that ask something as questions, and the text below each as its answer.',
    answers: [FREE, 'How do I join? |  | Press +.\n\n- Or ask.'],
  },
  {
    name: 'questions and answers marked with dashes',
    files: [['faq.txt', 'Q - Is it free?\nA - Yes, for now.\n\nQ - How do I join?\nA - Press +.\n']],
    first: 'Read lines marked Q as questions, and the text below each as its answer.',
    answers: [FREE, JOIN],
  },
  {
    name: 'summaries with their answers on the same line',
    files: [
      [
        'faq.md',
        '<details><summary>Is it free?</summary>Yes, for now.</details>\n<details><summary>How do I join?</summary>\n\nPress +.\n\n</details>\n',
      ],
    ],
    first: 'Read summaries as questions, and the text below each as its answer.',
    answers: [FREE, JOIN],
  },
  table(
    'columns in two languages',
    '#,Question (EN),Answer (EN),Frage (DE),Antwort (DE)\n1,Is it free?,"Yes, for now.",Ist es gratis?,Ja.\n2,How do I join?,Press +.,Wie komme ich rein?,Plus.\n',
    'Question (EN)',
    'Answer (EN)',
  ),
  {
    name: 'lists of what triggers a response',
    files: [
      [
        'responder.json',
        JSON.stringify([
          { triggers: ['is it free?', 'price'], response: 'It is $5 or free.' },
          { triggers: ['joining'], response: 'Press +.' },
        ]),
      ],
    ],
    first: `Read field "triggers" as question, "response" as answer. ${CORRECT}`,
    answers: ['is it free? | price | It is $5 or free.', 'Joining | joining | Press +.'],
  },
  {
    name: 'answers beside their questions',
    files: [['faq.txt', '• Is it free? – Yes, for now.\n• How do I join? -> Press +.\n']],
    first: 'Read lines that ask something as questions, and the text below each as its answer.',
    answers: [FREE, JOIN],
  },
  {
    name: 'the log of a chat',
    files: [['log.txt', 'User: Is it free?\nBot: Yes, for now.\n\nUser: How do I join?\nBot: Press +.\n']],
    first: 'Read lines marked Q as questions, and the text below each as its answer.',
    answers: [FREE, JOIN],
  },
  {
    name: 'ids that several answers have',
    files: [['faq.csv', 'id,question,answer\nfaq,Is it free?,"Yes, for now."\nfaq,How do I join?,Press +.\n']],
    first: `Read column "question" as question, "answer" as answer, "id" as id. ${CORRECT}`,
    answers: [FREE, JOIN],
  },
  {
    name: 'questions and answers on one line',
    files: [['faq.txt', 'Q: Is it free? A: Yes, for now.\nQ: How do I join? **A:** Press +.\n']],
    first: 'Read lines marked Q as questions, and the text below each as its answer.',
    answers: [FREE, JOIN],
  },
  {
    name: 'quoted questions below a title of the same level',
    files: [['faq.txt', '# Help\n\n# > Is it free?\nYes, for now.\n\n# How do I join?\nPress +.\n']],
    first: 'Read headings as questions, and the text below each as its answer.',
    answers: [FREE, JOIN],
  },
  {
    name: "WordPress's pages",
    files: [
      [
        'posts.json',
        JSON.stringify([
          { title: { rendered: 'Is it free?' }, content: { rendered: '<p>Yes, for now.</p>\n', protected: false } },
        ]),
      ],
    ],
    first: `Read field "title" as question, "content" as answer. ${CORRECT}`,
    answers: [FREE],
  },
  {
    name: "Carl-bot's tags",
    files: [
      [
        'tags.json',
        JSON.stringify([{ name: 'is-it-free', content: 'Yes, for now.', uses: 7, owner_id: '80351110224678912' }]),
      ],
    ],
    first: `Read field "name" as question, "content" as answer. ${CORRECT}`,
    answers: ['Is it free | is it free | Yes, for now.'],
  },
  {
    name: "YAGPDB's custom commands",
    files: [
      [
        'commands.json',
        JSON.stringify({
          custom_commands: [
            { local_id: 3, text_trigger: 'is-it-free', name: 'Price', trigger_type: 0, responses: ['Yes, for now.'] },
          ],
        }),
      ],
    ],
    first: `Read field "name" as question, "responses" as answer, "text_trigger" as phrasings. ${CORRECT}`,
    answers: ['Price | is it free | Yes, for now.'],
  },
];

describe.each(FORMATS)('$name', ({ files, first, answers }) => {
  test('is read, and what it was recognised as is said first', () => {
    const plan = planOf(files);
    expect(plan.entries.filter(({ outcome }) => outcome !== 'added')).toEqual([]);
    expect(shown(imported(plan))).toEqual(answers);
    expect(plan.notes[0]).toBe(first);
  });

  test.each(EXPORT_FORMATS)('is the same when it is exported as %s and imported again', (format) => {
    const versions = imported(planOf(files));
    const { name, text } = exportAnswers(stateOf(versions), { guildId: '1', exportedAt: new Date(0), format });
    const elsewhere = imported(planOf([[name, text]]));
    expect(elsewhere.map(({ answerId, content }) => [answerId, content])).toEqual(
      versions.map(({ answerId, content }) => [answerId, content]),
    );
  });

  test('changes nothing when it is imported a second time', () => {
    const plan = planOf(files, imported(planOf(files)));
    expect(plan.counts.same).toBe(answers.length);
  });
});

const bodies = (name: string, text: string) =>
  read(name, text).entries.map((entry) => (entry.kind === 'answer' ? entry.content.body : 'why' in entry && entry.why));
const warningsOf = (name: string, text: string) =>
  read(name, text).entries.map((entry) => ('warnings' in entry ? entry.warnings : []));

test('settings beside groups of answers are no answers', () => {
  const file = { token: 'x y', prefix: '!', faq: { 'Is it free?': 'Yes, for now.', 'How do I join?': 'Press +.' } };
  const plan = planOf([['config.json', JSON.stringify(file)]]);
  expect(shown(imported(plan))).toEqual([FREE, JOIN]);
  expect(plan.notes[1]).toBe('These fields don\'t belong to answers and are left out: "token", "prefix".');
  const intent = {
    id: 'x',
    name: 'faq.hours',
    auto: true,
    responses: [{ messages: [{ lang: 'en', speech: ['We open at 9.'] }] }],
  };
  expect(() => read('intent.json', JSON.stringify(intent))).toThrow('No questions with answers were found');
});

test('prose with commas is no table, and an amount is no placeholder', () => {
  const text = 'Hello all, this is our FAQ.\n\nIs it free?\nYes, for now.\n\nHow do I join?\nPress +.\n';
  expect(shown(imported(planOf([['faq.txt', text]])))).toEqual([FREE, JOIN]);
  expect(warningsOf('a.csv', 'q,a\nPrice?,It is $5 for {user}.\n')).toEqual([[strings.placeholders('"{user}"')]]);
});

test('who got a command is said', () => {
  const commands = [
    { trigger: 'mods', response: 'Ask.', roles: ['222222222222222222'], channels: [] },
    { trigger: 'all', response: 'Ask.', roles: [], userLevel: 'everyone' },
    { trigger: 'few', response: 'Ask.', userLevel: 'moderator' },
  ];
  const said = [[strings.WAS_RESTRICTED], [], [strings.WAS_RESTRICTED]];
  expect(warningsOf('a.json', JSON.stringify(commands)).map((warnings) => warnings ?? [])).toEqual(said);
});

test('lines of one answer stay together, and of several responses the first is taken', () => {
  expect(bodies('a.json', '[{"question":"Is it free?","answer":["Yes,","for now."]}]')).toEqual(['Yes,\nfor now.']);
  expect(bodies('a.json', '[{"trigger":"free","responses":["Yes.","For now."]}]')).toEqual(['Yes.']);
});

test('columns of a table in JSON have the names that the map gives them', () => {
  const text = JSON.stringify({ wondered: ['Is it free?', 'How do I join?'], told: ['Yes, for now.', 'Press +.'] });
  expect(shown(imported(planOf([['a.json', text]], [], 'question=wondered,answer=told')))).toEqual([FREE, JOIN]);
});

describe('nothing is lost without a word:', () => {
  test('columns that mean nothing here are named, and so is what stands outside the answers', () => {
    expect(read('a.csv', 'question,answer,owner,notes\nIs it free?,Yes.,mo,\n').notes).toContain(
      'These columns don\'t belong to answers and are left out: "owner".',
    );
    expect(read('a.md', '# FAQ\n\nWelcome!\n\n## Is it free?\n\nYes.\n').notes).toEqual([
      'Read headings as questions, and the text below each as its answer.',
      'These headings are not questions and are left out: "FAQ".',
      'A line is not below a question, so left out: "Welcome!".',
    ]);
  });

  test('a comma outside quotes is part of the answer, or the row is refused', () => {
    expect(read('a.csv', 'name,content\nrules,Be kind, and patient\n').entries).toMatchObject([
      {
        content: { body: 'Be kind, and patient' },
        warnings: [expect.stringMatching(/all of this was read as the answer: "Be kind, and patient"/)],
      },
    ]);
    expect(read('a.csv', 'question,answer\nIf so, is it free?,Yes, it is.\n').entries).toMatchObject([
      { content: { title: 'If so, is it free?', body: 'Yes, it is.' } },
    ]);
    expect(read('a.csv', 'answer,question,owner\nYes, it is.,Is it free?,mo\n').entries).toMatchObject([
      { kind: 'refused', why: expect.stringContaining('The row has 4 cells, but the first row names 3.') as string },
    ]);
  });

  test('of two responses the first is taken, and the other named', () => {
    expect(read('a.json', '[{"trigger":"hi","responses":["Hello","Hey"]}]').entries).toMatchObject([
      { content: { body: 'Hello' }, warnings: [expect.stringContaining('left out: "Hey"')] },
    ]);
  });

  test('a table in Windows-1252, as Excel saves it, is read, and says so', () => {
    const text = 'Frage;Antwort\r\nWo ist das Caf\xe9?;Neben \x84M\xfcller\x93 \x96 \x80 5\r\n';
    const plan = planOf([['faq.csv', Buffer.from(text, 'latin1')]]);
    expect(shown(imported(plan))).toEqual(['Wo ist das Café? |  | Neben „Müller“ – € 5']);
    expect(plan.notes).toContain(`faq.csv: ${strings.READ_AS_1252}`);
  });

  test('a question that is wrapped in its cell is one, and several with question marks are several', () => {
    const plan = planOf([['faq.csv', 'Q,A\n"How do I\njoin?",Press +.\n"Is it free?\nWhat does it cost?",It is.\n']]);
    expect(shown(imported(plan))).toEqual([
      'How do I join? |  | Press +.',
      'Is it free? | What does it cost? | It is.',
    ]);
  });

  test('a question without an answer, an answer without a question, and a field that is there twice are refused', () => {
    expect(
      read('a.json', '[{"q":"a?","a":"b"},\n{"q":"c?","a":""},\n{"q":"","a":"d"},\n{"q":"e?","a":"f","a":"g"}]')
        .entries,
    ).toMatchObject([
      { kind: 'answer' },
      { kind: 'refused', location: 'a.json:2:1', why: '"c?" has no answer. Write one.' },
      { kind: 'refused', location: 'a.json:3:1', why: strings.NO_QUESTION },
      { kind: 'refused', location: 'a.json:4:1', why: 'It has "a" twice. Keep one of them.' },
    ]);
  });

  test('a text that stands alone, and keywords without a text, are refused beside answers', () => {
    const why = '"lost words" stands alone. Write a question and an answer, like the others here.';
    for (const text of ['[{"q":"a?","a":"b"},\n"lost words", ""]', '{"q":"a?","a":"b"}\n"lost words"\n""']) {
      expect(read('a.json', text).entries).toMatchObject([
        { kind: 'answer' },
        { kind: 'refused', location: 'a.json:2:1', why },
      ]);
    }
    const tags = '[rules]\nkeywords = ["r"]\ncontent = "Be kind."\n[lost]\nkeywords = ["l"]\n';
    const { entries, notes } = read('a.toml', tags);
    expect(entries).toMatchObject([{ kind: 'answer' }, { kind: 'refused', why: '"lost" has no answer. Write one.' }]);
    expect(notes.join('\n')).not.toContain('left out');
  });

  test("tags that are joined without their files' names are refused one by one", () => {
    const text =
      '---\naliases: ["a"]\n---\n\nOne.\n---\nembed:\n  title: "Two?"\n---\n\nTwo.\n---\nrestricted_to: ["x"]\n---\nThree.\n';
    expect(read('all.md', text).entries).toMatchObject([
      { kind: 'answer', content: { title: 'A', body: 'One.' } },
      { kind: 'answer', location: 'all.md:6:1', content: { title: 'Two?', body: 'Two.' } },
      { kind: 'refused', location: 'all.md:12:1', why: strings.NO_QUESTION },
    ]);
  });

  test('of Rasa, an intent without a response and a response without an intent are refused', () => {
    const nlu = 'nlu:\n- intent: a\n  examples: |\n    - x?\nresponses:\n  utter_b:\n  - text: b\n';
    expect(read('nlu.yml', nlu).entries).toMatchObject([
      {
        kind: 'refused',
        location: 'nlu.yml:2:3',
        why: expect.stringContaining('Import the file with the response utter_a') as string,
      },
      {
        kind: 'refused',
        location: 'nlu.yml:6:3',
        why: expect.stringContaining('No intent leads to the response "utter_b"') as string,
      },
    ]);
  });

  test('records whose fields say nothing known are no map from questions to answers', () => {
    expect(() => read('a.json', '[{"x1":"rules","y1":"Be kind."},{"x1":"ip","y1":"1.2.3.4"}]')).toThrow(
      'a.json:1:1: No questions with answers were found among the fields "x1", "y1".',
    );
  });

  test('what was switched off, is a pattern, or has a placeholder is said of each answer', () => {
    const rows =
      'trigger,response,enabled\n^(how|where).*join,"{{embed}} Ask {author}, {user}!",false\nip,`f"{ip}"`,true\n';
    const [first, second] = read('a.csv', rows).entries.map((entry) => ('warnings' in entry ? entry.warnings : []));
    expect(first).toEqual([
      strings.SWITCHED_OFF,
      strings.PATTERN_AS_QUESTION,
      'The other bot filled in "{{embed}}", "{author}", "{user}". This one will show that unchanged.',
    ]);
    expect(second ?? []).toEqual([]);
  });

  test('a row whose answer goes on in the next column is refused, also if another one is empty', () => {
    const rows = 'Frage;Antwort;Stichworte\nWo?;Hier; und dort;\nWas?;Nichts;\n';
    expect(bodies('a.csv', rows)).toEqual([expect.stringContaining('The row has 4 cells'), 'Nichts']);
  });

  test('a sentence above a line of dashes is no heading', () => {
    expect(bodies('a.md', '# FAQ\n\n## Is it free?\n\nYes.\n---\n\nReally.\n')).toEqual(['Yes.\n---\n\nReally.']);
  });

  test('an empty text is missed under its own name', () => {
    expect(bodies('a.toml', '[rules]\ncontent = "Be kind."\n\n[ip]\nkeywords = ["address"]\ncontent = ""\n')).toEqual([
      'Be kind.',
      '"ip" has no answer. Write one.',
    ]);
  });

  test('line breaks written as two characters are read beside a path', () => {
    expect(bodies('a.csv', 'q,a\nWhere?,Go to C:\\new.\\nThen wait.\\n\\n* Done\n')).toEqual([
      'Go to C:\\new.\nThen wait.\n\n* Done',
    ]);
  });

  test('HTML tags, roles and patterns are said of each answer', () => {
    expect(warningsOf('a.csv', 'q,a\nWhere?,<table><td>Here</td></table>\n')).toEqual([[strings.HTML_SHOWN]]);
    const details = '# One?\n\n<details><summary>yes</summary>It does.</details>\n\n# Two?\n\nNo.\n';
    expect(warningsOf('a.md', details)).toEqual([[strings.HTML_READ], []]);
    const roles = '[{"text_trigger":"bans","responses":["Ask."],"require_roles":["555"]}]';
    expect(warningsOf('a.json', roles)).toEqual([[strings.WAS_RESTRICTED]]);
    expect(warningsOf('mods.md', '---\nrestricted_to: [moderators]\n---\nBan them.\n')).toEqual([
      [strings.WAS_RESTRICTED],
    ]);
    expect(warningsOf('a.csv', 'q,a\n\\A(how|where) to join,Press +.\n')).toEqual([[strings.PATTERN_AS_QUESTION]]);
  });

  test('HTML in code stays as it is', () => {
    expect(bodies('a.csv', 'q,a\nBold?,Write `<b>x</b>` or `<br>`.\n')).toEqual(['Write `<b>x</b>` or `<br>`.']);
  });

  test('line breaks of HTML are read as such, and said', () => {
    const text = 'q,a\nHow?,First this.<br>Then that.<br />Last C:\\new<br>it.\n';
    expect(bodies('a.csv', text)).toEqual(['First this.\nThen that.\nLast C:\\new\nit.']);
    expect(warningsOf('a.csv', text)).toEqual([[strings.LINE_BREAKS_READ]]);
  });

  test('of conversations, a later turn, a system message and a question that nobody answers are said', () => {
    const messages = [
      { from: 'system', value: 'Be kind.' },
      { from: 'human', value: 'Is it free?' },
      { from: 'gpt', value: 'Yes.' },
      { from: 'human', value: 'And later?' },
      { from: 'gpt', value: 'Perhaps.' },
      { from: 'human', value: 'Why?' },
    ];
    const { entries, notes } = read('chat.json', JSON.stringify([{ conversations: messages }]));
    expect(entries).toMatchObject([
      { content: { title: 'Is it free?', body: 'Yes.' } },
      { content: { title: 'And later?', body: 'Perhaps.' }, warnings: [strings.CONTEXT_ONLY] },
      { kind: 'refused', why: '"Why?" has no answer. Write one.' },
    ]);
    expect(notes).toContain('These fields don\'t belong to answers and are left out: "system".');
  });

  test('an answer with questions within stays one if it is called after a question or has aliases', () => {
    const body = '### Why?\n\nSo.\n\n### How?\n\nThus.';
    expect(bodies('a.md', `---\ntitle: What is a loop?\n---\n${body}\n`)).toEqual([body]);
    expect(bodies('loop.md', `---\naliases: [loops]\n---\n${body}\n`)).toEqual([body]);
  });

  test('what stands around the questions of a page is said', () => {
    const page = '---\ntitle: FAQ\nlayout: page\n---\nRead this.\n\n# Why?\n\nSo.\n\n# How?\n\nThus.\n';
    expect(read('a.md', page)).toMatchObject({
      entries: [{ location: 'a.md:7:1' }, { location: 'a.md:11:1' }],
      notes: [
        'Read headings as questions, and the text below each as its answer.',
        'A line is not below a question, so left out: "Read this.".',
        'These fields don\'t belong to answers and are left out: "title", "layout".',
      ],
    });
  });

  test('a tag with its text in an embed keeps its name', () => {
    const tag = { name: 'tickets', content: '', embed: { title: 'Support', description: 'Open a ticket.' } };
    expect(read('a.json', JSON.stringify([tag])).entries).toMatchObject([
      { content: { title: 'Support', questions: ['tickets'], body: 'Open a ticket.' } },
    ]);
  });

  test('several faults of one answer are all named', () => {
    const [entry] = planOf([
      ['a.csv', 'question,answer\nJoin <@80351110224678912>?,"discord.gg/abc and [x](ftp://x.example)"\n'],
    ]).entries;
    expect(entry).toMatchObject({ outcome: 'refused', location: 'a.csv:2:1' });
    const { why } = entry as { why: string };
    expect(why).toContain('mentions a person');
    expect(why).toContain('discord.gg/abc');
    expect(why).toContain('"ftp://x.example"');
  });
});

describe('answers of one file', () => {
  test('that would get the same id get one each, and keep it when they are imported again', () => {
    const file: File = [
      'a.csv',
      'name,content\nC,one\nC++,two\nC#,three\nЧто такое GPT-4?,four\nСколько стоит GPT-4?,five\n',
    ];
    const versions = imported(planOf([file]));
    expect(versions.map(({ answerId, content }) => `${answerId} ${content!.title}`)).toEqual([
      'c C',
      'c-2 C++',
      'c-3 C#',
      'gpt-4 Что такое GPT-4?',
      'gpt-4-2 Сколько стоит GPT-4?',
    ]);
    expect(planOf([file], versions).counts.same).toBe(5);
  });

  test('that share a keyword are all kept: it goes to the one that is called so, or comes first', () => {
    const plan = planOf([
      ['a.csv', 'name,content,aliases\nwifi on,A,"wifi, wlan"\nwifi off,B,"wifi, offline"\nwlan,C,\n'],
    ]);
    expect(shown(imported(plan))).toEqual(['wifi on | wifi | A', 'wifi off | offline | B', 'Wlan | wlan | C']);
    expect(plan.entries.map(({ warnings }) => warnings)).toEqual([
      ['The phrasing "wlan" belongs to "Wlan" (wlan), so it is left out here.'],
      ['The phrasing "wifi" belongs to "wifi on" (wifi-on), so it is left out here.'],
      [],
    ]);
  });

  test('with the same question are named, and the first is taken', () => {
    expect(planOf([['a.csv', 'question,answer\nFree?,Yes.\nfree,No.\n']]).entries).toMatchObject([
      { outcome: 'added' },
      { outcome: 'refused', why: 'The file has this question twice, first at a.csv:2:1. Keep one of them.' },
    ]);
  });
});

describe('a map', () => {
  test('says what columns mean whose names do not', () => {
    const plan = planOf([['a.csv', 'x,y,z\nIs it free?,mo,Yes.\n']], [], 'question=x, answer=Z');
    expect(shown(imported(plan))).toEqual(['Is it free? |  | Yes.']);
    expect(plan.notes).toEqual([
      `Read column "x" as question, "z" as answer. ${CORRECT}`,
      'These columns don\'t belong to answers and are left out: "y".',
    ]);
  });

  test('corrects what the names say', () => {
    expect(
      shown(
        imported(
          planOf([['a.json', '[{"title":"T","text":"Is it free?","note":"Yes."}]']], [], 'question=text,answer=note'),
        ),
      ),
    ).toEqual(['Is it free? |  | Yes.']);
  });

  test.each([
    ['question=nope', 'The file has no column or field "nope". It has "x", "y".'],
    ['frage=x', /^"frage=x" does not say what a column means\. Write it like question=Frage,answer=Antwort/],
  ])('that says %s is refused with what would work', (map, message) => {
    expect(() => read('a.csv', 'x,y\na,b\n', map)).toThrow(message);
  });
});

test.each([
  [
    'a.csv',
    'one,two,three\na,b,c\n',
    /^a\.csv:1:1: No column is known as the question or as the answer: "one", "two", "three"\./,
  ],
  ['a.json', '[1, 2]', /^a\.json:1:1: No questions with answers were found/],
  ['a.yml', 'a: [', /^a\.yml:1:\d+: This is not valid YAML/],
  ['a.toml', '[a]\ncontent = "a', /^a\.toml:2:\d+: This is not valid TOML: \w[^.]+\. Correct it\.$/],
  ['a.json', '[\n{"q": tru}]', /^a\.json:2:\d+: This is not valid JSON/],
])('%s with %j is refused with its place and the next step', (name, text, message) => {
  expect(() => read(name, text)).toThrow(message);
});

test('`\\n` in code and in paths stays as it is', () => {
  const body = String.raw`One.\nTwo, with \`print("\n")\`.`.replaceAll('\\`', '`');
  expect(read('a.csv', `q,a\nx?,"${body.replaceAll('"', '""')}"\ny?,C:\\new\n`).entries).toMatchObject([
    { content: { body: 'One.\nTwo, with `print("\\n")`.' } },
    { content: { body: String.raw`C:\new` } },
  ]);
});
