// Decodes the server block of a statsz once per process: only `seq` and `time` change from message to message.

import { isAscii } from 'node:buffer';
import type { ServerInfo } from '../model/server.ts';
import { type Fields, parseFields } from './read.ts';

/** What never changes while a process runs; `info` once it was decoded. */
export type KnownBlock = { readonly fields: Fields; info?: { readonly decoded: ServerInfo | undefined } };

/** A server block in two parts. */
export class ServerBlock {
	constructor(
		readonly known: KnownBlock,
		readonly seq: number,
		readonly time: string,
	) {}
}

const start = '{"server":{';
const seqMark = Buffer.from(',"seq":');

/** How a block ends, and a statsz begins behind it. */
const ending = /^,"seq":(0|[1-9]\d{0,14}),"time":"([\w:.+-]{1,40})"\},(?="statsz":)/;
const longestEnding = 100;

/** Blocks longer than this are not remembered, and no more of them than twice as many as there are rows. */
const longestKnown = 4096;
const mostKnown = 8000;

const known = new Map<string, KnownBlock>();

const learn = (text: string): KnownBlock | undefined => {
	// What is an object when it is closed here goes on with `seq`, wherever it is: not in a text, nor deeper.
	if (!text.startsWith(start) || text.endsWith('{')) return undefined;
	const fields = parseFields(`${text.slice(start.length - 1)}}`);
	if (fields === undefined) return undefined;
	if (known.size >= mostKnown) known.clear();
	const block = { fields };
	known.set(text, block);
	return block;
};

/** The server block that a payload begins with, and where the rest begins; nothing where it is not as servers write it. */
export const serverBlockIn = (payload: Buffer): { server: ServerBlock; end: number } | undefined => {
	const at = payload.subarray(0, longestKnown).indexOf(seqMark);
	if (at < 0 || !isAscii(payload.subarray(0, at))) return undefined;
	const match = ending.exec(payload.toString('latin1', at, at + longestEnding));
	if (match === null) return undefined;
	const text = payload.toString('latin1', 0, at);
	const block = known.get(text) ?? learn(text);
	const [all, seq, time = ''] = match;
	return block && { server: new ServerBlock(block, Number(seq), time), end: at + all.length };
};
