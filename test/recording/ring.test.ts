// The last minutes in memory: how much they take, and where they begin.

import { expect, test } from 'vitest';
import { Ring } from '../../source/recording/ring.ts';
import { recorderOf, roundsOf, startOfRecording } from '../helpers/recordings.ts';

const fill = async (ring: Ring, rounds: number, start = startOfRecording): Promise<void> => {
	const recorder = recorderOf();
	recorder.add(ring, start);
	for (const line of roundsOf(3, rounds, start)) {
		recorder.take(line);
		if (line[1] === 'P') await recorder.settled();
	}
	await recorder.flush();
};

test('A ring holds everything while there is room, from a state on', async () => {
	const ring = new Ring(1024 * 1024);
	await fill(ring, 100);
	const members = ring.members();
	expect(members[0]?.hasState).toBe(true);
	expect(members.flatMap(({ rounds }) => rounds)).toHaveLength(100);
	const read = await members[3]?.lines();
	expect(read && 'lines' in read && read.lines.length).toBeGreaterThan(0);
});

test('A ring that is full drops the oldest members, never takes more than its limit, and begins with a state', async () => {
	for (const limit of [8000, 20_000, 60_000]) {
		const ring = new Ring(limit);
		await fill(ring, 1000);
		const members = ring.members();
		expect(ring.bytes).toBeLessThanOrEqual(limit);
		expect(ring.bytes).toBeGreaterThan(limit / 4);
		expect(ring.packed().reduce((sum, { bytes }) => sum + bytes.length, 0)).toBe(ring.bytes);
		expect(members[0]?.hasState).toBe(true);
		expect(members.at(-1)?.end).toBe(startOfRecording + 999 * 2000 + 5);
	}
});

test('What has just come is in the member that is open', async () => {
	const recorder = recorderOf();
	recorder.add(new Ring(1024 * 1024), startOfRecording);
	for (const line of roundsOf(2, 2)) recorder.take(line);
	const open = recorder.open();
	expect(open?.rounds).toEqual([startOfRecording + 5, startOfRecording + 2005]);
	const read = await open?.lines();
	expect(read && 'lines' in read && read.lines.map(([, code]) => code).join('')).toBe('WBSSPBSSP');
});

test('Nothing is made of what comes while nobody keeps it', () => {
	const recorder = recorderOf();
	for (const line of roundsOf(2, 2)) recorder.take(line);
	expect(recorder.open()).toBeUndefined();
});
