// Makes a profile as large as a busy server with much on it gives: many stacks of few functions, each with its labels.

import {
	Profile as Encoded,
	Function as Fn,
	Label,
	Line,
	Location,
	Sample,
	StringTable,
	ValueType,
} from 'pprof-format';

/** Numbers that look like chance and are the same in every run. */
const numbers = (seed: number) => {
	let state = seed;
	return (below: number): number => {
		state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
		return Math.floor((state / 2 ** 32) * below);
	};
};

const functions = 3000;
const places = 9000;
const deepest = 45;

/** The bytes of a profile of the heap with so many stacks, unpacked: about 85 bytes a stack. */
export const largeProfile = (stacks: number): Uint8Array => {
	const next = numbers(7);
	const texts = new StringTable();
	const count = texts.dedup('count');
	const bytes = texts.dedup('bytes');
	const types = [
		['alloc_objects', count],
		['alloc_space', bytes],
		['inuse_objects', count],
		['inuse_space', bytes],
	] as const;
	const ids = (most: number): number[] => Array.from({ length: most }, (_, index) => index + 1);
	const key = texts.dedup('bytes');
	let path: number[] = [];
	return new Encoded({
		stringTable: texts,
		sampleType: types.map(([type, unit]) => new ValueType({ type: texts.dedup(type), unit })),
		function: ids(functions).map((id) => {
			const name = texts.dedup(`github.com/nats-io/nats-server/v2/server.(*client${id % 97}).process${id}`);
			return new Fn({ id, name, systemName: name, filename: texts.dedup(`/src/server/file${id % 60}.go`) });
		}),
		location: ids(places).map((id) => {
			const calls = id % 5 === 0 ? 2 : 1;
			const line = ids(calls).map(
				(call) => new Line({ functionId: 1 + ((id + call) % functions), line: id % 900 }),
			);
			return new Location({ id, address: 0x400000 + id * 16, line });
		}),
		sample: ids(stacks).map(() => {
			// Stacks share their outer calls with the one before, as those of a real program do.
			path = path.slice(0, next(path.length + 1));
			const depth = 12 + next(deepest - 12);
			// A place calls few others, and one of them most of the time.
			while (path.length < depth) {
				const callee = next(10) < 7 ? 0 : 1 + next(3);
				path.push(1 + (((path.at(-1) ?? 0) * 31 + callee * 977) % places));
			}
			const size = 16 * (1 + next(64));
			return new Sample({
				locationId: path.toReversed(),
				value: [1 + next(2000), size * (1 + next(2000)), next(200), size * next(200)],
				label: [new Label({ key, num: size })],
			});
		}),
	}).encode();
};
