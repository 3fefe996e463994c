import { codeIn } from './codeIn.ts';

/**
 * `@everyone` and `@here` with an invisible space after the `@`: they look the same and call nobody, wherever the answer
 * is shown or copied to. In code, where they are names of something, they stay.
 */
export function withoutMassMentions(markdown: string): string {
  return codeIn(markdown)
    .map(({ text, isCode }) => (isCode ? text : text.replace(/@(?=everyone|here)/gi, '@\u200B')))
    .join('');
}

/** Whether {@link withoutMassMentions} has changed something here. */
export function wasMadeInert(markdown: string): boolean {
  return /@\u200B(?:everyone|here)/i.test(markdown);
}
