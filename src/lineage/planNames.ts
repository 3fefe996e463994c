import type { Plan } from '../knowledge/Timeline.ts';
import { listed } from './listed.ts';

const PLAN_NAMES: Record<Plan, string> = {
  free: 'Free',
  go: 'Go',
  plus: 'Plus',
  pro: 'Pro',
  business: 'Business',
  enterprise: 'Enterprise',
  api: 'API',
};

/**
 * Plans as people read them.
 *
 * @example
 * planNames(['free', 'go', 'plus']); // 'Free, Go and Plus'
 */
export function planNames(plans: readonly Plan[]): string {
  return listed(plans.map((plan) => PLAN_NAMES[plan]));
}
