import { parse, TomlError } from 'smol-toml';
import { UserError } from '../../../UserError.ts';
import type { AnswersFile } from '../AnswersFile.ts';
import { EntryList } from '../EntryList.ts';
import { refused } from '../entryOf.ts';
import { quoted } from '../quoted.ts';
import { answerOfTag } from './answerOfTag.ts';

/** What a tag may nest: a list of keywords. */
const MAX_DEPTH = 8;

const MAPPED = new Set(['keywords', 'content']);

/**
 * Reads the tags of discord-utils-bot (https://github.com/discordjs/discord-utils-bot) and its like: TOML with a table a
 * tag, which has `content`, `keywords`, and perhaps more that has no place in an answer.
 *
 * @throws UserError `bad-toml`, `too-many-entries`
 */
export function readTagsToml(text: string): AnswersFile {
  const list = new EntryList();
  const leftOut = new Set<string>();
  for (const [index, [name, tag]] of Object.entries(tablesOf(text)).entries()) {
    const place = `tag ${index + 1}`;
    if (!isTag(tag)) {
      list.add(
        refused(place, undefined, `${quoted(name)} is no tag: it needs a content and perhaps keywords, as texts`),
      );
      continue;
    }
    for (const field of Object.keys(tag)) if (!MAPPED.has(field)) leftOut.add(field);
    list.add(answerOfTag(place, { name, content: tag.content, keywords: tag.keywords ?? [] }));
  }
  const fields = [...leftOut].slice(0, 10).map(quoted).join(', ');
  return {
    entries: list.entries,
    notes: leftOut.size > 0 ? [`These fields have no place in an answer and are left out: ${fields}.`] : [],
  };
}

function tablesOf(text: string): object {
  try {
    return parse(text, { maxDepth: MAX_DEPTH });
  } catch (error) {
    if (!(error instanceof TomlError)) throw error;
    throw new UserError('bad-toml', `The file is not TOML: line ${error.line} cannot be read. Correct it.`);
  }
}

function isTag(tag: unknown): tag is { content: string; keywords?: string[] } {
  if (typeof tag !== 'object' || tag === null || !('content' in tag) || typeof tag.content !== 'string') return false;
  if (!('keywords' in tag)) return true;
  return Array.isArray(tag.keywords) && tag.keywords.every((keyword) => typeof keyword === 'string');
}
