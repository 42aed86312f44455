// A server whose clock goes wrong, by answers of real servers: when it is on screen 8, what is told, and that it is over.

import { expect, test } from 'vitest';
import { EventLog } from '../../../source/model/event-log.ts';
import { HealthBook } from '../../../source/model/health/health-book.ts';
import { healthEvents } from '../../../source/model/health/health-news.ts';
import { serverReport } from '../../../source/model/health/server-report.ts';
import { Roster } from '../../../source/model/roster.ts';
import { parseStatsz } from '../../../source/nats/links.ts';
import { readSample } from '../../../source/nats/statsz.ts';
import { capture } from '../../helpers/capture.ts';

const interval = 2000;
const began = Date.UTC(2026, 10, 23, 20);
const captures = ['reply-super-PING-a1', 'reply-super-PING-b1', 'reply-super-PING-leaf1'];

const watched = () => {
	const roster = new Roster(interval);
	const log = new EventLog(began);
	const book = new HealthBook(
		() => interval,
		(news) => {
			for (const event of healthEvents(news)) log.add(event);
		},
	);
	let rounds = 0;
	/** A round in which the clock of the first server is so far off, milliseconds. */
	const round = (off: number): string | undefined => {
		const at = began + interval * rounds++;
		roster.beginRound(at);
		for (const [index, name] of captures.entries()) {
			const fields = parseStatsz(capture('2.15.1', name));
			const sample = fields && readSample(fields, at + 2, 2);
			if (sample === undefined) throw new Error(`no statsz in ${name}`);
			// What a server says of the time is all that is changed, and which of its messages it is.
			sample.server.time = at + 1 + (index === 0 ? off : 0);
			sample.server.seq = 100 + rounds;
			roster.heard(sample);
		}
		roster.endRound(at + 2);
		roster.tick(at + 3);
		book.take(serverReport(roster.snapshot(at + 3)));
		const found = book.snapshot(at + 3).findings.filter(({ check }) => check === 'clock');
		expect(found.length).toBeLessThan(2);
		return found[0] && `${found[0].severity} ${found[0].name}: ${found[0].text}`;
	};
	const told = () => log.snapshot(began).events.flatMap(({ kind, text }) => (kind === 'CHECK' ? [text] : []));
	return { round, told, book };
};

test('a clock that goes wrong is told after three rounds, and right again after three', () => {
	const { round, told, book } = watched();
	for (let good = 0; good < 6; good++) expect(round(0)).toBeUndefined();
	expect([round(12_000), round(12_000)]).toEqual([undefined, undefined]);
	expect(round(12_000)).toBe('critical a1: clock 12s ahead');
	expect(book.snapshot(began).findings[0]).toMatchObject({
		...{ since: began + 8 * interval + 3, isFromStart: false, evidence: [{ by: 'natstop' }] },
	});
	round(12_000);
	// Three rounds that are less bad are needed for less.
	expect([round(-3000), round(-3000)].map((said) => said?.split(' ')[0])).toEqual(['critical', 'critical']);
	expect(round(-3000)).toBe('warn a1: clock 3s behind');
	expect([round(0), round(0), round(0)].at(-1)).toBeUndefined();
	expect(told().filter((text) => text?.startsWith('clock'))).toEqual([
		'clock: clock 12s ahead',
		expect.stringMatching(/^clock ok after \d+s$/),
	]);
});
