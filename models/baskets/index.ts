export { type AssociationRule, associationRules, type RuleLimits } from './associationRules.ts';
