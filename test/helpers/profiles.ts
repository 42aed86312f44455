// Profiles of the tests: recorded ones, and small ones made up of stacks.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
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
import type { Profile } from '../../source/model/profile/profile.ts';
import { profileIn } from '../../source/system/profile-file.ts';

/** The path of a recorded profile, as `2.15.3-heap`. */
export const recordedPath = (name: string): string =>
	join(import.meta.dirname, `../fixtures/profiles/${name}.pprof`);

/** The path of a recorded text, as `2.15.3-goroutine-d2`. */
export const recordedText = (name: string): string =>
	join(import.meta.dirname, `../fixtures/profiles/${name}.txt.gz`);

/** The profile in bytes. */
export const profileOf = (bytes: Uint8Array): Profile => profileIn(bytes);

/** A recorded profile. */
export const recorded = (name: string): Profile => profileOf(readFileSync(recordedPath(name)));

/** A stack, outermost call first, with its figure and labels. */
export type MadeStack = {
	calls: readonly string[];
	value: number | bigint;
	labels?: Readonly<Record<string, string>>;
};

/** The bytes of a profile of one sample type. */
export const encode = (
	stacks: readonly MadeStack[],
	{ type = 'cpu', unit = 'nanoseconds' }: { type?: string; unit?: string } = {},
): Uint8Array => {
	const texts = new StringTable();
	const ids = new Map<string, number>();
	for (const name of stacks.flatMap(({ calls }) => calls)) if (!ids.has(name)) ids.set(name, ids.size + 1);
	return new Encoded({
		stringTable: texts,
		sampleType: [new ValueType({ type: texts.dedup(type), unit: texts.dedup(unit) })],
		function: [...ids].map(
			([name, id]) => new Fn({ id, name: texts.dedup(name), systemName: texts.dedup(name) }),
		),
		location: [...ids.values()].map(
			(id) => new Location({ id, line: [new Line({ functionId: id, line: 1 })] }),
		),
		sample: stacks.map(
			({ calls, value, labels = {} }) =>
				new Sample({
					locationId: calls.map((name) => ids.get(name) ?? 0).reverse(),
					value: [value],
					label: Object.entries(labels).map(
						([key, text]) => new Label({ key: texts.dedup(key), str: texts.dedup(text) }),
					),
				}),
		),
	}).encode();
};
