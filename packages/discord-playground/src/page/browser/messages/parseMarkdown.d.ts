/** The tree that `parseMarkdown` returns, for the tests. The page itself is plain JavaScript. */
export type Inline =
  | { type: 'text' | 'code'; text: string }
  | { type: 'user' | 'role' | 'channel'; id: string }
  | { type: 'message'; id: string; message: string; url: string }
  | { type: 'command' | 'everyone' | 'place'; name: string }
  | { type: 'time'; seconds: number; style: string }
  | { type: 'link'; url: string; children: Inline[] }
  | { type: 'bold' | 'italic' | 'underline' | 'strike' | 'spoiler'; children: Inline[] };

export type Block =
  | { type: 'heading'; level: 1 | 2 | 3; children: Inline[] }
  | { type: 'paragraph' | 'subtext'; children: Inline[] }
  | { type: 'codeBlock'; language: string; text: string }
  | { type: 'quote'; children: Block[] }
  | { type: 'list'; ordered: boolean; start: number; items: { depth: number; children: Inline[] }[] };

export function parseMarkdown(text: string): Block[];
