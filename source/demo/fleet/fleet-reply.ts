// Sends the answer of a simulated server to CONNZ, packed where that was asked for.

import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { headers, type Msg } from '@nats-io/transport-node';
import type { ConnzWriter } from './fleet-connz.ts';

const packed = headers();
packed.set('Content-Encoding', 'gzip');

const pack = promisify(gzip);

/** Answers a question; gives the bytes that went over the wire. `block` is the `server` block. Errors are never packed. */
export const replyConnz = async (
	message: Msg,
	writer: ConnzWriter,
	block: string,
	now: number,
): Promise<number> => {
	const answer = writer.answer(message.string(), now);
	if ('error' in answer) {
		message.respond(`{"server":${block},"data":null,"error":${JSON.stringify(answer.error)}}`);
		return 0;
	}
	const text = `{"server":${block},"data":${answer.data}}`;
	const isPacked = message.headers?.get('Accept-Encoding') === 'gzip';
	const bytes = isPacked ? await pack(text) : Buffer.from(text);
	message.respond(bytes, isPacked ? { headers: packed } : {});
	return bytes.length;
};
