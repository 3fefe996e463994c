/**
 * Characters that are drawn as nothing, for the inside of a character class: what Unicode lets fonts leave out (joiners,
 * soft hyphens, variation selectors, tags, blank Hangul letters), marks around notes between lines, those that join
 * hieroglyphs and blank ones, an empty head of a note.
 */
export const UNSEEN = String.raw`\p{Default_Ignorable_Code_Point}\u{FFF9}-\u{FFFB}\u{13430}-\u{13442}\u{1D159}`;
