/**
 * @example
 * counted(1, 'timeline entry', 'timeline entries'); // '1 timeline entry'
 */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}
