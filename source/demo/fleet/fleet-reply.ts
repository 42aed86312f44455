// Sends the answer of a simulated server, packed where that was asked for.

import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { headers, type Msg } from '@nats-io/transport-node';
import type { FleetAnswer } from './fleet-text.ts';

const packed = headers();
packed.set('Content-Encoding', 'gzip');

const pack = promisify(gzip);

/** Sends a text; gives the bytes that went over the wire. */
export const replyText = async (message: Msg, text: string): Promise<number> => {
	if (message.headers?.get('Accept-Encoding') !== 'gzip') {
		message.respond(text);
		return Buffer.byteLength(text);
	}
	const bytes = await pack(text);
	message.respond(bytes, { headers: packed });
	return bytes.length;
};

/** Answers a question; gives the bytes that went over the wire. `block` is the `server` block. Errors are never packed. */
export const replyAnswer = async (message: Msg, answer: FleetAnswer, block: string): Promise<number> => {
	if ('data' in answer) return replyText(message, `{"server":${block},"data":${answer.data}}`);
	message.respond(`{"server":${block},"data":null,"error":${JSON.stringify(answer.error)}}`);
	return 0;
};
