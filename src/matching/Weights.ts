/** What features, by their numbers, weigh for one answer. */
export type Weights = ReadonlyMap<number, number>;
