// What is told of health in the event log: one CHECK when something begins to fail, and one when it is good again.

import type { MonitorEvent } from '../event.ts';
import { spanText } from '../span-text.ts';
import type { HealthFinding } from './finding.ts';
import type { HealthNews } from './health-book.ts';

/** Events of one check in one report; what comes beyond is one line. */
const mostOfCheck = 8;

/** What stands before the check where the line has no column for it: the server has one. */
const whose = ({ kind, name, where }: HealthFinding): string =>
	kind === 'server' && where.server === name ? '' : ` ${name}`;

const textOf = ({ turn, finding, at }: HealthNews): string => {
	const { check, text, since, isFromStart } = finding;
	const subject = `${check}${whose(finding)}`;
	const span = `${isFromStart ? 'more than ' : ''}${spanText(at - since)}`;
	if (turn === 'good') return `${subject} ok after ${span}`;
	if (turn === 'gone') return `${subject} over after ${span}: it is not there any more`;
	return `${subject}: ${text}`;
};

const severityOf = ({ turn, finding }: HealthNews): MonitorEvent['severity'] => {
	if (turn === 'good' || turn === 'gone') return 'info';
	return finding.severity === 'critical' ? 'error' : 'warn';
};

const eventOf = (news: HealthNews): MonitorEvent => {
	const { where, key } = news.finding;
	return {
		...{ kind: 'CHECK', severity: severityOf(news), at: news.at, text: textOf(news), flap: key },
		...(where.server !== undefined && { serverName: where.server }),
	};
};

/** The events, in order; many of one check in one report are told together. */
export const healthEvents = (news: readonly HealthNews[]): readonly MonitorEvent[] => {
	const byCheck = new Map<string, HealthNews[]>();
	for (const one of news) {
		const key = `${one.finding.kind} ${one.finding.check} ${one.turn}`;
		const known = byCheck.get(key);
		if (known) known.push(one);
		else byCheck.set(key, [one]);
	}
	return [...byCheck.values()].flatMap((some) => {
		const events = some.slice(0, mostOfCheck).map(eventOf);
		const [first] = some;
		const more = some.length - mostOfCheck;
		if (first === undefined || more <= 0) return events;
		const { kind, check } = first.finding;
		const words = first.turn === 'bad' || first.turn === 'worse' ? 'fail' : 'ok';
		const severity = severityOf(first);
		return [
			...events,
			{ kind: 'CHECK', severity, at: first.at, text: `${check} ${words} of ${more} more ${kind}s` },
		];
	});
};

/** The command that was to be run could not be, or failed. */
export const commandFailed = (at: number, why: string): MonitorEvent => ({
	...{ kind: 'CHECK', severity: 'warn', at },
	text: `the command of onCritical failed: ${why}`,
});
