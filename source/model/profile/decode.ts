// Decodes a profile, of nats-server or of any other program that writes pprof's format, unpacked.

import { Profile as Encoded } from 'pprof-format';
import { broken } from './broken-profile.ts';
import { checkSize } from './limits.ts';
import { nameTable } from './name-table.ts';
import type { Profile, SampleType } from './profile.ts';
import { readSamples } from './samples.ts';
import { type Clean, textsOf } from './texts.ts';
import { delimited, eachField, readerOf } from './wire.ts';

/** Number of the field that holds one stack. */
const sampleField = 2;

/** The longest profile that is read, bytes of it unpacked. */
export const longestProfile = 64 * 1024 * 1024;

/** The bytes of a profile without its stacks, for the decoder; and where the stacks are, as pairs of places. */
const apart = (bytes: Uint8Array): { rest: Uint8Array; samples: readonly number[] } => {
	const samples: number[] = [];
	const kept: Uint8Array[] = [];
	let from = 0;
	eachField(readerOf(bytes), ({ number, type, from: start, at, end }) => {
		const isKnown = number <= 15 && (type === delimited || type === 0);
		if (isKnown && number !== sampleField) return;
		if (start > from) kept.push(bytes.subarray(from, start));
		from = end;
		if (number === sampleField && type === delimited) samples.push(at, end);
	});
	kept.push(bytes.subarray(from));
	return { rest: kept.length === 1 ? bytes : Buffer.concat(kept), samples };
};

/** The mapping of the program itself: not a library, and none of the kernel's; else the first one. */
const mainMapping = (files: readonly string[]): number => {
	const main = files.findIndex((file) => {
		const name = file.replaceAll('(deleted)', '').trim();
		return name !== '' && !name.startsWith('[') && !/\.so$|\.so[._]\d+/.test(name);
	});
	return Math.max(0, main);
};

/** The decoder reads all numbers as unsigned. */
const signed = (value: number | bigint): number => Number(BigInt.asIntN(64, BigInt(value)));

const baseName = (path: string): string => path.replace(/\/+$/, '').split('/').at(-1) ?? path;

/**
 * Decodes a profile. `clean` makes a text safe to draw. Throws a `BrokenProfile` with the reason where the bytes are
 * none; memory stays within a small multiple of `longestProfile`.
 */
export const decodeProfile = (bytes: Uint8Array, clean: Clean): Profile => {
	if (bytes.length === 0) return broken('it is empty');
	if (bytes.length > longestProfile)
		return broken(`it is longer than ${longestProfile / 1024 / 1024} MB, unpacked`);
	const { rest, samples } = apart(bytes);
	checkSize(rest, samples.length / 2);
	const encoded = Encoded.decode(rest);
	const text = textsOf(encoded.stringTable.strings, clean);
	const sampleTypes: readonly SampleType[] = encoded.sampleType.map(({ type, unit }) => ({
		type: text(type),
		unit: text(unit),
	}));
	if (sampleTypes.length === 0) return broken('it has no samples: it does not say what it counts');
	const files = encoded.mapping.map(({ filename }) => text(filename));
	const main = mainMapping(files);
	const table = nameTable(encoded, files, text);
	const { stacks, labelSets } = readSamples(bytes, samples, sampleTypes.length, table.stackOf, text);
	const wanted = text(encoded.defaultSampleType);
	const named = wanted === '' ? -1 : sampleTypes.findIndex(({ type }) => type === wanted);
	const { periodType } = encoded;
	const taken = signed(encoded.timeNanos);
	const duration = signed(encoded.durationNanos);
	const file = baseName(files[main] ?? '');
	const buildId = text(encoded.mapping[main]?.buildId ?? 0);
	const docUrl = text(encoded.docUrl);
	return {
		sampleTypes,
		defaultType: named < 0 ? sampleTypes.length - 1 : named,
		names: table.names,
		stacks,
		labelSets,
		comments: encoded.comment.map(text),
		...(taken !== 0 && { takenAt: Math.floor(taken / 1e6) }),
		...(duration !== 0 && { duration }),
		...(file !== '' && { file }),
		...(buildId !== '' && { buildId }),
		...(docUrl !== '' && { docUrl }),
		...(periodType && {
			period: { type: text(periodType.type), unit: text(periodType.unit), every: signed(encoded.period) },
		}),
	};
};
