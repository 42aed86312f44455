// Asks one server for one of its services, reads the answer, and tells what it cost.

import { decodeServer } from './decode.ts';
import type { Cost } from './governor.ts';
import { type Fields, readFields } from './read.ts';
import type { Result } from './requests.ts';
import { type ServerService, serverSubject } from './subjects.ts';
import type { Wire } from './wire.ts';

export type ServiceOptions = {
	/** Milliseconds to wait for the answer. */
	timeout: number;
	/** Milliseconds to the server and back, where they are known: they are not its work. */
	rtt?: number;
	spend?: (cost: Cost) => void;
	/** Longest answer that is read, bytes; the answer may come packed. */
	longest?: number;
};

export type ServiceQuestion<T> = {
	id: string;
	service: ServerService;
	body?: Fields;
	/** Reads an answer, which came at that time, our clock; nothing where it is not of the form that was asked for. */
	read: (fields: Fields, receivedAt: number) => T | undefined;
};

/** An answer in the name of another server is none. */
export const askService = async <T>(
	wire: Wire,
	{ id, service, body, read }: ServiceQuestion<T>,
	{ timeout, rtt, spend, longest }: ServiceOptions,
): Promise<Result<T>> => {
	const result = await wire.ask(serverSubject(id, service), body, { timeout, longest, gzip: true });
	if (!result.ok) return result;
	const { fields, ms, readMs, bytes } = result.value;
	const began = performance.now();
	const isFromIt = decodeServer(readFields(fields, 'server'))?.id === id;
	const value = isFromIt ? read(fields, wire.now()) : undefined;
	spend?.({ bytes, readMs: readMs + performance.now() - began, busyMs: Math.max(0, ms - (rtt ?? ms)) });
	return value === undefined ? { ok: false, failure: { kind: 'broken' } } : { ok: true, value };
};
