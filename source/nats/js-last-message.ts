// Asks for the last message of one subject in a stream: as text that can be shown, cut, with its headers.

import type { LastMessage, MessageState, MessageTarget } from '../model/last-message.ts';
import { clean } from '../system/clean.ts';
import { redactText, safeText } from '../system/redact.ts';
import { redactFields } from '../system/redact-fields.ts';
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

/** Bytes behind the cut that are looked at too: half a seed is not recognised any more. */
const lookedBehind = 1024;

/** Bytes as text; nothing where they are none. */
const textOf = (bytes: Buffer): string | undefined => {
	try {
		return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
	} catch {
		return undefined;
	}
};

/** The start of a text that ends within a character is still one. */
const startOf = (bytes: Buffer, most: number): Buffer => {
	if (bytes.length <= most) return bytes;
	let end = most;
	while (end > most - 4 && ((bytes[end] ?? 0) & 0xc0) === 0x80) end--;
	return bytes.subarray(0, end);
};

const decoded = (fields: Fields, key: string): Buffer => {
	const value = fields[key];
	return typeof value === 'string' ? Buffer.from(value, 'base64') : Buffer.alloc(0);
};

/** Without its first line, which names the version of the protocol, and without one that is cut. */
const headersOf = (message: Fields): readonly string[] => {
	const bytes = decoded(message, 'hdrs');
	const lines = (textOf(startOf(bytes, mostShown)) ?? '').split(/\r?\n/);
	return lines
		.slice(1, bytes.length > mostShown ? -1 : undefined)
		.slice(0, mostHeaders)
		.filter((line) => line !== '')
		.map((line) => safeText(redactFields(line)));
};

/** A line of it, without secrets and what could move the cursor. */
const shown = (line: string): string => redactText(clean(redactText(line), 3 * mostShown));

/** What is shown of a payload: text without secrets where it is text, else hexadecimal. */
const payloadOf = (data: Buffer): Pick<LastMessage, 'text' | 'isCut'> => {
	const looked = startOf(data, mostShown + lookedBehind);
	const text = textOf(looked);
	if (text === undefined) {
		const hex = data.subarray(0, mostShown).toString('hex');
		return { text: hex.replaceAll(/(..)(?=.)/g, '$1 '), isCut: data.length > mostShown };
	}
	const safe = Buffer.from(redactFields(text).split('\n').map(shown).join('\n'));
	const isPart = looked.length < data.length;
	const most = Math.min(mostShown, isPart ? Math.max(0, safe.length - lookedBehind) : safe.length);
	return { text: startOf(safe, most).toString(), isCut: isPart || safe.length > most };
};

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
		...payloadOf(data),
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
