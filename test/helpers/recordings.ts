// Recordings made of what real servers sent.

import { readFileSync } from 'node:fs';
import type { HeaderFacts } from '../../source/recording/header.ts';
import type { Line } from '../../source/recording/line.ts';
import { type PackedMember, Recorder, type RecorderOptions } from '../../source/recording/recorder.ts';

export const headerFacts: HeaderFacts = { app: '0.1.0', interval: 2000, context: 'app' };

/** A statsz as a server sent it. */
export const statsz = readFileSync('test/fixtures/captures/2.15.1/event-SERVER.STATSZ.json');

const { server } = JSON.parse(statsz.toString('utf8'));

/** The statsz of another server at another time, with counters that have grown. */
export const statszOf = (id: string, seq: number): Buffer =>
	Buffer.from(
		statsz
			.toString('utf8')
			.replaceAll(server.id, id)
			.replace(/"seq":\s*\d+/, `"seq":${seq}`)
			.replace(
				/"(in_msgs|out_msgs|mem|cores)":\s*(\d+)/g,
				(_, name, n) => `"${name}":${Number(n) + seq * 17}`,
			)
			.replace(/\n\s*/g, ''),
	);

export const startOfRecording = Date.UTC(2026, 8, 21, 12);

/** The inputs of rounds of some servers, two seconds apart. */
export function* roundsOf(servers: number, rounds: number, start = startOfRecording): Generator<Line> {
	for (let round = 0; round < rounds; round++) {
		const at = start + round * 2000;
		yield [at, 'B'];
		for (let index = 0; index < servers; index++)
			yield [
				at + 3,
				'S',
				`N${String(index).padStart(55, 'A')}`,
				1.5,
				statszOf(`N${String(index).padStart(55, 'A')}`, round),
			];
		yield [at + 5, 'P', servers, servers, false];
	}
}

/** A sink that keeps what it is given. */
export const collecting = (): { members: PackedMember[]; write: (member: PackedMember) => void } => {
	const members: PackedMember[] = [];
	return { members, write: (member) => void members.push(member) };
};

/** A recorder of lines alone. */
export const recorderOf = (options: Partial<RecorderOptions> = {}): Recorder =>
	new Recorder({
		header: () => headerFacts,
		state: (at) => [[at, 'W', { at }]],
		servers: () => 3,
		...options,
	});

/** Members of lines. */
export const membersOf = async (
	lines: Iterable<Line>,
	options?: Partial<RecorderOptions>,
): Promise<PackedMember[]> => {
	const recorder = recorderOf(options);
	const sink = collecting();
	recorder.add(sink, startOfRecording);
	for (const line of lines) recorder.take(line);
	await recorder.remove(sink);
	return sink.members;
};
