/**
 * The places of the highest values above 0, highest first, the earlier of two that are equal.
 *
 * @example
 * highestPlaces([0.2, 0.9, 0, 0.5], 2); // [1, 3]
 */
export function highestPlaces(values: ArrayLike<number>, count: number): readonly number[] {
  const places: number[] = [];
  for (let place = 0; place < values.length; place++) {
    const value = values[place]!;
    if (value <= 0 || (places.length === count && value <= values[places[count - 1]!]!)) continue;
    let at = places.length === count ? count - 1 : places.length;
    for (; at > 0 && values[places[at - 1]!]! < value; at--) places[at] = places[at - 1]!;
    places[at] = place;
  }
  return places;
}
