// Asks for the last message of one subject in a stream: as text that can be shown, cut, with its headers.

import type { LastMessage, MessageState, MessageTarget } from '../model/last-message.ts';
import { clean } from '../system/clean.ts';
import { redactText, safeText } from '../system/redact.ts';
import { jsSubjects } from './account-subjects.ts';
import { type Fields, readCount, readFields, readText, readTime } from './read.ts';
import { failureText } from './requests.ts';
import type { Wire } from './wire.ts';

/** Bytes of a message that are shown, and lines of its headers. */
export const [mostShown, mostHeaders] = [4096, 32];

/** Longest answer that is read: a message of the largest size that servers take by default, in base64. */
const longest = 2 * 1024 * 1024;

/** Longest wait, milliseconds. */
const timeout = 2000;

/** Bytes as text where they are some, else in hexadecimal. */
const textOf = (bytes: Buffer): string => {
	try {
		return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
	} catch {
		return bytes.toString('hex').replaceAll(/(..)(?=.)/g, '$1 ');
	}
};

/** The start of a text that ends within a character is still one. */
const whole = (bytes: Buffer): Buffer => {
	if (bytes.length <= mostShown) return bytes;
	let end = mostShown;
	while (end > mostShown - 4 && ((bytes[end] ?? 0) & 0xc0) === 0x80) end--;
	return bytes.subarray(0, end);
};

const decoded = (fields: Fields, key: string): Buffer => {
	const value = fields[key];
	return typeof value === 'string' ? Buffer.from(value, 'base64') : Buffer.alloc(0);
};

/** Without its first line, which names the version of the protocol. */
const headersOf = (message: Fields): readonly string[] =>
	textOf(decoded(message, 'hdrs').subarray(0, mostShown))
		.split(/\r?\n/)
		.slice(1, mostHeaders + 1)
		.filter((line) => line !== '')
		.map(safeText);

/** A line of it, without secrets and what could move the cursor. */
const shown = (line: string): string => redactText(clean(redactText(line), 3 * mostShown));

/** The message in an answer; nothing where there is none. */
export const readLastMessage = (answer: Fields): LastMessage | undefined => {
	const message = readFields(answer, 'message');
	if (message === undefined) return undefined;
	const data = decoded(message, 'data');
	const time = readTime(message, 'time');
	const seq = readCount(message, 'seq');
	return {
		subject: readText(message, 'subject') ?? '',
		...(seq !== undefined && { seq }),
		...(time !== undefined && { time }),
		size: data.length,
		headers: headersOf(message),
		text: textOf(whole(data)).split('\n').map(shown).join('\n'),
		isCut: data.length > mostShown,
	};
};

/** JetStream says so of a subject that has no message any more. */
const noMessage = 10_037;

/** Asks the leader of a stream for it. Nothing is kept, recorded or acknowledged. */
export const askLastMessage = async (
	wire: Pick<Wire, 'ask'>,
	{ stream, subject }: MessageTarget,
): Promise<MessageState> => {
	const body = { last_by_subj: subject };
	const result = await wire.ask(jsSubjects.lastMessage(stream), body, { timeout, longest });
	if (result.ok) {
		const message = readLastMessage(result.value.fields);
		return message ? { step: 'there', message } : { step: 'none', words: 'the answer cannot be read' };
	}
	const { failure } = result;
	if (failure.kind === 'refused' && failure.apiCode === noMessage)
		return { step: 'none', words: 'it has no message any more' };
	return { step: 'none', words: failureText(failure) };
};
