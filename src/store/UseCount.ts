/** How often an answer was given on one server. Counted for every id: server answers, curated ones and made ones. */
export interface UseCount {
  readonly count: number;
  /** Milliseconds since 1970, when uses were last counted. */
  readonly lastAt: number;
}
