/** How every reply says that the maker has not published a fact. Never blank, never guessed. */
export const NOT_DISCLOSED = 'not disclosed';
