// Reads the fields of a protobuf message, and refuses what is cut, lies about its length or never ends.

import { broken } from './broken-profile.ts';

/** Wire types: a number, or bytes of a length that is told. */
export const varint = 0;
export const delimited = 2;

/** The longest varint, bytes. */
const longestVarint = 10;

/** A place in the bytes of a message; every read moves it on. */
export type Reader = { bytes: Uint8Array; at: number; end: number };

/** A reader of a part of the bytes. */
export const readerOf = (bytes: Uint8Array, at = 0, end = bytes.length): Reader => ({ bytes, at, end });

/** Reads a number as unsigned; above 2^53 it is rounded. */
export const readNumber = (reader: Reader): number => {
	const { bytes, end } = reader;
	let value = 0;
	let scale = 1;
	for (let length = 0; length < longestVarint; length++) {
		if (reader.at >= end) return broken('it ends within a number');
		const byte = bytes[reader.at++] ?? 0;
		value += (byte & 0x7f) * scale;
		if (byte < 0x80) return value;
		scale *= 128;
	}
	return broken('a number in it has no end');
};

/** Reads a number of 64 bits with a sign; beyond 2^53 it is rounded. */
export const readSigned = (reader: Reader): number => {
	const start = reader.at;
	const value = readNumber(reader);
	if (reader.at - start < longestVarint) return value;
	// A negative number has its upper bits set: its small part is read apart, as a double has no room for both.
	let big = 0n;
	for (let at = reader.at - 1; at >= start; at--) big = (big << 7n) | BigInt((reader.bytes[at] ?? 0) & 0x7f);
	return Number(BigInt.asIntN(64, big));
};

/** One field: its number and wire type, and where its value is. The value of a number is between `at` and `end`, too. */
export type WireField = { number: number; type: number; from: number; at: number; end: number };

/** Calls back for each field of a message. Throws a `BrokenProfile` where the bytes are none. */
export const eachField = (reader: Reader, onField: (field: WireField) => void): void => {
	const field: WireField = { number: 0, type: 0, from: 0, at: 0, end: 0 };
	while (reader.at < reader.end) {
		field.from = reader.at;
		const tag = readNumber(reader);
		field.number = Math.floor(tag / 8);
		field.type = tag % 8;
		if (field.number === 0) broken('it holds a field without a number');
		field.at = reader.at;
		switch (field.type) {
			case varint:
				readNumber(reader);
				break;
			case 1:
				reader.at += 8;
				break;
			case delimited: {
				const length = readNumber(reader);
				field.at = reader.at;
				reader.at += length;
				break;
			}
			case 5:
				reader.at += 4;
				break;
			default:
				broken('it is no protobuf message');
		}
		if (reader.at > reader.end) broken('it is cut, or a part of it is longer than the whole');
		field.end = reader.at;
		onField(field);
	}
};

/**
 * Reads all numbers of a field from one place to another into `list`, without signs. It is what most of the time goes
 * into, as a profile has millions of them; gives how many there are.
 */
export const readNumbers = (bytes: Uint8Array, from: number, end: number, list: number[]): number => {
	let count = 0;
	let at = from;
	while (at < end) {
		const byte = bytes[at] ?? 0;
		if (byte < 0x80) {
			list[count++] = byte;
			at++;
			continue;
		}
		const next = bytes[at + 1] ?? 0;
		if (next < 0x80 && at + 1 < end) {
			list[count++] = (byte & 0x7f) | (next << 7);
			at += 2;
			continue;
		}
		const reader = readerOf(bytes, at, end);
		list[count++] = readNumber(reader);
		at = reader.at;
	}
	return count;
};
