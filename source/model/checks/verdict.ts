// When a figure is in trouble: not at one bad value, but after several rounds of them, and until as many good ones.

import type { Finding, Severity } from './check.ts';

/** So many rounds in a row turn a verdict. */
export const judgedRounds = 3;

/** What is remembered of one figure; nothing where it is good and has been. */
export type Standing = {
	/** The verdict; absent where it is good. */
	severity?: Severity;
	/** What was said when it was bad last. */
	text: string;
	/** Rounds in a row that spoke against the verdict, by what they would turn. */
	against: Readonly<Record<Severity, number>>;
};

/** Whether something holds after one more round, and how many rounds in a row have spoken against that. */
const turned = (holds: boolean, against: number, isSo: boolean, rounds: number): [boolean, number] => {
	if (isSo === holds) return [holds, 0];
	return against + 1 >= rounds ? [isSo, 0] : [holds, against + 1];
};

/** What stands after one more round, in which this was found or nothing. */
export const nextStanding = (
	before: Standing | undefined,
	found: Finding | undefined,
	rounds = judgedRounds,
): Standing | undefined => {
	const { severity, against = { warn: 0, critical: 0 }, text = '' } = before ?? {};
	const [isBad, warn] = turned(severity !== undefined, against.warn, found !== undefined, rounds);
	const isWorst = found?.severity === 'critical';
	const [isCritical, critical] = turned(severity === 'critical', against.critical, isWorst, rounds);
	if (!isBad && warn === 0) return undefined;
	return {
		...(isBad && { severity: isCritical ? 'critical' : 'warn' }),
		text: found?.text ?? text,
		against: { warn, critical },
	};
};
