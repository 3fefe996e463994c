import { expect, test } from 'vitest';
import { readKnowledge } from '../../../src/knowledge/readKnowledge.ts';
import { changedFolder, type Changes, faultsOf, swap } from '../../knowledge/soundFolder.ts';

const SOURCES = 'sources.yaml';

/** What the address of the second source becomes, and its publisher. */
const source = (url: string, publisher = 'Example'): Changes => ({
  [SOURCES]: (old) => swap('https://example.org/post\n  publisher: Example', `${url}\n  publisher: ${publisher}`)(old),
});

test.each([
  ['https://example.org', 'a home page: cite the page that says it'],
  ['https://example.org/', 'a home page: cite the page that says it'],
  ['https://example.org/#news', 'a home page: cite the page that says it'],
  ['https://example.org/search?q=gpt', 'a search page: cite the page that the search found'],
  ['https://example.org/en/search/?q=gpt', 'a search page: cite the page that the search found'],
  ['https://example.org/?s=gpt', 'a search page: cite the page that the search found'],
  ...['https://github.com/example/gpt', 'https://gitlab.com/example/gpt/', 'https://github.com/example'].map((url) => [
    url,
    'the home page of a repository: cite a file in it, such as its blob/HEAD/README.md',
  ]),
])('%s is no page to cite', async (url, what) => {
  expect(await faultsOf(source(url))).toEqual([`${SOURCES}:8:8 "${url}" is ${what}`]);
});

test.each([
  'https://example.org/?p=2567',
  'https://example.org/research',
  'https://example.org/search-and-chat',
  'https://example.org/post?q=gpt',
  'https://example.org/paper?version=2',
  'https://example.org/paper#method',
  'https://github.com/example/gpt/blob/HEAD/README.md',
  'https://github.com/features/copilot',
  'https://huggingface.co/example/gpt',
])('%s is a page', async (url) => {
  expect(await faultsOf(source(url))).toEqual([]);
});

test.each(['https://example.org/paper', 'https://example.org/paper/', 'https://EXAMPLE.org/paper'])(
  '%s is the address of another source',
  async (url) => {
    expect(await faultsOf(source(url))).toEqual([
      `${SOURCES}:8:8 "${url}" is also the address of source "paper": keep one of them, and rename its uses`,
    ]);
  },
);

test.each([
  ['OpenAI', 'https://example.org/post', 'example.org'],
  ['OpenAI Help Center', 'https://openai.com.example.org/post', 'openai.com.example.org'],
  ['OpenAI (copy)', 'https://notopenai.com/post', 'notopenai.com'],
  ['OpenAI', 'https://github.com/openai-fans/gpt/issues', 'github.com'],
])('%s does not publish at %s', async (publisher, url, host) => {
  expect(await faultsOf(source(url, publisher))).toEqual([
    `${SOURCES}:9:14 ${host} is not where OpenAI publishes: name the publisher of this page instead of "${publisher}", or add the host to makers.yaml`,
  ]);
});

test.each([
  ['OpenAI', 'https://openai.com/post'],
  ['OpenAI Help Center', 'https://help.openai.com/post'],
  ['OpenAI', 'https://github.com/openai/gpt/issues'],
  ['OpenAI', 'https://GitHub.com/OpenAI/gpt/issues'],
  ['OpenAIFans', 'https://example.org/post'],
  ['Example, citing OpenAI', 'https://example.org/post'],
  ['Somebody', 'https://openai.com/post'],
  ['Silent', 'https://example.org/post'],
])('%s may publish at %s', async (publisher, url) => {
  expect(await faultsOf(source(url, publisher))).toEqual([]);
});

test('without a list of makers, any publisher may publish anywhere', async () => {
  const changes = { ...source('https://example.org/post', 'OpenAI'), 'makers.yaml': null };
  expect(await faultsOf(changes)).toEqual([]);
});

test.each([
  ['OpenAI Help Center', true],
  ['OpenAIX', undefined],
  ['Example', undefined],
])('"%s" as the publisher of a source is a maker: %s', async (publisher, isByMaker) => {
  const { sources } = await readKnowledge(await changedFolder(source('https://openai.com/index/gpt', publisher)));
  expect(sources.get('post')!.isByMaker).toBe(isByMaker);
});
