import * as words from '../../src/matching/reading/words.ts';
import { TUNING } from '../../src/matching/tuning.ts';

/** What `ablate` can leave out of matching, and how. Each runs in a thread of its own, before anything is matched. */
export const DEVICES: Readonly<Record<string, () => void>> = {
  'character n-grams': () => set(TUNING, 'charNgramWeight', 0),
  'skip-bigrams': () => set(TUNING, 'skipBigramWeight', 0),
  'the weight of function words': () => set(TUNING, 'functionWordWeight', 1),
  'the weight of names': () => set(TUNING, 'nameWeight', 1),
  'the power of centroids': () => set(TUNING, 'centroidPower', 1),
  training: () => set(TUNING, 'centroidShare', 1),
  'the centroid': () => set(TUNING, 'centroidShare', 0),
  'the nearest neighbour': () => set(TUNING, 'nearestNeighbourShare', 0),
  'the prior': () => set(TUNING, 'priorWeight', 0),
  'near equality': () => set(TUNING, 'nearEqualPower', Number.POSITIVE_INFINITY),
  specificity: () => set(TUNING, 'enoughSpecificity', Number.MIN_VALUE),
  'the known share': () => set(TUNING, 'knownPower', 0),
  'counter-examples': () => set(TUNING, 'counterExamplePower', Number.POSITIVE_INFINITY),
  'names as evidence of a pattern': () => set(TUNING, 'namedModels', 0),
  'the doubt about ambiguous names': () => set(TUNING, 'ambiguousNameFactor', 1),
  'the doubt about steps': () => set(TUNING, 'noStepsFactor', 1),
  'the doubt about other names': () => set(TUNING, 'otherNamesFactor', 1),
  'the lead': () => {
    for (const gates of Object.values(TUNING.gates)) set(gates, 'margin', 0);
  },
  'leaving out what is said around a question': () => set(TUNING, 'leftOutMargin', 9),
  'leaving out "wait so" and "lol"': () => set(TUNING, 'leastWithoutFillers', Number.POSITIVE_INFINITY),
  'the least number of words': () => set(TUNING, 'leastAskedWords', 0),
  'word repair': () => set(TUNING.repair, 'maxWords', 0),
  'swapped letters in word repair': () => set(TUNING.repair, 'anagramFactor', 1),
  'the length of repaired words': () => set(TUNING.repair, 'minSubstitutionLength', TUNING.repair.minLength),
  'the length of repaired names': () => set(TUNING.repair, 'minNameSubstitutionLength', TUNING.repair.minLength),
  'the list of common words': () => clear(words.COMMON_WORDS),
  'the list of function words': () => clear(words.FUNCTION_WORDS),
  'the list of abbreviations': () => clear(words.ABBREVIATIONS),
  'the list of question words': () => clear(words.QUESTION_WORDS),
  'the list of greetings': () => clear(words.GREETINGS),
};

function set<K extends string>(numbers: Readonly<Record<K, number>>, key: K, value: number): void {
  (numbers as Record<K, number>)[key] = value;
}

function clear(list: ReadonlySet<string> | ReadonlyMap<string, string>): void {
  (list as Set<string> | Map<string, string>).clear();
}
