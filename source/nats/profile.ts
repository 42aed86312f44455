// Captures one profile of one server, and writes it to a new file.

import { resolve } from 'node:path';
import { type ProfileRequest, type ProfileState, profileFileName } from '../model/action.ts';
import { fileMode, fileStamp, whyNoFolder, writeUnderFreeName } from '../system/new-file.ts';
import { readFields, readText } from './read.ts';
import { failureText, type Result } from './requests.ts';
import { serverSubject } from './subjects.ts';
import type { Wire } from './wire.ts';

/** Longest answer that is read, bytes. */
const longestProfile = 256 * 1024 * 1024;

/** Older servers know every profile but this one, and say only that it is unknown. */
const tooOldForCpu = '; a server gives cpu profiles from 2.10.19 on';

/** The profile's bytes: gzip'd protobuf at level 0 and for cpu, text at the others. */
const capture = async (
	wire: Wire,
	id: string,
	request: ProfileRequest,
	timeout: number,
): Promise<Result<Uint8Array>> => {
	const seconds = request.kind === 'cpu' ? (request.seconds ?? 0) : 0;
	const body = {
		name: request.kind,
		debug: request.level,
		...(request.kind === 'cpu' ? { duration: Math.round(seconds * 1_000_000_000) } : {}),
	};
	const reply = await wire.ask(serverSubject(id, 'PROFILEZ'), body, {
		timeout: timeout + seconds * 1000,
		longest: longestProfile,
	});
	if (!reply.ok) return reply;
	const data = readFields(reply.value.fields, 'data');
	const error = data && readText(data, 'error');
	if (error !== undefined) {
		const old = request.kind === 'cpu' && error.includes('not found') ? tooOldForCpu : '';
		return { ok: false, failure: { kind: 'refused', code: 0, description: `${error}${old}` } };
	}
	const profile = data?.profile;
	if (typeof profile !== 'string') {
		return {
			ok: false,
			failure: { kind: 'refused', code: 0, description: 'the answer holds no profile' },
		};
	}
	const bytes = Buffer.from(profile, 'base64');
	return bytes.length > 0 ? { ok: true, value: bytes } : { ok: false, failure: { kind: 'broken' } };
};

const sentence = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/**
 * Captures a profile and saves it in `directory`, which has to be there before anything is asked. Always gives an end state: `saved`, or `failed`
 * with the words of the server or the file system. `timeout` is on top of a cpu profile's duration; `stamp` is the time in the
 * name of the file, by default that of its end.
 */
export const captureProfile = async (
	wire: Wire,
	id: string,
	request: ProfileRequest,
	{ timeout, directory, stamp }: { timeout: number; directory: string; stamp?: string },
): Promise<ProfileState> => {
	const folder = resolve(directory);
	const unfit = await whyNoFolder(folder);
	if (unfit !== undefined) return { step: 'failed', message: `cannot save a profile: ${unfit}`, ...request };
	const started = performance.now();
	const result = await capture(wire, id, request, timeout);
	const ms = performance.now() - started;
	if (!result.ok) {
		const { failure } = result;
		const message =
			failure.kind === 'no-responders'
				? `no responders: ${request.server} may have gone, or is older than 2.10`
				: failure.kind === 'refused' && failure.code === 0
					? failure.description
					: failureText(failure);
		return { step: 'failed', message, ...request };
	}
	try {
		const name = profileFileName(request, id, stamp ?? fileStamp(wire.now()));
		const path = await writeUnderFreeName(folder, name, result.value);
		return { step: 'saved', path, bytes: result.value.length, ms, mode: fileMode, ...request };
	} catch (error) {
		return { step: 'failed', message: `cannot save the profile: ${sentence(error)}`, ...request };
	}
};
