// When a recorder tells everything that came before: often enough for a replay, and never as often as it closes members.

import { expect, test } from 'vitest';
import type { Line } from '../../source/recording/line.ts';
import { type PackedMember, Recorder } from '../../source/recording/recorder.ts';

const second = 1000;

/** The members that a recorder makes of so many seconds in which each brings two megabytes. */
const busyMembers = async (
	seconds: number,
	{ wantsState, servers = 1000 }: { wantsState: boolean; servers?: number },
): Promise<PackedMember[]> => {
	const members: PackedMember[] = [];
	const recorder = new Recorder({
		header: () => ({ app: '0.1.0', interval: 2000 }),
		state: (at) => [[at, 'W', 'begin', { text: 'x'.repeat(5 * 1024 * 1024) }]],
		servers: () => servers,
	});
	recorder.add({ wantsState, write: (member) => void members.push(member) }, 0);
	for (let at = 0; at < seconds * second; at += second) {
		const payload = { text: 'x'.repeat(2 * 1024 * 1024) };
		const lines: Line[] = [
			[at, 'B', {}],
			[at + 1, 'S', 'N1', null, payload],
		];
		for (const line of lines) recorder.take(line);
		await recorder.settled();
	}
	await recorder.flush();
	return members;
};

const statesIn = (members: readonly PackedMember[]): number =>
	members.filter(({ facts }) => facts.hasState).length;

test('who keeps a recording and goes on wanting a state has one at most each ten seconds', async () => {
	const members = await busyMembers(30, { wantsState: true });
	expect(members.length).toBeGreaterThan(6);
	expect(statesIn(members)).toBeGreaterThanOrEqual(3);
	expect(statesIn(members)).toBeLessThanOrEqual(4);
});

test.each([
	{ servers: 200, every: 60, states: 3 },
	{ servers: 201, every: 30, states: 5 },
])(
	'a recording of $servers servers whose members are full at once has a state each $every s, not in each of them',
	async ({ servers, states }) => {
		const members = await busyMembers(130, { wantsState: false, servers });
		expect(members.length).toBeGreaterThan(20);
		expect(statesIn(members)).toBe(states);
	},
);
