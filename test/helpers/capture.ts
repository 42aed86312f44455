// Reads payloads of real servers from test/fixtures/captures.

import { readdirSync, readFileSync } from 'node:fs';
import { parseFields } from '../../source/nats/read.ts';

export type CapturedVersion = '2.15.1' | '2.9.10';

const folder = (version: CapturedVersion): URL =>
	new URL(`../fixtures/captures/${version}/`, import.meta.url);

/** The bytes of one capture; its name without `.json`. */
export const capture = (version: CapturedVersion, name: string): Uint8Array =>
	readFileSync(new URL(`${encodeURIComponent(name)}.json`, folder(version)));

/** The fields of one capture. */
export const captured = (version: CapturedVersion, name: string) => {
	const fields = parseFields(capture(version, name));
	if (fields === undefined) throw new Error(`${name} is no JSON object`);
	return fields;
};

/** Names of the captures whose name begins like this. */
export const capturesOf = (version: CapturedVersion, beginning: string): string[] =>
	readdirSync(folder(version))
		.filter((file) => file.startsWith(beginning) && file.endsWith('.json'))
		.map((file) => file.slice(0, -'.json'.length))
		.sort();
