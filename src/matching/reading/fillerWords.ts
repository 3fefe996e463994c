/**
 * What people put around a question in a chat. Where no phrasing has such a word, it says nothing, and a question is the
 * same without it; but a server may well have an answer to "hello".
 */
export const FILLER_WORDS: ReadonlySet<string> = new Set(
  `ah bro btw dude eh fr guys hello hey hi hm hmm huh imo idk lmao lol man nah ngl oh ok okay omg pls please rofl sir smh
  tbh thank thanks thx ugh uh uhh um umm wait well whoa wow wtf xd yeah yep yo`.split(/\s+/),
);
