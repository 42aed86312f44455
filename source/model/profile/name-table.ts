// The functions of a profile: their names, each once, and the frames that stand for a place in the program.

import type { Profile as Encoded } from 'pprof-format';
import { broken } from './broken-profile.ts';
import { plainName } from './plain-name.ts';
import { frameOf } from './profile.ts';
import type { TextOf } from './texts.ts';

export type NameTable = {
	names: readonly string[];
	/** Frames of a place by its id, outermost first; absent where there is no such place. */
	stackOf: (id: number) => readonly number[] | undefined;
};

/** Things by their id. Throws where an id is 0 or given twice. */
const byId = <Thing extends { id: number | bigint }>(
	things: readonly Thing[],
	what: string,
): ReadonlyMap<number, Thing> => {
	const map = new Map<number, Thing>();
	for (const thing of things) {
		const id = Number(thing.id);
		if (id === 0) broken(`a ${what} in it has the number 0`);
		if (map.has(id)) broken(`two ${what}s in it have the number ${id}`);
		map.set(id, thing);
	}
	return map;
};

/** The name of a place that no function is known for: its file, as pprof writes it. */
const fileName = (file: string): string =>
	file === '' ? '<unknown>' : `[${file.split('/').at(-1) ?? file}]`;

/** Reads functions and places. Functions of one name are one, wherever they stand, as pprof has it. */
export const nameTable = (encoded: Encoded, files: readonly string[], text: TextOf): NameTable => {
	const names: string[] = [];
	const numbers = new Map<string, number>();
	const numberOf = (name: string): number => {
		const known = numbers.get(name);
		if (known !== undefined) return known;
		numbers.set(name, names.length);
		return names.push(name) - 1;
	};
	const functions = byId(encoded.function, 'function');
	const called = new Map<number, string>();
	for (const [id, { name, systemName }] of functions) called.set(id, plainName(text(name), text(systemName)));
	const fileOf = new Map(encoded.mapping.map(({ id }, index) => [Number(id), files[index] ?? '']));
	const stacks = new Map<number, readonly number[]>();
	for (const [id, { line, mappingId }] of byId(encoded.location, 'place')) {
		const unknown = (): string => fileName(fileOf.get(Number(mappingId)) ?? '');
		const frames = line.map(({ functionId }, index) => {
			const name =
				called.get(Number(functionId)) ?? broken(`it calls function ${functionId}, which it lacks`);
			return frameOf(numberOf(name === '' ? unknown() : name), index !== line.length - 1);
		});
		stacks.set(id, frames.length === 0 ? [frameOf(numberOf(unknown()), false)] : frames.reverse());
	}
	return { names, stackOf: (id) => stacks.get(id) };
};
