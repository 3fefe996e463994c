import { type AnyComponent, componentsWithin } from './componentsWithin.ts';

/** Gives every component that came without an id the next free one, in reading order, as Discord does. */
export function numberComponents(components: readonly AnyComponent[]): AnyComponent[] {
  const taken = new Set([...componentsWithin(components)].map(({ id }) => id));
  let next = 0;
  const nextFree = (): number => {
    do next += 1;
    while (taken.has(next));
    return next;
  };
  const number = (component: AnyComponent): AnyComponent => ({
    ...component,
    id: component.id || nextFree(),
    ...(component.components && { components: component.components.map(number) }),
    ...(component.accessory && { accessory: number(component.accessory) }),
    ...(component.component && { component: number(component.component) }),
  });
  return components.map(number);
}
