// What our user may publish and subscribe to, as far as he is known: what is forbidden is never tried.

import { isCoveredBy } from '../../model/subject-match.ts';
import type { SubjectRules, UserInfo } from '../connect/user-info.ts';

export type Permissions = UserInfo['permissions'];

/** A rule for members of a queue group names the group behind the subject. */
const subjectIn = (rule: string): string => rule.split(' ', 1)[0] ?? rule;

const isIn = (subject: string, rules: readonly string[]): boolean =>
	rules.some((rule) => isCoveredBy(subject, subjectIn(rule)));

const mayUse = (subject: string, rules: SubjectRules | undefined): boolean =>
	(rules?.allow === undefined || isIn(subject, rules.allow)) && !isIn(subject, rules?.deny ?? []);

/** Whether a subject may be used; true where nothing is known that forbids it. */
export const mayAsk = (
	permissions: Permissions,
	subject: string,
	what: 'publish' | 'subscribe' = 'publish',
): boolean => mayUse(subject, permissions?.[what]);
